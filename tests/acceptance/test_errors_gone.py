"""Errors of whole files and sheets that are gone, and new texts beside figures that had some."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from acceptance.cli import HEADER, Result, committed, inside, untraced

TARGET = "qd-2289/fibre-households-2025"
ASKED = ("-t", TARGET, "--as-of", "2025", "--lang", "en", "--no-config", "-f", "json")
Files = Mapping[str, str | bytes]

LATER = "fibre-households,VN,2024,82,% of households,MOST,\n"
MISS = "fibre-households,VN,2025,70,% of households,MOST,\n"
OTHER = "egdi-rank,VN,2022,86,rank,UN DESA,\n"
GOOD = HEADER + LATER
MENDED = HEADER + MISS.replace(",70,", ",83,")
TWO = "indicator,area,period,Kết quả,Thực hiện,unit,source\nfibre-households,VN,2025,70,72,%,MOST\n"
NO_PERIOD = "indicator,area,value,unit,source\nfibre-households,VN,70,% of households,MOST\n"
BROKEN: Mapping[str, str | bytes] = {
    "column-ambiguous": TWO,
    "column-missing": NO_PERIOD,
    "encoding-unknown": (HEADER + MISS).encode() + b"egdi-rank,VN,2022,86,rank,\xd0\xf0,\n",
    "file-unreadable": HEADER + MISS + 'egdi-rank,VN,2022,86,rank,"UN\nx,y\n',
    "header-not-found": "fibre-households VN 2025: 70\n1,2\n3,4\n",
}
HOWS = ["git", "folder", "json"]
BOTH_WAYS = pytest.mark.parametrize(
    "how",
    [
        pytest.param(
            how, marks=pytest.mark.skipif(how == "git" and not shutil.which("git"), reason="git")
        )
        for how in HOWS
    ],
)


@pytest.fixture(autouse=True)
def _there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(folder: Path, files: Files) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def compared(how: str, old: Files, new: Files) -> Result:
    """Return the check of new files since the old ones, in a folder `data`."""
    base = Path("before" if how == "folder" else "data")
    put(base, old)
    name = "before"
    if how == "git":
        committed(Path())
        name = "git:HEAD"
    elif how == "json":
        inside("check", base, *ASKED, "-q", "-o", "base.json")
        name = "base.json"
    put(Path("data"), new)
    result = inside("check", "data", "--baseline", name, *ASKED)
    untraced(result)
    return result


def gone(result: Result) -> list[str]:
    """Return what is told to be gone, of which no figure was known."""
    changes = result.json["baseline"]["changes"]
    return [
        each["what"]
        for each in changes
        if each["kind"] == "removed" and each["worse"] and isinstance(each["old"], str)
    ]


def book(**sheets: list[list[Any]]) -> bytes:
    made, file = Workbook(), io.BytesIO()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(file)
    return file.getvalue()


def cells(text: str) -> list[list[Any]]:
    return [[_cell(each) for each in line.split(",")] for line in text.splitlines()]


def _cell(text: str) -> Any:
    return int(text) if text.isdecimal() else text


@BOTH_WAYS
@pytest.mark.parametrize("code", BROKEN)
def test_a_file_in_error_that_is_gone_is_worse(code: str, how: str) -> None:
    old = {"a.csv": BROKEN[code], "b.csv": GOOD}
    result = compared(how, old, {"b.csv": GOOD})
    at = "data/a.csv" if how != "folder" else "a.csv"
    assert (result.code, gone(result)) == (1, [at])
    said = next(each for each in result.json["baseline"]["changes"] if each["what"] == at)
    assert "Put it back" in said["old"]


@BOTH_WAYS
@pytest.mark.parametrize("code", BROKEN)
def test_a_file_whose_error_is_mended_is_not_gone(code: str, how: str) -> None:
    old = {"a.csv": BROKEN[code], "b.csv": GOOD}
    result = compared(how, old, {"a.csv": MENDED + OTHER, "b.csv": GOOD})
    assert (result.code, gone(result)) == (0, [])
    still = compared(how, old, old)
    assert (still.code, gone(still)) == (3, [])


@BOTH_WAYS
def test_a_repair_under_another_suffix_is_the_same_file(how: str) -> None:
    old = {"x/a.csv": TWO, "b.csv": GOOD}
    workbook = book(Data=cells(MENDED))
    result = compared(how, old, {"x/a.xlsx": workbook, "b.csv": GOOD})
    assert (result.code, gone(result)) == (0, [])
    # One in another folder is another file, and so is one that was there before.
    elsewhere = compared(how, old, {"y/a.xlsx": workbook, "b.csv": GOOD})
    assert (elsewhere.code, [path.endswith("x/a.csv") for path in gone(elsewhere)]) == (1, [True])
    beside = {"a.csv": TWO, "a.txt": GOOD}
    before = compared(how, beside, {"a.txt": GOOD})
    assert (before.code, [path.endswith("a.csv") for path in gone(before)]) == (1, [True])


@BOTH_WAYS
def test_a_sheet_in_error_that_is_gone_is_worse(how: str) -> None:
    good, bad = cells(GOOD), cells(TWO)
    old = {"a.xlsx": book(Older=good, Newer=bad)}
    result = compared(how, old, {"a.xlsx": book(Older=good)})
    assert (result.code, [what.endswith("a.xlsx Newer") for what in gone(result)]) == (1, [True])
    mended = compared(how, old, {"a.xlsx": book(Older=good, Newer=cells(MENDED))})
    assert (mended.code, gone(mended)) == (0, [])
    as_text = compared(how, old, {"a.csv": MENDED + LATER})
    assert (as_text.code, gone(as_text)) == (0, [])


@pytest.mark.parametrize("rest", ["", OTHER])
def test_what_could_not_be_read_is_not_mended_by_what_was_read(rest: str) -> None:
    """A file is cut where its error begins: what is left of it was read before."""
    two = f"{GOOD}{rest}\n\n{TWO}"
    result = compared("git", {"a.csv": two}, {"a.csv": GOOD + rest})
    assert (result.code, gone(result)) == (1, ["data/a.csv"])


def test_one_file_alone_may_have_another_name() -> None:
    """A file of this month is compared with that of the last one."""
    put(Path("months"), {"10.csv": TWO, "11.csv": MENDED})
    result = inside("check", "months/11.csv", "--baseline", "months/10.csv", *ASKED)
    assert (result.code, gone(result)) == (0, [])


def noted(value: int, *notes: str) -> str:
    """Return a table with a note in each row; the last row's value is given."""
    years = range(2026 - len(notes), 2026)
    return "indicator,area,period,value,unit,source,note\n" + "".join(
        f"fibre-households,VN,{year},{value if year == 2025 else 80},%,MOST,{note}\n"
        for year, note in zip(years, notes, strict=True)
    )


