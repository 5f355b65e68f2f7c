"""Units that count per so many: matched by their own names, converted only by what they say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cmcn4.model.catalogue import Indicator
from cmcn4.model.measure import Unit
from cmcn4.model.text import Text
from cmcn4.readers.values.scales import per_number
from cmcn4.readers.values.units import is_unit, read_unit
from unit.readers.small import VOCABULARY

DEATHS = Unit(
    id="deaths per 1,000 live births",
    kind="rate",
    per=1000,
    names=Text(vi="ca tử vong trên 1.000 trẻ đẻ sống", en="deaths per 1,000 live births"),
    aliases=("‰ live births",),
)
MORTALITY = Indicator(
    id="mortality", names=Text(vi="Tử vong", en="Mortality"), unit=DEATHS.id, direction="lower"
)
_KNOWN = VOCABULARY.catalogue
RATES = replace(VOCABULARY, catalogue=replace(_KNOWN, units={**_KNOWN.units, DEATHS.id: DEATHS}))


@pytest.mark.parametrize(
    ("unit", "shift"),
    [
        ("deaths per 1000 live births", 0),
        ("Ca tử vong trên 1.000 trẻ đẻ sống", 0),
        ("deaths/1,000 live births", 0),
        ("ĐVT: ‰", 0),
        ("per thousand", 0),
        ("deaths per 100,000 live births", -2),
        ("deaths per 10 thousand live births", -1),
        ("ca tử vong trên 100 nghìn trẻ đẻ sống", -2),
        ("per 100", 1),
    ],
)
def test_what_a_rate_is_converted_from(unit: str, shift: int) -> None:
    assert read_unit(RATES, MORTALITY, unit, 2024) == (shift, None)
    assert is_unit(RATES, unit)


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("%", "unit-mismatch"),
        ("% of births", "unit-mismatch"),
        ("%/year", "unit-mismatch"),
        ("percentage points", "unit-mismatch"),
        ("deaths per 100,000 women", "unit-mismatch"),
        ("deaths per 2,500 live births", "unit-mismatch"),
        ("deaths per 1,000 women", "unit-suspicious"),
    ],
)
def test_what_a_rate_is_not(unit: str, code: str) -> None:
    problem = read_unit(RATES, MORTALITY, unit, 2024).problem

    assert problem is not None
    assert problem.code == code


def test_a_share_is_not_counted_per_thousand_of_something() -> None:
    households = VOCABULARY.catalogue.indicators["fibre-households"]

    problem = read_unit(RATES, households, "households per 1,000", 2024).problem

    assert problem is not None
    assert problem.code == "unit-mismatch"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("deaths per 1 000 000 births", (1_000_000, "deaths per births")),
        ("% dân số trên 15 tuổi", None),
        ("per 2010 prices", (2010, "per prices")),
        ("per", None),
        (f"per {'9' * 5000}", None),
        (f"per 1{'0' * 5000}", None),
    ],
)
def test_of_how_many_a_unit_counts(text: str, found: object) -> None:
    assert per_number(text) == found


def test_no_rate_is_longer_than_four_hundred_characters() -> None:
    long = f"cases per 1000 births{' ' * 379}"
    assert per_number(long) == (1000, "cases per births")
    assert per_number(f"{long} ") is None
