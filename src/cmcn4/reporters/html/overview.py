"""What is read first: the counts, per document and horizon, and all targets at a glance."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Assessment, Report
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.presentation.outline import horizon
from cmcn4.reporters.presentation.scopes import scopes
from cmcn4.reporters.presentation.sections import Result, of_verdicts
from cmcn4.reporters.presentation.verdicts import (
    ABOVE,
    BELOW,
    SYMBOLS,
    VERDICTS,
)
from cmcn4.reporters.presentation.words import Words, level_sign

_ORDER = (
    (Verdict.PASS.value, SYMBOLS[Verdict.PASS]), ("above", ABOVE),
    (Verdict.FAIL.value, SYMBOLS[Verdict.FAIL]), ("below", BELOW),
    *((verdict.value, SYMBOLS[verdict]) for verdict in list(VERDICTS)[2:]),
)  # fmt: skip
_ROOM = 8.0
"""Percent of a bar from which on a number fits in it."""


class Tile(NamedTuple):
    """One verdict with its number."""

    tone: str
    symbol: str
    name: str
    number: int


class Piece(NamedTuple):
    """A piece of a bar, in percent of the width."""

    tone: str
    x: float
    width: float
    text: str
    """Empty where it has no room."""
    middle: float


class Stack(NamedTuple):
    """One bar with the numbers it is drawn from."""

    name: str
    detail: str
    pieces: tuple[Piece, ...]
    tiles: tuple[Tile, ...]
    """The same as numbers with names; nothing for what is not there."""
    counts: tuple[int, ...]
    """By verdict, as the columns of a table have them."""
    total: int


def tiles(report: Report, words: Words) -> tuple[Tile, ...]:
    """Return the numbers of each verdict, as the summary counts them."""
    counts = report.summary
    found = [
        Tile(verdict.value, SYMBOLS[verdict], verdict_name(verdict, words), counts[verdict.value])
        for verdict in VERDICTS
    ]
    if counts["contested"]:
        found.append(Tile("contested", "≠", words.say("story.contested"), counts["contested"]))
    return tuple(found)


def verdict_name(verdict: Verdict, words: Words) -> str:
    """Return what the targets of a verdict are: met, missed, to review."""
    return words.say(VERDICTS[verdict].counted)


def stack(name: str, detail: str, found: Mapping[Result, int], most: int, words: Words) -> Stack:
    """Return a bar of what counts, `most` being as long as a bar may be.

    What only compares an area with a level is above or below it, never met or missed.
    """
    signs: Counter[tuple[str, str]] = Counter()
    for (verdict, sign), number in found.items():
        level = {ABOVE: "above", BELOW: "below"}.get(sign)
        signs[(level, sign) if level else (verdict.value, SYMBOLS[verdict])] += number
    tiles = tuple(
        Tile(tone, symbol, _name(tone, words), signs[tone, symbol])
        for tone, symbol in _ORDER
        if signs[tone, symbol]
    )
    pieces = []
    x = 0.0
    for tile in tiles:
        width = round(100 * tile.number / most, 2)
        text = f"{tile.symbol} {tile.number}" if width > _ROOM else ""
        pieces.append(Piece(tile.tone, round(x, 2), width, text, round(x + width / 2, 2)))
        x += width
    counts = of_verdicts(found)
    return Stack(name, detail, tuple(pieces), tiles, counts, sum(counts))


def _name(tone: str, words: Words) -> str:
    if tone in ("above", "below"):
        return words.composed(f"verdict.{tone}").lower()
    return verdict_name(Verdict(tone), words)


def stacks(report: Report, words: Words) -> tuple[Stack, ...]:
    """Return a bar for each document and horizon; what only informs is not counted."""
    counted = [assessment for assessment in report.assessments if not assessment.informs]
    parts = scopes(counted, words)
    groups: dict[tuple[str, str, dt.date], list[Assessment]] = {}
    for scope in parts:
        whose = scope.name if len(parts) > 1 else ""
        for assessment in scope.results:
            key = whose, assessment.chosen.pack.id, assessment.chosen.target.due_date
            groups.setdefault(key, []).append(assessment)
    most = max(map(len, groups.values()), default=1)
    found = []
    for (whose, *_), group in groups.items():
        name = group[0].chosen.pack.cited
        detail = " · ".join(filter(None, (whose, horizon(group[0], words))))
        results = Counter((each.decided, level_sign(each, words)) for each in group)
        found.append(stack(name, detail, results, most, words))
    return tuple(found)