KNOWN = tuple(f"alpha survey {number}" for number in range(10))


def unread(result: Result) -> dict[str, Any]:
    found = [each for each in result.json["findings"] if each["code"] == "text-unread"]
    assert len(found) == 1
    return dict(found[0])


def news(result: Result) -> list[str]:
    """Return the findings that are new, by their codes."""
    changes = result.json["baseline"]["changes"]
    return [
        each["what"].split()[0]
        for each in changes
        if each["kind"] == "finding" and each["old"] is None
    ]


@BOTH_WAYS
def test_a_text_that_is_new_beside_others_is_named_and_new(how: str) -> None:
    old, new = noted(84, *KNOWN, "omega"), noted(85, *KNOWN, "zz: number is simulated")
    result = compared(how, {"a.csv": old}, {"a.csv": new})
    told = unread(result)
    assert news(result) == ["text-unread"]
    assert told["message"] == (
        "Beside the figures stand texts of which nothing was made: 11. "
        "New since the baseline: 1, such as “zz: number is simulated” (G1)."
    )
    assert told["texts"] == ["zz: number is simulated", *KNOWN]
    same = compared(how, {"a.csv": new}, {"a.csv": new})
    assert (news(same), unread(same)["message"].count("simulated")) == ([], 0)


@BOTH_WAYS
def test_ten_new_texts_are_named(how: str) -> None:
    new = noted(84, *KNOWN[:2], *(f"beta {number}" for number in range(9)))
    told = unread(compared(how, {"a.csv": noted(84, *KNOWN)}, {"a.csv": new}))
    assert [f"“beta {number}”" in told["message"] for number in range(9)] == [True] * 9
    assert "alpha" not in told["message"]


@BOTH_WAYS
def test_a_file_of_another_name_has_the_texts_that_it_had(how: str) -> None:
    text = noted(84, *KNOWN)
    result = compared(how, {"a.csv": text}, {"c.csv": text})
    assert (news(result), "baseline" in unread(result)["message"]) == ([], False)


