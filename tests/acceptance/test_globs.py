"""Patterns of paths that no shell has expanded: what they find, and that no figure is lost."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from pathlib import Path

import pytest

import cmcn4
from acceptance.cli import AT_2025, ECONOMY, EGDI, FIBRE, HEADER, Result, committed, git, inside
from cmcn4 import hook
from cmcn4.readers.patterns import matching

JSON = ("-f", "json", *AT_2025)
LOST = "removed fibre-households VN 2025 MOST"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="runs git")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, with three files in two folders, a hidden one and a lock."""
    folder = tmp_path / "home"
    monkeypatch.chdir(tmp_path)
    for name, rows in {
        "g/a.csv": FIBRE, "g/b.csv": EGDI, "g/in/c.csv": ECONOMY, "g/.d.csv": ECONOMY,
        "g/~$a.csv": ECONOMY, "g/note.md": "",
    }.items():  # fmt: skip
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(HEADER + rows)
    monkeypatch.chdir(folder)
    return folder


def inputs(result: Result) -> list[str]:
    return [file["path"] for file in result.json["inputs"]]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("g/*.csv", ["g/a.csv", "g/b.csv"]),
        ("g/?.csv", ["g/a.csv", "g/b.csv"]),
        ("g/[!a].csv", ["g/b.csv"]),
        ("g/[^b].csv", ["g/a.csv"]),
        ("g/.*.csv", ["g/.d.csv"]),
        ("./g//*.csv", ["g/a.csv", "g/b.csv"]),
        ("**/*.csv", ["g/a.csv", "g/b.csv", "g/in/c.csv"]),
        ("**/in/*", ["g/in/c.csv"]),
        ("*/**/c.csv", ["g/in/c.csv"]),
        ("g/*", ["g/a.csv", "g/b.csv", "g/in", "g/note.md"]),
        ("g/**", ["g"]),
        ("**", ["."]),
        ("g/*/*/x", []),
        ("none/*", []),
        ("g/a.csv/*", []),
    ],
)
def test_a_pattern_means_what_matches(pattern: str, found: list[str], home: Path) -> None:
    assert (home.is_dir(), matching(pattern)) == (True, found)


def test_whole_paths_match(home: Path) -> None:
    assert matching(f"{home}/g/b*") == [f"{home}/g/b.csv"]
    assert matching("../home/g/b*") == ["../home/g/b.csv"]


def test_every_command_reads_what_matches(home: Path) -> None:
    pattern, found = "g/*.csv", ["g/a.csv", "g/b.csv"]
    assert inputs(inside("check", pattern, *JSON)) == found
    assert inside("check", pattern, *JSON).stdout == inside("check", *found, *JSON).stdout
    assert inside("gaps", pattern, *AT_2025).stdout == inside("gaps", *found, *AT_2025).stdout
    assert inside("read", pattern).stdout == inside("read", *found).stdout
    told = inside("explain", "fibre-households-2025", pattern, *AT_2025)
    assert told.stdout == inside("explain", "fibre-households-2025", *found, *AT_2025).stdout
    assert [file.path for file in cmcn4.check(pattern).inputs] == found
    assert [file.path for file in cmcn4.read(Path(pattern)).inputs] == found
    assert home.is_dir()


def test_folders_that_match_are_read_and_a_file_found_twice_once(home: Path) -> None:
    assert inputs(inside("check", "g/i*", "**/*.csv", "g", *JSON)) == [
        "g/in/c.csv", "g/a.csv", "g/b.csv",
    ]  # fmt: skip
    assert home.is_dir()


@pytest.mark.parametrize("command", ["check", "read", "gaps"])
def test_a_pattern_that_nothing_matches_is_told_by_its_name(command: str, home: Path) -> None:
    result = inside(command, "g/*.xlsx", "g/a.csv", "--lang", "en")
    said = "cmcn4: g/*.xlsx: no file or folder matches this pattern\n"
    assert (result.code, result.out, result.err) == (2, "", said)
    assert home.is_dir()


def test_an_output_is_not_among_what_matches(home: Path) -> None:
    before = (home / "g/a.csv").read_bytes()
    result = inside("check", "g/*.csv", "-o", "g/a.csv", *AT_2025)
    assert (result.code, (home / "g/a.csv").read_bytes()) == (2, before)


