"""How many there are in all, and in each declared region."""

from __future__ import annotations

from decimal import Decimal

from cmcn4.evaluation import judge
from cmcn4.evaluation.dataset import Rows
from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.rules.weighed import gap_of
from cmcn4.evaluation.select import Choice, at, candidates, latest
from cmcn4.model.interval import Interval, hull
from cmcn4.model.lazy.dataclass import dataclass, field, replace
from cmcn4.model.observation import Observation
from cmcn4.model.period import Period
from cmcn4.model.report import Part
from cmcn4.model.rule import Count
from cmcn4.model.verdict import Answer, Reason, doubted, due, verdict

_ZERO = Decimal(0)


def count(question: Question) -> Outcome:
    """Answer for the total and each member together: a missing region is never taken as 0."""
    rule = question.rule
    assert isinstance(rule, Count)  # noqa: S101 - called for this kind only
    read = ("", *rule.members) if rule.at_least is not None else rule.members
    series = {name: candidates(question, (name,)) for name in read}
    period = latest(question, Rows(), *series.values())
    if isinstance(period, Outcome):
        return period
    cells = {name: at(question, rows, period) for name, rows in series.items()}
    chosen = {
        name: None if isinstance(choice, Outcome) else choice for name, choice in cells.items()
    }
    total = chosen.pop("", None)
    blocked = next((choice for choice in cells.values() if isinstance(choice, Outcome)), None)
    total_blocked = isinstance(cells.get(""), Outcome)
    counted = _Counted(question, rule, period, total, chosen, total_blocked=total_blocked)
    return counted.outcome(blocked)


