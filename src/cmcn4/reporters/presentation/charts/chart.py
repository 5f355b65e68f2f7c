"""The trajectory of one target: where it stood, where it must go, where it is heading.

Everything is reckoned here; the template only writes it down as SVG
(https://www.w3.org/TR/SVG2/).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext

from cmcn4.model.catalogue import Indicator
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation
from cmcn4.model.pace import History
from cmcn4.model.report import Assessment
from cmcn4.model.rule import KINDS, Threshold, on_scale
from cmcn4.reporters.presentation.charts.axis import WIDE, Axis, axis, label, years
from cmcn4.reporters.presentation.charts.marks import Bar, Line, Mark, Note, free_spot, shape
from cmcn4.reporters.presentation.figures import edges, judged
from cmcn4.reporters.presentation.words import Words

WIDTH, HEIGHT = 480, 284
TOP, BOTTOM, RIGHT = 38, 30, 56
_LEFT, _LETTER = 16, 8
_LINE = 11
"""How near a label may come to a line."""
_NEAR = 60
"""How near to the left edge a label starts at its mark instead of ending there."""


class Rival(NamedTuple):
    """Another source's series."""

    name: str
    sample: str
    """Its mark as the legend shows it."""
    line: str
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]


class Goal(NamedTuple):
    """The level wanted: its line, the side of it that is good, and its label."""

    y: float
    zone: float
    """The upper edge of the good side."""
    depth: float
    note: Note


class Trajectory(NamedTuple):
    """A drawing, WIDTH by HEIGHT; the plot lies between left and right, top and bottom."""

    left: int
    right: int
    bottom: int
    ticks: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, str], ...]
    line: str
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    rivals: tuple[Rival, ...]
    goal: Goal | None
    path: Line | None
    """From the base (once due) or from the last figure to the level wanted at the horizon."""
    projection: Line | None
    notes: tuple[Note, ...]
    inverted: bool
    top: int = TOP
    width: int = WIDTH
    height: int = HEIGHT


class Canvas(NamedTuple):
    """From years and values to places on the drawing."""

    left: int
    first: int
    last: int
    values: Axis
    inverted: bool

    def x(self, year: int) -> float:
        """Return where a year stands."""
        wide = WIDTH - RIGHT - self.left
        if self.first == self.last:
            return round(self.left + wide / 2, 1)
        return round(self.left + wide * (year - self.first) / (self.last - self.first), 1)

    def y(self, value: Decimal) -> float:
        """Return where a value stands; what is better is up for ranks."""
        share = self.values.share(value)
        high = HEIGHT - BOTTOM - TOP
        return round(TOP + high * (share if self.inverted else 1 - share), 1)

    def at(self, row: Observation) -> tuple[float, float]:
        """Return where a figure stands: that of a bound in its middle."""
        low, high = self.y(row.value.low), self.y(row.value.high)
        return self.x(row.period.year), round((low + high) / 2, 1)


def can_draw(each: Assessment) -> bool:
    """Whether there are figures of two years at least on the scale of the level wanted."""
    rule, history = each.chosen.rule, each.history
    if history is None or not history.points or not (KINDS[rule.kind].series and on_scale(rule)):
        return False
    rivals = (row for rows in history.rivals.values() for row in rows)
    return len({row.period.year for row in (*history.points, *rivals)}) > 1


def trajectory(each: Assessment, words: Words) -> Trajectory:
    """Return the drawing of an assessment that can be drawn."""
    history = each.history
    assert history is not None  # noqa: S101 - see can_draw
    indicator = words.catalogue.indicators[each.indicator]
    canvas = _canvas(each, history, indicator, words)
    own = history.points
    projection = _projection(each, history, canvas)
    spots = [canvas.at(row) for row in own]
    for rows in history.rivals.values():
        spots += [canvas.at(row) for row in rows]
    goal = _goal(each, indicator, canvas, words, spots)
    ticks = tuple((canvas.y(value), label(value, words.lang)) for value in canvas.values.ticks)
    return Trajectory(
        left=canvas.left,
        right=WIDTH - RIGHT,
        bottom=HEIGHT - BOTTOM,
        ticks=ticks,
        years=tuple((canvas.x(year), str(year)) for year in years(canvas.first, canvas.last)),
        line=_line(own, canvas),
        marks=tuple(_marks(own, canvas, judged(each))),
        bars=tuple(_bars(own, canvas)),
        rivals=tuple(_rivals(history, canvas, words)),
        goal=goal,
        path=_path(each, history, canvas),
        projection=projection,
        notes=tuple(_notes(each, own, canvas, words, projection)),
        inverted=canvas.inverted,
    )


def _canvas(each: Assessment, history: History, indicator: Indicator, words: Words) -> Canvas:
    rows = [*history.points, *(row for rows in history.rivals.values() for row in rows)]
    values = [end for row in rows for end in (row.value.low, row.value.high)]
    values += [] if each.threshold is None else [each.threshold, _beyond(each, indicator, values)]
    projected = each.progress.pace.projected if each.progress else None
    values += [] if projected is None else [projected]
    rank = words.catalogue.units[indicator.unit].kind == "rank"
    limits = indicator.scale(rows[-1].period.year)
    if rank and limits[0] is None:
        limits = Decimal(1), limits[1]
    found = axis(values, whole=rank, limits=limits)
    longest = max(len(label(value, words.lang)) for value in found.ticks)
    stretch = [row.period.year for row in rows] + [each.chosen.target.year]
    return Canvas(_LEFT + _LETTER * longest, min(stretch), max(stretch), found, rank)


