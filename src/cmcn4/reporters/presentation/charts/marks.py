"""Marks, bars, lines and labels of a chart."""

from __future__ import annotations

from cmcn4.model.lazy.named import NamedTuple

_LETTER = 7.5
_SHAPES = {
    "diamond": "m0-5.5 5 5.5-5 5.5-5-5.5z",
    "square": "m-4.2-4.2h8.4v8.4h-8.4z",
    "triangle": "m0-5.2 5 9h-10z",
    "cross": "m-4-4 8 8m0-8-8 8",
}


class Mark(NamedTuple):
    """One figure."""

    x: float
    y: float
    path: str
    """Its outline; empty for a circle."""
    open: bool
    """Whether it is drawn hollow: an estimate or a provisional figure."""
    chosen: bool
    """Whether the verdict rests on it."""


class Bar(NamedTuple):
    """A figure known by its bounds only."""

    x: float
    y1: float
    y2: float


class Line(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float


class Note(NamedTuple):
    """A label beside what it is about."""

    x: float
    y: float
    text: str
    anchor: str


def shape(sign: str, x: float, y: float) -> str:
    """Return the outline of a mark at its place."""
    return f"M{x:g} {y:g}{_SHAPES[sign]}"


def free_spot(
    text: str, y: float, edges: tuple[int, int], spots: list[tuple[float, float]]
) -> Note:
    """Return a label at the end of a level's line that is farthest from all marks."""
    width = len(text) * _LETTER
    left, right = edges[0] + 5, edges[1] - 5
    places = [
        Note(x, y + lift, text, anchor)
        for x, anchor in ((left, "start"), (right, "end"))
        for lift in (-7, 17)
    ]

    def room(note: Note) -> float:
        middle = note.x + (width / 2 if note.anchor == "start" else -width / 2)
        far = [max(abs(x - middle) - width / 2, abs(y - note.y + 4)) for x, y in spots]
        return min(far, default=0)

    return max(places, key=lambda note: min(room(note), 25))
