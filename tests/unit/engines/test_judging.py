"""Judging in bulk: equal to the byte, whatever the data are; and what is simple is judged so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

pytest.importorskip("duckdb")

from cmcn4.engines.judging import series, sieve, simple
from cmcn4.model.decision import Decision, Pin
from cmcn4.model.finding import Finding
from cmcn4.model.interval import Interval, point
from cmcn4.model.observation import Block, Place, Sheet, Submission
from cmcn4.model.period import parse
from cmcn4.model.verdict import Verdict
from unit.engines.judged import both, in_bulk
from unit.engines.made import FILES, ORIGINS, asked, calm, cases, row, selection, submitted

thorough = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
@thorough
@given(cases())
def test_all_that_is_told_is_equal(
    case: tuple[Submission, dt.date, dict[str, tuple[object, ...]]],
) -> None:
    submission, as_of, more = case
    both(submission, asked(as_of, **more))


def test_calm_series_are_judged_in_bulk_and_so_are_those_without_rows() -> None:
    areas, names = ("VN", "vn-ha-noi", "xa-1"), ("piped", "damp", "marks")
    rows = [row for area in areas for name in names for row in calm(name, area)]
    report, _ = both(submitted(rows), asked(dt.date(2025, 12, 31)))
    told = {
        (name, area)
        for name in ("piped", "piped-later", "damp", "marks", "happy")
        for area in areas
    }
    assert told <= in_bulk(report)
    assert not {name for name, _ in in_bulk(report)} & {"mean", "read-twice", "compared"}


def test_rows_of_a_series_need_not_stand_together() -> None:
    rows = [row for area in ("xa-1", "xa-2") for row in calm("piped", area)]
    rows.sort(key=lambda row: row.period)
    report, _ = both(submitted(rows), asked(dt.date(2025, 12, 31)))
    assert {("piped", "xa-1"), ("piped", "xa-2")} <= in_bulk(report)


@pytest.mark.parametrize("first", ["50.25", "900000000000.123"])
def test_series_of_very_many_days(first: str) -> None:
    days = [dt.date(2024, 6, 1) + dt.timedelta(each) for each in range(550)]
    rows = [
        row("marks", area, day.isoformat(), str(Decimal(first) + drift * place))
        for area, drift in (("xa-1", 0), ("xa-2", 1))
        for place, day in enumerate(days)
    ]
    for each in (rows, rows[::-1], rows[::5], rows[::9]):
        report, _ = both(submitted(each), asked(dt.date(2025, 11, 30)), ["csv"])
        assert {("marks", "xa-1"), ("marks", "xa-2")} <= in_bulk(report)
    report, _ = both(submitted([*rows, rows[7]]), asked(dt.date(2025, 11, 30)), ["csv"])
    assert ("marks", "xa-1") not in in_bulk(report)
    assert ("marks", "xa-2") in in_bulk(report)


def test_a_series_is_judged_in_bulk_beside_an_error_of_an_earlier_month() -> None:
    """Such a cell decides nothing: the later figure counts, and nothing else is of its month."""
    rows = [row for row in calm("marks", "xa-1") if row.period != JUNE] + calm("marks", "xa-2")
    early = BLOCK._replace(indicator="marks", area="xa-1", period=JUNE)
    for errors in ([early], [early, early._replace(breakdown="")], [early._replace(breakdown="x")]):
        report, _ = both(submitted(rows, errors), asked(DAY))
        assert ("marks", "xa-1") in in_bulk(report)
    for late in (parse("2025-12"), parse("2025"), parse("2026-01"), None):
        report, _ = both(submitted(rows, [early, early._replace(period=late)]), asked(DAY))
        assert ("marks", "xa-1") not in in_bulk(report)
        assert ("marks", "xa-2") in in_bulk(report)


DAY = dt.date(2025, 12, 31)
JUNE = parse("2025-06")
CALM = calm("piped", "xa-1")
BLOCK = Block(
    "piped", "xa-2", None, None, Finding("number-unreadable", Place(FILES[0], 9, 4), {"found": "x"})
)
EARLIER, STANDING, LAST = (
    BLOCK._replace(area="xa-1", period=one) for one in (JUNE, CALM[-2].period, parse("2026-03"))
)
"""Errors of a month before the last figure, of one that has a figure, and of a later one."""
LONGER = [*calm("piped", "xa-2"), row("piped", "xa-2", "2026-03", "56.75")]
FALLEN = [
    one for one in calm("piped", "xa-1", "38.00") if one.period.code not in ("2025-03", "2025-06")
]
FALLEN[-1] = FALLEN[-1]._replace(value=point(Decimal("40.25")))
"""The target is missed by the last figure, and the other one of its year contests that."""
ENDED = next(area.id for area in selection().vocabulary.catalogue.areas.values() if area.valid_to)
GROWN = [
    row("marks", "xa-1", f"20{22 + month // 12}-{month % 12 + 1:02}", f"{20 * 1.19**month:.2f}",
        ORIGINS[0 if month in (0, 14) else 4])
    for month in range(15)
]  # fmt: skip
DECISION = Decision(
    place=Place(Sheet("cmcn4.toml"), 3), because="seen", target="demo/piped", verdict=Verdict.PASS,
    on=Pin("1", "2025", "x", "review"),
)  # fmt: skip


def anew(place: str, old: str, new: str) -> Callable[[pytest.MonkeyPatch], None]:
    """Return what replaces a part of the query."""

    def patched(patch: pytest.MonkeyPatch) -> None:
        query = getattr(series.Simple, place)

        def loosened(*given: object) -> str:
            found: str = query(*given)
            assert old in found
            return found.replace(old, new)

        patch.setattr(series.Simple, place, loosened)

    return patched


def instead(owner: object, name: str, other: object) -> Callable[[pytest.MonkeyPatch], None]:
    """Return what puts something else in the place of a condition."""
    return lambda patch: patch.setattr(owner, name, other)


def without(name: str) -> Callable[[pytest.MonkeyPatch], None]:
    """Return what forgets one of the reasons for which series are not simple."""
    made = series.Quiet
    return instead(sieve, "Quiet", lambda **given: made(**{**given, name: []}))


def unaged(patch: pytest.MonkeyPatch) -> None:
    asked_of = sieve.Sieve._asked  # noqa: SLF001 - what is to be left out
    patch.setattr(sieve.Sieve, "_asked", lambda *given: asked_of(*given)._replace(year=0))


LOOSENED = {
    "a value in doubt": (instead(series, "harmless", lambda *_: True),
                         submitted(calm("piped", "xa-1", origin=ORIGINS[9])), DAY),
    "a forecast": (instead(series, "harmless", lambda *_: True),
                   submitted(calm("piped", "xa-1", origin=ORIGINS[8])), DAY),
    "published later": (instead(series, "harmless", lambda *_: True),
                        submitted(calm("piped", "xa-1", origin=ORIGINS[3])), DAY),
    "published before its period": (instead(series, "publication", lambda *_: None),
                                    submitted(calm("piped", "xa-1", origin=ORIGINS[2])), DAY),
    "a source older than its period": (instead(series, "publication", lambda *_: None),
                                       submitted(calm("piped", "xa-1", origin=ORIGINS[10])), DAY),
    "an area that ended": (without("areas"), submitted(calm("piped", ENDED)), DAY),
    "a term that ended": (without("indicators"), submitted(calm("ended", "xa-1")), DAY),
    "an error": (without("series"), submitted([*CALM, *calm("piped", "xa-2")], [BLOCK]), DAY),
    "an error after the last figure": (instead(series.Simple, "_blocked", lambda *_: []),
                                       submitted([*CALM, *LONGER], [LAST]), dt.date(2026, 3, 31)),
    "an error beside a figure of its month": (instead(series.Simple, "_blocked", lambda *_: []),
                                              submitted(FALLEN, [STANDING]), DAY),
    "an error of a series without rows": (
        instead(sieve.Sieve, "_is_hard", lambda *_: False),
        submitted([*CALM, *calm("damp", "xa-2")], [EARLIER._replace(area="xa-2")]), DAY),
    "an error alone": (instead(sieve.Sieve, "_is_hard", lambda *_: False),
                       submitted(CALM, [BLOCK]), DAY),
    "a row that is not plain": (
        without("series"),
        submitted([*CALM, CALM[-1]._replace(value=Interval(Decimal(1), Decimal(2)))]), DAY),
    "a jump": (instead(series, "_STEP", (1000, 1)),
               submitted([*CALM[:-1], CALM[-1]._replace(value=point(Decimal(1)))]), DAY),
    "a cell twice": (anew("_query", "size = days AS apart", "true AS apart"),
                     submitted([*CALM, CALM[-1]]), DAY),
    "several sources": (anew("_query", "min(source) = max(source) AND", ""),
                        submitted(GROWN), DAY),
    "a span of years": (instead(series, "YEARS", -1),
                        submitted([*CALM, row("piped", "xa-1", "2020-2022", "50.50")]), DAY),
    "figures of the country": (
        instead(sieve, "twins", lambda *_: ()),
        submitted([*calm("piped", "VN"),
                   *(one._replace(area="vn-ha-noi") for one in calm("piped", "VN"))]), DAY),
    "figures of another population": (
        instead(sieve, "twins", lambda *_: ()),
        submitted([*CALM, *(one._replace(indicator="happy") for one in CALM)]), DAY),
    "an old value": (unaged, submitted(CALM), dt.date(2028, 1, 1)),
    "another reading": (instead(simple, "simple_rule", lambda *_: True),
                        submitted(calm("read-twice", "xa-1", "34.15")), DAY),
    "a decision": (instead(sieve.Sieve, "_is_decided", lambda *_: False), submitted(CALM), DAY),
}  # fmt: skip


@pytest.mark.parametrize("name", LOOSENED)
def test_no_condition_of_simplicity_may_be_left_out(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    loosen, submission, day = LOOSENED[name]
    settings = asked(day, decisions=(DECISION,) if name == "a decision" else ())
    both(submission, settings)
    loosen(monkeypatch)
    with pytest.raises((AssertionError, ValueError, TypeError)):
        both(submission, settings)
