"""Put what was measured beside what is aimed at, as a Markdown table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jobs import BARE, FASTEST, FASTEST_NAMING, GOALS, Goal, Job, Unit
from measure import Measure
from programs import PROGRAMS

OURS = "cmcn4"
HEAD = (
    "| job | cmcn4: CPU s / wall s / MB | peers: CPU s / MB | floors: CPU s / MB | against | goal "
    "| |\n|---|---|---|---|---|---|---|"
)
_FINE, _COARSE = 0.1, 10
"""Seconds below which three decimals are told, and above which one is."""
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


class Result(NamedTuple):
    """A job's measures: of the command, of its base if it has one, of the others by name."""

    job: Job
    mine: Measure
    base: Measure | None
    others: Mapping[str, Measure]


def fastest(others: Mapping[str, Measure], *, naming: bool) -> str | None:
    """Return the name of the peer that took the least processor time."""
    peers = [
        name
        for name in others
        if (program := PROGRAMS.get(name)) is not None
        and program.peer
        and (program.names or not naming)
    ]
    return min(peers, key=lambda name: others[name].cpu, default=None)


def reached(goal: Goal, result: Result) -> tuple[float, str] | None:
    """Return what was reached, in the goal's unit, and against whom; None if that is not known."""
    base = result.base
    match goal.unit:
        case Unit.MEGABYTES:
            return result.mine.megabytes, ""
        case Unit.MEGABYTES_MORE:
            return None if base is None else (result.mine.megabytes - base.megabytes, "without it")
        case Unit.SECONDS_MORE:
            return None if base is None else (result.mine.cpu - base.cpu, "without it")
        case Unit.RATIO:
            name: str | None = goal.against
            if name in (FASTEST, FASTEST_NAMING):
                name = fastest(result.others, naming=name == FASTEST_NAMING)
            if name is None:
                return None
            other = base if name == result.job.base else result.others.get(name)
            return None if other is None else (result.mine.cpu / other.cpu, name)


def rows(result: Result) -> list[str]:
    """Return the lines of a job: one for each goal, or one."""
    aims: list[Goal | None] = [goal for goal in GOALS if goal.job == result.job.name]
    return [_row(result, goal, first=not place) for place, goal in enumerate(aims or [None])]


def _row(result: Result, goal: Goal | None, *, first: bool) -> str:
    mine = result.mine
    cells = ["", "", "", ""]
    if first:
        peers = [name for name in result.others if PROGRAMS[name.partition("@")[0]].peer]
        floors = [name for name in result.others if name not in peers]
        cells = [
            result.job.what,
            f"{seconds(mine.cpu)} / {seconds(mine.wall)} / {mine.megabytes:.0f}",
            " · ".join(_other(name, result.others[name]) for name in peers),
            " · ".join(_other(name, result.others[name]) for name in floors),
        ]
    return "| " + " | ".join([*cells, *_aim(goal, result)]) + " |"


def _aim(goal: Goal | None, result: Result) -> list[str]:
    if goal is None:
        return ["", "", ""]
    limit = f"≤ {goal.most:g} {goal.unit.value}"
    found = reached(goal, result)
    if found is None:
        return [f"{goal.against or 'its base'} was not measured", limit, "?"]
    figure, against = found
    sign = "+" if goal.unit in (Unit.SECONDS_MORE, Unit.MEGABYTES_MORE) else ""
    digits = ".0f" if goal.unit in (Unit.MEGABYTES, Unit.MEGABYTES_MORE) else ".2f"
    told = f"{figure:{sign}{digits}} {goal.unit.value} {shown(against)}".strip()
    if goal.against in (FASTEST, FASTEST_NAMING):
        limit += f" {goal.against}"
    return [told, limit, "met" if figure <= goal.most else "**missed**"]


def shown(name: str) -> str:
    """Return how a peer, floor or base is called in the table."""
    program, _, data = name.partition("@")
    if data:
        return f"{program} on {data}"
    return "cmcn4 on the clean file" if name == "1M-csv" else name


def _other(name: str, cost: Measure) -> str:
    star = "" if PROGRAMS[name.partition("@")[0]].names or name == BARE else "*"
    return f"{shown(name)}{star} {seconds(cost.cpu)} / {cost.megabytes:.0f}"


def seconds(value: float) -> str:
    """Write seconds with two or three digits that count."""
    digits = 3 if value < _FINE else 2 if value < _COARSE else 1
    return f"{value:.{digits}f}"


def written(readme: str, lines: Sequence[str]) -> str:
    """Return a text with what stands between the two marks exchanged."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"no {BEGIN} … {END} in the text")
    return "\n".join([before + BEGIN, *lines, END]) + after


def write(path: Path, lines: Sequence[str]) -> None:
    """Put lines between the marks of a file."""
    path.write_text(written(path.read_text(encoding="utf-8"), lines), encoding="utf-8")
