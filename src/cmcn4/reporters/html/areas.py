"""Many areas: a matrix as long as it can be read, else counts per target and per parent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from cmcn4.model.report import Assessment, Report
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.html.card import Wording, documents, tone, wordings
from cmcn4.reporters.html.overview import Stack, stack
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.rules import chosen_in_words
from cmcn4.reporters.presentation.words import Words

READABLE = 100
"""Areas up to which every one has a row of its own."""
WORST = 5
_GAPS = 3
_TINTS = 5


class Sign(NamedTuple):
    """One cell of the matrix."""

    tone: str
    symbol: str
    verdict: str


class Line(NamedTuple):
    """One area."""

    name: str
    signs: tuple[Sign | None, ...]


class Heading(NamedTuple):
    """One target as the title of a column."""

    title: str
    detail: str


class Matrix(NamedTuple):
    """Areas by targets."""

    targets: tuple[Heading, ...]
    lines: tuple[Line, ...]
    levels: bool
    """Whether some cells only compare with a level."""


class Share(NamedTuple):
    """How many areas of a parent meet a target."""

    met: int
    judged: int
    tint: int
    """0 for none to 5 for all of them."""


class Parent(NamedTuple):
    """The areas that are part of one area."""

    name: str
    areas: int
    shares: tuple[Share | None, ...]


class Regions(NamedTuple):
    """Parents by targets, instead of thousands of areas."""

    targets: tuple[Heading, ...]
    parents: tuple[Parent, ...]
    left: int
    """Parents for which there is no room."""


class Worst(NamedTuple):
    """The gaps of one area."""

    name: str
    gaps: tuple[str, ...]
    more: int


class Gathered(NamedTuple):
    """One target over many areas."""

    title: str
    horizon: str
    documents: tuple[str, ...]
    wanted: str
    rule: str
    wordings: tuple[Wording, ...]
    stack: Stack
    worst: tuple[str, ...]


def matrix(report: Report, words: Words) -> Matrix:
    """Return areas by targets, those with the worst gaps first."""
    found = gaps.matrix(report)
    lines = []
    for area in found.areas:
        cells = (found.cells.get((area, place)) for place in range(len(found.targets)))
        lines.append(Line(words.area(area), tuple(_sign(each, words) for each in cells)))
    levels = any(sign.tone in ("above", "below") for line in lines for sign in line.signs if sign)
    return Matrix(tuple(_heading(group, words) for group in found.targets), tuple(lines), levels)


def _sign(each: Assessment | None, words: Words) -> Sign | None:
    return Sign(tone(each, words), words.symbol(each), words.verdict(each)) if each else None


def _heading(group: gaps.Group, words: Words) -> Heading:
    said = gaps.cells(group, words)
    return Heading(said.target, f"{said.horizon} · {said.wanted}")


def regions(report: Report, words: Words) -> Regions:
    """Return how many areas of each parent meet each target, the worst parents first."""
    found = gaps.matrix(report)
    known = report.catalogue.areas
    parents: dict[str, list[str]] = defaultdict(list)
    for area in found.areas:
        parents[(known[area].parent if area in known else None) or ""].append(area)
    lines = []
    for parent, areas in parents.items():
        name = words.area(parent) if parent else words.say("html.no-parent")
        shares = []
        for place in range(len(found.targets)):
            cells = (found.cells.get((area, place)) for area in areas)
            shares.append(_share(each for each in cells if each))
        lines.append(Parent(name, len(areas), tuple(shares)))
    lines.sort(key=lambda line: (_met(line), line.name))
    headings = tuple(_heading(group, words) for group in found.targets)
    return Regions(headings, tuple(lines[:READABLE]), max(0, len(lines) - READABLE))


def _share(found: Iterable[Assessment]) -> Share | None:
    judged = [each for each in found if each.decided is not Verdict.NO_DATA]
    if not judged:
        return None
    met = sum(each.decided is Verdict.PASS for each in judged)
    tint = _TINTS * met // len(judged)
    return Share(met, len(judged), tint)


def _met(line: Parent) -> float:
    judged = sum(each.judged for each in line.shares if each)
    return sum(each.met for each in line.shares if each) / judged if judged else 2


def worst(report: Report, words: Words) -> tuple[tuple[Worst, ...], int]:
    """Return the worst gaps of the areas that have some, and for how many there is no room."""
    found = gaps.worst_by_area(report)
    shown = []
    for area, unmet in list(found.items())[:READABLE]:
        lines = gaps.lines_of(unmet)
        told = tuple(_gap(group, words) for group in lines[:_GAPS])
        shown.append(Worst(words.area(area), told, max(0, len(lines) - _GAPS)))
    return tuple(shown), max(0, len(found) - READABLE)


def _gap(group: gaps.Group, words: Words) -> str:
    said = gaps.cells(group, words)
    far = ", ".join(filter(None, (said.gap, said.road or said.relative)))
    return f"{said.target} {said.horizon}: {said.observed}, {said.wanted} ({far})"


def gathered(group: list[Assessment], words: Words) -> Gathered:
    """Return one target over the areas that have no cards of their own."""
    first = group[0]
    packs = list({id(each.chosen): each for each in group}.values())
    once = [each for each in group if each.chosen is first.chosen]
    title = first.chosen.target.title.get(words.lang)
    # Of one target all gaps have one unit.
    far = sorted((each for each in once if each.gap), key=lambda each: -(each.gap or 0))
    told = tuple(f"{words.area(each.area)} ({words.value(each)})" for each in far[:WORST])
    return Gathered(
        title=title,
        horizon=words.say(
            "head.horizon.due" if first.due else "head.horizon.ahead",
            year=first.chosen.target.horizon,
        ),
        documents=documents(packs),
        wanted=words.wanted(first),
        rule=chosen_in_words(words, first.chosen),
        stack=stack(title, "", once, len(once), words),
        wordings=tuple(wordings(packs)),
        worst=told,
    )
