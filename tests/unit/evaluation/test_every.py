"""What every member has to meet: which member speaks for all, and what is said of the rest."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from cmcn4.evaluation.rules.every import editions
from cmcn4.model.catalogue import Edition, Indicator
from cmcn4.model.interval import Interval, point
from cmcn4.model.report import Assessment
from cmcn4.model.text import Text
from cmcn4.model.verdict import Answer, Reason
from unit.evaluation.submitted import checked, judged, own_pack, row

SHARE, RANK = "digital-economy-sector-share", "gii-rank"
SECTORS = "{kind: every, over: sector, members: [agriculture, industry, services], at_least: 10}"
YEARS = "{kind: every, over: period, members: 2023-2025, at_most: 60}"
Shares = dict[str, str | Interval]


def sectors(folder: Path, shares: Shares, rule: str = SECTORS) -> Assessment:
    rows = []
    for name, value in shares.items():
        plain = row("1", indicator=SHARE, breakdown=name, source="MIC")
        found = value if isinstance(value, Interval) else point(Decimal(value))
        rows.append(plain._replace(value=found))
    return judged(*rows, target=own_pack(folder, SHARE, rule))


def years(folder: Path, ranks: dict[int, str], horizon: int = 2025) -> Assessment:
    rows = [row(rank, period=str(year), indicator=RANK, source="WIPO")
            for year, rank in ranks.items()]  # fmt: skip
    rule = YEARS.replace("2023-2025", f"2023-{horizon}")
    return judged(*rows, target=own_pack(folder, RANK, rule, horizon))


def test_who_is_furthest_short_speaks_for_all_who_are(tmp_path: Path) -> None:
    found = sectors(tmp_path, {"agriculture": "8", "industry": "5", "services": "30"})
    assert (found.answer, found.reason) == (Answer.NO, Reason.SHORT_OF_THRESHOLD)
    assert (found.margin, found.interval) == (Decimal(-5), point(Decimal(5)))
    assert dict(found.facts) == {
        "variant": "member", "member": "industry", "short": ("agriculture", "industry"),
    }  # fmt: skip
    assert [each.value.value for each in found.evidence] == [8, 5, 30]


def test_of_two_equally_short_the_first_by_name_speaks(tmp_path: Path) -> None:
    found = sectors(tmp_path, {"agriculture": "12", "services": "5", "industry": "5"})
    assert (found.facts["member"], found.facts["short"]) == ("industry", ("industry", "services"))


def test_one_short_decides_where_another_is_missing(tmp_path: Path) -> None:
    found = sectors(tmp_path, {"agriculture": "8", "industry": "12"})
    assert (found.answer, found.facts["short"]) == (Answer.NO, ("agriculture",))


def test_who_is_missing_is_named(tmp_path: Path) -> None:
    some = sectors(tmp_path, {"agriculture": "12"})
    assert (some.answer, some.reason) == (Answer.NONE, Reason.INCOMPLETE)
    assert dict(some.facts) == {"variant": "members", "missing": ("industry", "services")}
    assert [each.value.value for each in some.evidence] == [12]
    none = sectors(tmp_path, {})
    assert (none.answer, none.reason) == (Answer.NONE, Reason.NO_OBSERVATION)


def test_who_is_least_above_speaks_where_all_meet_it(tmp_path: Path) -> None:
    found = sectors(tmp_path, {"agriculture": "12", "industry": "11", "services": "30"})
    assert (found.answer, found.reason, found.margin) == (Answer.YES, Reason.MET, Decimal(1))
    assert found.facts["member"] == "industry"
    assert [part.verdict.value for part in found.parts] == ["pass"] * 3
    assert {(part.comparison, part.threshold, part.last_day) for part in found.parts} == {
        (">=", Decimal(10), None)
    }
    assert len(found.evidence) == 3


def test_who_is_open_speaks_where_nobody_is_short(tmp_path: Path) -> None:
    wide = Interval(Decimal(9), Decimal(15))
    found = sectors(tmp_path, {"agriculture": "10", "industry": "30", "services": wide})
    assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.BOUND_ACROSS_THRESHOLD)
    assert (found.facts["member"], found.interval) == ("services", wide)
    assert [part.reason for part in found.parts] == [
        Reason.MET, Reason.MET, Reason.BOUND_ACROSS_THRESHOLD,
    ]  # fmt: skip


def test_a_year_past_that_was_missed_is_lost_one_ahead_is_not(tmp_path: Path) -> None:
    past = years(tmp_path, {2023: "61", 2024: "50"}, 2027)
    assert (past.reason, past.verdict.value) == (Reason.LOST, "fail")
    assert [(part.member, part.verdict.value) for part in past.parts][:3] == [
        ("2023", "fail"), ("2024", "pass"), ("2025", "no-data"),
    ]  # fmt: skip
    assert past.parts[0].last_day == dt.date(2023, 12, 31)


def halfway(folder: Path, ranks: dict[int, object], day: dt.date) -> Assessment:
    """Judge ranks of 2023 to 2027 on a day within these years."""
    target = own_pack(folder, RANK, YEARS.replace("2023-2025", "2023-2027"), 2027)
    return checked(target, RANK, ranks, day)


MIDYEAR = dt.date(2025, 6, 30)


def test_one_year_lost_is_lost_for_all_though_another_is_furthest_short(tmp_path: Path) -> None:
    found = halfway(tmp_path, {2023: 61, 2024: 50, 2025: 70}, MIDYEAR)
    assert (found.reason, found.verdict.value, found.facts["member"]) == (
        Reason.LOST, "fail", "2025",
    )  # fmt: skip


def test_a_year_that_is_not_over_is_not_lost_yet(tmp_path: Path) -> None:
    found = halfway(tmp_path, {2023: 50, 2024: 50, 2025: 70}, MIDYEAR)
    assert (found.reason, found.verdict.value) == (Reason.SHORT_OF_THRESHOLD, "pending")


def test_an_error_in_a_year_blocks_from_its_first_day_on(tmp_path: Path) -> None:
    ranks = {2023: 50, 2024: 50, 2025: "many"}
    assert halfway(tmp_path, ranks, dt.date(2025, 1, 1)).reason is Reason.BLOCKED
    assert halfway(tmp_path, ranks, dt.date(2024, 12, 31)).reason is Reason.INCOMPLETE


@pytest.mark.parametrize(
    ("frequency", "known", "expected"),
    [
        ("annual", (2022,), [2021, 2022, 2023, 2024, 2025]),
        ("biennial", (2018, 2020), [2022, 2024]),
        ("biennial", (2019,), [2021, 2023, 2025]),
        ("biennial", (), [2021, 2022, 2023, 2024, 2025]),
        ("irregular", (2018, 2021, 2024), [2021, 2024]),
        ("irregular", (), [2021, 2022, 2023, 2024, 2025]),
    ],
)
def test_years_without_an_edition_are_not_asked_for(
    frequency: str, known: tuple[int, ...], expected: list[int]
) -> None:
    indicator = Indicator(
        id="x", names=Text(vi="x", en="x"), unit="rank", direction="lower",
        frequency=frequency, editions=tuple(Edition(year=year) for year in known),  # type: ignore[arg-type]
    )  # fmt: skip
    assert editions(indicator, "2021-2025") == expected
