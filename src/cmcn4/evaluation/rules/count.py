"""How many there are in all, and in each declared region."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cmcn4.evaluation import judge
from cmcn4.evaluation.dataset import Rows
from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.select import Choice, at, candidates, latest
from cmcn4.model.interval import Interval, hull
from cmcn4.model.period import Period
from cmcn4.model.report import Part
from cmcn4.model.rule import Count
from cmcn4.model.verdict import Answer, Reason, doubted, due, verdict

_ZERO = Decimal(0)


def count(question: Question) -> Outcome:
    """Answer for the total and each member together: a missing region is never taken as 0."""
    rule = question.rule
    assert isinstance(rule, Count)  # noqa: S101 - called for this kind only
    rows = candidates(question, ("", *rule.members))
    period = latest(question, rows)
    if isinstance(period, Outcome):
        return period
    by_part: dict[str, Choice | None] = {
        name: at(question, Rows(each for each in rows if each.breakdown == name), period)
        for name in ("", *rule.members)
    }
    total = by_part.pop("")
    return _Counted(question, rule, period, total, by_part).outcome()


@dataclass(frozen=True, slots=True)
class _Counted:
    """The rows of one period: the total and the members, each as far as there is a row."""

    question: Question
    rule: Count
    period: Period
    total: Choice | None
    members: dict[str, Choice | None]

    @property
    def sum(self) -> Interval | None:
        """The sum of the members' rows, if each has one."""
        found = [each.value for each in self.members.values() if each is not None]
        if not found or len(found) < len(self.members):
            return None
        return Interval(
            sum((each.low for each in found), _ZERO),
            sum((each.high for each in found), _ZERO),
            any(each.low_open for each in found),
            any(each.high_open for each in found),
        )

    @property
    def whole(self) -> Interval | None:
        """The total row, else the sum; both together where they differ."""
        stated = self.total.value if self.total else None
        if stated is None or self.sum is None:
            return self.sum if stated is None else stated
        return hull([stated, self.sum]) if self.differs else stated

    @property
    def differs(self) -> bool:
        """Whether the total row and the sum contradict each other, or may: bounds leave it open."""
        if self.total is None or self.sum is None:
            return False
        stated = self.total.value
        return not (stated.is_point and stated == self.sum)

    def outcome(self) -> Outcome:
        """Put the answers together and measure what is short."""
        answers = [self._whole_answer(), *self._member_answers().values()]
        answer = judge.conjunction(answers)
        chosen = [each for each in (self.total, *self.members.values()) if each is not None]
        value = self.whole if self.rule.at_least is not None else self._worst()
        return Outcome(
            answer=answer,
            reason=self._reason(answer),
            facts=self._facts(),
            value=None if answer is Answer.NONE else value,
            margin=self._margin(answer),
            period=None if answer is Answer.NONE else self.period.code,
            used=tuple(row for each in chosen for row in each.used),
            parts=self._parts(),
        )

    def _whole_answer(self) -> Answer:
        number = self.rule.at_least
        if number is None:
            return Answer.YES
        if self.whole is None:
            return Answer.NONE
        if self.differs or self._whole_doubt():
            return Answer.UNKNOWN
        return judge.compare(self.whole, ">=", number)

    def _whole_doubt(self) -> str:
        """Return the code of what leaves the total open: its own row, else any that is added up."""
        rows = [self.total] if self.total else [*self.members.values()]
        return next((each.doubt for each in rows if each and each.doubt), "")

    def _member_answers(self) -> dict[str, Answer]:
        number = self.rule.each_at_least
        if number is None:
            return {}
        answers = {}
        for name, choice in self.members.items():
            if choice is None:
                answers[name] = Answer.NONE
            elif choice.doubt:
                answers[name] = Answer.UNKNOWN
            else:
                answers[name] = judge.compare(choice.value, ">=", number)
        return answers

    def _worst(self) -> Interval | None:
        values = [each.value for each in self.members.values() if each is not None]
        return min(values, key=lambda each: each.high) if values else None

    def _margin(self, answer: Answer) -> Decimal | None:
        """Return how far short it is: the larger of the total's and the members' shortfall."""
        if answer in (Answer.UNKNOWN, Answer.NONE):
            return None
        met = answer is Answer.YES
        whole, each = self.rule.at_least, self.rule.each_at_least
        margins = []
        if whole is not None and self.whole is not None and not self.differs:
            margins.append(judge.margin(self.whole, upward=True, number=whole, met=met))
        if each is not None:
            found = [choice.value for choice in self.members.values() if choice is not None]
            single = [judge.margin(one, upward=True, number=each, met=met) for one in found]
            short = sum((min(one, _ZERO) for one in single), _ZERO)
            if short or not margins:
                margins.append(short or min(single))
        return min(margins)

    def _reason(self, answer: Answer) -> Reason:
        match answer:
            case Answer.YES:
                return Reason.MET
            case Answer.NO:
                return Reason.SHORT_OF_THRESHOLD
            case Answer.NONE:
                return Reason.INCOMPLETE
            case _:
                pass
        if self.differs:
            return Reason.TOTAL_DIFFERS
        chosen = [each for each in (self.total, *self.members.values()) if each is not None]
        doubt = next((each.doubt for each in chosen if each.doubt), "")
        if doubt:
            return doubted(doubt)
        tied = any(each.tied for each in chosen)
        return Reason.TIED_VALUES if tied else Reason.BOUND_ACROSS_THRESHOLD

    def _facts(self) -> dict[str, object]:
        answers = self._member_answers()
        return {
            "variant": "members",
            "missing": tuple(name for name, each in answers.items() if each is Answer.NONE),
            "short": tuple(name for name, each in answers.items() if each is Answer.NO),
            "total": self.total.value if self.total else None,
            "sum": self.sum,
        }

    @staticmethod
    def _part_reason(choice: Choice | None, answer: Answer | None) -> Reason | None:
        """Return what leaves a member open where its interval alone does not say so."""
        if choice is None or answer is not Answer.UNKNOWN:
            return None
        if choice.doubt:
            return doubted(choice.doubt)
        return Reason.TIED_VALUES if choice.tied else None

    def _parts(self) -> tuple[Part, ...]:
        is_due = due(self.question.as_of, self.question.horizon)
        answers, number = self._member_answers(), self.rule.each_at_least
        return tuple(
            Part(
                member=name,
                value=choice.value.value if choice else None,
                verdict=verdict(answers.get(name, Answer.YES), is_due=is_due),
                interval=choice.value if choice else None,
                comparison=None if number is None else ">=",
                threshold=number,
                reason=self._part_reason(choice, answers.get(name)),
            )
            for name, choice in self.members.items()
        )
