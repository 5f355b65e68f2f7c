"""A drawing written down as SVG, without what stands around it: each format has its own colours.

https://www.w3.org/TR/SVG2/. What a class is drawn with, the page or the figure says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from cmcn4.model.text import printable
from cmcn4.reporters.presentation.charts.chart import Trajectory
from cmcn4.reporters.presentation.charts.marks import Bar, Line, Mark
from cmcn4.reporters.presentation.charts.peers import Member, Peers

KEY = 28, 14
"""Width and height of the sample of a legend."""
_SAMPLES = {
    "own": '<path class="line" d="M1 7h26"/><circle class="mark" cx="14" cy="7" r="4"/>',
    "used": (
        '<circle class="ring" cx="14" cy="7" r="6"/><circle class="mark" cx="14" cy="7" r="4"/>'
    ),
    "open": '<circle class="mark open" cx="14" cy="7" r="4"/>',
    "bounds": '<path class="bar" d="M14 1v12M10 1h8M10 13h8"/>',
    "goal": '<path class="goal" d="M1 7h26"/>',
    "path": '<path class="path" d="M1 7h26"/>',
    "projection": '<path class="projection" d="M1 7h26"/>',
}


def sample(kind: str, outline: str = "") -> str:
    """Return what a legend shows of a kind of mark; `outline` is that of another source's."""
    return _SAMPLES.get(kind) or f'<path class="rival" d="{outline}"/>'


def text(kind: str, x: float, y: float, said: str, anchor: str = "") -> str:
    """Return one line of text."""
    where = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{kind}" x="{x}" y="{y}"{where}>{escape(printable(said))}</text>'


def years(t: Trajectory, remark: str) -> str:
    """Return the drawing of a trajectory; `remark` stands above its axis."""
    return "\n".join(filter(None, _years(t, remark)))


def _years(t: Trajectory, remark: str) -> Iterator[str]:
    wide = t.right - t.left
    yield text("axis", 2, 12, remark)
    if t.goal:
        place = f'x="{t.left}" y="{t.goal.zone}" width="{wide}" height="{t.goal.depth}"'
        yield f'<rect class="zone" {place}/>'
    for y, said in t.ticks:
        yield _path("grid", f"M{t.left} {y}H{t.right}") + text(
            "tick", t.left - 7, y + 4, said, "end"
        )
    for x, said in t.years:
        label = text("tick", x, t.bottom + 19, said, "middle")
        yield _path("grid tickmark", f"M{x} {t.bottom}v5") + label
    if t.goal:
        yield _path("goal", f"M{t.left} {t.goal.y}H{t.right}")
    yield _line("path", t.path)
    yield _line("projection", t.projection)
    if t.projection:
        yield f'<circle class="end" cx="{t.projection.x2}" cy="{t.projection.y2}" r="3.5"/>'
    for rival in t.rivals:
        line = f'<polyline class="rival-line" points="{rival.line}"/>' if rival.line else ""
        marks = "".join(_mark(mark, "rival") for mark in rival.marks)
        yield f'<g class="rivals">{line}{_bars(rival.bars, "rival bar")}{marks}</g>'
    if t.line:
        yield f'<polyline class="line" points="{t.line}"/>'
    yield _bars(t.bars, "bar")
    yield f'<g class="marks">{"".join(_mark(mark, "mark") for mark in t.marks)}</g>'
    if t.goal:
        note = t.goal.note
        yield text("goal-note", note.x, note.y, note.text, note.anchor)
    for note in t.notes:
        yield text("note", note.x, note.y, note.text, note.anchor)


def peers(t: Peers) -> str:
    """Return the drawing of a group."""
    return "\n".join(filter(None, _peers(t)))


def _peers(t: Peers) -> Iterator[str]:
    if t.cut:
        place = f'x="{t.left}" y="{t.top}" width="{t.right - t.left}" height="{t.cut - t.top}"'
        yield f'<rect class="zone" {place}/>'
    for x, said in t.ticks:
        yield _path("grid", f"M{x} {t.top}V{t.bottom}") + text(
            "tick", x, t.bottom + 19, said, "middle"
        )
    for member in t.members:
        yield _member(member, t.left)
    if t.cut:
        yield _path("goal", f"M{t.left} {t.cut}H{t.right}")


def _member(member: Member, left: int) -> str:
    own, x, y = member.own, member.x, member.y
    found = text("tick own" if own else "tick", left - 8, y + 4, member.short, "end")
    found += _path("stem own" if own else "stem", f"M{left} {y}H{x}")
    if member.bar:
        first, last = member.bar.y1, member.bar.y2
        found += _path("bar", f"M{first} {y}H{last}M{first} {y - 4}v8M{last} {y - 4}v8")
    if own:
        found += f'<circle class="ring" cx="{x}" cy="{y}" r="7.5"/>'
    kind = "mark" if own else "mark other"
    found += f'<circle class="{kind}" cx="{x}" cy="{y}" r="4.2"/>'
    return found + text("note" if own else "note soft", x + 11, y + 4, member.value)


def _path(kind: str, outline: str) -> str:
    return f'<path class="{kind}" d="{outline}"/>'


def _line(kind: str, line: Line | None) -> str:
    return _path(kind, f"M{line.x1} {line.y1}L{line.x2} {line.y2}") if line else ""


def _mark(mark: Mark, kind: str) -> str:
    drawn = f"{kind} open" if mark.open else kind
    ring = f'<circle class="ring" cx="{mark.x}" cy="{mark.y}" r="7.5"/>' if mark.chosen else ""
    if mark.path:
        return ring + _path(drawn, mark.path)
    return f'{ring}<circle class="{drawn}" cx="{mark.x}" cy="{mark.y}" r="4.2"/>'


def _bars(bars: Sequence[Bar], kind: str) -> str:
    return "".join(
        _path(kind, f"M{bar.x} {bar.y1}V{bar.y2}M{bar.x - 4} {bar.y1}h8M{bar.x - 4} {bar.y2}h8")
        for bar in bars
    )
