"""What stands below a table: its source, its unit, notes, and what the marks in it mean."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import takewhile

from cmcn4.model.account import Said
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.period import parse
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.block import filled
from cmcn4.readers.layout.headings.pieces import said_words
from cmcn4.readers.layout.headings.understood import CAPTIONS
from cmcn4.readers.layout.surroundings.lines import lines_of
from cmcn4.readers.values.claims import Claim, claim
from cmcn4.readers.values.footnotes import MARK, mark_key
from cmcn4.readers.values.periods import When, when
from cmcn4.readers.values.phrases import less_sure
from cmcn4.words import table

_LEGEND = Pattern(MARK + r"|[a-zđ](?= ?[:=)] ?[^ ])")
_AND_MORE = Pattern(r"[,;.(] ?(?![0-9])")
_UP_TO = Pattern(r"\b(?:so lieu|so|den|data|figures?|as of|up to)\b")
_LONGEST_LEAD = 6


@dataclass(slots=True)
class Footer:
    """What the lines below a table say."""

    rows: Sequence[Row] = ()
    sources: list[Said] = field(default_factory=list)
    unit: Said | None = None
    notes: list[tuple[str, Place]] = field(default_factory=list)
    """Texts that speak of all figures."""
    captions: list[tuple[str, Place]] = field(default_factory=list)
    """Whose figures and of when a line says they are, which only one above them is heard of."""
    legends: dict[str, Claim] = field(default_factory=dict)
    """What is claimed of the figures that have a mark: «(*) Số dự báo»."""
    dates: dict[str, When] = field(default_factory=dict)
    """The periods that those are of: «(*) Số liệu đến 30/6/2025»."""


def without_mark(line: str) -> str:
    """Return a line without the mark of a legend at its beginning."""
    legend = _LEGEND.match(line)
    return line[legend.end() :] if legend else line


def footer(rows: Sequence[Row], where: Sheet) -> Footer:
    """Return what the rows below the last figure of a table say."""
    found = Footer(rows)
    for kind, text, place in lines_of(rows, where):
        legend = _LEGEND.match(text)
        if kind == "source":
            found.sources.append(Said("source", text, place))
        elif kind == "unit":
            found.unit = found.unit or Said("unit", text, place)
        elif legend is not None:
            if said := claim(text[legend.end() :]):
                found.legends[mark_key(legend[0])] = said
            elif period := _dated(text[legend.end() :]):
                found.dates[mark_key(legend[0])] = period
            else:
                found.notes.append((text, place))
        elif kind in ("", "note"):
            found.notes.append((text, place))
        elif kind in CAPTIONS and text[:1] != "(":  # «(ký)»
            found.captions.append((text, place))
    return found


def _dated(text: str) -> When | None:
    """Return the period that a legend says figures are of, or go up to; to its end is the year."""
    words = _AND_MORE.split(text.strip(" .:;"), maxsplit=1)[0].split()
    for start in range(1, min(len(words), _LONGEST_LEAD) + 1):
        lead = " ".join(words[:start])
        period = when(" ".join(words[start:]))
        told = said_words(lead) if period and _UP_TO.search(fold(lead)) else None
        if period and told and not told.plan:
            last = period.period.last
            whole = parse(str(last.year)) if last == last.replace(month=12, day=31) else None
            status = less_sure(period.status, told.status)
            return period._replace(period=whole or period.period, status=status)
    return None


def ended(body: Sequence[Row]) -> list[Row]:
    """Return the rows below the last one with figures: digits behind its first filled cell."""
    lines = takewhile(lambda row: not any(map(_has_digit, filled(row[1])[1:])), reversed(body))
    return [*lines][::-1]


def _has_digit(cell: str) -> bool:
    return any(map(str.isdigit, cell))


def sources(rows: Iterable[Row], where: Sheet) -> list[Said]:
    """Return what lines say of the source."""
    kinds = table("lines")
    named = [row for row in rows if _may_name(row[1], kinds)]
    return [
        Said("source", text, at) for kind, text, at in lines_of(named, where) if kind == "source"
    ]


def _may_name(cells: Sequence[str], kinds: Container[str]) -> bool:
    """Whether a row may say something as «name: text», or as a name and a text beside it."""
    text = "".join(cells)
    if ":" in text or "\n" in text or not text.isascii():
        return True
    return fold(next(iter(filled(cells)), "")) in kinds
