from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcn4.model.interval import Interval
from cmcn4.readers.containers.cells import CellDate, CellNumber, CellPercent, number_cell
from cmcn4.readers.problems import Problem
from cmcn4.readers.values.numbers import number
from cmcn4.readers.values.quantity import Ambiguous, Quantity, Value
from unit.readers.small import INDICATORS

BY_ID = {each.id: each for each in INDICATORS}
D = Decimal


def quantity(indicator: str, kind: str, year: int = 2025, decimal: str = "auto") -> Quantity:
    return Quantity(BY_ID[indicator], kind, BY_ID[indicator].scale(year), decimal)


PERCENT = quantity("digital-economy-share", "percent")
RANK = quantity("egdi-rank", "rank")


def value(cell: str, of: Quantity = PERCENT) -> Value:
    read = of.read(cell)
    assert isinstance(read, Value), read
    return read


@pytest.mark.parametrize(
    ("text", "exact", "mark"),
    [
        ("18.3", "18.3", "."),
        ("18,3", "18.3", ","),
        ("1.234,5", "1234.5", ","),
        ("1,234.5", "1234.5", "."),
        ("1 234,5", "1234.5", ","),
        ("1 234", "1234", ""),
        ("1.234.567", "1234567", ","),
        ("1,234,567", "1234567", "."),
        ("1'234.5", "1234.5", "."),
        ("1234.567", "1234.567", "."),
        ("0.123", "0.123", "."),
        ("0,123", "0.123", ","),
        (".5", "0.5", "."),
        ("1E2", "100", ""),
        ("007", "7", ""),
        ("-5", "-5", ""),
        ("123456789012345678901234567890.12345", "123456789012345678901234567890.12345", "."),
    ],
)
def test_a_number_that_says_one_thing_is_read_exactly(text: str, exact: str, mark: str) -> None:
    read = number(text)
    assert read is not None
    assert (read.exact, read.mark) == (D(exact), mark)


@pytest.mark.parametrize(
    "text", ["", "1.2.3", "1,23,4", "1 23", "18.", "1.234,567.8", "1e400", "Infinity", "٣"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert number(text) is None


def test_three_digits_after_one_mark_say_two_things() -> None:
    growth = quantity("productivity-growth", "growth")
    assert growth.read("12,345") == Ambiguous(D(12345), D("12.345"))
    assert growth.read("12.345") == Ambiguous(D("12.345"), D(12345))


@pytest.mark.parametrize(
    ("text", "exact", "mark"),
    [("12.345", "12.345", "."), ("78,084", "78.084", ","), ("100.000", "100", ".")],
)
def test_a_share_has_one_reading_where_the_other_leaves_its_range(
    text: str, exact: str, mark: str
) -> None:
    read = value(text)
    assert (read.interval.value, read.mark) == (D(exact), mark)


def test_a_decided_mark_settles_it() -> None:
    assert value("12,345", quantity("digital-economy-share", "percent", decimal=",")) == Value(
        Interval(D("12.345"), D("12.345"))
    )


def test_a_number_against_the_decided_mark_is_unreadable() -> None:
    read = quantity("digital-economy-share", "percent", decimal=",").read("18.3")
    assert isinstance(read, Problem)
    assert read.code == "number-unreadable"


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("trên 50", Interval(D(50), D("55.0"), low_open=True)),
        ("hơn 50%", Interval(D(50), D("55.0"), low_open=True)),
        ("> 50", Interval(D(50), D("55.0"), low_open=True)),
        (">50", Interval(D(50), D("55.0"), low_open=True)),
        ("over 50", Interval(D(50), D("55.0"), low_open=True)),
        ("more than 50 %", Interval(D(50), D("55.0"), low_open=True)),
        ("gần 80", Interval(D("72.0"), D(80), high_open=True)),
        ("dưới 80", Interval(D(0), D(80), high_open=True)),
        ("nearly 80", Interval(D("72.0"), D(80), high_open=True)),
        ("<1", Interval(D(0), D(1), high_open=True)),
        ("khoảng 80", Interval(D("76.00"), D("84.00"))),
        ("~80", Interval(D("76.00"), D("84.00"))),
        ("≈ 80", Interval(D("76.00"), D("84.00"))),
        ("≥ 50", Interval(D(50), D("55.0"))),
        ("<= 80", Interval(D(0), D(80))),
        ("tren 99", Interval(D(99), D(100), low_open=True)),
        ("khoảng 99", Interval(D("94.05"), D(100))),
        ("trên 0", Interval(D(0), D(100), low_open=True)),
    ],
)
def test_bounds_stay_what_they_are(text: str, interval: Interval) -> None:
    assert value(text).interval == interval


def test_bounds_of_negative_numbers_lie_on_the_right_side() -> None:
    growth = quantity("productivity-growth", "growth")
    assert value("trên -5", growth).interval == Interval(D(-5), D("-4.5"), low_open=True)
    assert value("gần −5", growth).interval == Interval(D("-5.5"), D(-5), high_open=True)


