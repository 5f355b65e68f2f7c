"""The gap summary in Markdown: a table a group, a matrix when there are many areas."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.reporters.markdown.blocks import Block, table
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.markdown import escaped
from cmcn4.reporters.presentation.sections import Areas, Gaps, Open
from cmcn4.reporters.presentation.words import Words

_COLUMNS = (
    "verdict", "target", "horizon", "area", "wanted", "observed", "gap", "missing", "before",
    "change", "road", "relative", "pace", "progress", "contested", "source", "evidence", "document",
)  # fmt: skip


def blocks(section: Gaps | Areas | Open, words: Words) -> Iterator[Block]:
    """Yield what is not met, the areas at a glance, or what could not be judged."""
    match section:
        case Gaps():
            yield from _gaps(section, words)
        case Areas():
            yield from _matrix(section.matrix, words)
        case Open():
            yield from _open(section, words)


def _gaps(section: Gaps, words: Words) -> Iterator[Block]:
    told = (words.say("gaps.order"), section.compared) if section.tables else ()
    order = "".join(f"\n{escaped(text)}\n" for text in filter(None, told))
    yield Block(f"### {escaped(section.heading)}\n{order}")
    left_out = set() if section.several else {"area"}
    left_out |= set() if section.compared else {"before", "change"}
    names = [name for name in _COLUMNS if name not in left_out]
    titles = [words.composed(f"gaps.column.{name}") for name in names]
    for found in section.tables:
        lines = [_told(gaps.cells(group, words)) for group in found.groups]
        heading = f"#### {escaped(found.title)}" if found.title else ""
        yield table(heading, titles, [[line[name] for name in names] for line in lines])


def _told(said: gaps.Cells) -> dict[str, str]:
    """Return the cells of a row; who answers for the target stands beside its document."""
    return said._asdict() | {"document": said.answering}


def _matrix(found: gaps.Matrix, words: Words) -> Iterator[Block]:
    numbers = [str(number) for number in range(1, len(found.targets) + 1)]
    rows = [
        [words.area(area), *(words.symbol(cell) if cell else "" for cell in found.row(area))]
        for area in found.areas
    ]
    heading = f"#### {escaped(words.say('gaps.matrix'))}"
    yield table(heading, [words.say("gaps.column.area"), *numbers], rows)
    legend = []
    for number, group in zip(numbers, found.targets, strict=True):
        said = gaps.cells(group, words)
        text = f"{said.target} · {said.horizon} {said.document} · {said.wanted}"
        legend.append(f"{number}. {escaped(text)}\n")
    yield Block("", tuple(legend))


def _open(section: Open, words: Words) -> Iterator[Block]:
    """Yield what has data but no verdict, and the names of what has no data."""
    items = []
    for group in section.groups:
        name, reason = _name(group, section, words), words.reason(group[0])
        items.append(f"- {words.symbol(group[0])} **{escaped(name)}**: {escaped(reason)}\n")
    yield Block(f"#### {escaped(section.title)}\n\n", tuple(items))
    if section.absent:
        names = "; ".join(_name(group, section, words) for group in section.absent)
        count = len(section.absent)
        yield Block(f"{escaped(words.say('gaps.absent.names', count=count, names=names))}\n")


def _name(group: gaps.Group, section: Open, words: Words) -> str:
    said = gaps.cells(group, words)
    area = f" · {said.area}" if section.several else ""
    return f"{said.target} {said.horizon} {said.document}{area}"
