"""Which observation counts: the latest period that may, then the source, then the release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable

from cmcn4.evaluation.blocks import block_at, blocked, shared
from cmcn4.evaluation.dataset import Rows, by_place, lateness
from cmcn4.evaluation.derived import Term, made
from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.sources import preferred
from cmcn4.model.catalogue import Indicator
from cmcn4.model.interval import Interval, hull
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.measure import Operand
from cmcn4.model.observation import Block, Observation
from cmcn4.model.period import YEARS, Period
from cmcn4.model.verdict import Reason


class Choice(NamedTuple):
    """The rows that count for one series; several only if they tie with different values."""

    period: Period
    rows: tuple[Observation, ...]

    @property
    def tied(self) -> bool:
        """Whether equally good rows give different values."""
        if len(self.rows) == 1:
            made = self.rows[0].made
            return made is not None and made.tied
        first = self.rows[0].value
        return any(row.value != first or (row.made and row.made.tied) for row in self.rows)

    @property
    def value(self) -> Interval:
        """The value, or what lies between the tied ones."""
        first = self.rows[0].value
        return first if len(self.rows) == 1 else hull([row.value for row in self.rows])

    @property
    def doubt(self) -> str:
        """The code of the finding that leaves the value open, if no equal row is free of it."""
        if len(self.rows) == 1:
            return self.rows[0].origin.doubt
        found = [row.origin.doubt for row in self.rows]
        return next(filter(None, found), "") if self.tied or all(found) else ""

    @property
    def used(self) -> tuple[Observation, ...]:
        """The rows to show as evidence: one, or all that tie with different values."""
        if len(self.rows) == 1 or self.tied:
            return self.rows
        return (next((row for row in self.rows if not row.origin.doubt), self.rows[0]),)


def candidates(question: Question, breakdowns: Iterable[str] = ("",)) -> Rows:
    """Return the rows of a series that may count on the day asked, of any age."""
    return _begun(question, frozenset(breakdowns), several_years=False)


def multi_year(question: Question, span: Period) -> Rows:
    """Return the rows that state one value for exactly a span of several years."""
    if not _counting(question, several_years=True)(span):
        return Rows()
    return _begun(question, frozenset(("",))).during(lambda period: period == span)


def _begun(question: Question, parts: frozenset[str], *, several_years: bool = True) -> Rows:
    """Return the rows of a series for periods that had begun, for some breakdowns; once for all."""
    data, indicator = question.data, question.indicator
    # Only of a derived indicator the rows themselves depend on what an alternative exchanges.
    other = question.variation if indicator.derived else None
    key = indicator.id, question.area, parts, question.limit, other, several_years
    found = data.memory.get(key)
    if found is None:
        counts = _counting(question, several_years=several_years)
        found = data.memory[key] = (
            _with_derived(question, parts).during(counts)
            if indicator.derived
            else _stated(question, parts, counts)
        )
    return found


def _with_derived(question: Question, breakdowns: Collection[str]) -> Rows:
    """Return rows of a derived indicator: those in the data, and made ones of other periods.

    Cells in error of its operands block the periods in which these would have been read.
    """
    stated = _stated(question, breakdowns, lambda _: True)
    found, blocks = Rows(stated), list(stated.blocks)
    for part in breakdowns:
        operands = _Operands.of(question, part)
        given = {row.period for row in stated if row.breakdown == part}
        first = set() if operands.come_first else given
        worked_out: dict[Period, Observation] = {}
        for period in operands.periods:
            row = operands.made(period) if period not in first else operands.instead(stated, period)
            if row is not None:
                worked_out[period] = row
        found = Rows(row for row in found if row.breakdown != part or row.period not in worked_out)
        found += worked_out.values()
        blocks += [block for block in operands.blocks if block.period not in given]
        found.lacking = operands.lacking
    found.blocks = tuple(blocks)
    return found


class _Operands(NamedTuple):
    """What a derived indicator is worked out of, for one of its breakdowns."""

    question: Question
    part: str
    asked: tuple[tuple[Operand, Question, Rows], ...]
    """Each operand with the question about it, and with its rows."""

    @classmethod
    def of(cls, question: Question, part: str) -> _Operands:
        """Return the operands; none where both they and the rule name a breakdown."""
        assert question.indicator.derived is not None  # noqa: S101 - asked for such only
        (formula,) = question.indicator.derived.stated
        if part and any(operand.breakdown for operand in formula.operands):
            return cls(question, part, ())
        other = question.variation
        if other is not None and other.source is not None:
            # An operand of which that source tells nothing keeps what counts for it.
            question = question.varied(replace(other, shared=True))
        asked = []
        for operand in formula.operands:
            about = question.about(operand.indicator)
            rows = _begun(about, frozenset((operand.breakdown or part,)))
            asked.append((operand, about, rows))
        return cls(question, part, tuple(asked))

    @property
    def periods(self) -> list[Period]:
        """The periods in which all operands tell."""
        told = [set(rows.by_period) for _, _, rows in self.asked]
        return sorted(set.intersection(*told)) if told else []

    @property
    def come_first(self) -> bool:
        """Whether they stand in the place of what the data state of the indicator itself."""
        other = self.question.variation
        return other is not None and self.question.indicator.id in other.worked_out

    @property
    def blocks(self) -> list[Block]:
        """The cells in error of operands, of the periods for which all of them have a cell.

        One of an unknown period stands as such, too: it may be of a later one.
        """
        return shared([rows for _, _, rows in self.asked])

    @property
    def lacking(self) -> dict[str, object]:
        """What a reason says where no row could be made."""
        missing = tuple(operand for operand, _, rows in self.asked if not rows)
        if missing:
            return {"variant": "operands", "missing": missing}
        if not self.asked:
            return {}
        periods = self.periods
        if not periods:
            return {"variant": "apart", "missing": tuple(asked[0] for asked in self.asked)}
        return {"variant": "divisor", "missing": (self.asked[-1][0],), "period": periods[-1]}

    def made(self, period: Period) -> Observation | None:
        """Return the figure of a period, if it can be worked out."""
        terms = []
        for _, about, rows in self.asked:
            choice = at(about, rows, period)
            if not isinstance(choice, Choice):
                return None
            terms.append(Term(choice.used, choice.value, choice.tied, choice.doubt))
        own = self.question.indicator
        row = made(own, self.question.catalogue.units[own.unit], terms)
        return row._replace(breakdown=self.part) if row else None

    def instead(self, stated: Rows, period: Period) -> Observation | None:
        """Return what the one source asked about makes of a period that only others state."""
        other = self.question.variation
        if other is None or other.source is None:
            return None
        key = period, other.source
        if any(row.breakdown == self.part for row in stated.by_teller.get(key, ())):
            return None
        told = any(key in rows.by_teller for _, _, rows in self.asked)
        return self.made(period) if told else None


def _stated(
    question: Question, breakdowns: Collection[str], counts: Callable[[Period], bool]
) -> Rows:
    """Return the rows of a series in the data, of periods that count; forecasts never do."""
    data, name = question.data, question.indicator.id
    rows = data.rows(name, question.area)
    kept = [row for row in rows if row.breakdown in breakdowns and counts(row.period)]
    found = Rows([row for row in kept if row.origin.status != "forecast"])
    blocks = data.blocks(name, question.area, breakdowns)
    found.blocks = tuple(block for block in blocks if not block.period or counts(block.period))
    return found


def _counting(question: Question, *, several_years: bool) -> Callable[[Period], bool]:
    """Return whether a period counts: one that had begun, and mostly one within a year."""
    limit, end = question.limit, ended(question.indicator) or dt.date.max
    kinds = YEARS + several_years
    return lambda period: period.kind < kinds and period.first <= limit and period.first < end


def ended(indicator: Indicator) -> dt.date | None:
    """Return the day from which nothing counts for an indicator with a successor."""
    succession = indicator.succeeded_by
    return dt.date.fromisoformat(succession.from_date) if succession else None


def latest(question: Question, own: Rows, *others: Rows) -> Period | Outcome:
    """Return the period that counts, or the outcome none: nothing there, too old, or blocked.

    Other series serve where one may stand in for the own one. A cell in error takes part with its
    period: an older value never slips into its place.
    """
    if own.blocks and None in own.unread:
        return blocked(own.unread[None][0][1])
    series = (own, *others)
    ends = [rows.end for rows in series]
    known = [period for period in ends if period is not None]
    if not known:
        unreadable = next((block for rows in others for block in rows.blocks), None)
        if unreadable:
            return blocked(unreadable)
        return nothing(Reason.NO_OBSERVATION, own.lacking)
    best = max(known, key=lateness)
    other = question.variation
    if other is not None and other.period is not None:
        told = any(other.period in rows.by_period or other.period in rows.unread for rows in series)
        if not other.shared or (told and other.period.year == best.year):
            best = other.period
    if question.limit.year - best.year > question.indicator.age_limit:
        facts = {
            "period": best,
            "max_age": question.indicator.age_limit,
            "as_of": question.limit,
            "rows": tuple(row for rows in series for row in rows.by_period.get(best, ())),
        }
        return nothing(Reason.TOO_OLD, facts)
    return best


def choose(question: Question, breakdowns: Iterable[str] = ("",)) -> Choice | Outcome:
    """Return the rows that count for a series, or the outcome none with its reason."""
    rows = candidates(question, breakdowns)
    period = latest(question, rows)
    if isinstance(period, Outcome):
        return period
    return at(question, rows, period) or nothing(Reason.NO_OBSERVATION)


def at(question: Question, rows: Rows, period: Period) -> Choice | Outcome | None:
    """Return the rows that count within one period: by source order, then the latest release.

    A cell in error blocks its period; None where nobody tells anything.
    """
    block = block_at(rows, period)
    if block is not None:
        return blocked(block)
    here = _exchanged(question, rows, period)
    if len(here) < 2:  # noqa: PLR2004 - nothing to choose from
        return Choice(period, tuple(here)) if here else None
    kept = rows.counting if here is rows.by_period[period] else {}
    if period not in kept:
        kept[period] = Choice(
            period, tuple(sorted(preferred(question.catalogue, here), key=by_place))
        )
    return kept[period]


def _exchanged(question: Question, rows: Rows, period: Period) -> list[Observation]:
    """Return the rows of a cell with the one input exchanged that an alternative exchanges."""
    here, other = rows.by_period.get(period, []), question.variation
    if other is None:
        return here
    if other.row is not None and other.row.period == period and other.row in rows.known:
        return [other.row]
    if other.source is None:
        return here
    theirs = rows.by_teller.get((period, other.source), [])
    return theirs if theirs or not other.shared else here
