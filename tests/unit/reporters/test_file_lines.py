"""The first table of a run over several files: in what state each is, and who has sent none."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from cmcn4.api import Question, Report, day, judge
from cmcn4.packs import load
from cmcn4.reporters import Style, render
from cmcn4.reporters.presentation.files import FileLine, file_lines, files_in_words
from cmcn4.reporters.presentation.outline import targets_line
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
        put(tmp_path, name, "vn-ha-noi", WRONG)
    report, _ = judge(str(tmp_path), Question(as_of=day(2025), targets=TARGETS))
    lines = render("table", report, Style(lang, width=width)).decode().split("\n")
    table = [line for line in lines if line.startswith(" ✘ ") and line.count(".csv") == 1]
    assert len(table) == 63
    assert max(map(cell_len, lines)) <= width
    assert {line[3:5] for line in table} == {f"{number:02}" for number in range(63)}


@pytest.mark.parametrize(("files", "shown"), [(8, 8), (9, 1)])
def test_of_many_files_those_that_are_refused_have_a_line(
    tmp_path: Path, files: int, shown: int
) -> None:
    for number in range(files - 1):
        put(tmp_path, f"{number}.csv", "vn-ha-noi", FIBRE)
    put(tmp_path, "wrong.csv", "vn-hue", WRONG)
    report, _ = judge(str(tmp_path), Question(as_of=day(2025), targets=TARGETS))

    def lines(verbosity: int) -> list[str]:
        table = render("table", report, Style("en", verbosity=verbosity)).decode().split("\n")
        return [line[:12] for line in table if line[:3] in (" ✔ ", " ✘ ") and ".csv" in line[:12]]

    assert len(lines(0)) == shown
    assert lines(0)[0] == " ✘ wrong.csv"
    assert len(lines(1)) == files


def test_a_unit_and_those_it_took_over_are_the_units(tmp_path: Path) -> None:
    def area(*units: str) -> str | None:
        rows = (f"fibre-households,{unit},{year},90,MOST" for year, unit in enumerate(units, 2023))
        put(tmp_path, "a.csv", "", *rows)
        report, _ = judge(str(tmp_path / "a.csv"), Question(as_of=day(2025), targets=TARGETS))
        return report.inputs[0].area

    assert area("vn-ha-giang", "vn-tuyen-quang", "vn-tuyen-quang-2025") == "vn-tuyen-quang-2025"
    assert area("vn-ha-giang", "vn-tuyen-quang") is None
    assert area("vn-ha-giang") == "vn-ha-giang"
    assert area("vn-ha-noi", "vn-hue") is None


def test_the_country_and_its_units_are_counted_apart(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", "VN", FIBRE, COMMUNES)
    put(tmp_path, "b.csv", "vn-hue", COMMUNES)
    put(tmp_path, "c.csv", "vn-ha-noi", "fibre-communes,AREA,2025,99,MOST")
    question = Question(as_of=day(2025), targets=TARGETS)
    told = []
    for name in ("a.csv", "b.csv", "."):
        report, _ = judge(str(tmp_path / name), question)
        told.append(targets_line(report, Words("en", report.catalogue)))
    assert told == [
        "2 met, 0 missed, 0 to review, 0 not yet due, 0 without data",
        "1 met, 0 missed, 0 to review, 0 not yet due, 0 without data",
        (
            "Viet Nam: 2 met, 0 missed, 0 to review, 0 not yet due, 0 without data; "
            "2 areas: 1 met, 1 missed, 0 to review, 0 not yet due, 0 without data"
        ),
    ]


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
