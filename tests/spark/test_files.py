"""Files are read and judged by tasks as one process does it: every report is equal to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from acceptance.cli import Result, inside

HEADER = "indicator,area,period,value,unit,source,released,note\n"
LETTER = """\
UBND TỈNH LÀO CAI
"Lào Cai, ngày {day} tháng 12 năm 2025"

indicator,period,value,unit
lines,2024,{before},%
lines,2025,{now},%
"""
COMMUNES = (
    HEADER
    + """\
lines,xa-a,2024,58.50,%,mic,
lines,xa-a,2025,61.25,%,mic,
lines,xa-b,2025,49.75,%,mic,,by net
lines,VN,2025,63.4,%,mic,,my own
points,xa-a,2025,70,index 0-100,mic,
points,xa-b,2025,64,index 0-100,mic,
points,Xã Châu,2025,,index 0-100,mic,
lines,xa-d,2025,abc,%,mic,
"""
)
DECISION = """\
[[accept]]
target = "small/all-lines"
area = "xa-a"
verdict = "pass"
on = {verdict = "review", value = "55.5..61.25", period = "2025", source = "mic"}
because = "the ministry counts all households"

[[accept]]
finding = "source-missing"
path = "folder/shares.xlsx"
because = "the source is named in the covering letter"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of three texts and a workbook, with the settings beside it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "communes.csv").write_text(COMMUNES, encoding="utf-8")
    for name, day, before, now in (("early", "05", "41.5", "44"), ("late", "20", "41.7", "45.5")):
        text = LETTER.format(day=day, before=before, now=now)
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Số liệu"
    for row in (
        ["indicator", "area", "period", "value", "unit"],
        ["lines", "xa-a", 2025, 55.5, "%"],
        ["lines", "Xã Châu", 2025, 50.125, "%"],
        ["lines", "Nơi nào", 2025, 50, "%"],
        ["points", "xa-d", 2025, "12,3,4", "index 0-100"],
    ):
        sheet.append(row)
    book.save(folder / "shares.xlsx")
    (tmp_path / "cmcn4.toml").write_text(DECISION, encoding="utf-8")
    return folder


def both(pack: Path, *options: str) -> tuple[Result, Result]:
    """Return what one process tells, and what tasks do."""
    asked = ("check", "folder", "-t", pack, "--as-of", "2025", "--lang", "en", *options)
    alone, on_cluster = (inside(*asked, "--engine", engine) for engine in ("python", "spark"))
    return alone, on_cluster


@pytest.mark.usefixtures("spark", "folder")
def test_a_folder_with_all_that_reaches_across_files_and_areas(pack: Path) -> None:
    alone, on_cluster = both(pack, "-f", "json")
    assert on_cluster == alone
    found = alone.json
    assert {(one["target"], one["area"]): one["verdict"] for one in found["assessments"]} == {
        ("small/all-lines", "VN"): "pass",
        ("small/all-lines", "xa-a"): "review",  # two sources; decided on below
        ("small/all-lines", "xa-b"): "fail",
        ("small/all-lines", "xa-c"): "fail",
        ("small/all-lines", "vn-lao-cai-2025"): "fail",
        ("small/all-lines", "xa-d"): "no-data",  # errors alone
        ("small/above-mean", "xa-a"): "review",
        ("small/above-mean", "xa-b"): "review",
        ("small/first-two", "xa-b"): "review",
        ("small/first-two", "xa-c"): "no-data",
        ("small/three-communes", "VN"): "review",
    }
    decided = [one["area"] for one in found["assessments"] if one["decision"]]
    assert decided == ["xa-a"]
    codes = [(one["code"], one["path"].removeprefix("folder/")) for one in found["findings"]]
    assert codes == [
        ("text-unread", "communes.csv"),
        ("number-unreadable", "communes.csv"),
        ("source-missing", "early.csv"),
        ("source-missing", "late.csv"),
        ("superseded", "late.csv"),
        ("source-missing", "shares.xlsx"),
        ("source-conflict", "shares.xlsx"),
        ("area-unknown", "shares.xlsx"),
        ("number-unreadable", "shares.xlsx"),
    ]
    assert alone.code == 3


@pytest.mark.usefixtures("spark", "folder")
def test_one_area_of_a_folder_for_people_without_collecting_the_rows(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cmcn4.engines.spark import files

    monkeypatch.setattr(files.Kept, "_rows", None)
    alone, on_cluster = both(pack, "-f", "markdown", "--area", "Xã Bình", "--no-config")
    assert on_cluster == alone
    assert "49.75%" in alone.out
