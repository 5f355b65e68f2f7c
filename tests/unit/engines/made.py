"""A pack with simple targets and others, and series with one thing or another the matter."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from cmcn4.evaluation.settings import Settings
from cmcn4.model import interval, period
from cmcn4.model.asked import Question
from cmcn4.model.decision import Decision, Pin, interval_text
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Block, Input, Observation, Origin, Place, Sheet, Submission
from cmcn4.model.verdict import Verdict
from cmcn4.packs import Selection, load

PACK = Path(__file__).with_name("demo.yaml")
INDICATORS = ("piped", "damp", "happy", "marks", "mean", "read-twice", "compared", "other-mark",
              "ended", "homes")  # fmt: skip
TARGETS = ("piped", "piped-later", "damp", "happy", "marks", "mean")
AREAS = ("VN", "vn-ha-noi", "vn-da-nang", "xa-1", "xa-2")
FILES = (Sheet("a.csv"), Sheet("b.csv"))
MONTHS = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in (3, 6, 11, 12)]
YEARS = ["2021", "2022", "2023", "2024", "2025"]
ODD = [*YEARS, "2025-Q4", "2025-12-31", "2023-2025", "2025-S2", "2026"]
DAYS = [dt.date(2023, 6, 30), dt.date(2025, 6, 15), dt.date(2025, 12, 31), dt.date(2028, 1, 1)]
ORIGINS = [
    Origin("NSO", "nso"),
    Origin("NSO", "nso", status="provisional"),
    Origin("NSO", "nso", released=dt.date(2024, 2, 1)),
    Origin("NSO", "nso", released=dt.date(2027, 2, 1)),
    Origin("Demo", "demo"),
    Origin("Demo", "demo", stated=False),
    Origin("Demo", "demo", stated=False, released=dt.date(2024, 2, 1)),
    Origin(),
    Origin("NSO", "nso", status="forecast"),
    Origin("NSO", "nso", doubt="percent-suspicious"),
    Origin("NSO 2019", "nso"),
]


@cache
def selection() -> Selection:
    return load((str(PACK),))


def asked(as_of: dt.date, **more: object) -> Settings:
    """Return what the run goes by."""
    chosen = selection()
    return Settings(
        targets=chosen.targets,
        packs=chosen.packs,
        catalogue=chosen.vocabulary.catalogue,
        question=Question(as_of=as_of, **more),  # type: ignore[arg-type]
    )


def row(
    indicator: str, area: str, when: str, value: str, origin: Origin = ORIGINS[0], **more: object
) -> Observation:
    """Return one plain row."""
    known = period.parse(when)
    assert known is not None
    found = Observation(
        indicator, area, known, "", interval.point(Decimal(value)), origin, FILES[0], 2, 4
    )
    return found._replace(**more)  # type: ignore[arg-type]


def calm(indicator: str, area: str, first: str = "50.25", **more: object) -> list[Observation]:
    """Return a series in which nothing is remarkable."""
    step = Decimal("0.5") + Decimal(len(indicator + area)) / 100
    return [
        row(indicator, area, month, str(Decimal(first) + step * (number + 1)), **more)  # type: ignore[arg-type]
        for number, month in enumerate(MONTHS)
    ]


def numbered(rows: list[Observation]) -> list[Observation]:
    """Return rows one below the other in their files."""
    lines = {sheet.path: 1 for sheet in FILES}
    found = []
    for one in sorted(rows, key=lambda each: FILES.index(each.sheet)):
        lines[one.sheet.path] += 1
        found.append(one._replace(row=lines[one.sheet.path]))
    return found


def submitted(
    rows: list[Observation],
    blocks: list[Block] | None = None,
    findings: list[Finding] | None = None,
) -> Submission:
    """Return what a reader would have made of rows."""
    return Submission(
        observations=numbered(rows),
        blocks=blocks or [],
        findings=findings or [],
        inputs=[Input(path=sheet.path, sha256="0" * 64) for sheet in FILES],
        seen={"unheard of": 2},
    )


VALUES = st.one_of(
    st.sampled_from(
        ["40", "40.5", "41.125", "40.50", "60", "39.99", "60.00", "0", "-3.5", "55.20"]
    ),
    st.decimals(30, 70, places=2).map(str),
    st.decimals(39, 42, places=3).map(str),
)


@st.composite
def series(draw: st.DrawFn, indicator: str, area: str) -> list[Observation]:
    """Return the rows of a series: most are calm, or nearly so."""
    codes = draw(
        st.one_of(
            st.sampled_from([MONTHS, MONTHS, YEARS, ODD]),
            st.lists(st.sampled_from([*MONTHS, *ODD]), max_size=8),
        )
    )
    level = draw(st.decimals(35, 65, places=2))
    origin = draw(st.sampled_from([*ORIGINS[:1] * 6, *ORIGINS]))
    sheet = draw(st.sampled_from([FILES[0], FILES[0], FILES[0], FILES[1]]))
    found = []
    for code in codes:
        level += draw(st.decimals(-2, 2, places=2))
        found.append(row(indicator, area, code, str(level), origin, sheet=sheet))
    for _ in range(draw(st.sampled_from([0, 0, 0, 0, 1, 2])) if found else 0):
        place = draw(st.integers(0, len(found) - 1))
        found[place] = draw(odd(found[place], found))
    return found


@st.composite
def odd(draw: st.DrawFn, one: Observation, others: list[Observation]) -> Observation:
    """Return a row that may be remarkable among the others."""
    other = draw(st.sampled_from(others))
    value = interval.point(Decimal(draw(VALUES)))
    changes: list[dict[str, Any]] = [
        {"value": value},
        {"value": interval.Interval(value.low, value.low + 2)},
        {"value": interval.point(one.value.low * 2)},
        {"value": interval.point(one.value.low * 10)},
        {"period": other.period},
        {"period": other.period, "value": other.value},
        {"origin": draw(st.sampled_from(ORIGINS))},
        {"origin": draw(st.sampled_from(ORIGINS)), "period": other.period},
        {"sheet": FILES[1]},
        {"sheet": FILES[1], "period": other.period},
        {"breakdown": "north"},
    ]
    return one._replace(**draw(st.sampled_from(changes)))


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """Return an error of some cells."""
    sheet = draw(st.sampled_from(FILES))
    finding = Finding(
        "number-unreadable", Place(sheet, draw(st.integers(2, 90)), 4), {"found": "x"}
    )
    return Block(
        draw(st.sampled_from(INDICATORS)),
        draw(st.sampled_from([None, *AREAS * 2])),
        period.parse(draw(st.sampled_from(MONTHS))) if draw(st.booleans()) else None,
        draw(st.sampled_from([None, "", "north"])),
        finding,
    )


@st.composite
def submissions(draw: st.DrawFn) -> Submission:
    """Return rows of several series with what may be the matter with them."""
    rows: list[Observation] = []
    for indicator in draw(
        st.lists(st.sampled_from(INDICATORS), min_size=1, max_size=5, unique=True)
    ):
        for area in draw(st.lists(st.sampled_from(AREAS), min_size=1, max_size=4, unique=True)):
            rows += draw(series(indicator, area))
    rows += draw(copied(rows)) if rows else []
    if draw(st.booleans()):
        rows = draw(st.permutations(rows)) if len(rows) < 40 else rows[::-1]
    errors = draw(st.lists(blocks(), max_size=2)) if draw(st.booleans()) else []
    found = [error.finding for error in errors]
    return submitted(rows, errors, found)


@st.composite
def copied(draw: st.DrawFn, rows: list[Observation]) -> list[Observation]:
    """Return figures of one series as those of another indicator, or of another area."""
    if not draw(st.sampled_from([False, False, True])):
        return []
    one = draw(st.sampled_from(rows))
    found = [each for each in rows if (each.indicator, each.area) == (one.indicator, one.area)]
    kept = draw(st.integers(1, len(found)))
    name = draw(st.sampled_from([one.indicator, *INDICATORS]))
    area = draw(st.sampled_from([one.area, *AREAS]))
    return [each._replace(indicator=name, area=area) for each in found[:kept]]


@st.composite
def decisions(draw: st.DrawFn, rows: list[Observation]) -> tuple[Decision, ...]:
    """Return a decision on a target or on findings, if any."""
    if not rows or draw(st.sampled_from([True, True, False])):
        return ()
    one = draw(st.sampled_from(rows))
    place, because = Place(Sheet("cmcn4.toml"), 3), "seen"
    area = draw(st.sampled_from([None, one.area]))
    figure = Pin(interval_text(one.value), one.period.code, one.origin.source, "review")
    on_target = Decision(
        place=place, because=because, area=area, on=figure,
        target=f"demo/{draw(st.sampled_from(TARGETS))}",
        verdict=draw(st.sampled_from([Verdict.PASS, Verdict.FAIL])),
    )  # fmt: skip
    code = draw(st.sampled_from(["source-conflict", "duplicate-same", "jump-suspicious"]))
    on_findings = Decision(
        place=place, because=because, finding=code, indicator=one.indicator, area=area
    )
    return (draw(st.sampled_from([on_target, on_findings])),)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Submission, dt.date, dict[str, tuple[object, ...]]]:
    """Return rows, and the day and what else is asked of them."""
    submission, as_of = draw(submissions()), draw(st.sampled_from(DAYS))
    areas = draw(st.sampled_from([(), (), AREAS[:1], AREAS[1:]]))
    decided = draw(decisions(submission.observations))
    return submission, as_of, {"areas": areas, "decisions": decided}
