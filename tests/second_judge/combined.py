"""Several rules together: all of them, or some."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from second_judge.spans import Answer, Rule, Span
from second_judge.view import Outcome, View

Judge = Callable[[View, Rule, str, str], Outcome]


def combined(judge: Judge, view: View, rule: Rule, subject: tuple[str, str]) -> Outcome:
    """Return what the answers of all parts come to."""
    indicator, area = subject
    parts = [judge(view, part, part.get("indicator") or indicator, area) for part in rule["of"]]
    least = int(rule.get("at_least", 1)) if rule["kind"] == "some" else len(parts)
    answers = [part.answer for part in parts]
    answer = _together(rule["kind"], answers, least)
    met = answers.count("yes")
    left = len(parts) - sum(part.lost and part.answer == "no" for part in parts)
    span = Span(Fraction(met), Fraction(len(parts) - answers.count("no")))
    margin = Fraction(met - least) if answer in ("yes", "no") else None
    used = tuple(row for part in parts for row in part.used)
    found = Outcome(answer, span, margin, None, used, number=Fraction(least),
                    lost=answer == "no" and left < least)  # fmt: skip
    return replace(found, rival=_rival(rule["kind"], parts, least, answer))


def _together(kind: str, answers: list[Answer], least: int) -> Answer:
    met, unknown, none = (answers.count(each) for each in ("yes", "unknown", "none"))
    if kind == "all":
        if "no" in answers:
            return "no"
        return "none" if none else "unknown" if unknown else "yes"
    if met >= least:
        return "yes"
    if met + unknown + none < least:
        return "no"
    return "unknown" if met + unknown >= least else "none"


def _rival(kind: str, parts: list[Outcome], least: int, answer: Answer) -> Answer:
    """Return another answer, if what was published of one part gives it."""
    for number, part in enumerate(parts):
        if part.rival in ("yes", "no"):
            answers = [other.answer for other in parts]
            answers[number] = part.rival
            other = _together(kind, answers, least)
            if {answer, other} == {"yes", "no"}:
                return other
    return "none"
