"""Markdown for a pull request or a wiki: tables by horizon, reasons, findings; cut where it must.

GitHub takes 65,536 characters in a comment, https://github.github.com/gfm/ is what it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cmcn4.model.report import Assessment, Report
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.changes import lines, title
from cmcn4.reporters.presentation.document import horizons
from cmcn4.reporters.presentation.files import COLUMNS, file_lines, files_told
from cmcn4.reporters.presentation.markdown import escaped, row, rule
from cmcn4.reporters.presentation.outline import (
    below,
    cells,
    data_line,
    heading,
    horizon,
    is_absent,
    nothing_judged,
    targets_line,
    why_nothing,
    worst_first,
)
from cmcn4.reporters.presentation.words import Words, place_in_words

LIMIT = 65_000
"""Characters that are never exceeded."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the document: what always stands, and the rows that may be cut from the end."""

    head: str
    rows: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Characters of its rows."""
        return sum(map(len, self.rows))


def render(report: Report, style: Style) -> bytes:
    """Return the document; what is left out of it is counted in its place."""
    words = Words(style.lang, report.catalogue)
    parts = [
        Part(f"## {escaped(heading(report, words))}\n"),
        Part(_summary(report, words)),
        *_files(report, words),
        *_judgements(report, words, style),
        *_findings(report, words),
        *_changes(report, words),
    ]
    return "\n".join(_fitted(parts, words)).encode(errors="replace")


def _judgements(report: Report, words: Words, style: Style) -> Iterator[Part]:
    if style.by is None:
        yield from _horizons(report, words, verbose=style.verbosity > 0)
        return
    from cmcn4.reporters.markdown import gaps as markdown_gaps  # noqa: PLC0415 - for one command

    for head, rows in markdown_gaps.blocks(report, words, style.by):
        yield Part(head, rows)


def _summary(report: Report, words: Words) -> str:
    """Return the two lines that are read first: on the data, on the targets."""
    data = f"- **{words.say('data.label')}** {escaped(data_line(report, words))}"
    targets = f"- **{words.say('targets.label')}** {escaped(targets_line(report, words))}"
    nothing = f"- **{escaped(why_nothing(report, words))}**\n" if nothing_judged(report) else ""
    return f"{data}\n{targets}\n{nothing}"


def _files(report: Report, words: Words) -> Iterator[Part]:
    """Yield the table of the files, if there are several."""
    listed = file_lines(report, words)
    if listed:
        titles = ["", *(words.composed(f"column.{name}") for name in ("file", *COLUMNS))]
        marks = {True: "✔", False: "✘"}
        rows = tuple(row([marks[each.accepted], each.name, *each.cells]) for each in listed)
        yield Part(f"{row(titles)}{rule(len(titles))}", rows)
        yield Part("".join(f"- {escaped(each)}\n" for each in files_told(report, words)))


def _horizons(report: Report, words: Words, *, verbose: bool) -> Iterator[Part]:
    """Yield a table for each horizon and the reasons below it, then what has no data at all."""
    shown = [each for each in report.assessments if verbose or not is_absent(each)]
    several = len({each.area for each in report.assessments}) > 1
    names = ["verdict", "target", *["area"][: int(several)], "value", "wanted", "gap", "document"]
    titles = [words.composed(f"column.{name}") for name in (*names, "contested")]
    for each in horizons(shown):
        groups, title = each.groups, escaped(horizon(each.first, words))
        head = f"### {title}\n\n{row(titles)}{rule(len(titles))}"
        yield Part(head, tuple(row(_row(group, words, several=several)) for group in groups))
        notes = [_note(group[0], words, several=several, verbose=verbose) for group in groups]
        if any(notes):
            yield Part("", tuple(filter(None, notes)))
    absent = {each.chosen.id for each in report.assessments} - {each.chosen.id for each in shown}
    if absent:
        count = len(absent)
        said = words.say("absent.one" if count == 1 else "absent.many", count=count)
        yield Part(f"{escaped(said)}\n")


def _row(group: list[Assessment], words: Words, *, several: bool) -> list[str]:
    first = group[0]
    value, wanted, gap, packs = cells(group, words)
    verdict = f"{words.symbol(first)} {words.verdict(first)}"
    area = [words.area(first.area)] if several else []
    title = first.chosen.target.title.get(words.lang)
    return [verdict, title, *area, value, wanted, gap, packs, "≠" if first.contested else ""]


def _note(each: Assessment, words: Words, *, several: bool, verbose: bool) -> str:
    """Return the item that says why, and what would make it another; empty if nothing does."""
    lines = [escaped(line) for line in below(each, words, verbose=verbose)]
    if not lines:
        return ""
    title = each.chosen.target.title.get(words.lang)
    name = f"{title} ({words.area(each.area)})" if several else title
    return f"- {words.symbol(each)} **{escaped(name)}**: {'<br>'.join(lines)}\n"


def _findings(report: Report, words: Words) -> Iterator[Part]:
    """Yield the table of findings, errors first."""
    if not report.findings:
        return
    found = worst_first(report.findings)
    total = len(found)
    heading = words.say("findings.one" if total == 1 else "findings.many", count=total)
    titles = [words.composed(f"column.{name}") for name in ("level", "code", "place", "message")]
    rows = []
    for each in found:
        times = f" {words.say('findings.times', count=each.count)}" if each.count > 1 else ""
        place = place_in_words(each.place) + times
        message = f"{words.message(each)} — {words.hint(each)}"
        if each.decision is not None:
            message += f" — {words.decision(each)}"
        rows.append(row([words.composed(f"level.{each.level}"), each.code, place, message]))
    yield Part(f"### {escaped(heading)}\n\n{row(titles)}{rule(len(titles))}", tuple(rows))


def _changes(report: Report, words: Words) -> Iterator[Part]:
    """Yield what has changed since the baseline, the worse first and marked."""
    if report.baseline is not None:
        told = lines(report.baseline, words)
        items = tuple(f"- {'▾ ' if worse else ''}{escaped(line)}\n" for worse, line in told)
        yield Part(f"### {escaped(title(report, report.baseline, words))}\n\n", items)


def _fitted(parts: list[Part], words: Words) -> Iterator[str]:
    """Yield the parts, the longest of them cut so that all together keep to the limit."""
    longest = max(len(part.rows) for part in parts)
    cut = f"\n{words.say('markdown.left', count=longest)}\n"
    fixed = sum(len(part.head) + len(cut) + 1 for part in parts)
    rooms = _shares([part.size for part in parts], LIMIT - fixed)
    for part, room in zip(parts, rooms, strict=True):
        kept = list(part.rows)
        size = part.size
        while size > room:
            size -= len(kept.pop())
        left = len(part.rows) - len(kept)
        more = f"\n{words.say('markdown.left', count=left)}\n" if left else ""
        yield f"{part.head}{''.join(kept)}{more}"


def _shares(sizes: list[int], room: int) -> list[int]:
    """Give each part what it needs, if that is no more than its share of what is left."""
    shares = dict.fromkeys(range(len(sizes)), 0)
    waiting = sorted(shares, key=lambda place: sizes[place])
    for done, place in enumerate(waiting):
        shares[place] = max(0, min(sizes[place], room // (len(waiting) - done)))
        room -= shares[place]
    return list(shares.values())
