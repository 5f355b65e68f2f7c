"""What nobody sees is told, and what a person accepted is what stood there, and no other text."""

from __future__ import annotations

import pickle
import tomllib
from pathlib import Path

import pytest

from acceptance.cli import Result, codes, finding, inside, write
from cmcn4.model.finding import whole_text
from cmcn4.readers.problems import found

AS_OF = ("--as-of", "2025", "--lang", "en")
HEADED = "indicator,area,2024,2025,{},source\ninternet-users,VN,82,84.15,{},NSO\n"
NOTED = "indicator,area,period,value,unit,source,Note\ninternet-users,VN,2025,84.15,%,NSO,{}\n"
LONG = "The whole of it is told in a text so long that no message can have all of it, " * 3
TEXTS = {
    "column-unread": (HEADED.format("Outlook", 90), HEADED.format("Actual result", 50)),
    "unit-suspicious": (
        "indicator,area,period,value,unit,source,status\ninternet-users,VN,2025,84,%,NSO,blue\n",
        "indicator,area,period,value,unit,source,status\ninternet-users,VN,2025,84,%,NSO,red\n",
    ),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def accepted(code: str, text: str, folder: Path) -> str:
    """Return what is written to accept the findings of a text."""
    write(folder, text)
    (folder / "cmcn4.toml").unlink(missing_ok=True)
    return inside("accept", code, "data.csv", "--because", "so", *AS_OF).out


def check(text: str, folder: Path, *more: str) -> Result:
    write(folder, text)
    asked = ("--fail-on", "warning", "-f", "json", *AS_OF)
    return inside("check", "data.csv", *asked, *more)


@pytest.mark.parametrize("code", TEXTS)
def test_another_text_at_the_place_of_an_accepted_one_is_told(code: str, folder: Path) -> None:
    old, new = TEXTS[code]
    (entry,) = tomllib.loads(accepted(code, old, folder))["accept"]
    before = check(old, folder)
    assert (finding(before, code)["decision"]["because"], before.code) == ("so", 0)
    after = check(new, folder)
    assert (finding(after, code)["decision"], after.code) == (None, 1)
    message = finding(after, "accept-changed")["message"]
    assert f'found = "{entry["found"]}"' in message
    assert finding(after, code)["accept"].split("found = ")[1].splitlines()[0] in message


@pytest.mark.parametrize("code", TEXTS)
def test_who_names_a_cell_names_what_stood_there(code: str, folder: Path) -> None:
    old, new = TEXTS[code]
    entry = accepted(code, old, folder)
    lines = [line for line in entry.splitlines() if not line.startswith("found")]
    write(folder, "\n".join(lines), "cmcn4.toml")
    for text in (old, new):
        after = check(text, folder)
        assert (finding(after, code)["decision"], after.code) == (None, 1)
        said = finding(after, "accept-changed")
        assert "does not say what was accepted there" in said["message"]
        assert finding(after, code)["accept"].split("found = ")[1].splitlines()[0] in said["hint"]
    wide = [line for line in lines if not line.startswith(("cell", "value"))]
    write(folder, "\n".join(wide), "cmcn4.toml")
    assert check(new, folder).code == 0  # of all that a file says: no cell is named


def test_a_text_that_is_gone_was_accepted_for_nothing(folder: Path) -> None:
    old, _ = TEXTS["column-unread"]
    accepted("column-unread", old, folder)
    assert "accept-unused" in codes(check("\n".join(old.replace(",Outlook", "").replace(
        ",90", "").splitlines()), folder))  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_what_was_accepted_is_known_in_every_language(lang: str, folder: Path) -> None:
    old, _ = TEXTS["column-unread"]
    accepted("column-unread", old, folder)
    assert check(old, folder, "--lang", lang).code == 0


def test_a_long_text_is_known_by_all_of_it() -> None:
    one, other = found(f"{LONG}a"), found(f"{LONG}b")
    assert one == other
    assert whole_text(one) != whole_text(other)
    assert whole_text(pickle.loads(pickle.dumps(one))) == whole_text(one)  # noqa: S301 - ours


@pytest.mark.parametrize("code", TEXTS)
def test_another_text_is_another_warning_than_the_baseline_has(code: str, folder: Path) -> None:
    old, new = TEXTS[code]
    base = write(folder, old, "base.csv").rename(folder / "data.csv")
    inside("check", "data.csv", "-f", "json", "-o", "old.json", *AS_OF)
    assert base.exists()
    assert check(old, folder, "--baseline", "old.json").code == 0
    assert check(new, folder, "--baseline", "old.json").code == 1
