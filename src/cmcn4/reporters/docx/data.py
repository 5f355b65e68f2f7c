"""The data behind the annex: what is wrong with them, where they come from, what has changed."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice

from cmcn4.model.finding import Finding
from cmcn4.model.observation import Place, Sheet
from cmcn4.reporters.docx.annex import MOST_ROWS, NONE, Annex
from cmcn4.reporters.docx.open import filled
from cmcn4.reporters.docx.xml import Cell, Column, Table, cell, run, sentence
from cmcn4.reporters.presentation import changes
from cmcn4.reporters.presentation.files import COLUMNS, file_lines, files_told
from cmcn4.reporters.presentation.outline import LEVELS

_COUNTS = tuple(each for each in COLUMNS if each != "area")
_MOST_CHANGES = 100
_MESSAGES = 4
"""Messages told of one mistake in several cells."""


def findings(annex: Annex) -> None:
    """Write errors and warnings, the same mistake of a file once with its cells."""
    told = [each for each in annex.report.findings if each.level != "note"]
    if not told:
        return
    annex.section("section.findings")
    numbers = {
        level: sum(each.level == level for each in annex.report.findings) for level in LEVELS
    }
    annex.body(
        annex.say(
            "findings",
            errors=numbers["error"],
            warnings=numbers["warning"],
            notes=numbers["note"],
        )
    )
    groups = _grouped(told)
    columns = filled(
        [
            Column(annex.say("column.number"), 11, centred=True),
            Column(annex.say("column.level"), 24, centred=True),
            Column(annex.say("column.message"), 0),
            Column(annex.say("column.times"), 18, centred=True),
            Column(annex.say("column.cells"), 70),
        ]
    )
    rows = [_finding(annex, group, number) for number, group in enumerate(groups[:MOST_ROWS], 1)]
    left = annex.left(len(groups) - len(rows))
    annex.table(Table(annex.say("table.findings"), columns, rows), left)


def _grouped(told: list[Finding]) -> list[list[Finding]]:
    groups: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for each in told:
        sheet = each.place.sheet
        variant = each.facts.get("variant")
        groups[each.code, sheet.path, sheet.name, variant, each.decision].append(each)
    return sorted(groups.values(), key=lambda group: LEVELS.index(group[0].level))


def _finding(annex: Annex, group: list[Finding], number: int) -> list[Cell]:
    words, first = annex.words, group[0]
    messages = list(dict.fromkeys(words.message(each) for each in group))
    more = "…" if len(messages) > _MESSAGES else ""
    said = [run(text) for text in (*messages[:_MESSAGES], more, words.hint(first)) if text]
    if first.decision is not None:
        said.append(run(sentence(words.decision(first))))
    return [
        cell(str(number)),
        cell(sentence(words.composed(f"level.{first.level}"))),
        said,
        cell(str(sum(each.count for each in group))),
        cell(annex.places(each.place for each in group)),
    ]


def differences(annex: Annex) -> None:
    """Write what has changed since the baseline, the worse first."""
    baseline = annex.report.baseline
    if baseline is None:
        return
    annex.section("section.changes")
    annex.body(f"{changes.title(annex.report, baseline, annex.words)}.")
    for worse, line in islice(changes.lines(baseline, annex.words), _MOST_CHANGES):
        annex.item(annex.say("change.worse", line=line) if worse else line)
    left = annex.left(len(baseline.changes) - _MOST_CHANGES)
    if left:
        annex.line("AfterTable", left)


def _files(annex: Annex) -> None:
    """Write the state of each file, those with errors first, and who has sent none."""
    words = annex.words
    lines = file_lines(annex.report, words)
    columns = filled(
        [
            Column(annex.say("column.number"), 11, centred=True),
            Column(sentence(words.say("column.file")), 0),
            Column(sentence(words.say("column.area")), 48),
            *(
                Column(sentence(words.composed(f"column.{each}")), 26, centred=True)
                for each in _COUNTS
            ),
        ]
    )
    rows = [
        [cell(str(number)), cell(line.name), *(cell(each) for each in line.cells)]
        for number, line in enumerate(lines[:MOST_ROWS], 1)
    ]
    annex.table(Table(annex.say("table.files"), columns, rows), annex.left(len(lines) - len(rows)))
    for told in files_told(annex.report, words):
        annex.body(f"{sentence(told)}.")


def sources(annex: Annex) -> None:
    """Write the files that were read, and each source with its number."""
    annex.section("section.sources")
    inputs = annex.report.inputs
    if len(inputs) > 1:
        _files(annex)
    else:
        names = annex.places(Place(Sheet(each.path)) for each in inputs)
        rows = sum(each.observations for each in inputs)
        annex.body(annex.say("files", files=names, rows=rows))
    if not annex.cited:
        return
    columns = filled(
        [
            Column(annex.say("column.mark"), 12, centred=True),
            Column(annex.column("source"), 46),
            Column(annex.say("column.released"), 28, centred=True),
            Column(annex.say("column.url"), 0),
            Column(annex.say("column.cells"), 60),
        ]
    )
    told = [
        [
            cell(f"[{number}]"),
            cell(source.name),
            cell(source.released or NONE),
            cell(source.url or NONE),
            cell(annex.places(places)),
        ]
        for number, (source, places) in enumerate(annex.cited.items(), 1)
    ]
    annex.table(Table(annex.say("table.sources"), columns, told))
