"""A pack with simple targets and others, and series with one thing or another the matter."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from cmcn4.evaluation.settings import Settings
from cmcn4.model import interval, period
from cmcn4.model.asked import Question
from cmcn4.model.decision import Decision, Pin, interval_text
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Block, Input, Observation, Origin, Place, Sheet, Submission
from cmcn4.model.verdict import Verdict
from cmcn4.packs import Selection, load

PACK = """
format: cmcn4/pack@1
id: demo
document: {number: null, issued: "2020-12-31", issuer: {vi: Thử, en: Demo}, title: {vi: Gói, en: Demo pack}}
applies_to: [VN]
units:
  - {id: "% of homes", kind: percent, of: homes, names: {vi: "% số nhà", en: "% of homes"}}
  - {id: "% of guests", kind: percent, names: {vi: "% số khách", en: "% of guests"}}
  - {id: homes, kind: count, names: {vi: nhà, en: homes}}
  - {id: points of demo, kind: score, names: {vi: điểm thử, en: points of demo}}
indicators:
  - {id: homes, names: {vi: Số nhà, en: Number of homes}, unit: homes, direction: none}
  - {id: piped, names: {vi: Nhà có ống, en: Homes with pipes}, unit: "% of homes", direction: higher}
  - {id: damp, names: {vi: Nhà ẩm, en: Damp homes}, unit: "% of homes", direction: lower}
  - {id: happy, names: {vi: Khách vui, en: Happy guests}, unit: "% of guests", direction: higher, max_age: 3}
  - {id: marks, names: {vi: Điểm, en: Marks}, unit: points of demo, direction: higher, breaks: [2024]}
  - {id: mean, names: {vi: Trung bình, en: Mean marks}, unit: points of demo, direction: higher}
  - {id: read-twice, names: {vi: Hai cách, en: Two ways}, unit: points of demo, direction: higher}
  - {id: compared, names: {vi: So sánh, en: Compared}, unit: points of demo, direction: higher}
  - {id: other-mark, names: {vi: Điểm khác, en: Other marks}, unit: points of demo, direction: higher, other_population: [marks]}
  - {id: ended, names: {vi: Cũ, en: Old term}, unit: points of demo, direction: higher, succeeded_by: {indicator: marks, from_date: "2025-01-01"}}
areas:
  - {id: xa-1, kind: commune, parent: vn-ha-noi, names: {vi: Xã một, en: Commune one}}
  - {id: xa-2, kind: commune, parent: vn-ha-noi, names: {vi: Xã hai, en: Commune two}}
targets:
  - {id: piped, order: 1, indicator: piped, horizon: 2025, subnational: binding, title: {vi: A, en: A}, quote: q, rule: {kind: threshold, at_least: 40.5}}
  - {id: piped-later, order: 2, indicator: piped, horizon: 2030, subnational: binding, title: {vi: B, en: B}, quote: q, rule: {kind: threshold, above: 60}}
  - {id: damp, order: 3, indicator: damp, horizon: 2025, subnational: binding, title: {vi: C, en: C}, quote: q, rule: {kind: threshold, below: 40}}
  - {id: happy, order: 4, indicator: happy, horizon: 2024, subnational: reference, title: {vi: D, en: D}, quote: q, rule: {kind: threshold, between: [40, 60]}}
  - {id: marks, order: 5, indicator: marks, horizon: 2030, subnational: binding, title: {vi: E, en: E}, quote: q, rule: {kind: threshold, above: 41.1250}}
  - {id: mean, order: 6, indicator: mean, horizon: 2025, subnational: binding, title: {vi: F, en: F}, quote: q, rule: {kind: average, over: 2023-2025, at_least: 40}}
  - {id: read-twice, order: 7, indicator: read-twice, horizon: 2025, subnational: binding, title: {vi: G, en: G}, quote: q, rule: {kind: threshold, at_least: 40}, readings: [{id: strict, because: {vi: H, en: H}, rule: {kind: threshold, above: 41}}]}
  - {id: compared, order: 8, indicator: compared, horizon: 2025, subnational: binding, title: {vi: I, en: I}, quote: q, rule: {kind: threshold, at_least: {area: VN}}}
  - {id: other-mark, order: 9, indicator: other-mark, horizon: 2025, subnational: binding, title: {vi: K, en: K}, quote: q, rule: {kind: threshold, at_least: 40}}
  - {id: ended, order: 10, indicator: ended, horizon: 2025, subnational: binding, title: {vi: L, en: L}, quote: q, rule: {kind: threshold, at_least: 40}}
"""
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
]


@cache
def selection() -> Selection:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "demo.yaml"
        path.write_text(PACK, encoding="utf-8")
        return load((str(path),))


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
    changes = [
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
        Random(draw(st.integers(0, 99))).shuffle(rows)
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
        place=place, because=because, target=f"demo/{draw(st.sampled_from(TARGETS))}", area=area, on=figure,
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
