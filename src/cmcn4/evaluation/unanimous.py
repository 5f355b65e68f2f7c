"""The readings of a target, and the rule that all of them must agree."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.evaluation import judge
from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.rules import answer
from cmcn4.evaluation.rules.part import part_of
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.report import Chosen
from cmcn4.model.verdict import Answer, Reason


def readings(chosen: Chosen, question: Question) -> Iterator[tuple[str, Question]]:
    """Yield the readings that were not chosen, each as a question of its own."""
    target = chosen.target
    if chosen.reading != "default":
        yield "default", question.read(target.rule, target.indicator)
    for reading in target.readings:
        if reading.id != chosen.reading:
            yield reading.id, question.read(reading.rule, reading.indicator or target.indicator)


def agreed(chosen: Chosen, question: Question, default: Outcome) -> Answer:
    """Return the answer of the rule and its readings together."""
    if default.answer is Answer.NONE:
        return Answer.NONE
    others = [answer(reading).answer for _, reading in readings(chosen, question)]
    return judge.unanimous(default.answer, others)


def settled(chosen: Chosen, question: Question, default: Outcome) -> Outcome:
    """Return the outcome, of rule and readings together where the document gives no number."""
    if chosen.target.decide != "unanimous":
        return default
    asked = [(chosen.reading, question), *readings(chosen, question)]
    outcomes = [default, *(answer(reading) for _, reading in asked[1:])]
    together = judge.unanimous(default.answer, [outcome.answer for outcome in outcomes[1:]])
    parts = tuple(
        part_of(name, reading, outcome)
        for (name, reading), outcome in zip(asked, outcomes, strict=True)
    )
    # The target is lost with its own rule only, not with another reading of it.
    parts = (parts[0], *(replace(part, last_day=None) for part in parts[1:]))
    if together is default.answer:
        return replace(default, parts=parts)
    says = {name: outcome.answer for (name, _), outcome in zip(asked, outcomes, strict=True)}
    facts = {
        "yes": tuple(name for name, said in says.items() if said is Answer.YES),
        "no": tuple(name for name, said in says.items() if said is Answer.NO),
        "open": tuple(name for name, said in says.items() if said not in (Answer.YES, Answer.NO)),
    }
    return replace(
        default,
        answer=together,
        reason=Reason.READINGS_DISAGREE,
        facts=facts,
        margin=None,
        parts=parts,
    )
