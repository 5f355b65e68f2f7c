"""The form from beginning to end: made, filled in, broken in every way people do, read back."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from acceptance.cli import Result, inside
from cmcn4.packs import load
from cmcn4.packs.areas import relevant
from cmcn4.readers import ReadOptions, read

ROOT = Path(__file__).parents[2]
HEADER, CODES, FIRST = 6, 7, 8
TARGETS = ("-t", "qd-2289/*-2025")
PROVINCE = (*TARGETS, "--area", "vn-ha-noi", "--years", "2024-2025", "--lang", "en")
FIBRE_ID = "fibre-households"
FIBRE, COMMUNES = "Households covered by fibre", "Communes covered by fibre"


def made(folder: Path, *options: object, name: str = "form.xlsx") -> Path:
    path = folder / name
    result = inside("template", "-o", path, "--force", *options)
    assert (result.code, result.stdout) == (0, b""), result.err
    return path


def sheet_of(book: Workbook, title: str = "Form") -> Worksheet:
    sheet = book[title]
    assert isinstance(sheet, Worksheet)
    return sheet


class Filler:
    """An officer with a copy of the form open."""

    def __init__(self, path: Path, title: str = "Form", others: str = "Other figures") -> None:
        self.path, self.book = path, load_workbook(path)
        self.sheet, self.others = sheet_of(self.book, title), sheet_of(self.book, others)
        self.at = {str(cell.value): at for at, cell in enumerate(self.sheet[HEADER], 1)}
        self.beside = {str(cell.value): at for at, cell in enumerate(self.others[3], 1)}

    def rows(self) -> Iterator[int]:
        """Yield the rows of the lines that were asked."""
        row = FIRST
        while isinstance(self.sheet.cell(row, 1).value, int):
            yield row
            row += 1

    @property
    def years(self) -> list[str]:
        return [name for name in self.at if name.isdecimal()]

    def asked(self, row: int) -> list[str]:
        """Return the years a line is to be filled in for."""
        cells = {year: self.sheet.cell(row, self.at[year]) for year in self.years}
        return [year for year, cell in cells.items() if not cell.protection.locked]

    def row(self, indicator: str) -> int:
        return next(row for row in self.rows() if self.get(row, "Indicator") == indicator)

    def get(self, row: int, name: str) -> Any:
        return self.sheet.cell(row, self.at[name]).value

    def place(self, row: int, name: str) -> str:
        return self.sheet.cell(row, self.at[name]).coordinate

    def put(self, row: int, values: dict[str, object]) -> None:
        for name, value in values.items():
            self.sheet.cell(row, self.at[name]).value = value  # type: ignore[assignment]

    def add(self, values: dict[str, object], line: int = 0) -> int:
        """Fill in a line on the sheet of other figures; return its row."""
        for name, value in values.items():
            self.others.cell(4 + line, self.beside[name]).value = value  # type: ignore[assignment]
        return 4 + line

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def filled(path: Path, value: float = 85.5, *, title: str = "Form") -> Filler:
    """Return a form with every cell filled in, a little more with each line."""
    officer = Filler(path, title)
    for number, row in enumerate(officer.rows()):
        officer.put(row, dict.fromkeys(officer.asked(row), value + number / 4))
        officer.put(row, {"Source": "Statistics office", "Release date": dt.date(2025, 12, 31)})
    return officer


@cache
def province() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return filled(made(Path(folder), *PROVINCE)).save().read_bytes()


def answered(folder: Path) -> Filler:
    """Return a copy of the province's form, filled in."""
    path = folder / "form.xlsx"
    path.write_bytes(province())
    return Filler(path)


def checked(path: Path, *options: object) -> Result:
    return inside(
        "check", path, *TARGETS, "--as-of", "2025", "-f", "json", "--lang", "en", *options
    )


def findings(path: Path) -> list[tuple[str, str | None]]:
    return [(each["code"], each["cell"]) for each in checked(path).json["findings"]]


def told(path: Path) -> dict[tuple[str, str], tuple[str, str, str, str]]:
    """Return value, source, status and day of each figure, by indicator and period."""
    selection = load()
    catalogue = selection.vocabulary.catalogue
    areas = relevant(selection.targets, catalogue) | {"vn-ha-noi"}
    read_ = read([str(path)], ReadOptions(vocabulary=selection.vocabulary, relevant=areas))
    assert read_.findings == []
    return {
        (row.indicator, row.period.code): (
            f"{row.value.low:f}"
            if row.value.is_point
            else f"{row.value.low:f}..{row.value.high:f}",
            row.origin.source,
            row.origin.status,
            str(row.origin.released or ""),
        )
        for row in read_.observations
    }


