"""A place within a group, drawn: one row a member, the best first, and where the line is."""

from __future__ import annotations

from decimal import Decimal

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Assessment
from cmcn4.model.rule import PeerRank
from cmcn4.reporters.presentation.charts.axis import axis, label
from cmcn4.reporters.presentation.charts.marks import Bar
from cmcn4.reporters.presentation.figures import judged
from cmcn4.reporters.presentation.words import Words

WIDTH, RIGHT = 480, 48
TOP, ROW, BOTTOM = 12, 22, 30
_LEFT, _LETTER = 14, 7
_LONGEST = 30
"""Letters of a name that fit beside the drawing; the table has all."""


class Member(NamedTuple):
    """One member of the group."""

    name: str
    short: str
    """As much of the name as fits beside the drawing."""
    y: float
    x: float
    value: str
    own: bool
    bar: Bar | None
    """Where only bounds are known; its y are places along the row."""
    cell: str
    place: str
    """Its place: one more than there are better ones; empty where a bound leaves it open."""


class Peers(NamedTuple):
    """A drawing of the group, WIDTH wide."""

    left: int
    right: int
    top: int
    bottom: int
    height: int
    width: int
    ticks: tuple[tuple[float, str], ...]
    members: tuple[Member, ...]
    cut: float | None
    """Where the places that are good enough end; None when it cannot be told."""


def can_draw(each: Assessment) -> bool:
    """Whether there are figures of others to stand among."""
    return isinstance(each.chosen.rule, PeerRank) and len(judged(each)) > 1


def peers(each: Assessment, words: Words) -> Peers:
    """Return the drawing of a group that can be drawn."""
    rule = each.chosen.rule
    assert isinstance(rule, PeerRank)  # noqa: S101 - see can_draw
    rank = words.catalogue.units[words.catalogue.indicators[each.indicator].unit].kind == "rank"
    lower = rank or words.catalogue.indicators[each.indicator].direction == "lower"
    rows = sorted(judged(each), key=lambda row: row.value.low if lower else -row.value.high)
    least = Decimal(1) if rank else None
    values = [end for row in rows for end in (row.value.low, row.value.high)]
    scale = axis(values, whole=rank, limits=(least, None))
    names = [words.country(row.area) for row in rows]
    left = round(_LEFT + _LETTER * min(_LONGEST, max(map(len, names))))
    wide = WIDTH - RIGHT - left

    def across(value: Decimal) -> float:
        return round(left + wide * scale.share(value), 1)

    points = [row.value.value for row in rows]
    sure = all(value is not None for value in points)
    members = []
    for number, (row, name) in enumerate(zip(rows, names, strict=True)):
        low, high = across(row.value.low), across(row.value.high)
        y = TOP + ROW * number + ROW / 2
        bar = None if row.value.is_point else Bar(y, low, high)
        value, cell = words.interval(row.value), row.place.cell or ""
        own = row.area == each.area
        place = str(1 + points.index(row.value.value)) if sure else ""
        middle = round((low + high) / 2, 1)
        members.append(Member(name, _cut(name), y, middle, value, own, bar, cell, place))
    bottom = TOP + ROW * len(rows)
    last = each.threshold or 0
    good = sum(1 for member in members if sure and int(member.place) <= last)
    return Peers(
        left=left,
        right=WIDTH - RIGHT,
        top=TOP,
        bottom=bottom,
        height=bottom + BOTTOM,
        width=WIDTH,
        ticks=tuple((across(value), label(value, words.lang)) for value in scale.ticks),
        members=tuple(members),
        cut=TOP + ROW * good if 0 < good < len(rows) else None,
    )


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
