"""The form from beginning to end: made, filled in, broken in every way people do, read back."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from acceptance.cli import Result, inside

ROOT = Path(__file__).parents[2]
HEADER = 5
TARGETS = ("-t", "qd-2289/*-2025")
PROVINCE = (*TARGETS, "--area", "vn-ha-noi", "--years", "2024-2025", "--lang", "en")
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


def filled(path: Path, value: float = 85.5) -> Filler:
    """Return a form with every line filled in, a little more with each indicator."""
    officer = Filler(path)
    known: list[str] = []
    for row in officer.rows():
        name = str(officer.get(row, "Indicator"))
        known += [] if name in known else [name]
        released = dt.date(int(officer.get(row, "Year")), 12, 31)
        number = value + known.index(name) / 4
        officer.put(row, Value=number, Source="Statistics office", Release_date=released)
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
    titles = {"vi": ("Biểu mẫu", "Giá trị", "Nguồn", "Đơn vị tính", "Ngày công bố", "Năm"),
              "en": ("Form", "Value", "Source", "Unit", "Release date", "Year")}  # fmt: skip
    title, value, source, unit, released, year = titles[lang]
    officer = Filler(path, title)
    for row in officer.rows():
        measured = str(officer.get(row, unit))
        number = 7.5 if measured.endswith(("/năm", "/year")) else 85 if "%" in measured else 2
        day = dt.date(int(officer.get(row, year)), 12, 31)
        officer.put(row, **{value: number, source: "survey", released: day})
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
    row = officer.row(FIBRE, 2025)
    officer.put(row, Value="over 87", Status="estimate", Release_date="10/2025")
    report = checked(officer.save()).json
    assert report["findings"] == []
    first = next(each for each in report["assessments"] if each["indicator"] == "fibre-households")
    assert (first["low"], first["status"], first["verdict"]) == (87, "estimate", "pass")


def test_a_yes_needs_its_document(tmp_path: Path) -> None:
    options = ("-t", "qd-2289/digital-government-2030", "--years", "2025", "--lang", "vi")
    officer = Filler(made(tmp_path, *options), "Biểu mẫu")
    row = next(officer.rows())
    officer.put(row, **{"Giá trị": "Có", "Nguồn": "Quyết định 1/QĐ-TTg"})
    check = ("check", "-t", "qd-2289/digital-government-2030", "--as-of", "2025", "-f", "json")
    assert inside(*check, officer.save()).json["assessments"][0]["verdict"] == "review"
    officer.put(row, **{"Ngày công bố": dt.date(2025, 6, 1)})
    assert inside(*check, officer.save()).json["assessments"][0]["verdict"] == "pass"


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


@pytest.mark.parametrize("broken", HARMLESS)
def test_it_is_still_read_right(tmp_path: Path, broken: Breaking) -> None:
    officer = answered(tmp_path)
    broken(officer)
    path = officer.save()
    assert findings(path) == []
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
    officer.put(row, Breakdown="All")
    assert findings(officer.save()) == [("indicator-unknown", f"C{row}")]
    officer.put(row, Breakdown="the north, as we call it")
    assert findings(officer.save()) == []


def test_an_empty_area_is_that_of_the_form_if_it_has_one(tmp_path: Path) -> None:
    one = answered(tmp_path)
    one.put(one.spare(), Indicator=FIBRE, Year="2025-12-31", Value=90, Source="survey")
    assert findings(one.save()) == []
    two = filled(made(tmp_path, *PROVINCE, "--area", "vn-hue", name="two.xlsx"))
    two.put(two.spare(), Indicator=FIBRE, Year="2025-12-31", Value=90, Source="survey")
    assert findings(two.save()) == [("area-unknown", f"C{two.spare()}")]


def test_rows_pasted_from_another_form_stay_what_they_are(tmp_path: Path) -> None:
    hue = (*TARGETS, "--area", "vn-hue", "--years", "2024-2025", "--lang", "en")
    ours, theirs = answered(tmp_path), filled(made(tmp_path, *hue, name="b.xlsx"))
    theirs.put(theirs.row(FIBRE, 2025), Value=70)
    row = theirs.row(FIBRE, 2025)
    for column, cell in enumerate(theirs.sheet[row], 1):
        ours.sheet.cell(ours.spare(), column).value = cell.value
    path = ours.save()
    assert findings(path) == []
    assert sorted(verdicts(path)) == [("vn-ha-noi", 85.5, "2025"), ("vn-hue", 70, "2025")]


@pytest.mark.parametrize("name", ["cmcn4_data", "cmcn4_ids", "cmcn4_guide"])
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


def test_settings_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = 'lang = "vi"\nas-of = "2022"\ntargets = ["qd-2289/fibre-households-2025"]\n'
    Path("cmcn4.toml").write_text(text, encoding="utf-8")
    officer = Filler(made(tmp_path, "--area", "vn-ha-noi"), "Biểu mẫu")
    years = [officer.get(row, "Năm") for row in officer.rows()]
    assert years == [2018, 2019, 2020, 2021, 2022]
    one = Filler(made(tmp_path, "--area", "vn-ha-noi", "--no-config", "--years", "2025"), "Form")
    assert len(list(one.rows())) == 9


# several areas, packs of one's own, history


def test_several_areas_at_once(tmp_path: Path) -> None:
    path = filled(made(tmp_path, *PROVINCE, "--area", "Huế")).save()
    assert findings(path) == []
    assert verdicts(path) == [("vn-ha-noi", 85.5, "2025"), ("vn-hue", 85.5, "2025")]


def test_a_pack_of_ones_own(tmp_path: Path) -> None:
    plan = ROOT / "samples" / "ke-hoach-tinh-mau.yaml"
    path = made(tmp_path, "-t", plan, "--years", "2025", "--lang", "vi")
    officer = Filler(path, "Biểu mẫu")
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
        officer.put(row, **{"Giá trị": value, "Nguồn": "Sở KH&CN"})
    result = inside("check", officer.save(), "-t", plan, "--as-of", "2025", "-f", "json")
    assert result.json["findings"] == []
    got = [each["verdict"] for each in result.json["assessments"] if each["horizon"] == 2025]
    assert got == ["pass"] * 4
    # Without the pack the province is not known: said, not skipped in silence.
    assert inside("check", path, "--as-of", "2025").code == 3


def test_history_comes_from_last_years_form(tmp_path: Path) -> None:
    officer = filled(made(tmp_path, *PROVINCE, name="last.xlsx"))
    row = officer.row(FIBRE, 2024)
    officer.put(row, Value="> 80.5", Status="estimate", Note="=1+1")
    last = officer.save()
    options = (*TARGETS, "--area", "vn-ha-noi", "--years", "2024-2026", "--lang", "en")
    new = tmp_path / "new.xlsx"
    result = inside("template", "-o", new, *options, "--from", last)
    assert result.code == 0
    assert f"{last}: lines filled in from it: 16 of 24" in result.err
    again = Filler(new)
    row = again.row(FIBRE, 2024)
    names = ("Value", "Status", "Source", "Release date", "Note")
    assert [again.get(row, name) for name in names] == [
        "> 80.5", "estimate", "Statistics office", dt.datetime(2024, 12, 31), "=1+1",  # noqa: DTZ001 - of a workbook
    ]  # fmt: skip
    assert again.sheet.cell(row, again.at["Note"]).data_type == "s"
    assert again.get(again.row(FIBRE, 2025), "Value") == 85.5
    assert again.get(again.row(FIBRE, 2026), "Value") is None
    assert findings(new) == []


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
        return {officer.get(row, "Year") for row in officer.rows()}

    assert years("2023-06-01") == {2019, 2020, 2021, 2022, 2023}
    assert years("2027-06-01") == {2021, 2022, 2023, 2024, 2025, 2026, 2027}
    assert years("2035-06-01") == {*range(2021, 2031)}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("state", ["filled", "empty"])
@pytest.mark.office
def test_libreoffice_keeps_what_is_needed(tmp_path: Path, state: str) -> None:
    path = made(tmp_path, *PROVINCE)
    if state == "filled":
        path = filled(path).save()
    settings = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    out = tmp_path / "saved"
    subprocess.run(
        ["soffice", "--headless", settings, "--convert-to", "xlsx", "--outdir", out, path],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    saved = out / path.name
    sheet = load_workbook(saved, data_only=True).worksheets[1]
    column = [cell.value for cell in sheet[HEADER]].index("Check") + 1
    states = {sheet.cell(row, column).value for row in range(HEADER + 1, HEADER + 17)}
    if state == "empty":
        assert findings(saved) == [("file-empty", None)]
        assert states == {"missing", "if known"}
        assert str(sheet["A3"].value).startswith("Filled in: 0 / 14 ")
        return
    assert findings(saved) == []
    assert verdicts(saved) == [("vn-ha-noi", 85.5, "2025")]
    assert states == {"✓"}
    assert str(sheet["A3"].value).startswith("Filled in: 16 / 16 ")
    officer = Filler(saved)
    officer.put(officer.row(FIBRE, 2025), Indicator="renamed after LibreOffice")
    assert findings(officer.save()) == []