def verdicts(path: Path, indicator: str = "fibre-households") -> list[tuple[Any, Any, Any]]:
    return [
        (each["area"], each["value"], each["period"])
        for each in checked(path).json["assessments"]
        if each["indicator"] == indicator
    ]


def test_a_filled_form_reads_back_without_a_finding(tmp_path: Path) -> None:
    path = filled(made(tmp_path, *PROVINCE)).save()
    result = checked(path)
    assert result.json["findings"] == []
    assert result.json["inputs"][0]["observations"] == 16
    got = {each["indicator"]: each["verdict"] for each in result.json["assessments"]}
    assert got == {
        "fibre-households": "pass",
        "fibre-communes": "fail",
        "mobile-4g-5g-coverage": "fail",
        "smartphone-share": "review",
        "internet-users": "pass",
        "online-services-level-4": "no-data",
        "e-payment-accounts": "pass",
    }
    assert verdicts(path) == [("vn-ha-noi", 85.5, "2025")]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_national_form_reads_back_without_an_error(tmp_path: Path, lang: str) -> None:
    path = made(tmp_path, *TARGETS, "--years", "2021-2025", "--lang", lang)
    titles = {"vi": ("Biểu mẫu", "Số liệu khác", "Nguồn", "Đơn vị tính", "Ngày công bố"),
              "en": ("Form", "Other figures", "Source", "Unit", "Release date")}  # fmt: skip
    title, others, source, unit, released = titles[lang]
    officer = Filler(path, title, others)
    for row in officer.rows():
        measured = str(officer.get(row, unit))
        number = 7.5 if measured.endswith(("/năm", "/year")) else 85 if "%" in measured else 2
        officer.put(row, dict.fromkeys(officer.asked(row), number))
        officer.put(row, {source: "survey", released: dt.date(2025, 12, 31)})
    report = checked(officer.save()).json
    assert [each for each in report["findings"] if each["level"] == "error"] == []
    got = {each["target"]: each["verdict"] for each in report["assessments"]}
    assert got["qd-2289/labour-productivity-growth-2025"] == "pass"
    assert got["qd-2289/gii-asean-rank-2025"] == "pass"
    assert got["qd-2289/smart-cities-2025"] == "review", "a total of 2 against three regions of 2"
    assert got["qd-2289/fibre-communes-2025"] == "fail"


def test_the_instructions_say_when_a_target_is_met(tmp_path: Path) -> None:
    def conditions(*options: str) -> dict[str, str]:
        guide = load_workbook(made(tmp_path, *TARGETS, *options, "--lang", "en")).worksheets[0]
        rows = [[str(cell.value) for cell in row] for row in guide.iter_rows()]
        top = next(n for n, row in enumerate(rows) if row[1] == "Figure (unit)")
        return {row[1]: row[5] for row in rows[top + 1 :]}

    fibre, communes = "Households covered by fibre (% of households)", "at least 100%"
    assert conditions()[fibre] == "Households covered by fibre: above 80%"
    province = conditions("--area", "vn-ha-noi")
    assert province[fibre].endswith("above 80% (a national level, for comparison only)")
    assert province["Communes covered by fibre (% of communes)"].endswith(communes)


def test_an_empty_form_is_no_data_and_says_so_once(tmp_path: Path) -> None:
    path = made(tmp_path, *PROVINCE)
    result = checked(path)
    assert result.code == 3
    assert [(each["code"], each["sheet"]) for each in result.json["findings"]] == [
        ("file-empty", "Form")
    ]
    assert "has not been filled in" in result.json["findings"][0]["message"]
    assert {each["verdict"] for each in result.json["assessments"]} == {"no-data"}
    table = inside("check", path, *TARGETS, "--as-of", "2025", "--lang", "en").out
    assert "None of the figures" not in table


def test_what_people_write_in_words_is_read(tmp_path: Path) -> None:
    officer = answered(tmp_path)
    row = officer.row(FIBRE)
    officer.put(row, {"2025": "over 87", "Status": "estimate", "Release date": "10/2025"})
    report = checked(officer.save()).json
    assert report["findings"] == []
    first = next(each for each in report["assessments"] if each["indicator"] == "fibre-households")
    assert (first["low"], first["status"], first["verdict"]) == (87, "estimate", "pass")


def test_a_yes_needs_its_document(tmp_path: Path) -> None:
    options = ("-t", "qd-2289/digital-government-2030", "--years", "2025", "--lang", "vi")
    officer = Filler(made(tmp_path, *options), "Biểu mẫu", "Số liệu khác")
    row = next(officer.rows())
    officer.put(row, {"2025": "Có", "Nguồn": "Quyết định 1/QĐ-TTg"})
    check = ("check", "-t", "qd-2289/digital-government-2030", "--as-of", "2025", "-f", "json")
    assert inside(*check, officer.save()).json["assessments"][0]["verdict"] == "review"
    officer.put(row, {"Ngày công bố": dt.date(2025, 6, 1)})
    assert inside(*check, officer.save()).json["assessments"][0]["verdict"] == "pass"


