"""Findings in words: the text that fits, and facts written so that nothing can be misread."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cmcn4.locale.telling import told
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.text import Text

SHEET = Sheet("data.xlsx", "Sheet")
LAO_CAI, YEN_BAI = Text(vi="Lào Cai", en="Lao Cai"), Text(vi="Yên Bái", en="Yen Bai")


def said(lang: str, code: str, count: int = 1, **facts: Any) -> tuple[str, str]:
    finding = Finding(code, Place(SHEET, 51, 4), facts, count)
    return told(lang, "finding", finding), told(lang, "hint", finding)


def test_a_row_too_long_names_the_number_that_its_comma_cut() -> None:
    facts: dict[str, Any] = {"cells": 7, "columns": 6, "found": "UN DESA"}
    message, hint = said("en", "row-ragged", **facts, reading="85,1")
    assert "7 cells, the header 6" in message
    assert "“85,1”" in message
    assert "UN DESA" in message
    assert "quotation marks" in hint
    assert "point" in hint
    assert "“" not in said("en", "row-ragged", **facts, reading="")[1]


@pytest.mark.parametrize(
    ("first", "second", "vi", "en"),
    [
        ("82.000", "82000", "82 hoặc 82 nghìn", "82 or 82 thousand"),
        ("98.765", "98765", "98,765 hoặc 98765", "98.765 or 98765"),
    ],
)
def test_the_two_readings_of_a_number_cannot_be_misread(
    first: str, second: str, vi: str, en: str
) -> None:
    facts: dict[str, Any] = {"found": "82.000", "first": Decimal(first), "second": Decimal(second)}
    assert said("vi", "number-ambiguous", **facts)[0] == f"“82.000” có thể là {vi}."
    assert said("en", "number-ambiguous", **facts)[0] == f"“82.000” may be {en}."


def test_why_nothing_was_read_is_said_with_numbers() -> None:
    reasons = (("series", 12), ("plan", 3))
    message, _ = said("vi", "nothing-read", numbers=15, reasons=reasons)
    assert message.endswith("thuộc chỉ tiêu khác 12; số kế hoạch 3.")
    message, hint = said("en", "nothing-read", numbers=4, reasons=(("error", 4),),
                         variant="all-error")  # fmt: skip
    assert message.endswith("are in error (in error 4).")
    assert hint.startswith("Correct the errors")


def test_the_two_indicators_that_initials_stand_for_are_named() -> None:
    readings = (Text(vi="chỉ số A", en="index A"), Text(vi="chỉ số B", en="index B"))
    facts: dict[str, Any] = {"found": "GII", "readings": readings}
    assert said("en", "indicator-ambiguous", **facts)[0] == "“GII” may be “index A” or “index B”."


def test_areas_that_contradict_are_named_with_their_places() -> None:
    facts: dict[str, Any] = {
        "variant": "areas",
        "areas": (LAO_CAI, YEN_BAI),
        "places": ("A1", "Yên Bái.xlsx"),
    }
    message, _ = said("vi", "column-ambiguous", **facts)
    assert "Lào Cai (A1), Yên Bái (Yên Bái.xlsx)" in message


@pytest.mark.parametrize("variant", [None, "heading", "cells", "cumulated"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_column_not_understood_is_named_with_its_cells(lang: str, variant: str | None) -> None:
    facts: dict[str, Any] = {"columns": ("Xếp hạng", "Vùng"), "variant": variant}
    message, hint = said(lang, "column-unread", count=9, **facts)
    assert "“Xếp hạng”, “Vùng”" in message
    assert "9" in message
    assert hint


def test_another_measure_is_left_out_by_its_name() -> None:
    facts: dict[str, Any] = {"variant": "change", "columns": ("So với cùng kỳ",)}
    assert said("vi", "rows-skipped", **facts)[0] == (
        "Bỏ qua cột “So với cùng kỳ” (không phải số thực hiện)."
    )


@pytest.mark.parametrize(
    ("rows", "columns", "first", "vi"),
    [
        (0, 1, ("E:E",), "1 cột ẩn (cột E)"),
        (2, 1, ("3:3", "E:E"), "2 dòng ẩn (đầu tiên là dòng 3) và 1 cột ẩn (cột E)"),
    ],
)
def test_hidden_cells_are_counted_in_words(
    rows: int, columns: int, first: tuple[str, ...], vi: str
) -> None:
    facts: dict[str, Any] = {"variant": "cells", "rows": rows, "columns": columns, "first": first}
    message, _ = said("vi", "hidden-data", **facts)
    assert message == f"Có {vi}; số liệu trong đó vẫn được đọc."


def test_a_value_without_an_indicator_is_quoted_with_its_cell() -> None:
    message, _ = said("vi", "indicator-unknown", variant="empty", found="82,4")
    assert message == "Dòng có giá trị nhưng không có tên chỉ tiêu: “82,4” tại D51."
    assert said("vi", "indicator-unknown", variant="empty")[0].endswith("tên chỉ tiêu.")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_areas_that_are_not_known_say_why(lang: str) -> None:
    assert "“Xã A”" in said(lang, "area-unknown", variant="submitter", found="Xã A")[0]
    assert "“Xã A”" in said(lang, "area-unknown", variant="cell", found="Xã A")[0]
    message, _ = said(lang, "area-unknown", variant="clash", found=("Lào Cai", "Yên Bái"))
    assert "“Lào Cai”, “Yên Bái”" in message
    assert said(lang, "area-unknown", variant="nothing")[0]
