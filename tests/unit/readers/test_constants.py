"""Formulas of constants alone, whose results can be worked out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcn4.readers.containers.constants import stale
from unit.readers.test_xlsx_cells import opened, parts


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("80+2", "82"), ("=80 + 2", "82"), ("of:=80+2", "82"), ("2+3*4", "14"), ("(2+3)*4", "20"),
        ("-2^2", "4"), ("2^-1", "0.5"), ("2^3^2", "64"), ("82%", "0.82"), ("50%%", "0.005"),
        ("1.5E2-1e1", "140"), ("10/4/5", "0.5"), ("--3", "3"), ("0.1+0.2", "0.3"),
        ('"a""b"', 'a"b'), (".5", "0.5"),
    ],
)  # fmt: skip
def test_what_a_formula_of_constants_gives_is_what_excel_gives(formula: str, result: str) -> None:
    assert stale(formula, result) is None
    assert stale(formula, result + "1") == f"={formula.partition('=')[2] or formula} ≠ {result}1"


@pytest.mark.parametrize(
    "formula",
    ["A1", "A1+1", "SUM(1,2)", "1+", "(1", "1)", "1..2", "1/0", "9^9^9^9", "", "1 2", "(" * 300]
)  # fmt: skip
def test_every_other_formula_is_left_to_whoever_calculated_it(formula: str) -> None:
    assert stale(formula, "95") is None


@given(
    st.recursive(
        st.integers(0, 999).map(str),
        lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(
            lambda pieces: f"({''.join(pieces)})"
        ),
        max_leaves=12,
    )
)
def test_sums_and_products_are_those_of_python(formula: str) -> None:
    result = eval(formula)  # noqa: S307 - of numbers, brackets and three signs alone
    assert stale(formula, str(result)) is None
    assert stale(formula, str(result + 1 + abs(result) // 100)) is not None


def test_a_stored_result_that_a_formula_does_not_give_is_none_of_a_workbook() -> None:
    rows = '<row r="1"><c><f>80+2</f><v>95</v></c><c><f>80+15</f><v>95</v></c></row>'
    [(_, [(_, cells)])] = opened(parts(rows))
    assert [(type(each).__name__, each) for each in cells] == [
        ("FormulaStale", "=80+2 ≠ 95"),
        ("CellNumber", "95"),
    ]
