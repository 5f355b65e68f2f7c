"""The gap summary in Markdown: a table a section, a matrix when there are many areas."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.model.report import Report
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.markdown import escaped, row, rule
from cmcn4.reporters.presentation.outline import is_absent
from cmcn4.reporters.presentation.words import Words

Block = tuple[str, tuple[str, ...]]
"""What always stands, and the rows that may be cut from the end."""
_COLUMNS = (
    "verdict", "target", "horizon", "area", "wanted", "observed", "gap", "road", "relative",
    "pace", "progress", "contested", "source", "evidence", "document",
)  # fmt: skip


def blocks(report: Report, words: Words, by: str) -> Iterator[Block]:
    """Yield the gaps, then what could not be judged."""
    found = gaps.sections(report, words, by)
    order = f"\n{escaped(words.say('gaps.order'))}\n" if found else ""
    yield f"### {escaped(gaps.heading(report, words))}\n{order}", ()
    if gaps.many_areas(report):
        yield from _matrix(report, words)
    several = len(gaps.areas_of(report)) > 1
    names = [name for name in _COLUMNS if name != "area" or several]
    titles = [words.composed(f"gaps.column.{name}") for name in names]
    for each in found:
        title = f"#### {escaped(each.title)}\n\n" if each.title else ""
        lines = (gaps.cells(group, words)._asdict() for group in each.groups)
        table = tuple(row([line[name] for name in names]) for line in lines)
        yield f"{title}{row(titles)}{rule(len(titles))}", table
    yield from _open(report, words, several=several)


def _matrix(report: Report, words: Words) -> Iterator[Block]:
    found = gaps.matrix(report)
    numbers = [str(number + 1) for number in range(len(found.targets))]
    titles = [words.say("gaps.column.area"), *numbers]
    rows = []
    for area in found.areas:
        cells = (found.cells.get((area, place)) for place in range(len(found.targets)))
        rows.append(row([words.area(area), *(words.symbol(one) if one else "" for one in cells)]))
    head = f"#### {escaped(words.say('gaps.matrix'))}\n\n{row(titles)}{rule(len(titles))}"
    yield head, tuple(rows)
    legend = []
    for number, group in zip(numbers, found.targets, strict=True):
        said = gaps.cells(group, words)
        text = f"{said.target} · {said.horizon} {said.document} · {said.wanted}"
        legend.append(f"{number}. {escaped(text)}\n")
    yield "", tuple(legend)


def _open(report: Report, words: Words, *, several: bool) -> Iterator[Block]:
    """Yield what has data but no verdict, and the names of what has no data."""
    found = gaps.open_lines(report)
    if not found:
        return
    told, absent = [], []
    for group in found:
        said = gaps.cells(group, words)
        area = f" · {said.area}" if several else ""
        name = f"{said.target} {said.horizon} {said.document}{area}"
        if is_absent(group[0]):
            absent.append(name)
        else:
            symbol, reason = words.symbol(group[0]), words.reason(group[0])
            told.append(f"- {symbol} **{escaped(name)}**: {escaped(reason)}\n")
    yield f"#### {escaped(words.say('gaps.open', count=len(found)))}\n\n", tuple(told)
    if absent:
        names = "; ".join(absent)
        yield f"{escaped(words.say('gaps.absent.names', count=len(absent), names=names))}\n", ()