def test_copies_are_made_of_what_matches(home: Path) -> None:
    sample = Path(__file__).parents[2] / "samples" / "vietnam.xlsx"
    shutil.copy(sample, home / "g" / "e.xlsx")
    result = inside("check", "g/*.xlsx", "--annotate", "copies", *AT_2025)
    assert (home / "copies" / "e.xlsx").is_file(), result.err
    refused = inside("check", "g/i*", "--annotate", "g/in/copies", *AT_2025)
    assert (refused.code, (home / "g/in/copies").exists()) == (2, False)


def test_a_list_of_who_is_to_send_is_no_data_for_being_found(home: Path) -> None:
    (home / "g" / "senders.csv").write_text("area\nVN\n")
    result = inside("check", "g/*.csv", "--expect", "g/senders.csv", *JSON)
    assert inputs(result) == ["g/a.csv", "g/b.csv"]


def test_brackets_in_a_name_mean_the_file(home: Path) -> None:
    (home / "g" / "x[1].csv").write_text(HEADER + FIBRE)
    assert inputs(inside("check", "g/x[1].csv", *JSON)) == ["g/x[1].csv"]
    (home / "g" / "x1.csv").write_text(HEADER + ECONOMY)
    refused = inside("check", "g/x[1].csv", *JSON)
    assert (refused.code, refused.out) == (2, "")
    assert "g/x[1].csv: a file has this very name, and others match" in refused.err
    both = ["g/x[1].csv", "g/x1.csv"]
    assert inputs(inside("check", *both, *JSON)) == both
    assert inputs(inside("check", "g/x[[]1].csv", *JSON)) == ["g/x[1].csv"]


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_a_file_named_like_the_pattern_hides_none(home: Path) -> None:
    (home / "g" / "*.csv").write_text(HEADER + FIBRE)
    assert inputs(inside("check", "g/*.csv", *JSON)) == ["g/*.csv", "g/a.csv", "g/b.csv"]


def test_a_link_that_leads_out_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(HEADER + ECONOMY)
    (home / "g" / "s.csv").symlink_to(tmp_path / "secret.csv")
    (home / "g" / "round").symlink_to(home / "g")
    result = inside("check", "g/s*.csv", *JSON)
    assert (result.code, "14.02" in result.out) == (3, False)
    (finding,) = [one for one in result.json["findings"] if one["level"] == "error"]
    assert (finding["code"], finding["path"]) == ("file-unreadable", "g/s.csv")
    assert matching("**/a.csv") == ["g/a.csv"]


def compared(*args: str) -> tuple[int, list[str]]:
    result = inside("check", *args, "--baseline", "git:HEAD", *JSON)
    if result.code == 2:
        return 2, []
    changes = result.json["baseline"]["changes"]
    return result.code, [f"{one['kind']} {one['what']}" for one in changes if one["worse"]]


@needs_git
@pytest.mark.parametrize("pattern", ["g/*.csv", "**/*.csv", "g/[ab].csv", "*", "g/**"])
def test_a_figure_whose_file_is_gone_is_missed_at_the_commit(pattern: str, home: Path) -> None:
    committed(home)
    assert compared(pattern) == (0, [])
    (home / "g" / "a.csv").unlink()
    code, worse = compared(pattern)
    assert (code, LOST in worse) == (1, True)