# broken, and still read right

Breaking = Callable[[Filler], None]


def relabelled(officer: Filler) -> None:
    officer.put(officer.row(FIBRE), {"Indicator": "Hộ có cáp quang ngoài thực tế"})


def emptied(officer: Filler) -> None:
    officer.put(officer.row(FIBRE), {"Indicator": None, "Area": None, "Unit": None})


def headings_reworded(officer: Filler) -> None:
    for name in ("2025", "Source", "Release date"):
        officer.sheet.cell(HEADER, officer.at[name]).value = f"{name}, as we say"


def headings_emptied(officer: Filler) -> None:
    for cell in officer.sheet[HEADER]:
        cell.value = None


def column_codes_deleted(officer: Filler) -> None:
    officer.sheet.delete_rows(CODES)


def sheet_renamed(officer: Filler) -> None:
    officer.sheet.title = "Ha Noi 2025"
    name = officer.book.defined_names["cmcn4_data"]
    name.value = "'Ha Noi 2025'!$A$6"  # as spreadsheet programs do


def sheet_renamed_without_names(officer: Filler) -> None:
    officer.sheet.title = "Ha Noi 2025"


def ids_deleted(officer: Filler) -> None:
    del officer.book["cmcn4"]
    officer.book.defined_names["cmcn4_ids"].value = "#REF!"


def ids_and_column_codes_deleted(officer: Filler) -> None:
    ids_deleted(officer)
    column_codes_deleted(officer)


def guide_deleted(officer: Filler) -> None:
    del officer.book["Guide"]
    officer.book.defined_names["cmcn4_guide"].value = "#REF!"


def others_deleted(officer: Filler) -> None:
    del officer.book["Other figures"]
    officer.book.defined_names["cmcn4_others"].value = "#REF!"


def names_deleted(officer: Filler) -> None:
    for name in list(officer.book.defined_names):
        del officer.book.defined_names[name]
    del officer.book["cmcn4"]
    del officer.book["Guide"]


def names_and_column_codes_deleted(officer: Filler) -> None:
    names_deleted(officer)
    column_codes_deleted(officer)


def codes_deleted(officer: Filler) -> None:
    officer.sheet.delete_cols(officer.at["Line code"])


def sorted_upside_down(officer: Filler) -> None:
    rows = list(officer.rows())
    lines = [[cell.value for cell in officer.sheet[row]] for row in rows]
    for row, line in zip(rows, reversed(lines), strict=True):
        for column, value in enumerate(line, 1):
            officer.sheet.cell(row, column).value = value


def row_inserted(officer: Filler) -> None:
    officer.sheet.insert_rows(officer.row(FIBRE))


def row_inserted_above_the_codes(officer: Filler) -> None:
    officer.sheet.insert_rows(CODES)


def row_of_others_deleted(officer: Filler) -> None:
    officer.sheet.delete_rows(officer.row(COMMUNES))


def column_inserted(officer: Filler) -> None:
    officer.sheet.insert_cols(3)


def column_inserted_between_years(officer: Filler) -> None:
    officer.sheet.insert_cols(officer.at["2025"])


def years_exchanged(officer: Filler) -> None:
    one, other = officer.at["2024"], officer.at["2025"]
    for row in range(HEADER, FIRST + len(list(officer.rows()))):
        first, second = officer.sheet.cell(row, one), officer.sheet.cell(row, other)
        first.value, second.value = second.value, first.value


def helpers_deleted(officer: Filler) -> None:
    for name in ("Line code", "Check", "Note", "Met?", "Level wanted", "No."):
        officer.sheet.delete_cols(officer.at[name])


def typed_as_text(officer: Filler) -> None:
    officer.put(officer.row(FIBRE), {"2025": " 85,5 % "})


def names_in_vietnamese(officer: Filler) -> None:
    officer.put(officer.row(FIBRE), {"Indicator": "Tỷ lệ hộ gia đình được phủ cáp quang",
                                     "Area": "TP Hà Nội"})  # fmt: skip
    officer.sheet.cell(HEADER, officer.at["2025"]).value = "năm 2025"


def labels_merged(officer: Filler) -> None:
    first = officer.row(FIBRE)
    officer.sheet.merge_cells(start_row=first, end_row=first + 1, start_column=3, end_column=3)


def signed(officer: Filler) -> None:
    last = list(officer.rows())[-1]
    officer.sheet.cell(last + 6, 2).value = "Nguyễn Văn A, 0912 345 678"
    officer.sheet.cell(last + 8, officer.at["2025"]).value = "checked twice"


