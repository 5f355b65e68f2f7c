"""History: figures of an earlier submission for the lines of a new form, and what stays behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import MAX_PREC, Context, Decimal
from typing import NamedTuple

from cmcn4.model.catalogue import Area, Catalogue, Indicator
from cmcn4.model.form import Asked
from cmcn4.model.interval import Interval
from cmcn4.model.observation import Observation
from cmcn4.model.period import YEAR

_EXACT = Context(prec=MAX_PREC)  # products of a tenth never round
_TENTH, _TWENTIETH = Decimal("0.1"), Decimal("0.05")
_GROUP = 3  # as many decimals could be taken for thousands


Range = tuple[Decimal | None, Decimal | None]
"""Smallest and largest valid value; None where there is none."""


class Figure(NamedTuple):
    """A figure as it goes into a form."""

    value: Decimal | str
    """A number, or the text of a bound such as `> 87`."""
    row: Observation


class Stayed(NamedTuple):
    """Figures that were not carried over, for one reason."""

    reason: str
    """`borders`, `forecast`, `source`, `tied`, `bound`, `not-asked`: the text's last word."""
    what: tuple[str, ...]
    """Ids of what they are about: areas for `borders`, else indicators."""
    figures: int


@dataclass(slots=True)
class Carried:
    """What an earlier submission gives to a form."""

    figures: dict[Asked, Figure] = field(default_factory=dict)
    stayed: tuple[Stayed, ...] = ()


def carry(
    rows: Iterable[Observation], asked: Sequence[Asked], catalogue: Catalogue, *, mark: str = "."
) -> Carried:
    """Return the figures for what is asked, of the source believed first and its last release.

    `mark` is the decimal mark of bounds, which are texts.
    """
    wanted = set(asked)
    heirs = _heirs({each.area for each in asked}, catalogue)
    cells: dict[Asked, list[Observation]] = defaultdict(list)
    stayed: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        key = Asked(row.indicator, row.breakdown, row.area, row.period.code)
        area = catalogue.areas[row.area]
        ended = area.valid_to is not None and row.period.last.isoformat() > area.valid_to
        if ended or (key not in wanted and row.area in heirs):
            stayed["borders"][row.area] += 1
        elif key not in wanted or row.period.kind != YEAR:
            stayed["not-asked"][row.indicator] += 1
        elif row.origin.status == "forecast":
            stayed["forecast"][row.indicator] += 1
        else:
            cells[key].append(row)
    found = Carried()
    for key in asked:
        if key in cells:
            indicator = catalogue.indicators[key.indicator]
            figure, left = _chosen(cells[key], indicator, mark)
            if figure:
                found.figures[key] = figure
            for reason, count in left.items():
                stayed[reason][key.indicator] += count
    found.stayed = tuple(
        Stayed(reason, tuple(what), sum(what.values())) for reason, what in sorted(stayed.items())
    )
    return found


def _heirs(areas: set[str], catalogue: Catalogue) -> set[str]:
    """Return areas that were merged into one of these, or that one of these was merged into."""
    merged: dict[str, Area] = {
        name: each for name, each in catalogue.areas.items() if each.merged_into
    }
    into = {name for name, each in merged.items() if each.merged_into in areas}
    return (into | {merged[name].merged_into or "" for name in areas if name in merged}) - areas


def _chosen(
    rows: list[Observation], indicator: Indicator, mark: str
) -> tuple[Figure | None, Mapping[str, int]]:
    """Return the figure that counts, if one does, and how many stay behind for which reason."""
    order = {source: place for place, source in enumerate(indicator.sources)}
    best = min(order.get(each.origin.source_id, len(order)) for each in rows)
    same = [each for each in rows if order.get(each.origin.source_id, len(order)) == best]
    latest = max(str(each.origin.released or "") for each in same)
    same = [each for each in same if str(each.origin.released or "") == latest]
    first = same[0]
    if len({each.value for each in same}) > 1:
        return None, {"tied": len(rows)}
    value = spelled(first.value, indicator.scale(first.period.year), mark)
    if value is None:
        return None, {"bound": len(rows)}
    others = sum(each.value != first.value for each in rows)
    return Figure(value, first), {"source": others} if others else {}


def spelled(value: Interval, valid: Range, mark: str) -> Decimal | str | None:
    """Return a number, or the words that our readers take for just this interval; else None."""
    if value.is_point:
        return value.low
    middle = _EXACT.divide(_EXACT.add(value.low, value.high), Decimal(2))
    for sign, number in (
        (">", value.low), ("≥", value.low), ("<", value.high), ("≤", value.high), ("~", middle),
    ):  # fmt: skip
        if _meant(sign, number, valid) == value:
            return f"{sign} {_plain(number).replace('.', mark)}"
    return None


def _meant(sign: str, number: Decimal, valid: Range) -> Interval | None:
    """Return what a sign leaves open: ten percent beyond the number, five around it.

    Beyond zero there is no ten percent: up to the end of the valid range.
    """
    size = number.copy_abs()
    tenth, part = _EXACT.multiply(size, _TENTH), _EXACT.multiply(size, _TWENTIETH)
    low = _EXACT.subtract(number, tenth) if number else valid[0]
    high = _EXACT.add(number, tenth) if number else valid[1]
    if sign in ">≥":
        found = None if high is None else Interval(number, high, low_open=sign == ">")
    elif sign in "<≤":
        found = None if low is None else Interval(low, number, high_open=sign == "<")
    else:
        found = Interval(_EXACT.subtract(number, part), _EXACT.add(number, part))
    return found.cut(*valid) if found else None


def _plain(number: Decimal) -> str:
    """Return a number that reads the same under either decimal mark."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}0" if len(text.partition(".")[2]) == _GROUP else text