def test_a_bound_without_a_range_has_no_other_end() -> None:
    growth = quantity("productivity-growth", "growth")
    above, below = value("trên 0", growth).interval, value("< -2", growth).interval
    assert (above.ends, above.low_open) == ((D(0), None), True)
    assert (below.ends, below.high_open) == ((None, D(-2)), True)


def test_about_zero_does_not_say_how_far() -> None:
    read = PERCENT.read("khoảng 0")
    assert isinstance(read, Problem)
    assert (read.code, read.facts["variant"]) == ("number-ambiguous", "zero")


@pytest.mark.parametrize("text", ["gần 0", "dưới 0", "trên 100"])
def test_a_bound_that_leaves_no_value_is_out_of_range(text: str) -> None:
    read = PERCENT.read(text)
    assert isinstance(read, Problem)
    assert read.code == "value-out-of-range"


def test_long_digits_stay_exact_in_bounds() -> None:
    digits = "1" * 60
    read = value(f"> {digits}", quantity("productivity-growth", "growth"))
    assert read.interval.high * 10 != 0
    assert str(read.interval.low) == digits
    assert str(read.interval.high) == str(int(digits) * 11)[:-1] + "." + str(int(digits) * 11)[-1]


@pytest.mark.parametrize("text", ["ước 14,02", "Ước tính 14,02%", "est. 14.02", "14,02 (ước)"])
def test_an_estimate_is_a_point_with_a_status(text: str) -> None:
    read = value(text)
    assert (read.interval.value, read.status) == (D("14.02"), "estimate")


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("71", 71),
        ("71/193", 71),
        ("71 / 193", 71),
        ("thứ 4", 4),
        ("Hạng 71", 71),
        ("xếp hạng 71", 71),
        ("25th of 194", 25),
        ("50th", 50),
        ("#71", 71),
        ("25 trên 194", 25),
    ],
)
def test_ranks(text: str, rank: int) -> None:
    assert value(text, RANK).interval.value == rank


@pytest.mark.parametrize("text", ["1", "T1", "Tier 1", "Nhóm 1", "Tier 1 (role-modelling)"])
def test_tiers(text: str) -> None:
    assert value(text, quantity("gci-tier", "tier")).interval.value == 1


@pytest.mark.parametrize(
    ("text", "answer"),
    [("có", 1), ("Yes", 1), ("đã hoàn thành", 1), ("true", 1), ("1", 1), ("hoàn thành", 1),
     ("không", 0), ("No", 0), ("chưa", 0), ("chưa hoàn thành", 0), ("FALSE", 0), ("0", 0)],
)  # fmt: skip
def test_milestones(text: str, answer: int) -> None:
    read = value(text, quantity("digital-government", "yes-no"))
    assert read.interval.value == answer


@pytest.mark.parametrize(
    "text",
    ["", " ", "..", "...", "…", "-", "–", "—", "N/A", "n.a.", "#N/A", "x", ":", "_Z", "NaN",
     "Không có số liệu", "\u00a0"],
)  # fmt: skip
def test_missing_marks_are_no_value(text: str) -> None:
    assert PERCENT.read(text) is None


@pytest.mark.parametrize(
    "text",
    ["chưa có", "không có", "Đang cập nhật…", "đang tổng hợp", "chưa thống kê", "đang thu thập",
     "chưa công bố", "KXĐ", ": c", ":u", "///", "Đang chờ số liệu của Cục Thống kê"],
)  # fmt: skip
def test_words_for_no_figure_yet_are_no_value(text: str) -> None:
    assert PERCENT.read(text) is None


@pytest.mark.parametrize(
    "text", ["Có?", "Hoàn thành?", "yes?", "Có (?)", "1%", "1 %", CellPercent("1")]
)
def test_a_question_is_no_answer(text: str) -> None:
    assert isinstance(quantity("digital-government", "yes-no").read(text), Problem)


@pytest.mark.parametrize("text", ["chưa có", "chưa triển khai", "đang thực hiện", "không có"])
def test_not_yet_answers_a_question_of_yes_or_no(text: str) -> None:
    milestone = quantity("digital-government", "yes-no")
    assert not milestone.missing(text)
    assert value(text, milestone).interval.value == 0


@pytest.mark.parametrize(
    ("text", "number_", "status"),
    [
        ("85.1 e", "85.1", "estimate"),
        ("85.1p", "85.1", "provisional"),
        ("85.1 b", "85.1", "final"),
        ("85.1 ep", "85.1", "estimate"),
        ("85,1 (e)", "85.1", "estimate"),
        ("85,1 (1)", "85.1", None),
        ("85,1 [1]", "85.1", None),
        ("85,1†", "85.1", None),
        ("50,0²", "50.0", None),
        ("8⁸", "8", None),
        ("85,1 %²", "85.1", None),
        ("８５，１", "85.1", None),
        ("45％", "45", None),
        ("\u200e85,1", "85.1", None),
        ("\u206685,1\u2069", "85.1", None),
        ('="85.1"', "85.1", None),
    ],
)
def test_flags_and_marks_around_a_number(text: str, number_: str, status: str | None) -> None:
    read = value(text)
    assert (read.interval.value, read.status) == (D(number_), status)


