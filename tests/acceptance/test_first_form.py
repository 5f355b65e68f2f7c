"""Forms of the first version, one figure a line: still read, contradictions still named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from acceptance.cli import Result, inside

FORM = Path(__file__).parents[1] / "cases" / "forms" / "first-version.xlsx"
"""Hà Nội, 2024 and 2025, every line filled in, a quarter more with each indicator."""
HEADER = 5
TARGETS = ("-t", "qd-2289/*-2025")
FIBRE, COMMUNES = "Households covered by fibre", "Communes covered by fibre"


def sheet_of(book: Workbook, title: str = "Form") -> Worksheet:
    sheet = book[title]
    assert isinstance(sheet, Worksheet)
    return sheet


class Filler:
    """An officer with a copy of the form open."""

    def __init__(self, path: Path, title: str = "Form") -> None:
        self.path, self.book = path, load_workbook(path)
        self.sheet = sheet_of(self.book, title)
        self.at = {str(cell.value): at for at, cell in enumerate(self.sheet[HEADER], 1)}

    def rows(self) -> Iterator[int]:
        """Yield the rows of the lines that were asked."""
        row = HEADER + 1
        while isinstance(self.sheet.cell(row, 1).value, int):
            yield row
            row += 1

    def row(self, indicator: str, year: int) -> int:
        return next(
            row for row in self.rows()
            if self.get(row, "Indicator") == indicator and self.get(row, "Year") == year
        )  # fmt: skip

    def spare(self) -> int:
        return list(self.rows())[-1] + 2

    def get(self, row: int, name: str) -> Any:
        return self.sheet.cell(row, self.at[name]).value

    def put(self, row: int, **values: object) -> None:
        for name, value in values.items():
            self.sheet.cell(row, self.at[name.replace("_", " ")]).value = value  # type: ignore[assignment]

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def answered(folder: Path) -> Filler:
    """Return a copy of the form."""
    path = folder / "form.xlsx"
    path.write_bytes(FORM.read_bytes())
    return Filler(path)


def checked(path: Path, *options: object) -> Result:
    return inside(
        "check", path, *TARGETS, "--as-of", "2025", "-f", "json", "--lang", "en", *options
    )


def findings(path: Path) -> list[tuple[str, str | None]]:
    return [(each["code"], each["cell"]) for each in checked(path).json["findings"]]


def verdicts(path: Path, indicator: str = "fibre-households") -> list[tuple[Any, Any, Any]]:
    return [
        (each["area"], each["value"], each["period"])
        for each in checked(path).json["assessments"]
        if each["indicator"] == indicator
    ]


def test_it_is_read_as_it_was() -> None:
    result = checked(FORM)
    assert result.json["findings"] == []
    assert result.json["inputs"][0]["observations"] == 16
    got = {
        each["indicator"]: (each["value"], each["verdict"]) for each in result.json["assessments"]
    }
    assert got == {
        "fibre-households": (85.5, "pass"),
        "fibre-communes": (85.75, "fail"),
        "mobile-4g-5g-coverage": (86, "fail"),
        "smartphone-share": (86.25, "review"),
        "internet-users": (86.5, "pass"),
        "online-services-level-4": (None, "no-data"),
        "e-payment-accounts": (87, "pass"),
    }


def test_one_that_is_not_filled_in_says_so_once(tmp_path: Path) -> None:
    officer = answered(tmp_path)
    for row in officer.rows():
        officer.put(row, Value=None)
    assert findings(officer.save()) == [("file-empty", None)]


# broken, and still read right

Breaking = Callable[[Filler], None]


def relabelled(officer: Filler) -> None:
    officer.put(officer.row(FIBRE, 2025), Indicator="Hộ có cáp quang ngoài thực tế")


def emptied(officer: Filler) -> None:
    officer.put(officer.row(FIBRE, 2025), Indicator=None, Area=None, Year=None)


def sheet_renamed(officer: Filler) -> None:
    officer.sheet.title = "Ha Noi 2025"
    name = officer.book.defined_names["cmcn4_data"]
    name.value = "'Ha Noi 2025'!$A$5"  # as spreadsheet programs do


def sheet_renamed_without_names(officer: Filler) -> None:
    officer.sheet.title = "Ha Noi 2025"


def ids_deleted(officer: Filler) -> None:
    del officer.book["cmcn4"]
    officer.book.defined_names["cmcn4_ids"].value = "#REF!"


def guide_deleted(officer: Filler) -> None:
    del officer.book["Guide"]
    officer.book.defined_names["cmcn4_guide"].value = "#REF!"


def names_deleted(officer: Filler) -> None:
    for name in list(officer.book.defined_names):
        del officer.book.defined_names[name]
    del officer.book["cmcn4"]
    del officer.book["Guide"]


def codes_deleted(officer: Filler) -> None:
    officer.sheet.delete_cols(officer.at["Line code"])


def sorted_upside_down(officer: Filler) -> None:
    rows = list(officer.rows())
    lines = [[cell.value for cell in officer.sheet[row]] for row in rows]
    for row, line in zip(rows, reversed(lines), strict=True):
        for column, value in enumerate(line, 1):
            officer.sheet.cell(row, column).value = value


def row_inserted(officer: Filler) -> None:
    officer.sheet.insert_rows(officer.row(FIBRE, 2025))


def row_of_others_deleted(officer: Filler) -> None:
    officer.sheet.delete_rows(officer.row(COMMUNES, 2024))


def column_inserted(officer: Filler) -> None:
    officer.sheet.insert_cols(3)


def note_and_number_deleted(officer: Filler) -> None:
    officer.sheet.delete_cols(officer.at["Note"])
    officer.sheet.delete_cols(officer.at["No."])


def typed_as_text(officer: Filler) -> None:
    officer.put(officer.row(FIBRE, 2025), Value=" 85,5 % ")


def names_in_vietnamese(officer: Filler) -> None:
    officer.put(officer.row(FIBRE, 2025), Indicator="Tỷ lệ hộ gia đình được phủ cáp quang",
                Area="TP Hà Nội", Year="năm 2025")  # fmt: skip


def labels_merged(officer: Filler) -> None:
    first, last = officer.row(FIBRE, 2024), officer.row(FIBRE, 2025)
    officer.sheet.merge_cells(start_row=first, end_row=last, start_column=2, end_column=2)


def own_sheet_added(officer: Filler) -> None:
    officer.book.create_sheet("notes").append(["call the department on Monday"])


HARMLESS = (
    relabelled, emptied, sheet_renamed, sheet_renamed_without_names, ids_deleted, guide_deleted,
    names_deleted, codes_deleted, sorted_upside_down, row_inserted, row_of_others_deleted,
    column_inserted, note_and_number_deleted, typed_as_text, names_in_vietnamese, labels_merged,
)  # fmt: skip


NO_FORM = {"text-unread"}
"""What is told of a form that is no longer known as one: it is a table with texts around it."""


@pytest.mark.parametrize("broken", HARMLESS)
def test_it_is_still_read_right(tmp_path: Path, broken: Breaking) -> None:
    officer = answered(tmp_path)
    broken(officer)
    path = officer.save()
    told = {code for code, _ in findings(path)}
    assert told == (NO_FORM if broken is names_deleted else set())
    assert verdicts(path) == [("vn-ha-noi", 85.5, "2025")]


def test_a_sheet_of_ones_own_is_named_as_skipped(tmp_path: Path) -> None:
    officer = answered(tmp_path)
    own_sheet_added(officer)
    assert findings(officer.save()) == [("rows-skipped", None)]


def test_rows_deleted_are_data_missing(tmp_path: Path) -> None:
    officer = answered(tmp_path)
    for year in (2025, 2024):
        officer.sheet.delete_rows(officer.row(FIBRE, year))
    path = officer.save()
    assert findings(path) == []
    assert verdicts(path) == [("vn-ha-noi", None, None)]


# broken, and named


def other_indicator(officer: Filler) -> str:
    row = officer.row(FIBRE, 2025)
    officer.put(row, Indicator=COMMUNES)
    return f"B{row}"


def other_area(officer: Filler) -> str:
    row = officer.row(FIBRE, 2025)
    officer.put(row, Area="Hue")
    return f"C{row}"


def other_year(officer: Filler) -> str:
    row = officer.row(FIBRE, 2025)
    officer.put(row, Year=2023)
    return f"D{row}"


def other_unit(officer: Filler) -> str:
    row = officer.row(FIBRE, 2025)
    officer.put(row, Unit="% of population")
    return f"E{row}"


def pasted_words(officer: Filler) -> str:
    row = officer.row(FIBRE, 2025)
    officer.put(row, Value="see the annex")
    return f"F{row}"


def beyond_the_range(officer: Filler) -> str:
    row = officer.row(FIBRE, 2025)
    officer.put(row, Value=185.5)
    return f"F{row}"


def formula_typed(officer: Filler) -> str:
    row = officer.row(FIBRE, 2025)
    officer.put(row, Value="=171/2")
    return f"F{row}"


def values_merged(officer: Filler) -> list[str]:
    first, last = officer.row(FIBRE, 2024), officer.row(FIBRE, 2025)
    officer.sheet.merge_cells(start_row=first, end_row=last, start_column=6, end_column=6)
    return [f"F{first}", f"F{last}"]


def unknown_in_a_spare_line(officer: Filler) -> str:
    row = officer.spare()
    officer.put(row, Indicator="Number of robots", Year=2025, Value=3, Source="survey")
    return f"B{row}"


def unknown_twice(officer: Filler) -> list[str]:
    rows = [officer.spare(), officer.spare() + 1]
    for row in rows:
        officer.put(row, Indicator="Number of robots", Year=2025, Value=3, Source="survey")
    return [f"B{row}" for row in rows]


def strange_area_in_a_spare_line(officer: Filler) -> str:
    row = officer.spare()
    officer.put(row, Indicator=FIBRE, Year="2025-Q2", Area="Atlantis", Value=3, Source="survey")
    return f"C{row}"


def bad_date(officer: Filler) -> str:
    row = officer.row(FIBRE, 2025)
    officer.put(row, Release_date="soon")
    return f"I{row}"


def copied_line(officer: Filler) -> str:
    row = officer.row(FIBRE, 2025)
    for column in range(1, 14):
        cell = officer.sheet.cell(row, column)
        officer.sheet.cell(officer.spare(), column).value = cell.value
    officer.put(officer.spare(), Value=44)
    return f"F{officer.spare()}"


NAMED: dict[Callable[[Filler], Any], str] = {
    other_indicator: "indicator-unknown",
    other_area: "area-unknown",
    other_year: "period-unreadable",
    other_unit: "unit-mismatch",
    pasted_words: "number-unreadable",
    beyond_the_range: "value-out-of-range",
    formula_typed: "formula-without-value",
    values_merged: "number-unreadable",
    unknown_in_a_spare_line: "indicator-unknown",
    unknown_twice: "indicator-unknown",
    strange_area_in_a_spare_line: "area-unknown",
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


@pytest.mark.parametrize("broken", [other_indicator, other_area, other_year, values_merged])
def test_what_contradicts_itself_is_used_for_nothing(
    tmp_path: Path, broken: Callable[[Filler], Any]
) -> None:
    officer = answered(tmp_path)
    broken(officer)
    assert verdicts(officer.save()) == [("vn-ha-noi", None, None)]


@pytest.mark.parametrize(
    "column", ["Indicator", "Area", "Year", "Value", "Status", "Source", "Release date"]
)
@pytest.mark.parametrize("how", ["deleted", "renamed"])
def test_a_lost_column_is_named_in_the_header(tmp_path: Path, column: str, how: str) -> None:
    officer = answered(tmp_path)
    if how == "deleted":
        officer.sheet.delete_cols(officer.at[column])
    else:
        officer.sheet.cell(HEADER, officer.at[column]).value = "???"
    result = checked(officer.save())
    (only,) = (each for each in result.json["findings"] if each["code"] != "nothing-read")
    assert (only["code"], only["row"], result.code) == ("column-missing", HEADER, 3)
    name = {"Year": "period", "Release date": "released"}.get(column, column.lower())
    assert only["message"].startswith(f"The form has lost the column: {name}.")


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("B", "fibre-communes", "indicator-unknown"),
        ("D", "vn-hue", "area-unknown"),
        ("E", "2020", "period-unreadable"),
        ("E", "never", "period-unreadable"),
    ],
)
def test_ids_that_were_tampered_with_are_not_believed(
    tmp_path: Path, column: str, text: str, code: str
) -> None:
    officer = answered(tmp_path)
    ids = sheet_of(officer.book, "cmcn4")
    row = officer.row(FIBRE, 2025)
    key = officer.get(row, "Line code")
    line = next(cell.row for (cell,) in ids["A1:A40"] if cell.value == key)
    ids[f"{column}{line}"].value = text
    label = {"B": "F", "D": "H", "E": "I"}[column]
    ids[f"{label}{line}"].value = text
    place = {"B": "B", "D": "C", "E": "D"}[column]
    assert findings(officer.save()) == [(code, f"{place}{row}")]


@pytest.mark.parametrize(("column", "text"), [("B", "no-such-indicator"), ("D", "no-such-area")])
def test_ids_that_nobody_knows_leave_the_labels(tmp_path: Path, column: str, text: str) -> None:
    officer = answered(tmp_path)
    ids = sheet_of(officer.book, "cmcn4")
    for (cell,) in ids[f"{column}2:{column}17"]:
        cell.value = text
    path = officer.save()
    assert (findings(path), verdicts(path)) == ([], [("vn-ha-noi", 85.5, "2025")])
