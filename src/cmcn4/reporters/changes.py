"""What has changed since a baseline, in words: the worse first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cmcn4.locale.numbers import number
from cmcn4.model.baseline import Baseline, Change
from cmcn4.model.report import Report
from cmcn4.model.text import Text
from cmcn4.reporters.words import Words


def title(report: Report, baseline: Baseline, words: Words) -> str:
    """Return the heading: since what, how much, and what else is not the same."""
    name = baseline.path.rpartition("/")[2]
    count = len(baseline.changes)
    worse = sum(each.worse for each in baseline.changes)
    key = "changes.some" if count else "changes.none"
    said = words.say(key, path=name, count=count, worse=worse)
    if baseline.as_of != report.as_of.isoformat():
        said += f" · {words.say('changes.as-of', date=baseline.as_of)}"
    if baseline.packs:
        said += f" · {words.say('changes.packs', packs=baseline.packs)}"
    return said


def lines(baseline: Baseline, words: Words) -> Iterator[tuple[bool, str]]:
    """Yield whether it is worse, and the line, of each change."""
    for each in sorted(baseline.changes, key=lambda change: not change.worse):
        yield each.worse, _line(each, words)


def plain(value: Decimal | str | Text | None, words: Words) -> Decimal | str | None:
    """Return one side of a change, a text in the language of the report."""
    return value.get(words.lang) if isinstance(value, Text) else value


def _line(each: Change, words: Words) -> str:
    old, new = _side(each, each.old, words), _side(each, each.new, words)
    if each.old is None:
        return words.say("change.new", what=each.what, new=new)
    if each.new is None:
        return words.say("change.gone", what=each.what, old=old)
    said = words.say("change.other", what=each.what, old=old, new=new)
    if isinstance(each.old, Decimal) and isinstance(each.new, Decimal):
        by = each.new - each.old
        said += f" ({'+' if by > 0 else ''}{number(by, words.lang)})"
    return said


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
            names = [words.say(f"verdict.{verdict}")]
            return ", ".join(names + [words.say(f"standing.{mark}") for mark in marks])
        case _:
            return value
