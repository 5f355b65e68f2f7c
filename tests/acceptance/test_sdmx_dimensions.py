"""SDMX-CSV: all of its columns say of what a figure is, known by name or not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import inside, write

FIELDS = {
    "DATAFLOW": "ITU:DF(1.0)", "FREQ": "A", "INDICATOR": "internet-users", "REF_AREA": "VNM",
    "TIME_PERIOD": "2025", "OBS_VALUE": "92.5", "UNIT_MEASURE": "% of population",
}  # fmt: skip
BOTH = (
    "DATAFLOW,INDICATOR: Indicator,REF_AREA: Reference area,TIME_PERIOD: Time period,"
    "OBS_VALUE: Value"
)


def read(folder: Path, *rows: dict[str, str]) -> Any:
    """Return what is read of rows, each with fields more than, or other than, the usual ones."""
    names = list(dict.fromkeys(name for row in rows for name in FIELDS | row))
    lines = [",".join((FIELDS | row).get(name, "") for name in names) for row in rows]
    return told(folder, "\n".join([",".join(names), *lines, ""]))


def told(folder: Path, text: str) -> Any:
    return inside("read", write(folder, text), "--lang", "en", "--no-config", "-f", "json").json


def figures(found: Any) -> list[tuple[str, str | None, str]]:
    """Return period, part and status of each figure."""
    return [(each["period"], each["breakdown"], each["status"]) for each in found["observations"]]


def codes(found: Any) -> set[str]:
    return {each["code"] for each in found["findings"]} - {"source-missing", "nothing-read"}


@pytest.mark.parametrize(
    ("name", "code"),
    [("INCOME_WEALTH_QUANTILE", "Q5"), ("TRANSFORMATION", "G1"), ("DISABILITY", "PWD"),
     ("EDUCATION_LEV", "ISCED11_5"), ("hhtyp", "A1_DCH")],
)  # fmt: skip
def test_a_dimension_that_is_not_known_divides_the_figure(
    name: str, code: str, tmp_path: Path
) -> None:
    found = read(tmp_path, {name: code}, {"TIME_PERIOD": "2024", name: "_T"})
    ((part, whole), told_) = figures(found), codes(found)
    assert part[1]
    assert (whole, told_) == (("2024", None, "final"), {"unit-suspicious"})


@pytest.mark.parametrize(
    ("name", "code"),
    [("DISABILITY", "_T"), ("DISABILITY", "_Z"), ("CUST_BREAKDOWN", "_N"), ("PRODUCT", "_X"),
     ("hhtyp", "TOTAL"), ("IND_TYPE", "IND_TOTAL"), ("TRANSFORMATION", "N"), ("NATURE", "C"),
     ("DISABILITY", ""), ("TIME_DETAIL", "2025"), ("CONF_STATUS", "F"), ("COLLECTION", "A"),
     ("SOURCE_DETAIL", "A survey of households"), ("UPPER_BOUND", "93"), ("DECIMALS", "1")],
)  # fmt: skip
def test_what_says_of_no_part_leaves_the_total(name: str, code: str, tmp_path: Path) -> None:
    found = read(tmp_path, {name: code})
    assert (figures(found), codes(found)) == ([("2025", None, "final")], set())


def test_free_is_no_forecast_where_no_dataflow_is_named_either(tmp_path: Path) -> None:
    text = "INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,CONF_STATUS\ninternet-users,VNM,2025,92.5,F\n"
    assert figures(told(tmp_path, text)) == [("2025", None, "final")]


def test_the_nature_of_a_figure_says_how_sure_it_is(tmp_path: Path) -> None:
    found = read(tmp_path, {"NATURE": "F"}, {"NATURE": "E", "TIME_PERIOD": "2024"})
    assert figures(found) == [("2025", None, "forecast"), ("2024", None, "estimate")]


def test_a_detail_of_the_time_may_not_be_another_one(tmp_path: Path) -> None:
    found = read(tmp_path, {"TIME_DETAIL": "2021"})
    assert (figures(found), codes(found)) == ([], {"period-unreadable"})


def test_a_year_is_no_period_of_a_quarterly_series(tmp_path: Path) -> None:
    found = read(
        tmp_path, {"TIME_PERIOD": "2023"}, {"FREQ": "Q", "TIME_PERIOD": "2024-Q1"},
        {"FREQ": "Q", "TIME_PERIOD": "2024-Q2"}, {"FREQ": "Q"},
    )  # fmt: skip
    assert [period for period, _, _ in figures(found)] == ["2023", "2024-Q1", "2024-Q2"]
    assert codes(found) == {"period-unreadable"}


@pytest.mark.parametrize(
    ("indicator", "area"),
    [
        ("internet-users: Mobile phone owners", "VNM: Viet Nam"),
        ("internet-users: Households covered by fibre", "VNM: Viet Nam"),
        ("internet-users: Individuals using the Internet", "VNM: Thailand"),
        ("internet-users: Individuals using the Internet", "VNM: Rural Viet Nam"),
    ],
)
def test_a_label_of_something_else_than_its_code_is_not_read(
    indicator: str, area: str, tmp_path: Path
) -> None:
    found = told(tmp_path, f"{BOTH}\nX,{indicator},{area},2025,92.5\n")
    assert figures(found) == []
    assert {each["code"] for each in found["findings"]} - {"source-missing"}


@pytest.mark.parametrize("indicator", ["internet-users: Internet", "internet-users"])
def test_a_label_in_other_words_is_read(indicator: str, tmp_path: Path) -> None:
    found = told(tmp_path, f"{BOTH}\nX,{indicator},VNM: Vietnam,2025,92.5\n")
    assert (figures(found), codes(found)) == ([("2025", None, "final")], set())


def test_one_column_of_codes_with_labels_is_enough(tmp_path: Path) -> None:
    status = "OBS_STATUS: Observation status"
    later = {status: "A: Normal value", "TIME_PERIOD": "2024"}
    found = read(tmp_path, {status: "F: Forecast value"}, later)
    assert figures(found) == [("2025", None, "forecast"), ("2024", None, "final")]
    assert codes(found) == set()


def test_a_label_that_is_less_sure_than_its_code_counts(tmp_path: Path) -> None:
    found = read(tmp_path, {"OBS_STATUS: Observation status": "A: Forecast value"})
    assert figures(found) == [("2025", None, "forecast")]