def helpers_overwritten(officer: Filler) -> None:
    row = officer.row(FIBRE)
    officer.put(row, {"Level wanted": 99, "Met?": 12, "Check": 77, "No.": 2025})


def noted_like_a_code(officer: Filler) -> None:
    officer.put(officer.row(FIBRE), {"Note": "C-19", "Source": "C-Stat"})


HARMLESS = (
    relabelled, emptied, headings_reworded, headings_emptied, column_codes_deleted, sheet_renamed,
    sheet_renamed_without_names, ids_deleted, ids_and_column_codes_deleted, guide_deleted,
    others_deleted, names_deleted, names_and_column_codes_deleted, codes_deleted,
    sorted_upside_down, row_inserted, row_inserted_above_the_codes, row_of_others_deleted,
    column_inserted, column_inserted_between_years, years_exchanged, helpers_deleted,
    typed_as_text, names_in_vietnamese, labels_merged, signed, helpers_overwritten,
    noted_like_a_code,
)  # fmt: skip


NO_FORM = {"text-unread"}
"""What is told of a form that is no longer known as one: it is a table with texts around it."""


@pytest.mark.parametrize("broken", HARMLESS)
def test_it_is_still_read_right(tmp_path: Path, broken: Breaking) -> None:
    officer = answered(tmp_path)
    broken(officer)
    path = officer.save()
    told = {code for code, _ in findings(path)}
    assert told == (NO_FORM if broken in (names_deleted, names_and_column_codes_deleted) else set())
    assert verdicts(path) == [("vn-ha-noi", 85.5, "2025")]


def test_a_sheet_of_ones_own_is_named_as_skipped(tmp_path: Path) -> None:
    officer = answered(tmp_path)
    officer.book.create_sheet("notes").append(["call the department on Monday"])
    assert findings(officer.save()) == [("rows-skipped", None)]


def test_rows_deleted_are_data_missing(tmp_path: Path) -> None:
    officer = answered(tmp_path)
    officer.sheet.delete_rows(officer.row(FIBRE))
    path = officer.save()
    assert findings(path) == []
    assert verdicts(path) == [("vn-ha-noi", None, None)]


# broken, and named


def other_indicator(officer: Filler) -> str:
    row = officer.row(FIBRE)
    officer.put(row, {"Indicator": COMMUNES})
    return officer.place(row, "Indicator")


def other_area(officer: Filler) -> str:
    row = officer.row(FIBRE)
    officer.put(row, {"Area": "Hue"})
    return officer.place(row, "Area")


def other_year(officer: Filler) -> str:
    officer.sheet.cell(HEADER, officer.at["2025"]).value = 2023
    return officer.place(HEADER, "2025")


def other_unit(officer: Filler) -> str:
    row = officer.row(FIBRE)
    officer.put(row, {"Unit": "% of population"})
    return officer.place(row, "Unit")


def pasted_words(officer: Filler) -> str:
    row = officer.row(FIBRE)
    officer.put(row, {"2025": "see the annex"})
    return officer.place(row, "2025")


def beyond_the_range(officer: Filler) -> str:
    row = officer.row(FIBRE)
    officer.put(row, {"2025": 185.5})
    return officer.place(row, "2025")


def formula_typed(officer: Filler) -> str:
    row = officer.row(FIBRE)
    officer.put(row, {"2025": "=171/2"})
    return officer.place(row, "2025")


def values_merged(officer: Filler) -> list[str]:
    first, at = officer.row(FIBRE), officer.at["2025"]
    officer.sheet.merge_cells(start_row=first, end_row=first + 1, start_column=at, end_column=at)
    return [officer.place(first, "2025"), officer.place(first + 1, "2025")]


def years_merged(officer: Filler) -> list[str]:
    row, at = officer.row(FIBRE), officer.at["2024"]
    officer.sheet.merge_cells(start_row=row, end_row=row, start_column=at, end_column=at + 1)
    return [officer.place(row, "2024"), officer.place(row, "2025")]


def unknown_in_other_figures(officer: Filler) -> str:
    robots = {"Indicator": "Number of robots", "Period": 2025, "Value": 3, "Source": "survey"}
    return f"A{officer.add(robots)}"


def unknown_twice(officer: Filler) -> list[str]:
    robots = {"Indicator": "Number of robots", "Period": 2025, "Value": 3, "Source": "survey"}
    return [f"A{officer.add(robots, line)}" for line in (0, 1)]


def strange_area_in_other_figures(officer: Filler) -> str:
    strange = {"Indicator": FIBRE, "Period": "2025-Q2", "Area": "Atlantis", "Value": 3}
    return f"C{officer.add(strange | {'Source': 'survey'})}"