@needs_git
def test_nor_does_a_pattern_of_a_subfolder_or_of_the_folder_beside_it_lose_one(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed(home)
    (home / "g" / "a.csv").unlink()
    monkeypatch.chdir(home / "g")
    assert compared("*.csv")[0] == 1
    (home / "other").mkdir()
    (home / "other" / "a.csv").write_text(HEADER + FIBRE)
    monkeypatch.chdir(home / "other")
    assert compared("../g/*.csv")[0] == 2  # what is not below the working folder is refused


@needs_git
def test_nothing_that_matches_any_more_is_wrong_use(home: Path) -> None:
    committed(home)
    git(home, "rm", "-q", "-r", "g")
    assert compared("g/*.csv") == (2, [])


@needs_git
@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_a_file_named_like_the_pattern_hides_none_at_the_commit(home: Path) -> None:
    committed(home)
    for name in ("a.csv", "b.csv"):
        (home / "g" / name).unlink()
    (home / "g" / "*.csv").write_text(HEADER + EGDI)
    code, worse = compared("g/*.csv")
    assert (code, LOST in worse) == (1, True)
    (home / "g" / "*.csv").rename(home / "g" / "[ab].csv")
    code, worse = compared("g/[ab].csv")
    assert (code, LOST in worse) == (1, True)


def test_a_name_that_a_hook_gives_is_no_pattern(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("x[1].csv", "x1.csv"):
        (home / name).write_text(HEADER + FIBRE)
    monkeypatch.setattr(sys, "argv", ["cmcn4-hook", "check", "--lang=en", "x[1].csv"])
    assert hook.main() == 0
    assert "x[1].csv" in capfd.readouterr().out


def test_a_slash_at_the_end_means_folders(home: Path) -> None:
    assert matching("g/*/") == ["g/in"]
    assert matching("g/**/") == ["g", "g/in"]
    assert matching("**/in/") == ["g/in"]
    assert home.is_dir()


def test_letters_match_however_their_marks_are_written(home: Path) -> None:
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "quý-4.csv")
        (home / "g" / name).write_text("")
        for pattern in ("g/qu?-4.csv", "g/qu[ý]-*", "g/qu[^y]-4*", "g/quý*"):
            assert matching(pattern) == [f"g/{name}"]
            assert matching(unicodedata.normalize("NFD", "g/quý*")) == [f"g/{name}"]
        (home / "g" / name).unlink()


def test_a_link_to_a_folder_is_passed_over_as_below_a_folder(home: Path) -> None:
    (home / "g" / "in").rename(home / "g" / ".in")
    (home / "g" / "in").symlink_to(".in")
    assert matching("g/*/c.csv") == []
    result = inside("check", "g/[i]*", "g/a.csv", *JSON)
    assert inputs(result) == ["g/a.csv"]
    (skipped,) = [one for one in result.json["findings"] if one["code"] == "file-skipped"]
    assert (skipped["path"], "in/" in skipped["message"]) == ("g", True)
    named = inside("check", "g/in", *JSON)
    assert inputs(named) == ["g/in/c.csv"]


@needs_git
@pytest.mark.parametrize("pattern", ["g/*", "g/*/", "g/i*", "g/*/*", "g/**/*.csv", "g/**/", "?"])
@pytest.mark.parametrize("way", ["removed", "hidden", "linked"])
def test_a_folder_that_a_pattern_finds_no_more_is_missed(
    pattern: str, way: str, home: Path
) -> None:
    (home / "g" / "note.md").unlink()
    (home / "g" / "in2").mkdir()
    (home / "g" / "b.csv").rename(home / "g" / "in2" / "b.csv")
    committed(home)
    (home / "g" / "in").rename(home / "g" / ".in")
    if way == "removed":
        shutil.rmtree(home / "g" / ".in")
    elif way == "linked":
        (home / "g" / "in").symlink_to(".in")
    code, worse = compared(pattern)
    assert (code, "removed digital-economy-share VN 2025 NSO" in worse) == (1, True)


@needs_git
@pytest.mark.parametrize(
    ("pattern", "code"), [("qu?-*.csv", 1), ("qu[ýy]-4.csv", 2), ("qu[^z]-4.csv", 2)]
)
def test_a_file_with_marks_in_its_name_is_missed(pattern: str, code: int, home: Path) -> None:
    (home / "quý-3.csv").write_text(HEADER + EGDI)
    (home / "quý-4.csv").write_text(HEADER + FIBRE)
    committed(home)
    assert compared(pattern, "quý-3.csv") == (0, [])
    (home / "quý-4.csv").unlink()
    now, worse = compared(pattern, "quý-3.csv")
    assert (now, LOST in worse) == (code, code == 1)


@needs_git
def test_folders_in_folders_have_an_end(home: Path) -> None:
    (home / "/".join(["g", *["d"] * 400])).mkdir(parents=True)
    result = inside("check", "g/**/*.csv", *JSON)
    assert (result.code, result.out) == (2, "")
    assert "the folder cannot be listed" in result.err
    assert inside("check", "g", *JSON).code == 3
