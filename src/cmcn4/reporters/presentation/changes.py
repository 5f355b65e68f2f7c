"""What has changed since a baseline, in words: the worse first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from cmcn4.locale import interval
from cmcn4.locale.numbers import number
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.observation import Observation
from cmcn4.model.period import parse
from cmcn4.model.report import Assessment, Report
from cmcn4.model.rule import KINDS, is_state
from cmcn4.model.text import Text
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.presentation.figures import signed
from cmcn4.reporters.presentation.missing import with_unit
from cmcn4.reporters.presentation.words import Words

if TYPE_CHECKING:
    from cmcn4.model.baseline import (  # most runs have none, and need not load it
        Baseline,
        Change,
        State,
    )

_FEW = 3
"""Figures that are named in one line."""
SHOWN = 20
"""Changes that are shown where there is no room for all. Verdicts and figures that are worse are
always shown; findings stand among the others of the report, too."""


def title(report: Report, baseline: Baseline, words: Words) -> str:
    """Return the heading: since what, how much, and what else is not the same."""
    name = _name(baseline)
    count = len(baseline.changes)
    worse = sum(change.worse for change in baseline.changes)
    said = words.say(
        "changes.some" if count else "changes.none", path=name, count=count, worse=worse
    )
    if baseline.as_of != report.as_of.isoformat():
        said += f" · {words.say('changes.as-of', date=dt.date.fromisoformat(baseline.as_of))}"
    if baseline.packs:
        said += f" · {words.say('changes.packs', packs=baseline.packs)}"
    if baseline.differs:
        names = [words.composed(f"changes.differs.{name}") for name in baseline.differs]
        said += f" · {words.say('changes.differs', names=tuple(names))}"
    if baseline.errors:
        said += f" · {words.say('changes.errors', count=baseline.errors)}"
    return said


def worse_first(report: Report, baseline: Baseline, words: Words) -> list[Change]:
    """Return the changes with names in the place of ids, in the order of `_rank`."""
    titles = {
        assessment.chosen.id: f"{words.title(assessment.chosen.target)} · "
        f"{assessment.chosen.pack.name}"
        for assessment in report.assessments
    }
    found = sorted(baseline.changes, key=_rank)
    return [replace(change, what=_named(change, titles, words)) for change in found]


def _rank(change: Change) -> tuple[bool, ...]:
    """Return what puts the worse first, then what is another now; of these verdicts, once missed.

    Findings stand last: however many are new, they do not push a verdict out of sight.
    """
    is_verdict, is_new = change.kind == "verdict", change.old is None
    missed = is_verdict and str(change.old).partition(" ")[0] == Verdict.FAIL
    return change.kind == "finding", not change.worse, is_new, not is_verdict, not missed


def _named(change: Change, titles: Mapping[str, str], words: Words) -> str:
    """Return what has changed: of a finding its code and place, else target or figure and area."""
    if change.kind == "finding" or change.whole:
        return change.what
    known, found = words.catalogue, list[str]()
    several = change.what.split(" ")
    for place, word in enumerate(several, 1):
        if parse(word) is not None:  # what follows a period is a source
            found += [word, *filter(None, [" ".join(several[place:])])]
            break
        if word in known.areas:
            found.append(words.area(word))
        elif word not in KINDS:
            found.append(titles.get(word) or words.name(word))
    return " · ".join(found)


def shortened(found: list[Change]) -> tuple[list[Change], int]:
    """Return the worse and some others, and how many are left out."""
    limit = max(SHOWN, sum(change.worse and change.kind != "finding" for change in found))
    return found[:limit], max(0, len(found) - limit)


def states(report: Report) -> Iterator[tuple[Finding, State | None]]:
    """Yield each finding told with how it stands to the baseline; None where there is none."""
    known = report.baseline.findings if report.baseline else (None,) * len(report.told)
    yield from zip(report.told, known, strict=True)


def finding_before(state: State | None, report: Report, words: Words) -> str:
    """Return whether a finding is new, or an empty text without a baseline."""
    if report.baseline is None or state is None:
        return ""
    return words.say("since.new" if state == "new" else "since.same", path=_name(report.baseline))


class Before:
    """What the targets' verdicts were in the baseline."""

    def __init__(self, report: Report, words: Words) -> None:
        """Look up what has changed; without a baseline there is nothing to say."""
        self._baseline, self._words = report.baseline, words
        changes = report.baseline.changes if report.baseline else ()
        self._changed = {change.what: change for change in changes if change.kind == "verdict"}

    def _change(self, each: Assessment) -> Change | None:
        return self._changed.get(f"{each.chosen.id} {each.area}")

    def state(self, each: Assessment) -> State | None:
        """Return how a verdict stands: new where it was another, updated where only a mark is."""
        if self._baseline is None:
            return None
        change = self._change(each)
        if change is None:
            return "unchanged"
        same = str(change.old).partition(" ")[0] == str(change.new).partition(" ")[0]
        return "updated" if same else "new"

    def words(self, each: Assessment) -> str:
        """Return what the verdict was, or an empty text without a baseline."""
        if self._baseline is None:
            return ""
        change, path = self._change(each), _name(self._baseline)
        if change is None:
            return self._words.say("since.same", path=path)
        if change.old is None:
            return self._words.say("since.new", path=path)
        old = _side(change, change.old, self._words)
        return self._words.say("since.other", path=path, old=old)