def unknown_line_added(officer: Filler) -> str:
    row = list(officer.rows())[-1] + 1
    officer.put(row, {"Indicator": "Number of robots", "Area": "Ha Noi", "2025": 3, "Source": "x"})
    return officer.place(row, "Indicator")


def figure_without_a_name(officer: Filler) -> str:
    row = list(officer.rows())[-1] + 1
    officer.put(row, {"2025": 3})
    return officer.place(row, "2025")


def bad_date(officer: Filler) -> str:
    row = officer.row(FIBRE)
    officer.put(row, {"Release date": "soon"})
    return officer.place(row, "Release date")


def copied_line(officer: Filler) -> str:
    row, copy = officer.row(FIBRE), list(officer.rows())[-1] + 1
    for column in range(1, officer.at["Line code"] + 1):
        officer.sheet.cell(copy, column).value = officer.sheet.cell(row, column).value
    officer.put(copy, {"2024": None, "2025": 44})
    return officer.place(copy, "2025")


NAMED: dict[Callable[[Filler], Any], str] = {
    other_indicator: "indicator-unknown",
    other_area: "area-unknown",
    other_year: "period-unreadable",
    other_unit: "unit-mismatch",
    pasted_words: "number-unreadable",
    beyond_the_range: "value-out-of-range",
    formula_typed: "formula-without-value",
    values_merged: "number-unreadable",
    years_merged: "number-unreadable",
    unknown_in_other_figures: "indicator-unknown",
    unknown_twice: "indicator-unknown",
    strange_area_in_other_figures: "area-unknown",
    unknown_line_added: "indicator-unknown",
    figure_without_a_name: "indicator-unknown",
    bad_date: "period-unreadable",
    copied_line: "duplicate-conflict",
}


@pytest.mark.parametrize("broken", NAMED)
def test_it_is_named_at_its_cell(tmp_path: Path, broken: Callable[[Filler], Any]) -> None:
    officer = answered(tmp_path)
    cells = broken(officer)
    path = officer.save()
    cells = cells if isinstance(cells, list) else [cells]
    assert findings(path) == [(NAMED[broken], cell) for cell in cells]
    assert checked(path).code == 3


@pytest.mark.parametrize(
    "broken", [other_indicator, other_area, other_year, values_merged, years_merged]
)
def test_what_contradicts_itself_is_used_for_nothing(
    tmp_path: Path, broken: Callable[[Filler], Any]
) -> None:
    officer = answered(tmp_path)
    broken(officer)
    assert verdicts(officer.save()) == [("vn-ha-noi", None, None)]


@pytest.mark.parametrize(
    "column", ["Indicator", "Area", "2025", "Status", "Source", "Release date"]
)
@pytest.mark.parametrize("how", ["deleted", "renamed"])
def test_a_lost_column_is_named_in_the_header(tmp_path: Path, column: str, how: str) -> None:
    officer = answered(tmp_path)
    if how == "deleted":
        officer.sheet.delete_cols(officer.at[column])
    else:
        officer.sheet.cell(HEADER, officer.at[column]).value = "???"
        officer.sheet.cell(CODES, officer.at[column]).value = None
    result = checked(officer.save())
    (only,) = (each for each in result.json["findings"] if each["code"] != "nothing-read")
    assert (only["code"], only["row"], result.code) == ("column-missing", HEADER, 3)
    name = {"Release date": "released"}.get(column, column.lower())
    assert only["message"].startswith(f"The form has lost the column: {name}.")


def test_a_heading_that_is_that_of_another_column_is_not_believed(tmp_path: Path) -> None:
    officer = answered(tmp_path)
    officer.sheet.cell(HEADER, officer.at["Release date"]).value = "Status"
    (only,) = (each for each in checked(officer.save()).json["findings"]
               if each["code"] != "nothing-read")  # fmt: skip
    assert only["message"].startswith("The form has lost the column: released.")


def test_a_year_that_was_added_is_read(tmp_path: Path) -> None:
    officer = answered(tmp_path)
    at = officer.at["Line code"] + 1
    officer.sheet.cell(HEADER, at).value = 2023
    officer.sheet.cell(officer.row(FIBRE), at).value = 70
    result = checked(officer.save())
    assert (result.json["findings"], result.json["inputs"][0]["observations"]) == ([], 17)


def test_parts_are_not_taken_for_totals_when_their_column_is_gone(tmp_path: Path) -> None:
    options = ("-t", "qd-2289/smart-cities-2025", "--years", "2025", "--lang", "en")
    officer = filled(made(tmp_path, *options), 3)
    officer.sheet.delete_cols(officer.at["Breakdown"])
    result = inside("check", officer.save(), "-f", "json", "--as-of", "2025", "--lang", "en")
    found = {each["code"]: each for each in result.json["findings"]}
    assert set(found) == {"column-missing", "nothing-read"}
    assert "breakdown" in found["column-missing"]["message"]


