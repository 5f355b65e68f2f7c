"""Codes of the whole, and labels beside codes: what they say is held against each other."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import inside, write

FIELDS = {
    "STRUCTURE": "dataflow", "FREQ": "A", "REF_AREA": "VNM", "INDICATOR": "internet-users",
    "SEX": "_T", "AGE": "_T", "TIME_PERIOD": "2025", "OBS_VALUE": "85", "UNIT_MEASURE": "PT",
    "UNIT_MULT": "0", "OBS_STATUS": "A",
}  # fmt: skip
QUIET = {"source-missing", "area-assumed", "nothing-read"}
HEADER = ["indicator", "area", "period", "value", "unit", "source", "status", "note"]
ROW = ["internet-users", "VN", "2025", "85", "%", "NSO", "final", ""]


def read(folder: Path, *rows: dict[str, str]) -> Any:
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [names, *([row.get(name, "") for name in names] for row in rows)]
    text = "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines)
    return inside("read", write(folder, text), "--lang", "en", "--no-config", "-f", "json").json


def figures(found: Any) -> list[tuple[str, str | None]]:
    return [(each["period"], each["breakdown"]) for each in found["observations"]]


def told(found: Any) -> list[tuple[str, str]]:
    return [(f["code"], f["cell"]) for f in found["findings"] if f["code"] not in QUIET]


def with_label(name: str, label: str, shape: str) -> dict[str, str]:
    """Return a row with a label beside the code of a column, in one of the shapes of SDMX."""
    row: dict[str, str] = {}
    for key, code in FIELDS.items():
        if key != name or shape == "beside":
            row[key] = code
        elif shape == "joined":
            row[f"{key}: Name of it"] = f"{code}: {label}"
        else:
            row[key] = f"{code}: {label}"
        if key == name and shape == "beside":
            row[f"{key}_LABEL"] = label
    return row


SHAPES = pytest.mark.parametrize("shape", ["joined", "bare", "beside"])


@SHAPES
@pytest.mark.parametrize(
    ("name", "label"),
    [("SEX", "Male"), ("SEX", "Nữ"), ("AGE", "15-24 years"), ("SEX", "Rural areas"),
     ("UNIT_MEASURE", "Percentage of households"), ("UNIT_MEASURE", "Rank"),
     ("UNIT_MULT", "Thousands"), ("FREQ", "Monthly"), ("FREQ", "Five-yearly"),
     ("FREQ", "Hàng quý")],
)  # fmt: skip
def test_a_label_of_something_else_is_an_error_of_its_code(
    name: str, label: str, shape: str, tmp_path: Path
) -> None:
    row = with_label(name, label, shape)
    found = read(tmp_path, row)
    at = next(i for i, key in enumerate(row) if key.partition(":")[0] == name)
    assert (figures(found), told(found)) == ([], [("cell-error", f"{'ABCDEFGHIJKL'[at]}2")])


@SHAPES
def test_a_label_of_another_year_is_no_period(shape: str, tmp_path: Path) -> None:
    found = read(tmp_path, with_label("TIME_PERIOD", "2024", shape))
    assert (figures(found), told(found)) == ([], [("period-unreadable", "G2")])


@SHAPES
@pytest.mark.parametrize(
    ("name", "label"),
    [("SEX", "Total"), ("SEX", "Both sexes"), ("SEX", "Not applicable"), ("SEX", "Tổng số"),
     ("AGE", "All age ranges or no breaks by age"), ("AGE", "All ages"),
     ("AGE", "Tất cả các nhóm tuổi"), ("UNIT_MEASURE", "Percent"), ("UNIT_MEASURE", "Percentage"),
     ("UNIT_MEASURE", "Phần trăm"), ("UNIT_MULT", "Units"), ("FREQ", "Annual"),
     ("FREQ", "Hằng năm"), ("TIME_PERIOD", "2025"), ("OBS_STATUS", "Normal value")],
)  # fmt: skip
def test_a_label_that_agrees_is_quiet(name: str, label: str, shape: str, tmp_path: Path) -> None:
    found = read(tmp_path, with_label(name, label, shape))
    assert (figures(found), told(found)) == ([("2025", None)], [])


@SHAPES
@pytest.mark.parametrize("name", ["SEX", "AGE", "UNIT_MEASURE", "UNIT_MULT", "FREQ"])
def test_a_label_that_is_not_understood_is_told(name: str, shape: str, tmp_path: Path) -> None:
    found = read(tmp_path, with_label(name, "Blurb of zorks", shape))
    assert (figures(found), {code for code, _ in told(found)}) == (
        [("2025", None)],
        {"text-unread"},
    )


@pytest.mark.parametrize(
    ("name", "both", "expected"),
    [("NATURE", "C: Country data", ["final"]), ("NATURE", "E: Estimated data", ["estimate"]),
     ("NATURE", "F: Forecast", ["forecast"]), ("NATURE", "C: Forecast", []),
     ("EDUCATION_LEV", "_T: No education", ["final"]),
     ("TRANSFORMATION", "N: Non transformed data", ["final"])],
)  # fmt: skip
def test_labels_of_other_dimensions(
    name: str, both: str, expected: list[str], tmp_path: Path
) -> None:
    found = read(tmp_path, FIELDS | {name: both})
    assert [each["status"] for each in found["observations"]] == expected
    unsure = [] if both != "_T: No education" else ["text-unread"]
    assert [code for code, _ in told(found)] == (unsure if expected else ["cell-error"])


def test_a_label_is_held_against_its_code_in_every_row(tmp_path: Path) -> None:
    good, bad = (with_label("SEX", label, "joined") for label in ("Total", "Female"))
    years = ({"TIME_PERIOD": str(year)} for year in range(2019, 2025))
    found = read(tmp_path, *(good | year for year in years), bad)
    assert figures(found) == [(str(year), None) for year in range(2019, 2025)]
    assert told(found) == [("cell-error", "E8")]


@pytest.mark.parametrize(
    ("name", "code"),
    [("SEX", "BOTHSEX"), ("SEX", "BTSX"), ("SEX", "T"), ("SEX", "SEX_T"), ("SEX", "SEX_BTSX"),
     ("AGE", "ALLAGE"), ("AGE", "ALLAGES"), ("AGE", "TOTAL"), ("LOCATION", "ALLAREA"),
     ("SEX", "_T: Total"), ("AGE", "TOTAL: Total"), ("DISABILITY", "_T: Total")],
)  # fmt: skip
def test_codes_of_the_whole_are_the_whole(name: str, code: str, tmp_path: Path) -> None:
    found = read(tmp_path, FIELDS | {name: code})
    assert (figures(found), told(found)) == ([("2025", None)], [])


@pytest.mark.parametrize(
    ("name", "code"),
    [("SEX", "ZORK"), ("AGE", "ZORK"), ("DISABILITY", "ZORK"), ("SEX", "ZRK: Zork")],
)
def test_a_code_that_is_known_neither_as_whole_nor_as_part_is_told(
    name: str, code: str, tmp_path: Path
) -> None:
    found = read(tmp_path, FIELDS | {name: code})
    assert [period for period, part in figures(found) if part] == ["2025"]
    assert {code for code, _ in told(found)} == {"unit-suspicious"}


@pytest.mark.parametrize("code", ["F", "SEX_F", "FEMALE"])
def test_a_code_of_a_known_part_is_quiet(code: str, tmp_path: Path) -> None:
    found = read(tmp_path, FIELDS | {"SEX": code})
    assert (len(figures(found)), told(found)) == (1, [])


@pytest.mark.parametrize("sign", ["/", "- ", "per ", "/1 "])
@pytest.mark.parametrize("at", ["unit", "above"])
def test_a_cell_of_one_sign_takes_no_time(sign: str, at: str, tmp_path: Path) -> None:
    text = (sign * 65_000)[:130_000]
    row = [
        text if at == "unit" and name == "unit" else cell
        for name, cell in zip(HEADER, ROW, strict=True)
    ]
    lines = [*([[text]] if at == "above" else []), HEADER, row]
    start = time.process_time()
    inside("read", write(tmp_path, "".join(",".join(line) + "\n" for line in lines)), "--no-config")
    assert time.process_time() - start < 5