@pytest.mark.parametrize("text", ["٨٥", "85٫1", "10⁶", "1,2 × 10", "85 q", "đang 5", "1,2 triệu"])
def test_a_number_that_is_not_read_exactly_is_refused(text: str) -> None:
    assert isinstance(PERCENT.read(text), Problem)


def test_letters_behind_a_count_may_be_billions() -> None:
    assert isinstance(quantity("smart-cities", "count").read("1.2 b"), Problem)


def test_a_bound_may_stand_behind_its_number() -> None:
    assert value("80% trở lên").interval == Interval(D(80), D("88.0"))
    assert value("80 trở xuống").interval == Interval(D(0), D(80))
    assert isinstance(PERCENT.read("trên 80 trở lên"), Problem)


def test_an_error_of_excel_in_a_text_file_is_told_as_such() -> None:
    read = PERCENT.read("#DIV/0!")
    assert isinstance(read, Problem)
    assert read.code == "cell-error"


def test_a_share_of_one_is_not_doubted_where_percent_is_said() -> None:
    share = quantity("digital-economy-share", "percent")
    assert value("0,85", share).suspicious
    assert not value("0,85 %", share).suspicious


def test_a_row_of_asterisks_takes_no_time() -> None:
    assert isinstance(PERCENT.read("81" + "*" * 40_000 + "x"), Problem)


@given(st.decimals(0, 100, places=2))
def test_decimal_comma_and_point_say_the_same(number_: Decimal) -> None:
    assert value(f"{number_}".replace(".", ",")).interval == value(f"{number_}").interval


def test_numbers_and_dashes_that_stand_for_more() -> None:
    milestone = quantity("digital-government", "yes-no")
    assert [value(CellNumber(each), milestone).interval.value for each in "10"] == [1, 0]
    assert value("–5", quantity("productivity-growth", "growth")).interval.value == -5


def test_a_range_open_at_one_end_is_named_by_its_other_end() -> None:
    read = quantity("smart-cities", "count").read("-1")
    assert isinstance(read, Problem)
    assert read.facts["variant"] == "min"


def test_zero_is_a_value() -> None:
    assert value("0").interval.value == 0


@pytest.mark.parametrize(
    ("cell", "of"),
    [
        ("tăng 7,75%", PERCENT),
        ("18 - 20", PERCENT),
        ("18,3 điểm %", PERCENT),
        ("abc", PERCENT),
        ("$5", PERCENT),
        ("31/12/2025", PERCENT),
        ("1e400", PERCENT),
        ("Infinity", PERCENT),
        ("..85", PERCENT),
        ("...85", PERCENT),
        ("\u202e58", PERCENT),
        ("Top 40", RANK),
        ("71/50", RANK),
        ("có lẽ", quantity("digital-government", "yes-no")),
        (CellDate("1905-07-17"), PERCENT),
        (number_cell(float("inf")), PERCENT),
    ],
)
def test_what_cannot_be_typed_is_number_unreadable(cell: str, of: Quantity) -> None:
    read = of.read(cell)
    assert isinstance(read, Problem)
    assert read.code == "number-unreadable"


@pytest.mark.parametrize(
    ("cell", "of"),
    [
        ("101", PERCENT),
        ("-1", PERCENT),
        ("trên 100", PERCENT),
        ("dưới 0", PERCENT),
        ("0", RANK),
        ("71.5", RANK),
        ("0.9", quantity("egdi-rank", "rank")),
        ("94.5", quantity("gci-score", "score", 2018)),
    ],
)
def test_outside_the_valid_range_of_the_year(cell: str, of: Quantity) -> None:
    read = of.read(cell)
    assert isinstance(read, Problem)
    assert read.code == "value-out-of-range"


def test_a_share_of_one_is_suspicious_but_used() -> None:
    assert value("0.183").suspicious
    assert value(CellNumber("0.183")).suspicious
    assert not value("0,183 %").suspicious
    assert not value(CellPercent("0.5")).suspicious


def test_a_percentage_of_what_is_none_is_a_mismatch() -> None:
    for cell in ("71%", CellPercent("71")):
        read = RANK.read(cell)
        assert isinstance(read, Problem)
        assert read.code == "unit-mismatch"


@pytest.mark.parametrize(
    ("number_", "percent", "text"),
    [(0.07, True, "7"), (0.183, True, "18.3"), (1e-7, False, "0.0000001"), (2025.0, False, "2025"),
     (1e22, False, "10000000000000000000000"), (7, True, "700"), (float("nan"), False, "")],
)  # fmt: skip
def test_numbers_of_spreadsheets_are_exact(
    number_: float,
    percent: bool,
    text: str,
) -> None:
    assert number_cell(number_, percent=percent) == text