@dataclass(frozen=True, slots=True)
class _Counted:
    """The rows of one period: the total and the members, each as far as there is a row."""

    question: Question
    rule: Count
    period: Period
    total: Choice | None
    members: dict[str, Choice | None]
    total_blocked: bool = field(kw_only=True)
    """Whether the total is in error: the sum does not stand in for it."""

    @property
    def sum(self) -> Interval | None:
        """The sum of the members' rows, if each has one."""
        found = [choice.value for choice in self.members.values() if choice is not None]
        if not found or len(found) < len(self.members):
            return None
        return Interval(
            sum((interval.low for interval in found), _ZERO),
            sum((interval.high for interval in found), _ZERO),
            any(interval.low_open for interval in found),
            any(interval.high_open for interval in found),
        )

    @property
    def whole(self) -> Interval | None:
        """The total row, else the sum; both together where they differ."""
        if self.total_blocked:
            return None
        if self.total is None or self.sum is None:
            return self.total.value if self.total else self.sum
        return hull([self.total.value, self.sum]) if self.differs else self.total.value

    @property
    def differs(self) -> bool:
        """Whether the total row and the sum have no value in common."""
        if self.total is None or self.sum is None:
            return False
        stated, added = self.total.value, self.sum
        return judge.below(stated, added) or judge.below(added, stated)

    def outcome(self, blocked: Outcome | None) -> Outcome:
        """Put the answers together and measure what is short; a cell in error is a missing one."""
        answer = judge.conjunction([self._whole_answer(), *self._member_answers().values()])
        if answer is Answer.NONE and blocked is not None:
            return replace(blocked, used=self._used(), parts=self._parts())
        value = self.whole if self.rule.at_least is not None else self._worst(answer)
        return Outcome(
            answer=answer,
            reason=self._reason(answer),
            facts=self._facts(),
            value=None if answer is Answer.NONE else value,
            margin=self._margin(answer),
            period=None if answer is Answer.NONE else self.period.code,
            used=self._used(),
            parts=self._parts(),
        )

    def _used(self) -> tuple[Observation, ...]:
        chosen = [choice for choice in (self.total, *self.members.values()) if choice is not None]
        return tuple(row for choice in chosen for row in choice.used)

    def _whole_answer(self) -> Answer:
        number = self.rule.at_least
        if number is None:
            return Answer.YES
        if self.whole is None:
            return Answer.NONE
        if self.differs or self._whole_doubt():
            return Answer.UNKNOWN
        return judge.compare(self.whole, ">=", number)

    def _whole_gap(self) -> Decimal | None:
        """Return how many are lacking in all; None where that is not known, or not asked."""
        number, whole = self.rule.at_least, self.whole
        if number is None or whole is None or self._whole_answer() is not Answer.NO:
            return None
        return gap_of(Answer.NO, judge.margin(whole, upward=True, number=number, met=False))

    def _whole_doubt(self) -> str:
        """Return the code of what leaves the total open: its own row, else any that is added up."""
        rows = [self.total] if self.total else [*self.members.values()]
        return next((choice.doubt for choice in rows if choice and choice.doubt), "")

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

    def _worst(self, answer: Answer) -> Interval | None:
        """Return the value of the first member that gives the answer, and is farthest behind."""
        answers = self._member_answers()
        values = [
            choice.value
            for name, choice in self.members.items()
            if choice is not None and answers.get(name, answer) is answer
        ]
        if not values or answer is Answer.UNKNOWN:
            return values[0] if values else None
        return min(values, key=lambda value: value.low if answer is Answer.YES else value.high)

    def _margin(self, answer: Answer) -> Decimal | None:
        """Return how far short it is: the larger of the total's and the members' shortfall."""
        if answer in (Answer.UNKNOWN, Answer.NONE):
            return None
        met, margins = answer is Answer.YES, []
        number, whole = self.rule.at_least, self.whole
        if number is not None and whole is not None and self._whole_answer() is answer:
            margins.append(judge.margin(whole, upward=True, number=number, met=met))
        if self.rule.each_at_least is not None and not (met and margins):
            number, answers = self.rule.each_at_least, self._member_answers()
            single = [
                judge.margin(choice.value, upward=True, number=number, met=met)
                for name, choice in self.members.items()
                if choice is not None and answers[name] is answer
            ]
            margins += [min(single) if met else sum(single, _ZERO)] if single else []
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
        chosen = [choice for choice in (self.total, *self.members.values()) if choice is not None]
        doubt = next((choice.doubt for choice in chosen if choice.doubt), "")
        if doubt:
            return doubted(doubt)
        tied = any(choice.tied for choice in chosen)
        return Reason.TIED_VALUES if tied else Reason.BOUND_ACROSS_THRESHOLD

    def _facts(self) -> dict[str, object]:
        answers = self._member_answers()
        return {
            "variant": "members",
            "missing": tuple(name for name, answer in answers.items() if answer is Answer.NONE),
            "short": tuple(name for name, answer in answers.items() if answer is Answer.NO),
            "total": self.total.value if self.total else None,
            "sum": self.sum,
            "lacking": self._whole_gap(),
        }

    @staticmethod
    def _part_reason(choice: Choice | None, answer: Answer | None) -> Reason | None:
        """Return what leaves a member open where its interval alone does not say so."""
        if choice is None or answer is not Answer.UNKNOWN:
            return None
        if choice.doubt:
            return doubted(choice.doubt)
        return Reason.TIED_VALUES if choice.tied else None

    def _short_of(self, choice: Choice | None, answer: Answer | None) -> Decimal | None:
        """Return how many a member lacks, where its number is stated and its answer definite."""
        number = self.rule.each_at_least
        if choice is None or number is None or answer not in (Answer.YES, Answer.NO):
            return None
        met = answer is Answer.YES
        return gap_of(answer, judge.margin(choice.value, upward=True, number=number, met=met))

    def _parts(self) -> tuple[Part, ...]:
        is_due = due(self.question.as_of, self.question.horizon)
        answers, number = self._member_answers(), self.rule.each_at_least
        return tuple(
            Part(
                member=name,
                value=choice.value.value if choice else None,
                verdict=verdict(answers.get(name, Answer.YES), is_due=is_due),
                gap=self._short_of(choice, answers.get(name)),
                interval=choice.value if choice else None,
                comparison=None if number is None else ">=",
                threshold=number,
                reason=self._part_reason(choice, answers.get(name)),
            )
            for name, choice in self.members.items()
        )
