"""The CSV report: its columns in the documented order, for Excel, and nothing that runs there."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from cmcn4.reporters import Style, render
from cmcn4.reporters.machine.csv_report import cell
from cmcn4.reporters.record.build import as_dict
from golden.canonical import report

COLUMNS = [
    "target", "title", "indicator", "horizon", "due", "informs", "area", "area_name",
    "comparison", "threshold", "unit", "value", "low", "high", "period", "status", "source",
    "gap", "margin", "verdict", "contested", "reason_code", "reason", "path", "sheet", "cell",
]  # fmt: skip


def rows() -> list[list[str]]:
    text = render("csv", report(), Style()).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_columns_are_those_documented_in_that_order() -> None:
    assert rows()[0] == COLUMNS


def test_there_is_one_row_per_assessment() -> None:
    assert len(rows()) == 1 + len(report().assessments)
    assert all(len(each) == len(COLUMNS) for each in rows())


def test_it_begins_with_one_byte_order_mark_and_ends_lines_for_excel() -> None:
    content = render("csv", report(), Style())
    assert content.startswith(b"\xef\xbb\xbftarget,")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert content.count(b"\r\n") == content.count(b"\n") == len(rows())


def test_cells_say_what_the_json_says() -> None:
    for row, each in zip(rows()[1:], as_dict(report(), "en")["assessments"], strict=True):
        found = dict(zip(COLUMNS, row, strict=True))
        for key in ("value", "low", "high", "threshold", "gap", "margin"):
            assert (Decimal(found[key]) if found[key] else None) == each[key]
        for key in ("target", "verdict", "reason_code", "area_name", "comparison", "reason"):
            assert found[key] == (each[key] or "")
        assert found["due"] == str(each["due"]).lower()
        evidence = each["evidence"]
        assert found["cell"] == (evidence[0]["cell"] if evidence else "")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (2025, "2025"),
        (Decimal(-21), "-21"),
        (Decimal("-0.50"), "-0.50"),
        (Decimal("1E+2"), "100"),
        ("plain", "plain"),
        (">=", ">="),
        ("=1+1", "'=1+1"),
        ("+84", "'+84"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
    ],
)
def test_text_is_never_a_formula_and_numbers_stay_numbers(value: object, written: str) -> None:
    assert cell(value) == written
