"""What the verdict would be with one input exchanged: a reading, a source, a vintage, a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from cmcn4.evaluation.dataset import Rows
from cmcn4.evaluation.question import Outcome, Question, Variation
from cmcn4.evaluation.rules import answer
from cmcn4.evaluation.select import candidates
from cmcn4.evaluation.sources import Tellers, told_by
from cmcn4.evaluation.unanimous import agreed, readings
from cmcn4.model.observation import Observation
from cmcn4.model.report import Alternative, Chosen
from cmcn4.model.rule import Average, Every, breakdowns, comparison
from cmcn4.model.verdict import Answer, due, verdict

_OPPOSITE = {Answer.YES: Answer.NO, Answer.NO: Answer.YES}


def alternatives(chosen: Chosen, question: Question, outcome: Outcome) -> tuple[Alternative, ...]:
    """Judge every alternative by the same function; those that could not answer stay listed.

    Sources and periods that have nothing to say are left out, readings never are.
    """
    found = []
    if chosen.target.decide is None:
        for name, other in readings(chosen, question):
            made = answer(other)
            found.append(_alternative("reading", name, other, made, outcome))
    for variation in _variations(question, outcome):
        other = question.varied(variation)
        made = answer(other)
        if chosen.target.decide is not None:
            together = agreed(chosen, other, made)
            made = made if made.answer is together else replace(made, answer=together)
        if made.answer is not Answer.NONE:
            found.append(_alternative(variation.kind, variation.id, other, made, outcome))
    return tuple(found)


def _alternative(
    kind: str, name: str, question: Question, outcome: Outcome, default: Outcome
) -> Alternative:
    stated = comparison(question.rule)
    is_due = due(question.as_of, question.horizon)
    return Alternative(
        kind=kind,  # type: ignore[arg-type] # one of the four
        id=name,
        value=outcome.value.value if outcome.value else None,
        threshold=stated[1] if stated else None,
        verdict=verdict(outcome.answer, is_due=is_due, lost=outcome.lost),
        opposes=opposes(default, outcome),
    )


def opposes(default: Outcome, other: Outcome) -> bool:
    """Whether it gives the opposite definite answer, or rejects the very observation used."""
    if _OPPOSITE.get(default.answer) is other.answer:
        return True
    return any(each in other.rejected for each in default.used)


def _variations(question: Question, outcome: Outcome) -> Iterator[Variation]:
    used = outcome.used
    rows = candidates(question, breakdowns(question.rule, question.catalogue.groups))
    if len(rows) <= 1:
        return
    yield from _sources(rows, used)
    yield from _vintages(rows, used, single=not isinstance(question.rule, Average | Every))
    if not isinstance(question.rule, Average):
        yield from _periods(rows, used)


def _sources(rows: Rows, used: tuple[Observation, ...]) -> Iterator[Variation]:
    """Yield the sources other than the one used; a file is one where no source is named.

    Files often hold one year each: only those with a row in the period used are rivals.
    """
    tellers, periods = Tellers(rows), {each.period for each in used}
    own = {tellers.key(each) for each in used}
    others = {
        tellers.key(each): each
        for each in rows
        if not tellers.is_file(each) or each.period in periods
    }
    names = Counter(tellers.name(each) for each in others.values())
    for key, row in sorted(others.items()):
        if not (len(own) == 1 and key in own):
            name = tellers.name(row)
            yield Variation("source", name if names[name] == 1 else row.sheet.path, source=key)


def _vintages(rows: Rows, used: tuple[Observation, ...], *, single: bool) -> Iterator[Variation]:
    """Yield other releases by the same source, or in the same file, of the very cells used."""
    for each in used:
        for row in rows.by_period.get(each.period, ()):
            same = row.breakdown == each.breakdown
            source = told_by(row) == told_by(each)
            if same and source and row.origin.released != each.origin.released:
                released = row.origin.released
                name = released.isoformat() if released else "undated"
                label = name if single else f"{row.period.code}@{name}"
                yield Variation("vintage", label, row=row)


def _periods(rows: Rows, used: tuple[Observation, ...]) -> Iterator[Variation]:
    """Yield the other periods of the year of the one used."""
    mine = {each.period for each in used}
    if len(mine) != 1:
        return
    (period,) = mine
    others = {each for each in rows.by_period if each.year == period.year} - mine
    for other in sorted(others, key=lambda each: each.code):
        yield Variation("period", other.code, period=other)
