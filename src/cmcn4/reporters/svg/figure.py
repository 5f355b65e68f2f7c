"""One figure: title, drawing, legend and source on a white ground, with colours of its own.

It refers to nothing outside itself. The colours are told apart with any sight, and each thing has
a shape or a dash of its own besides: https://jfly.uni-koeln.de/color/.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation
from cmcn4.model.report import Assessment
from cmcn4.model.text import printable
from cmcn4.reporters.presentation.charts import chart, peers, svg
from cmcn4.reporters.presentation.charts.chart_words import (
    Key,
    Told,
    legend,
    told_of_peers,
    told_of_years,
)
from cmcn4.reporters.presentation.figures import judged
from cmcn4.reporters.presentation.words import Words

FEWEST = 2
"""Figures below which there is nothing to draw."""
_MARGIN, _WIDTH = 14, 480
_MILLIMETRES = 160
"""The width of a figure in print: that of a page between its margins."""
_TITLE, _SUB, _SOURCE = 50, 69, 78
"""Letters that fit in a line of each size, in a wide typeface."""
_LINE = 15
_LETTER, _GAP, _KEY = 6.9, 14, 62
_STYLE = """\
text { font-family: "Noto Sans", "DejaVu Sans", "Liberation Sans", Arial, sans-serif; \
font-size: 12.5px; fill: #3b3b3b; }
.title { font-size: 16px; font-weight: 700; fill: #111; }
.source { font-size: 11px; }
.note, .goal-note, .tick.own { font-weight: 700; fill: #111; }
.goal-note { fill: #00664f; }
.note.soft { font-weight: 400; fill: #3b3b3b; }
.zone { fill: #e3f2ec; }
.grid { stroke: #dcdcdc; stroke-width: 1; fill: none; }
.tickmark { stroke: #3b3b3b; }
.goal { stroke: #00664f; stroke-width: 2; fill: none; }
.path { stroke: #00664f; stroke-width: 2; stroke-dasharray: 7 5; fill: none; }
.projection { stroke: #0072b2; stroke-width: 2.4; stroke-dasharray: 1 5; stroke-linecap: round; \
fill: none; }
.end { fill: #fff; stroke: #0072b2; stroke-width: 2; }
.line { fill: none; stroke: #111; stroke-width: 2.2; stroke-linejoin: round; }
.mark { fill: #111; stroke: #111; stroke-width: 1.8; }
.mark.other { fill: #6b6b6b; stroke: #6b6b6b; }
.ring { fill: none; stroke: #111; stroke-width: 1.6; }
.bar { stroke: #111; stroke-width: 3; fill: none; }
.rival { fill: #b35900; stroke: #b35900; stroke-width: 1.5; }
.rival.bar { fill: none; }
.rival-line { fill: none; stroke: #b35900; stroke-width: 1; }
.mark.open, .rival.open { fill: #fff; }
.stem { stroke: #b8b8b8; stroke-width: 2; fill: none; }
.stem.own { stroke: #111; }
"""


class _Drawn(NamedTuple):
    """A drawing with what is said of it."""

    body: str
    height: int
    told: Told
    keys: tuple[Key, ...]
    rows: tuple[Observation, ...]


def can_draw(each: Assessment) -> bool:
    """Whether there are figures enough: of several years, or of several members of a group."""
    if peers.can_draw(each):
        return True
    return (
        chart.can_draw(each) and each.history is not None and (len(each.history.points) >= FEWEST)
    )


def figure(each: Assessment, words: Words) -> str:
    """Return the figure of an assessment that can be drawn, as a whole document."""
    drawn = _peers(each, words) if peers.can_draw(each) else _years(each, words)
    head, top = _head(each, words)
    below = top + drawn.height + 6
    keys, below = _keys(drawn.keys, below)
    foot, height = _foot(each, drawn, words, below)
    wide = _WIDTH + 2 * _MARGIN
    high = round(_MILLIMETRES * height / wide, 1)
    said = (printable(text) for text in (drawn.told.title, drawn.told.story))
    title, story = map(escape, said)
    size = f'width="{_MILLIMETRES}mm" height="{high}mm" viewBox="0 0 {wide} {height}"'
    told = f'role="img" aria-labelledby="t d" xml:lang="{words.lang}"'
    parts = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {told}>',
        f'<title id="t">{title}</title>',
        f'<desc id="d">{story}</desc>',
        f"<style>\n{_STYLE}</style>",
        f'<rect width="{wide}" height="{height}" fill="#fff"/>',
        *head,
        f'<g transform="translate({_MARGIN} {top})">\n{drawn.body}\n</g>',
        *keys,
        *foot,
        "</svg>\n",
    )
    return "\n".join(parts)


def _years(each: Assessment, words: Words) -> _Drawn:
    drawing, told = chart.trajectory(each, words), told_of_years(each, words)
    assert each.history is not None  # noqa: S101 - see can_draw
    rivals = (row for found in each.history.rivals.values() for row in found)
    rows = (*each.history.points, *rivals)
    keys = tuple(legend(drawing, told, words))
    return _Drawn(svg.years(drawing, told.remark), drawing.height, told, keys, rows)


def _peers(each: Assessment, words: Words) -> _Drawn:
    drawing, told = peers.peers(each, words), told_of_peers(each, words)
    keys = (Key("goal", words.say("chart.key.cut")),) if drawing.cut else ()
    return _Drawn(svg.peers(drawing), drawing.height, told, keys, judged(each))


def _head(each: Assessment, words: Words) -> tuple[list[str], int]:
    """Return title and level wanted, and where they end."""
    target = each.chosen.target
    title = f"{target.title.get(words.lang)} – {words.area(each.area)}"
    if each.assumed:
        title += f" ({words.say('status.assumed')})"
    wanted = words.say(
        "chart.wanted",
        horizon=words.by(target),
        wanted=words.wanted(each),
        document=each.chosen.pack.cited,
    )
    top = _MARGIN + 14
    found = [*_lines("title", textwrap.wrap(title, _TITLE), top, 20)]
    top += 20 * len(found) - 2
    below = [*_lines("sub", textwrap.wrap(wanted, _SUB), top, _LINE)]
    return [*found, *below], top + _LINE * len(below) + 2


def _keys(keys: Iterable[Key], top: int) -> tuple[list[str], int]:
    """Return the legend, in as many rows as it takes, and where it ends."""
    found, x, y = [], float(_MARGIN), top
    wide, high = svg.KEY
    for key in keys:
        # Who is called longer stands in full in the line below.
        said = key.text if len(key.text) <= _KEY else f"{key.text[: _KEY - 1]}…"
        room = wide + 6 + len(said) * _LETTER
        if x > _MARGIN and x + room > _MARGIN + _WIDTH:
            x, y = float(_MARGIN), y + 18
        shown = svg.sample(key.kind, key.outline)
        found.append(f'<g transform="translate({x:g} {y})">{shown}</g>')
        found.append(svg.text("key", round(x + wide + 6, 1), y + high - 3, said))
        x += room + _GAP
    return found, y + 18 if found else y


def _foot(each: Assessment, drawn: _Drawn, words: Words, top: int) -> tuple[list[str], int]:
    """Return the lines on sources and day, and the height of the whole."""
    named = dict.fromkeys(row.origin.source for row in drawn.rows if row.origin.source)
    sources = "; ".join(map(words.source, named)) or words.say("cite.no-source")
    said = [words.say("chart.source", sources=sources), words.say("chart.made", date=each.as_of)]
    if peers.can_draw(each):
        said.insert(0, drawn.told.remark)
    lines = [line for text in said for line in textwrap.wrap(text, _SOURCE)]
    return [*_lines("source", lines, top + 12, _LINE)], top + 12 + _LINE * len(lines)


def _lines(kind: str, lines: Iterable[str], top: int, step: int) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield svg.text(kind, _MARGIN, top + step * number, line)