def test_a_part_renamed_to_another_part_is_named(tmp_path: Path) -> None:
    options = ("-t", "qd-2289/smart-cities-2025", "--years", "2025", "--lang", "en")
    officer = filled(made(tmp_path, *options), 3)
    row = list(officer.rows())[1]
    officer.put(row, {"Breakdown": "All"})
    assert findings(officer.save()) == [("indicator-unknown", f"C{row}")]
    officer.put(row, {"Breakdown": "the north, as we call it"})
    assert findings(officer.save()) == []


def test_an_empty_area_is_that_of_the_form_if_it_has_one(tmp_path: Path) -> None:
    later = {"Indicator": FIBRE, "Period": "2025-12-31", "Value": 90, "Source": "survey"}
    one = answered(tmp_path)
    one.add(later)
    assert findings(one.save()) == []
    two = filled(made(tmp_path, *PROVINCE, "--area", "vn-hue", name="two.xlsx"))
    row = two.add(later)
    assert findings(two.save()) == [("area-unknown", f"C{row}")]


def test_rows_pasted_from_another_form_stay_what_they_are(tmp_path: Path) -> None:
    hue = (*TARGETS, "--area", "vn-hue", "--years", "2024-2025", "--lang", "en")
    ours, theirs = answered(tmp_path), filled(made(tmp_path, *hue, name="b.xlsx"))
    theirs.put(theirs.row(FIBRE), {"2025": 70})
    row, below = theirs.row(FIBRE), list(ours.rows())[-1] + 12
    for line, source in enumerate((CODES, row)):
        for column, cell in enumerate(theirs.sheet[source], 1):
            ours.sheet.cell(below + line, column).value = cell.value
    path = ours.save()
    assert findings(path) == []
    assert sorted(verdicts(path)) == [("vn-ha-noi", 85.5, "2025"), ("vn-hue", 70, "2025")]


def test_a_copy_saved_as_text_is_read_by_its_names(tmp_path: Path) -> None:
    officer = answered(tmp_path)
    path = tmp_path / "form.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        for cells in officer.sheet.iter_rows(values_only=True):
            csv.writer(file).writerow("" if cell is None else str(cell) for cell in cells)
    assert verdicts(path) == [("vn-ha-noi", 85.5, "2025")]


@pytest.mark.parametrize("name", ["cmcn4_data", "cmcn4_ids", "cmcn4_guide", "cmcn4_others"])
@pytest.mark.parametrize("place", ["'", "Form!", "{1}", "1+1", "'Nowhere'!$A$1", "#REF!", "A1,B2"])
def test_names_that_point_nowhere_do_no_harm(tmp_path: Path, name: str, place: str) -> None:
    officer = answered(tmp_path)
    officer.book.defined_names[name].value = place
    path = officer.save()
    assert verdicts(path) == [("vn-ha-noi", 85.5, "2025")]
    assert [code for code, _ in findings(path) if code != "rows-skipped"] == []


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("B", "fibre-communes", "indicator-unknown"),
        ("D", "vn-hue", "area-unknown"),
    ],
)
@pytest.mark.parametrize("labels", [True, False])
def test_ids_that_were_tampered_with_are_not_believed(
    tmp_path: Path, column: str, text: str, code: str, *, labels: bool
) -> None:
    officer = answered(tmp_path)
    ids = sheet_of(officer.book, "cmcn4")
    row = officer.row(FIBRE)
    key = officer.get(row, "Line code")
    line = next(cell.row for (cell,) in ids["A1:A40"] if cell.value == key)
    ids[f"{column}{line}"].value = text
    if labels:
        ids[f"{'E' if column == 'B' else 'G'}{line}"].value = text
    place = {"B": "B", "D": "C"}[column]
    assert findings(officer.save()) == [(code, f"{place}{row}")]


@pytest.mark.parametrize(("column", "text"), [("B", "no-such-indicator"), ("D", "no-such-area")])
def test_ids_that_nobody_knows_leave_the_labels(tmp_path: Path, column: str, text: str) -> None:
    officer = answered(tmp_path)
    ids = sheet_of(officer.book, "cmcn4")
    for (cell,) in ids[f"{column}2:{column}9"]:
        cell.value = text
    path = officer.save()
    assert (findings(path), verdicts(path)) == ([], [("vn-ha-noi", 85.5, "2025")])