def _beyond(each: Assessment, indicator: Indicator, values: list[Decimal]) -> Decimal:
    """Return a value a little on the good side of the level wanted, so that this side is seen."""
    assert each.threshold is not None  # noqa: S101 - asked for only with one
    with localcontext(WIDE):
        room = max(abs(value - each.threshold) for value in values) / 16
        beyond = each.threshold + (room if upward(each, indicator) else -room)
    low, high = indicator.scale(each.chosen.target.year)
    beyond = beyond if high is None or high < each.threshold else min(beyond, high)
    return beyond if low is None or low > each.threshold else max(beyond, low)


def _line(rows: Sequence[Observation], canvas: Canvas) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in map(canvas.at, rows)) if len(rows) > 1 else ""


def _marks(
    rows: Sequence[Observation], canvas: Canvas, evidence: Sequence[Observation], sign: str = ""
) -> Iterator[Mark]:
    for row in rows:
        x, y = canvas.at(row)
        final = row.origin.status == "final"
        chosen = row in evidence
        yield Mark(x, y, shape(sign, x, y) if sign else "", open=not final, chosen=chosen)


def _bars(rows: Sequence[Observation], canvas: Canvas) -> Iterator[Bar]:
    """Yield the figures that are bounds, from end to end."""
    for row in rows:
        if not row.value.is_point:
            ends = sorted((canvas.y(row.value.low), canvas.y(row.value.high)))
            yield Bar(canvas.x(row.period.year), ends[0], ends[1])


def _rivals(history: History, canvas: Canvas, words: Words) -> Iterator[Rival]:
    signs = ("diamond", "square", "triangle", "cross")
    for place, (source, rows) in enumerate(history.rivals.items()):
        sign = signs[place % len(signs)]
        marks = tuple(_marks(rows, canvas, (), sign))
        bars = tuple(_bars(rows, canvas))
        sample = shape(sign, 14, 7)
        yield Rival(words.source(source), sample, _line(rows, canvas), marks, bars)


def upward(each: Assessment, indicator: Indicator) -> bool:
    """Whether values above the level wanted are the good ones."""
    if each.comparison == "~":
        return indicator.direction != "lower"
    return str(each.comparison).startswith(">")


def _goal(
    each: Assessment,
    indicator: Indicator,
    canvas: Canvas,
    words: Words,
    spots: list[tuple[float, float]],
) -> Goal | None:
    if each.threshold is None:
        return None
    y = canvas.y(each.threshold)
    up = upward(each, indicator) != canvas.inverted
    zone, depth = (TOP, y - TOP) if up else (y, HEIGHT - BOTTOM - y)
    note = free_spot(words.wanted(each), y, (canvas.left, WIDTH - RIGHT), spots)
    return Goal(y, zone, round(depth, 1), note)


def _path(each: Assessment, history: History, canvas: Canvas) -> Line | None:
    """Return the straight way: to a target ahead from the last figure, to one due from the base."""
    if each.threshold is None or not isinstance(each.chosen.rule, Threshold):
        return None
    start = history.base if each.due else history.points[-1]
    if start is None or start.period.year >= each.chosen.target.year:
        return None
    if not each.due and (each.gap is None or not each.gap):
        return None
    return Line(*canvas.at(start), canvas.x(each.chosen.target.year), canvas.y(each.threshold))


def _projection(each: Assessment, history: History, canvas: Canvas) -> Line | None:
    projected = each.progress.pace.projected if each.progress else None
    start = history.points[-1]
    if projected is None or start.period.year >= each.chosen.target.year:
        return None
    return Line(*canvas.at(start), canvas.x(each.chosen.target.year), canvas.y(projected))


def _notes(
    each: Assessment,
    own: Sequence[Observation],
    canvas: Canvas,
    words: Words,
    projection: Line | None,
) -> Iterator[Note]:
    """Yield the number at the last figure and the one at the end of the projection."""
    x, y = canvas.at(own[-1])
    text = words.interval(own[-1].value, edges(each))
    text += words.unit(words.catalogue.indicators[each.indicator])
    yield _number(text, (x, y), own, canvas, each)
    projected = each.progress.pace.projected if each.progress else None
    if projection is not None and projected is not None:
        yield Note(projection.x2 + 7, projection.y2 + 4, words.quantity(projected, each), "start")


def _number(
    text: str,
    spot: tuple[float, float],
    own: Sequence[Observation],
    canvas: Canvas,
    each: Assessment,
) -> Note:
    """Return the label of the last figure, off the line behind it and the level wanted."""
    x, y = spot
    falling = len(own) > 1 and canvas.at(own[-2])[1] < y
    level = canvas.y(each.threshold) if each.threshold is not None else TOP - _NEAR
    crossed = abs(level - (y - 15)) < _LINE
    if (falling or crossed) and y + 20 < HEIGHT - BOTTOM:
        start = x < canvas.left + _NEAR or (crossed and not falling and x < WIDTH - RIGHT)
        return Note(x + (6 if start else 4), y + 20, text, "start" if start else "end")
    start = x < canvas.left + _NEAR
    return Note(x + (-4 if start else 4), y - 11, text, "start" if start else "end")
