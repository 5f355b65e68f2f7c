"""The first table of a run over several files: in what state each is, and who has sent none."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from cmcn4.api import Question, Report, day, judge
from cmcn4.packs import load
from cmcn4.reporters import Style, render
from cmcn4.reporters.presentation.files import FileLine, file_lines, files_in_words
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.files import cut

HEADER = "indicator,area,period,value,source\n"
TARGETS = ("qd-2289/fibre-*-2025",)


def put(folder: Path, name: str, area: str, *rows: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEADER + "".join(row.replace("AREA", area) + "\n" for row in rows))


FIBRE = "fibre-households,AREA,2025,85.1,MOST"
COMMUNES = "fibre-communes,AREA,2025,100,MOST"
WRONG = "fibre-communes,AREA,2025,many,MOST"
UNSOURCED = "fibre-communes,AREA,2025,100,"


@pytest.fixture
def report(tmp_path: Path) -> Report:
    put(tmp_path, "c.csv", "vn-hue", FIBRE, COMMUNES)
    put(tmp_path, "b.csv", "vn-cao-bang", FIBRE, UNSOURCED)
    put(tmp_path, "a.csv", "vn-lai-chau", FIBRE)
    put(tmp_path, "sub/z.csv", "vn-ha-noi", FIBRE, WRONG)
    return judge(str(tmp_path), Question(as_of=day(2025), targets=TARGETS))[0]


def test_the_worst_file_comes_first_and_names_are_those_below_the_folder(report: Report) -> None:
    assert file_lines(report, Words("en", report.catalogue)) == [
        FileLine("sub/z.csv", accepted=False, cells=("Ha Noi", "1", "1", "0", "1")),
        FileLine("a.csv", accepted=True, cells=("Lai Chau", "1", "0", "0", "1")),
        FileLine("b.csv", accepted=True, cells=("Cao Bang", "2", "0", "1", "0")),
        FileLine("c.csv", accepted=True, cells=("Hue", "2", "0", "0", "0")),
    ]


def test_together_files_and_rows_are_counted(report: Report) -> None:
    words = Words("vi", report.catalogue)
    assert files_in_words(report, words) == ["Số tệp: 4, chấp nhận được: 3; số dòng đọc: 6"]


def test_one_file_needs_no_table(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", "vn-lai-chau", FIBRE)
    one, _ = judge(str(tmp_path), Question(as_of=day(2025)))
    assert file_lines(one, Words("en", one.catalogue)) == []
    assert "| file |" not in render("markdown", one, Style("en")).decode()


def test_provinces_that_have_sent_nothing_are_named_where_most_have(tmp_path: Path) -> None:
    areas = [
        each.id
        for each in load().vocabulary.catalogue.areas.values()
        if each.kind == "province" and each.valid_to is None
    ]
    absent = {"vn-hue", "vn-son-la"}
    for area in areas:
        if area not in absent:
            put(tmp_path, f"{area}.csv", area, FIBRE)
    report, _ = judge(str(tmp_path), Question(as_of=day(2025), targets=TARGETS))
    assert files_in_words(report, Words("en", report.catalogue)) == [
        "Files: 32, accepted: 32; rows read: 32",
        "No figures from 2 provinces: Son La, Hue",
    ]


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("width", [80, 160])
def test_every_line_fits_the_terminal(tmp_path: Path, lang: str, width: int) -> None:
    for number in range(63):
        name = f"{number:02} Báo cáo chiến lược năm 2025 của tỉnh số {number} (bản chính).csv"
        put(tmp_path, name, "vn-ha-noi", FIBRE)
    report, _ = judge(str(tmp_path), Question(as_of=day(2025), targets=TARGETS))
    lines = render("table", report, Style(lang, width=width)).decode().split("\n")
    table = [line for line in lines if line.startswith(" ✔ ") and line.count(".csv") == 1]
    assert len(table) == 63
    assert max(map(cell_len, lines)) <= width
    assert {line[3:5] for line in table} == {f"{number:02}" for number in range(63)}


def test_names_are_cut_in_their_middle() -> None:
    name = "00 Báo cáo năm 2025 - Hà Nội.csv"
    assert cut(name, 40) == name
    assert cut(name, 20) == "00 Báo cáo…à Nội.csv"
    assert cell_len(cut("報告書" * 20, 21)) <= 21


def test_markup_and_escape_sequences_in_names_do_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a\x1b[31m[red]b.csv", "vn-hue", FIBRE)
    put(tmp_path, "c|d.csv", "vn-lai-chau", FIBRE)
    report, _ = judge(str(tmp_path), Question(as_of=day(2025), targets=TARGETS))
    table = render("table", report, Style("en")).decode()
    assert " ✔ a\ufffd[31m[red]b.csv" in table
    assert "\x1b" not in table
    markdown = render("markdown", report, Style("en")).decode()
    assert "| ✔ | c&#124;d.csv | Lai Chau | 1 | 0 | 0 | 1 |" in markdown
    assert "\x1b" not in markdown
