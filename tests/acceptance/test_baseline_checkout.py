"""A baseline at a commit holds what a checkout of it would: links, submodules, attributes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from acceptance.cli import HEADER, Result, committed, git, inside, untraced, write

FAILS = HEADER + "digital-economy-share,VN,2025,14.02,% of GDP,NSO,\n"
OLDER = HEADER + "digital-economy-share,VN,2024,21,% of GDP,NSO,\n"
ENCODING = "working-tree-encoding"
FAMILY = "qd-2289/digital-economy-share-2025"
ASKED = ("--as-of", "2025", "--lang", "en", "-t", FAMILY, "--no-config", "-f", "json")

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="runs git"),
    pytest.mark.skipif(os.name == "nt", reason="makes links"),
]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an older figure, in the working folder."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "data"
    folder.mkdir()
    write(folder, OLDER, "b.csv")
    return folder


def since(*paths: str, base: str = "HEAD") -> Result:
    result = inside("check", *paths, "--baseline", f"git:{base}", *ASKED)
    untraced(result)
    return result


def removed(result: Result) -> list[float]:
    found = result.json["baseline"]["changes"]
    return [each["old"] for each in found if each["kind"] == "removed"]


def refused(result: Result, *said: str) -> None:
    assert (result.code, result.out) == (2, "")
    assert [text for text in said if text not in result.err] == []


@pytest.mark.parametrize("target", [".a.csv", ".hidden/a.csv", "../other/a.csv", ".hidden/link"])
def test_a_link_holds_the_figures_it_leads_to(data: Path, target: str) -> None:
    file = data / (".hidden/a.csv" if target == ".hidden/link" else target)
    file.resolve().parent.mkdir(exist_ok=True)
    write(file.parent, FAILS, file.name)
    if target == ".hidden/link":
        (data / target).symlink_to("a.csv")
    (data / "a.csv").symlink_to(target)
    committed(data.parent)
    if target != "../other/a.csv":  # which is not read out of the folder
        same = since("data")
        assert (same.code, same.json["baseline"]["changes"]) == (0, [])
    (data / "a.csv").unlink()
    result = since("data")
    assert (result.code, removed(result)) == (1, [14.02])


@pytest.mark.parametrize("path", ["link", "link/a.csv", "deep/link", "one.csv"])
def test_what_is_named_by_a_link_is_read_by_it(data: Path, path: str) -> None:
    write(data, FAILS, "a.csv")
    Path("link").symlink_to("data")
    Path("deep").mkdir()
    Path("deep/link").symlink_to("../link")
    Path("one.csv").symlink_to("link/a.csv")
    committed(data.parent)
    assert since(path).json["baseline"]["changes"] == []
    (data / "a.csv").write_text(OLDER, "utf-8")
    result = since(path)
    assert (result.code, removed(result)) == (1, [14.02])


@pytest.mark.parametrize(
    "given",
    [("data",), ("data/*",), ("**/*.csv",), ("data/a.csv", "data/b.csv"), ("data", "data/a.csv"),
     ("link/a.csv", "data"), ("data", "link/b.csv")],
)  # fmt: skip
def test_a_file_and_its_links_are_read_once_as_in_a_checkout(
    data: Path, given: tuple[str, ...]
) -> None:
    write(data, FAILS.replace("NSO", ""), "b.csv")
    for name in ("a.csv", "c.csv"):
        (data / name).symlink_to("b.csv")
    Path("link").symlink_to("data")
    committed(data.parent)
    same = since(*given)
    assert same.json["baseline"]["changes"] == []
    assert len(same.json["inputs"]) == 1


def test_links_to_one_file_elsewhere_are_one_file(data: Path) -> None:
    (data / ".kept").mkdir()
    write(data / ".kept", FAILS.replace("NSO", ""), "figures.csv")
    for name in ("a.csv", "c.csv"):
        (data / name).symlink_to(".kept/figures.csv")
    committed(data.parent)
    for given in ("data", "data/*"):
        assert since(given).json["baseline"]["changes"] == []
    (data / "a.csv").unlink()
    assert removed(since("data")) == []
    (data / "c.csv").unlink()
    assert removed(since("data")) == [14.02]


def test_a_folder_named_by_two_names_is_read_once(data: Path) -> None:
    write(data, FAILS.replace("NSO", ""), "a.csv")
    Path("link").symlink_to("data")
    committed(data.parent)
    assert since("data", "link").json["baseline"]["changes"] == []
    assert since("link", "data/a.csv").json["baseline"]["changes"] == []


def test_a_file_that_takes_the_place_of_a_link_is_another_one(data: Path) -> None:
    write(data, FAILS, "b.csv")
    (data / "a.csv").symlink_to("b.csv")
    committed(data.parent)
    (data / "a.csv").unlink()
    write(data, OLDER, "a.csv")
    assert removed(since("data")) == []
    (data / "b.csv").unlink()
    assert removed(since("data")) == [14.02]


def test_a_link_to_a_folder_below_a_folder_is_passed_over_as_in_a_checkout(data: Path) -> None:
    (data.parent / "other").mkdir()
    write(data.parent / "other", FAILS, "a.csv")
    (data / "link").symlink_to("../other")
    committed(data.parent)
    result = since("data")
    assert (result.code, removed(result)) == (0, [])


NOWHERE = ["none.csv", "/etc/passwd", "../../a.csv", "a.csv", ".git/config"]


@pytest.mark.parametrize("target", NOWHERE)
def test_a_link_that_leads_to_no_file_of_the_commit_is_refused(data: Path, target: str) -> None:
    (data / "a.csv").symlink_to(target)
    committed(data.parent)
    (data / "a.csv").unlink()
    refused(since("data"), "data/a.csv: this link leads to no file of that commit", "report.json")
    write(data, OLDER, "a.csv")
    refused(since("data/a.csv", "data/b.csv"), "data/a.csv: this link")


def test_a_link_that_would_not_be_read_is_no_matter(data: Path) -> None:
    for name in (".a.csv", "a.txt~", "left.cmcn4"):
        (data / name).symlink_to("none")
    committed(data.parent)
    assert since("data").code == 0


@pytest.mark.parametrize(
    "pattern", ["data/*.csv", "data/?.csv", "**/*.csv", "link/[ab].csv", "*/*"]
)
def test_a_link_that_a_pattern_finds_holds_the_figures_it_leads_to(
    data: Path, pattern: str
) -> None:
    write(data, FAILS, ".a.csv")
    (data / "a.csv").symlink_to(".a.csv")
    (data / "in").symlink_to("../other")
    (data.parent / "other").mkdir()
    write(data.parent / "other", FAILS.replace(",VN,", ",LA,"), "x.csv")
    if pattern.startswith("link"):
        Path("link").symlink_to("data")
    committed(data.parent)
    assert since(pattern).json["baseline"]["changes"] == []
    (data / "a.csv").unlink()
    assert 14.02 in removed(since(pattern))


@pytest.mark.parametrize(
    "path",
    ["data", "data/sub", "data/sub/a.csv", ".", "data/*", "**/*.csv", "data/s*", "data/*/a.csv"],
)
def test_a_submodule_among_the_data_is_refused(data: Path, path: str, tmp_path: Path) -> None:
    committed(data.parent)
    sub = tmp_path.parent / f"{tmp_path.name}-sub"
    sub.mkdir()
    write(sub, FAILS, "a.csv")
    committed(sub)
    git(
        tmp_path, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(sub), "data/sub"
    )
    committed(tmp_path)
    said = "data/sub/a.csv" if path == "data/sub/a.csv" else "data/sub"
    alone = path in ("data", ".", "data/*", "**/*.csv")
    asked = (path,) if alone else (path, "data/b.csv")
    refused(since(*asked), f"{said}: this is a submodule")
    shutil.rmtree(data / "sub")
    if alone:
        refused(since(path), "data/sub: this is a submodule")
    assert since("data/b.csv").code == 0


def attributed(data: Path, attributes: str, kept: bytes, name: str = "a.csv") -> None:
    """Commit a file as git keeps it, with the attributes by which a checkout converts it."""
    write(data, kept, name)
    committed(data.parent)
    write(data, attributes, ".gitattributes")
    git(data.parent, "add", f"{data.name}/.gitattributes")
    git(data.parent, "commit", "-q", "-m", "attributes")


@pytest.mark.parametrize(
    ("attributes", "kept", "said"),
    [
        (f"a.csv text {ENCODING}=ASCII//TRANSLIT", FAILS.encode(), ENCODING),
        (f"a.csv {ENCODING}=UTF-16", FAILS.encode(), ENCODING),
        ("a.csv odd", FAILS.encode(), "filter"),
        ("*.csv ident", FAILS.replace("NSO", "$Id$").encode(), "ident"),
        ("*.csv eol=crlf", FAILS.encode("utf-16"), "eol"),
        ("*.csv text", FAILS.encode("utf-16"), "text"),
    ],
)  # fmt: skip
def test_a_file_that_its_attributes_convert_is_refused(
    data: Path, attributes: str, kept: bytes, said: str
) -> None:
    write(data.parent, "[attr]odd filter=odd\n", ".gitattributes")
    attributed(data, attributes, kept)
    # What the pull request says of it does not count.
    (data / ".gitattributes").unlink()
    (data / "a.csv").unlink()
    refused(since("data"), f"data/a.csv: a checkout converts this file by its attribute {said}")


@pytest.mark.parametrize(
    "attributes",
    ["*.csv text eol=crlf", "*.csv text=auto", "*.csv ident", "*.csv working-tree-encoding=UTF-8",
     "*.csv filter=lfs diff=lfs -text", "*.csv -ident -filter !eol", "c.csv filter=odd"],
)  # fmt: skip
def test_line_ends_and_what_changes_nothing_are_read_as_ever(data: Path, attributes: str) -> None:
    attributed(data, attributes, FAILS.encode())
    (data / "a.csv").unlink()
    result = since("data")
    assert (result.code, removed(result)) == (1, [14.02])


def test_a_link_is_converted_as_the_file_it_leads_to(data: Path) -> None:
    (data.parent / "other").mkdir()
    (data / "a.csv").symlink_to("../other/a.txt")
    attributed(data.parent / "other", "a.txt working-tree-encoding=UTF-16", FAILS.encode(), "a.txt")
    (data / "a.csv").unlink()
    refused(since("data"), "data/a.csv: a checkout converts this file")


def test_paths_are_from_the_working_folder(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / ".a.csv").write_text(FAILS, "utf-8")
    (data / "a.csv").symlink_to(".a.csv")
    committed(data.parent)
    monkeypatch.chdir(data)
    (data / "a.csv").unlink()
    result = since(".")
    assert (result.code, removed(result)) == (1, [14.02])
    (data / "in").mkdir()
    monkeypatch.chdir(data / "in")
    assert since("../b.csv").code == 2