def _name(baseline: Baseline) -> str:
    return baseline.path.rpartition("/")[2]


def plain(value: Decimal | str | Text | None, words: Words) -> Decimal | str | None:
    """Return one side of a change, a text in the language of the report."""
    return value.get(words.lang) if isinstance(value, Text) else value


def in_words(each: Change, words: Words) -> str:
    """Return what was and what is."""
    old, new = _side(each, each.old, words), _side(each, each.new, words)
    if each.old is None:
        return words.say("change.new", what=each.what, new=new)
    if each.new is None:
        return words.say("change.gone", what=each.what, old=old)
    said = words.say("change.other", what=each.what, old=old, new=new)
    if isinstance(each.old, Decimal) and isinstance(each.new, Decimal) and each.old != each.new:
        by = each.new - each.old
        said += f" ({'+' if by > 0 else ''}{number(by, words.lang)})"
    if each.still:
        figures = [_figure(row, words) for row in each.still[:_FEW]]
        more = ["…"] if len(each.still) > _FEW else []
        said = words.say("change.still", said=said, figures="; ".join(figures + more))
    return said


def _figure(row: Observation, words: Words) -> str:
    """Return a figure with whose it is, its period and who tells it."""
    beside = (words.area(row.area), row.period.code, row.origin.source)
    value = interval(words.lang, row.value)
    return f"{words.name(row.indicator)} {value} ({', '.join(filter(None, beside))})"


def _side(each: Change, value: Decimal | str | Text | None, words: Words) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return number(value, words.lang)
        case Text():
            return value.get(words.lang)
        case _ if each.kind == "verdict":
            verdict, *marks = value.split()
            names = [words.composed(f"verdict.{verdict}")]
            return ", ".join(names + [words.composed(f"standing.{mark}") for mark in marks])
        case _:
            return value


def gap_before(each: Assessment, words: Words) -> str:
    """Return the gap before, the verdict where it had none; empty where nothing is known."""
    earlier = each.earlier
    if earlier is None:
        return ""
    if earlier.gap and not is_state(each.chosen.rule):
        return with_unit(each, words, earlier.gap)
    return words.composed(f"verdict.{earlier.verdict}")


def gap_change(each: Assessment, words: Words) -> str:
    """Return by how much the gap is larger, negative where it became smaller; empty if unknown."""
    return "" if each.moved is None else signed(each.moved, words.lang)


def gap_in_words(each: Assessment, words: Words) -> str:
    """Return the gap before and by how much it changed; empty where nothing is known."""
    before, by = gap_before(each, words), gap_change(each, words)
    if not before:
        return ""
    key = "gaps.before" if by else "gaps.before.alone"
    return words.composed(key, gap=before, change=by)
