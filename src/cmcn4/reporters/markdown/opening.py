"""The answer and the synopsis in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cmcn4.reporters.markdown.blocks import Block, table
from cmcn4.reporters.presentation.markdown import escaped
from cmcn4.reporters.presentation.sections import Counted, Line, Opening, Synopsis
from cmcn4.reporters.presentation.verdicts import VERDICTS
from cmcn4.reporters.presentation.words import Words

_COLUMNS = ("verdict", "target", "value", "wanted", "gap", "before", "change", "pace")
_SENTENCE = 2000
"""Characters of a sentence, which names several targets."""
_OWN = frozenset({"before", "change", "pace", "lead"})
"""Columns that only the synopsis has."""


def opening_blocks(section: Opening | Synopsis, words: Words) -> Iterator[Block]:
    """Yield the sentences, or the synopsis as one table."""
    match section:
        case Opening():
            for paragraph in section.paragraphs:
                said = (escaped(sentence, _SENTENCE) for sentence in paragraph.sentences)
                scope = [f"**{escaped(paragraph.scope)}**"] if paragraph.scope else []
                yield Block("".join(f"{text}\n\n" for text in (*scope, *said)).removesuffix("\n"))
        case Synopsis(lines=lines) if lines:
            names = [*_COLUMNS, *(["lead"] if section.leads else [])]
            titles = [_title(name, words) for name in names]
            rows = [[_cell(line, name, words) for name in names] for line in lines]
            yield table(_heading(words), titles, rows)
        case Synopsis(counted=counted) if counted:
            yield counts(_heading(words), counted, words)
    if isinstance(section, Synopsis) and section.absent:
        yield Block(f"{escaped(section.absent)}\n")


def counts(heading: str, counted: Sequence[Counted], words: Words) -> Block:
    """Return a table of how many areas have which verdict."""
    titles = [words.composed(f"column.{name}") for name in ("target", "document")]
    titles += [f"{shown.symbol} {words.say(shown.counted)}" for shown in VERDICTS.values()]
    rows = []
    for line in counted:
        title = words.title(line.first.chosen.target)
        packs = " ".join(check.chosen.pack.name for check in line.checks)
        rows.append([title, packs, *(str(number or "–") for number in line.numbers())])
    return table(heading, titles, rows)


def _heading(words: Words) -> str:
    return f"### {escaped(words.say('opening.synopsis'))}"


def _title(name: str, words: Words) -> str:
    return words.composed(f"opening.column.{name}" if name in _OWN else f"column.{name}")


def _cell(line: Line, name: str, words: Words) -> str:
    match name:
        case "target":
            area = f", {line.area}" if line.area else ""
            return f"{line.title} · {line.horizon}{area}"
        case "value":
            return f"{line.value} ({line.period})" if line.period else line.value
        case "wanted":
            return "; ".join(
                f"{demand.wanted} ({', '.join(demand.documents)})" for demand in line.demands
            )
        case "gap":
            return "; ".join(dict.fromkeys(demand.gap for demand in line.demands))
        case "verdict":
            contested = " ≠" if line.first.contested else ""
            return f"{words.symbol(line.first)} {words.verdict(line.first)}{contested}"
        case "before":
            return line.before
        case "change":
            return line.change
        case "pace":
            return line.pace
        case _:
            return line.lead
