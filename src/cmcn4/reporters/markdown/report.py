"""Markdown for a pull request or a wiki: tables by horizon, reasons, findings; cut where it must.

GitHub takes 65,536 characters in a comment, https://github.github.com/gfm/ is what it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import assert_never

from cmcn4.model.finding import Finding
from cmcn4.model.report import Assessment, Report
from cmcn4.reporters import Style
from cmcn4.reporters.markdown.blocks import Block, fitted, table
from cmcn4.reporters.markdown.opening import counts, opening_blocks
from cmcn4.reporters.presentation import sections
from cmcn4.reporters.presentation.changes import in_words
from cmcn4.reporters.presentation.document import document
from cmcn4.reporters.presentation.files import COLUMNS
from cmcn4.reporters.presentation.gaps import Group
from cmcn4.reporters.presentation.markdown import escaped
from cmcn4.reporters.presentation.outline import below, cells, horizon
from cmcn4.reporters.presentation.sections import Synopsis
from cmcn4.reporters.presentation.words import Words

_FINDINGS = ("level", "code", "place", "message")


def render(report: Report, style: Style) -> bytes:
    """Return the document; what is left out of it is counted in its place."""
    words = Words(style.lang, report.catalogue)
    shown = list(document(report, words, style, brief=True))
    # What the synopsis has told in a table needs no second one.
    told = {line.first.area for each in shown if isinstance(each, Synopsis) for line in each.lines}
    blocks = [
        block
        for section in shown
        for block in _blocks(section, words, told, verbose=style.verbosity > 0)
    ]
    return "\n".join(fitted(blocks, words)).encode(errors="replace")


def _blocks(  # noqa: C901 - a case a section
    section: sections.Section, words: Words, told: AbstractSet[str], *, verbose: bool
) -> Iterator[Block]:
    match section:
        case sections.Summary():
            yield from _summary(section, words)
        case sections.Opening() | sections.Synopsis():
            yield from opening_blocks(section, words)
        case sections.Files():
            yield from _files(section, words)
        case sections.Results():
            yield from _results(section, words, told, verbose=verbose)
        case sections.ByTarget():
            yield from _by_target(section, words)
        case sections.Absent():
            yield from _absent(section, words)
        case sections.Gaps() | sections.Areas() | sections.Open():
            from cmcn4.reporters.markdown import gaps  # noqa: PLC0415 - for one command

            yield from gaps.blocks(section, words)
        case sections.Findings():
            titles = [words.composed(f"column.{name}") for name in _FINDINGS]
            rows = [_finding(finding, words) for finding in section.findings]
            yield table(f"### {escaped(section.title)}", titles, rows)
        case sections.Changes():
            yield Block(
                f"### {escaped(section.title)}\n\n",
                tuple(
                    f"- {'▾ ' if change.worse else ''}{escaped(in_words(change, words))}\n"
                    for change in section.changes
                ),
            )
        case sections.Background():
            pass  # for documents alone
        case _:
            assert_never(section)


def _summary(section: sections.Summary, words: Words) -> Iterator[Block]:
    """Yield the two lines that are read first: on the data, on the targets."""
    yield Block(f"## {escaped(section.heading)}\n")
    data = f"- **{words.say('data.label')}** {escaped(section.data)}\n"
    targets = f"- **{words.say('targets.label')}** {escaped(section.targets)}\n"
    nothing = f"- **{escaped(section.nothing_judged)}**\n" if section.nothing_judged else ""
    yield Block(data + targets + nothing)


def _files(section: sections.Files, words: Words) -> Iterator[Block]:
    titles = ["", *(words.composed(f"column.{name}") for name in ("file", *COLUMNS))]
    lines = section.lines
    yield table(
        "", titles, [["✔" if line.accepted else "✘", line.name, *line.cells] for line in lines]
    )
    yield Block("".join(f"- {escaped(remark)}\n" for remark in section.remarks))


def _results(
    section: sections.Results, words: Words, told: AbstractSet[str], *, verbose: bool
) -> Iterator[Block]:
    """Yield a table for each horizon, where there was none yet, and the reasons below it."""
    several = len(section.areas) > 1
    names = ["verdict", "target", *["area"][: int(several)], "value", "wanted", "gap", "document"]
    titles = [words.composed(f"column.{name}") for name in (*names, "contested")]
    for year in section.horizons:
        heading = f"### {escaped(horizon(year.first, words))}"
        if told >= set(section.areas):
            yield Block(f"{heading}\n")
        else:
            yield table(
                heading, titles, [_row(group, words, several=several) for group in year.groups]
            )
        notes = (_note(first, words, several=several, verbose=verbose) for first, *_ in year.groups)
        items = tuple(filter(None, notes))
        if items:
            yield Block("", items)


def _row(group: Group, words: Words, *, several: bool) -> list[str]:
    first = group[0]
    verdict = f"{words.symbol(first)} {words.verdict(first)}"
    area = [words.area(first.area)] if several else []
    title = first.chosen.target.title.get(words.lang)
    return [verdict, title, *area, *cells(group, words), "≠" if first.contested else ""]


def _note(each: Assessment, words: Words, *, several: bool, verbose: bool) -> str:
    """Return the item that says why, and what would make it another; empty if nothing does."""
    lines = [escaped(line) for line in below(each, words, verbose=verbose)]
    if not lines:
        return ""
    title = each.chosen.target.title.get(words.lang)
    name = f"{title} ({words.area(each.area)})" if several else title
    return f"- {words.symbol(each)} **{escaped(name)}**: {'<br>'.join(lines)}\n"


def _absent(section: sections.Absent, words: Words) -> Iterator[Block]:
    """Yield the number of them, or a list: one text of all titles would be cut."""
    if section.titles:
        head = f"{escaped(words.say('absent.list', titles=''))}\n\n"
        yield Block(head, tuple(f"- {escaped(title)}\n" for title in section.titles))
    else:
        yield Block(f"{escaped(section.text(words))}\n")


def _by_target(section: sections.ByTarget, words: Words) -> Iterator[Block]:
    """Yield a table of how many areas have which verdict."""
    heading = words.say("areas.more", count=section.number)
    yield counts(f"### {escaped(heading)}", section.targets, words)


def _finding(finding: Finding, words: Words) -> list[str]:
    parts = (words.message(finding), words.hint(finding), words.decision(finding))
    message = " — ".join(filter(None, parts))
    return [
        words.composed(f"level.{finding.level}"),
        words.kind(finding),
        words.where(finding),
        message,
    ]