def test_texts_of_another_file_are_none_of_this_one() -> None:
    text = noted(84, *KNOWN)
    other = text.replace("MOST", "NSO").replace("alpha survey 3", "zz simulated")
    old = {"hn/a.csv": text, "hue/a.csv": other}
    changed = text.replace("alpha survey 3", "zz simulated")
    result = compared("git", old, {**old, "hn/a.csv": changed})
    told = [each for each in result.json["findings"] if each["code"] == "text-unread"]
    named = {each["path"]: "such as “zz simulated”" in each["message"] for each in told}
    assert named == {"data/hn/a.csv": True, "data/hue/a.csv": False}
    assert news(result) == ["text-unread"]


def test_a_report_has_all_texts() -> None:
    text = noted(84, *(f"note {number}" for number in range(120)))
    put(Path("data"), {"a.csv": text})
    told = unread(inside("check", "data", *ASKED))
    assert (told["count"], len({*told["texts"]})) == (120, 120)
    assert told["message"].count("“note") == 4
    assert news(compared("json", {"a.csv": text}, {"a.csv": text})) == []


def test_a_report_without_texts_is_compared_by_their_number() -> None:
    text = noted(84, *KNOWN)
    put(Path("data"), {"a.csv": text})
    inside("check", "data", *ASKED, "-q", "-o", "base.json")
    report = json.loads(Path("base.json").read_text("utf-8"))
    for each in report["findings"]:
        del each["texts"]
    Path("base.json").write_text(json.dumps(report), "utf-8")
    put(Path("data"), {"a.csv": text.replace("alpha survey 3", "other words")})
    assert news(inside("check", "data", "--baseline", "base.json", *ASKED)) == []


@BOTH_WAYS
def test_another_line_that_may_deny_figures_is_a_new_warning(how: str) -> None:
    def lined(line: str) -> str:
        return f"{line}\n{HEADER}{MISS}"

    first, second = "Số liệu minh hoạ cho mẫu", "Các con số do AI sinh ra"
    before = compared(how, {"a.csv": lined(first)}, {"a.csv": lined(first)})
    result = compared(how, {"a.csv": lined(first)}, {"a.csv": lined(second)})
    kinds = {each["code"] for each in result.json["findings"]}
    assert (news(before), kinds & {"column-unread", "text-unread"} <= set(news(result))) == (
        [], True,
    )  # fmt: skip


def test_what_a_person_accepted_may_go() -> None:
    """Nobody waits for figures of a file that has nothing to report."""
    asked = [each for each in ASKED if each != "--no-config"]
    nothing = HEADER + "Dân số,VN,2025,98,triệu,NSO,\n"
    put(Path("data"), {"a.csv": nothing, "b.csv": GOOD})
    inside("accept", "nothing-read", "data", "--because", "none", *asked[:-2])
    committed(Path())
    (Path("data") / "a.csv").unlink()
    result = inside("check", "data", "--baseline", "git:HEAD", *asked)
    assert (result.code, gone(result)) == (0, [])
    Path("cmcn4.toml").unlink()
    result = inside("check", "data", "--baseline", "git:HEAD", *ASKED)
    assert (result.code, gone(result)) == (1, ["data/a.csv"])


@pytest.mark.skipif(shutil.which("git") is None, reason="runs git")
@pytest.mark.parametrize("how", ["./data", "here", "*/*.csv"])
def test_a_file_is_the_same_however_its_path_is_written(how: str) -> None:
    put(Path("data"), {"a.csv": TWO, "b.csv": GOOD})
    committed(Path())
    put(Path("data"), {"a.csv": MENDED, "b.csv": GOOD})
    path = Path("data").resolve() if how == "here" else how
    result = inside("check", path, "--baseline", "git:HEAD", *ASKED)
    assert (result.code, gone(result)) == (0, [])
    Path("data/a.csv").unlink()
    result = inside("check", path, "--baseline", "git:HEAD", *ASKED)
    assert (result.code, gone(result)) == (1, ["data/a.csv"])


def test_the_kinds_of_errors_are_those_that_are_meant() -> None:
    for code, content in BROKEN.items():
        put(Path("data"), {"a.csv": content})
        found = inside("check", "data", *ASKED).json["findings"]
        assert code in [each["code"] for each in found]