def test_settings_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = 'lang = "vi"\nas-of = "2022"\ntargets = ["qd-2289/fibre-households-2025"]\n'
    text += '[form]\nrecipient = "Bộ A"\ndeadline = "2025-12-20"\n'
    Path("cmcn4.toml").write_text(text, encoding="utf-8")
    officer = Filler(made(tmp_path, "--area", "vn-ha-noi"), "Biểu mẫu", "Số liệu khác")
    assert officer.years == ["2018", "2019", "2020", "2021", "2022"]
    assert officer.sheet["A3"].value == "Đơn vị nhận báo cáo: Bộ A          Hạn gửi: 20/12/2025"
    one = Filler(made(tmp_path, "--area", "vn-ha-noi", "--no-config", "--years", "2025"))
    assert len(list(one.rows())) == 9


# several areas, packs of one's own, history


def test_several_areas_at_once(tmp_path: Path) -> None:
    path = filled(made(tmp_path, *PROVINCE, "--area", "Huế")).save()
    assert findings(path) == []
    assert verdicts(path) == [("vn-ha-noi", 85.5, "2025"), ("vn-hue", 87.5, "2025")]


def test_a_pack_of_ones_own(tmp_path: Path) -> None:
    plan = ROOT / "samples" / "ke-hoach-tinh-mau.yaml"
    path = made(tmp_path, "-t", plan, "--years", "2025", "--lang", "vi")
    officer = Filler(path, "Biểu mẫu", "Số liệu khác")
    asked = [(officer.get(row, "Chỉ tiêu"), officer.get(row, "Phân tổ")) for row in officer.rows()]
    assert asked == [
        ("Tỷ trọng kinh tế số trong GRDP", None),
        ("Tỷ lệ xã được phủ cáp quang", None),
        ("Tỷ lệ thôn, tổ dân phố có tổ công nghệ số cộng đồng", "Đồng bằng"),
        ("Tỷ lệ thôn, tổ dân phố có tổ công nghệ số cộng đồng", "Miền núi"),
        ("Số điểm wifi công cộng", "Chung"),
        ("Số điểm wifi công cộng", "Đồng bằng"),
        ("Số điểm wifi công cộng", "Miền núi"),
    ]
    for row, value in zip(officer.rows(), (21, 100, 95, 91, 60, 40, 20), strict=True):
        officer.put(row, {"2025": value, "Nguồn": "Sở KH&CN"})
    result = inside("check", officer.save(), "-t", plan, "--as-of", "2025", "-f", "json")
    assert result.json["findings"] == []
    got = [each["verdict"] for each in result.json["assessments"] if each["horizon"] == 2025]
    assert got == ["pass"] * 4
    # Without the pack the province is not known: said, not skipped in silence.
    assert inside("check", path, "--as-of", "2025").code == 3


def test_history_comes_from_last_years_form(tmp_path: Path) -> None:
    officer = filled(made(tmp_path, *PROVINCE, name="last.xlsx"))
    row = officer.row(FIBRE)
    officer.put(row, {"2025": "> 80.5", "Status": "estimate", "Note": "=1+1"})
    last = officer.save()
    options = (*TARGETS, "--area", "vn-ha-noi", "--years", "2024-2026", "--lang", "en")
    new = tmp_path / "new.xlsx"
    result = inside("template", "-o", new, *options, "--from", last)
    assert result.code == 0
    assert f"{last}: lines filled in from it: 16 of 24" in result.err
    again = Filler(new)
    row = again.row(FIBRE)
    assert [again.get(row, year) for year in again.years] == [85.5, "> 80.5", None]
    assert [again.get(row, name) for name in ("Status", "Source", "Note")] == [None, None, None]
    assert again.asked(row) == ["2026"]
    assert findings(new) == []


def test_known_figures_keep_their_own_source_day_and_status(tmp_path: Path) -> None:
    officer = filled(made(tmp_path, *PROVINCE, name="last.xlsx"))
    officer.put(officer.row(FIBRE), {"2025": "> 80.5", "Status": "estimate", "Note": "=1+1"})
    last = officer.save()
    options = (*TARGETS, "--area", "vn-ha-noi", "--years", "2024-2026", "--lang", "en")
    again = Filler(made(tmp_path, *options, "--from", last, name="new.xlsx"))
    row = again.row(FIBRE)
    again.put(row, {"2026": 91, "Source": "The province", "Release date": "12/2026"})
    got = told(again.save())
    old, day = ("Statistics office", "estimate", "2025-12-31"), "2026-12"
    assert got[FIBRE_ID, "2024"] == ("85.5", "Statistics office", "final", "")
    assert got[FIBRE_ID, "2025"] == ("80.5..88.55", *old)
    assert got[FIBRE_ID, "2026"][:3] == ("91", "The province", "final")
    assert got[FIBRE_ID, "2026"][3].startswith(day)
    again.put(row, {"2025": 82})
    assert told(again.save())[FIBRE_ID, "2025"][:3] == ("82", "The province", "final")


