"""Measure what twice as much of one thing costs the evaluation: areas, errors, members, sources.

    python benchmarks/growth.py             # CPU seconds at n, 2 n and 4 n of each
    python benchmarks/growth.py areas       # only that

Each line has two factors: that of the CPU time, and that of the steps of the interpreter, which
are the same on every machine. `tests/unit/evaluation/test_growth.py` holds to the latter.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import FrameType
from typing import Any, NamedTuple

from cmcn4.evaluation import Settings, evaluate
from cmcn4.model.asked import Question
from cmcn4.model.catalogue import Area, Group, Member
from cmcn4.model.finding import Finding
from cmcn4.model.interval import point
from cmcn4.model.observation import Block, Observation, Origin, Place, Sheet, Submission
from cmcn4.model.period import Period, parse
from cmcn4.model.report import Chosen
from cmcn4.model.rule import PeerRank, Rule, Threshold
from cmcn4.model.text import Text
from cmcn4.packs import load

MOST = 2.2
"""The factor that twice as much of anything may cost at most."""
_AT = dt.date(2025, 12, 31)
_SHEET, _OWN = Sheet("rows.csv"), Origin("NSO", "nso")
_AT_LEAST = Threshold(at_least=Decimal(50))
_LOADED = load(("qd-2289/internet-users-2025",))
_CATALOGUE = _LOADED.vocabulary.catalogue
_INDICATOR = _CATALOGUE.indicators["internet-users"]


class Job(NamedTuple):
    """What is judged, and by what."""

    submission: Submission
    settings: Settings


def names(count: int, kind: str = "xa") -> list[str]:
    """Return so many ids."""
    return [f"{kind}-{number:05}" for number in range(count)]


def months(count: int) -> list[Period]:
    """Return so many months, the last of them that of the day asked."""
    codes = [f"{year}-{month:02}" for year in range(1990, 2026) for month in range(1, 13)]
    return [period for code in codes[-count:] if (period := parse(code)) is not None]


def rows(
    areas: Iterable[str], indicators: Iterable[str], periods: list[Period]
) -> list[Observation]:
    """Return a row of each area, indicator and period, with values that move about the target."""
    cells = [(area, name, period) for area in areas for name in indicators for period in periods]
    return [
        Observation(
            indicator, area, period, "", point(Decimal(4000 + number * 37 % 1999) / 100), _OWN,
            _SHEET, number + 2, 4,
        )
        for number, (area, indicator, period) in enumerate(cells)
    ]  # fmt: skip


def targets(
    indicators: Iterable[str], areas: list[str], rule: Rule, own: Mapping[str, str] | None = None
) -> tuple[Chosen, ...]:
    """Return a target of each indicator, for all areas or for an own one each."""
    (first,) = _LOADED.targets
    pack = replace(first.pack, applies_to=tuple(areas))
    return tuple(
        Chosen(
            pack=pack,
            target=replace(
                first.target, id=f"t-{name}", indicator=name, rule=rule, readings=(),
                applies_to=(own[name],) if own else (),
            ),
        )
        for name in indicators
    )  # fmt: skip


def job(
    observed: list[Observation], chosen: tuple[Chosen, ...], areas: list[str], **more: Any
) -> Job:
    """Put rows, targets and areas together."""
    asked, kind = more.pop("asked", ()), more.pop("kind", "commune")
    own = {
        area: Area(id=area, kind=kind, names=Text(vi=area, en=area), parent="VN") for area in areas
    }
    group = Group(
        id="all", kind="areas", names=Text(vi="A", en="A"),
        members=tuple(Member(id=area) for area in areas),
    )  # fmt: skip
    named = {one.indicator: replace(_INDICATOR, id=one.indicator) for one in chosen}
    catalogue = replace(
        _CATALOGUE,
        areas={**_CATALOGUE.areas, **own},
        groups={**_CATALOGUE.groups, group.id: group},
        indicators={**_CATALOGUE.indicators, **named},
    )
    settings = Settings(
        targets=chosen, packs=_LOADED.packs, catalogue=catalogue,
        question=Question(as_of=_AT, areas=tuple(asked)),
    )  # fmt: skip
    return Job(Submission(observations=observed, **more), settings)


def simple(areas: int, indicators: int, periods: int, **more: Any) -> Job:
    """Return so many areas, one-sided targets and months."""
    own, asked = names(areas), names(indicators, "ind")
    return job(rows(own, asked, months(periods)), targets(asked, own, _AT_LEAST), own, **more)


def with_errors(count: int, area: str | None = "") -> Job:
    """Return rows of twenty areas with so many cells in error, of these areas or of none known."""
    own, periods = names(20), months(24)
    found = []
    for number in range(count):
        place = Place(_SHEET, 100_000 + number, 4)
        finding = Finding("value-unreadable", place, {"text": str(number)})
        at = own[number % 20] if area is not None else None
        found.append(Block("ind-00000", at, periods[number // 20 % 24], "", finding))
    return simple(20, 2, 24, blocks=found, findings=[one.finding for one in found])


def ranked(members: int, judged: int) -> Job:
    """Return so many members of a group, some of which are judged by their place in it."""
    own = names(members)
    observed = [row for row in rows(own, ["ind-00000"], months(3)) if row.row % 19]
    chosen = targets(["ind-00000"], own, PeerRank(group="all", at_most=Decimal(10)))
    return job(observed, chosen, own, asked=own[:judged])


def told(count: int, tell: Callable[[int, Observation], Observation]) -> Job:
    """Return so many rows of one cell beside a series of a year."""
    own, asked = names(1), names(1, "ind")
    observed = rows(own, asked, months(12))
    last = observed[-1]
    observed += [tell(number, last._replace(row=100 + number)) for number in range(count)]
    return job(observed, targets(asked, own, _AT_LEAST), own)


def by_source(number: int, row: Observation) -> Observation:
    """Return the row as another source tells it."""
    return row._replace(origin=Origin(f"Body {number}", f"body {number}"))


def by_release(number: int, row: Observation) -> Observation:
    """Return the row as it was told on another day."""
    released = dt.date(2020, 1, 1) + dt.timedelta(days=number)
    return row._replace(origin=_OWN._replace(released=released))


def once_more(number: int, row: Observation) -> Observation:
    """Return the row again, every second time with another value."""
    return row if number % 2 else row._replace(value=point(Decimal(number) / 100))


def of_their_own(count: int) -> Job:
    """Return areas with a target each, which is for them alone."""
    own, asked = names(count), names(count, "ind")
    pairs = list(zip(own, asked, strict=True))
    observed = [row for area, name in pairs for row in rows([area], [name], months(12))]
    return job(observed, targets(asked, own, _AT_LEAST, dict(zip(asked, own, strict=True))), own)


def repeated(count: int) -> Job:
    """Return provinces whose figures are those of the country, month by month."""
    own, asked = names(count), names(1, "ind")
    of_one = rows(["VN"], asked, months(24))
    observed = [row._replace(area=area, row=row.row + at * 24)
                for at, area in enumerate(["VN", *own]) for row in of_one]  # fmt: skip
    return job(observed, targets(asked, own, _AT_LEAST), own, kind="province")


JOBS: Mapping[str, tuple[int, Callable[[int], Job]]] = {
    "rows of a series": (48, lambda count: simple(20, 2, count)),
    "areas": (100, lambda count: simple(count, 3, 12)),
    "targets": (25, lambda count: simple(20, count, 12)),
    "areas with a target of their own": (200, of_their_own),
    "errors of known areas": (500, with_errors),
    "errors of unknown areas": (500, lambda count: with_errors(count, None)),
    "members of a group": (200, lambda count: ranked(count, 20)),
    "members, each of them judged": (200, lambda count: ranked(count, count)),
    "sources of one cell": (500, lambda count: told(count, by_source)),
    "releases of one cell": (200, lambda count: told(count, by_release)),
    "repetitions and conflicts of one cell": (1000, lambda count: told(count, once_more)),
    "provinces with the country's figures": (50, repeated),
}
"""What may be twice as much, with the smallest number of it that is measured."""


def steps(judged: Job) -> int:
    """Return how many instructions of the interpreter an evaluation takes."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        if event == "call":
            frame.f_trace_lines, frame.f_trace_opcodes = False, True
        elif event == "opcode":
            count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        evaluate(*judged)
    finally:
        sys.settrace(before)
    return count


def seconds(make: Callable[[int], Job], counts: list[int], runs: int = 5) -> list[float]:
    """Return the median CPU seconds of each count, measured in turn."""
    found: dict[int, list[float]] = {count: [] for count in counts}
    for _ in range(runs):
        for count in counts:
            judged = make(count)
            start = time.process_time()
            evaluate(*judged)
            found[count].append(time.process_time() - start)
    return [statistics.median(times) for times in found.values()]


def main() -> None:
    """Print the table."""
    wanted = sys.argv[1:] or JOBS
    print("| twice as many | n | CPU s at n, 2 n, 4 n | factors | steps | factors |")
    print("|---|---|---|---|---|---|")
    for name in wanted:
        first, make = JOBS[name]
        counts = [first, 2 * first, 4 * first]
        times = seconds(make, counts)
        worked = [steps(make(count)) for count in counts[:2]]
        cells = [
            name, str(first), ", ".join(f"{found:.3f}" for found in times),
            f"{times[1] / times[0]:.2f}, {times[2] / times[1]:.2f}",
            f"{worked[0]:,}", f"{worked[1] / worked[0]:.2f}",
        ]  # fmt: skip
        print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