def test_the_year_before_is_shown_where_it_is_not_asked_for(tmp_path: Path) -> None:
    last = filled(made(tmp_path, *PROVINCE, name="last.xlsx")).save()
    options = (*TARGETS, "--area", "vn-ha-noi", "--years", "2026", "--lang", "en")
    new = tmp_path / "new.xlsx"
    result = inside("template", "-o", new, *options, "--from", last)
    assert f"{last}: lines filled in from it: 0 of 8" in result.err
    assert "figures of the year before, shown to compare with: 8" in result.err
    assert "does not ask for them (8)" in result.err, "2024"
    officer = Filler(new)
    row = officer.row(FIBRE)
    assert (officer.years, officer.asked(row)) == (["2025", "2026"], ["2026"])
    officer.put(row, {"2026": 91, "Source": "The province"})
    got = told(officer.save())
    assert got[FIBRE_ID, "2025"] == ("85.5", "Statistics office", "final", "2025-12-31")
    assert got[FIBRE_ID, "2026"] == ("91", "The province", "final", "")
    assert len(got) == 9


def test_history_within_other_borders_stays_behind(tmp_path: Path) -> None:
    rows = "indicator,area,period,value,source\nfibre-households,Đà Nẵng,2024,90,x\n"
    rows += "fibre-households,Đà Nẵng,2025,91,x\n"
    last = tmp_path / "last.csv"
    last.write_text(rows, encoding="utf-8")
    options = (*TARGETS, "--area", "vn-da-nang-2025", "--years", "2024-2025", "--lang", "en")
    result = inside("template", "-o", tmp_path / "f.xlsx", *options, "--from", last)
    assert "lines filled in from it: 1 of 8" in result.err
    assert "borders have changed (1): Da Nang (vn-da-nang → vn-da-nang-2025)" in result.err
    assert "Da Nang (vn-da-nang-2025): not asked for 2024" in result.err


# wrong use


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "f.xls"), "let the name end in .xlsx"),
        (("-o", "no/f.xlsx"), "its folder does not exist"),
        (("-o", "f.xlsx", "--years", "25"), "not a span of years: '25'"),
        (("-o", "f.xlsx", "--years", "2025-2021"), "the years 2025-2021 cannot be asked for"),
        (("-o", "f.xlsx", "--years", "1990-2100"), "at most 30 years"),
        (("-o", "f.xlsx", "--area", "atlantis"), "unknown area: 'atlantis'"),
        (("-o", "f.xlsx", "--area", "US"), "no target chosen asks anything of 'US'"),
        (
            ("-o", "f.xlsx", "--area", "vn-da-nang", "--years", "2026"),
            "'vn-da-nang' did not exist within its borders in these years (ask for vn-da-nang-",
        ),
        (("-o", "f.xlsx", "--from", "none.xlsx"), "no such file or folder"),
        (("-o", "f.xlsx", "--from", "empty.csv"), "no figure in it that can be carried over"),
        (("-o", "f.xlsx", "-t", "no-such-pack"), "no-such-pack"),
        (("-o", "f.xlsx", "--horizon", "1999"), "no target chosen is due in 1999"),
        (("--lang", "en"), "--output"),
    ],
)
def test_wrong_use_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.csv").write_text("indicator,period,value\n", encoding="utf-8")
    result = inside("template", *options)
    assert (result.code, result.stdout) == (2, b"")
    assert said in " ".join(result.err.split())
    assert not Path("f.xlsx").exists()


def test_the_form_is_not_written_over_the_file_it_is_filled_from(tmp_path: Path) -> None:
    path = filled(made(tmp_path, *PROVINCE)).save()
    before = path.read_bytes()
    assert inside("template", "-o", path, *PROVINCE, "--from", path).code == 2
    assert path.read_bytes() == before


def test_the_same_question_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = made(tmp_path, *PROVINCE, name="1.xlsx"), made(tmp_path, *PROVINCE, name="2.xlsx")
    assert one.read_bytes() == two.read_bytes()
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_years_are_the_last_five_up_to_each_horizon_and_none_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def years(day: str) -> set[int]:
        epoch = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(epoch)))
        targets = ("-t", "qd-2289/fibre-households-*")
        officer = Filler(made(tmp_path, *targets, "--area", "vn-ha-noi", "--lang", "en"))
        return {int(year) for row in officer.rows() for year in officer.asked(row)}

    assert years("2023-06-01") == {2019, 2020, 2021, 2022, 2023}
    assert years("2027-06-01") == {2021, 2022, 2023, 2024, 2025, 2026, 2027}
    assert years("2035-06-01") == {*range(2021, 2031)}
