"""What the verdict would be with one input exchanged: a reading, a source, a vintage, a period."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import compress
from operator import attrgetter

from cmcn4.evaluation.derived import stated_in_place
from cmcn4.evaluation.index.alike import Alike
from cmcn4.evaluation.judge import OPPOSITE
from cmcn4.evaluation.question import Outcome, Question, Variation, held_against
from cmcn4.evaluation.rules import answer
from cmcn4.evaluation.rules.areas import series_of
from cmcn4.evaluation.rules.conditions import single_of
from cmcn4.evaluation.rules.peers import published
from cmcn4.evaluation.select import candidates
from cmcn4.evaluation.simple import one_sided, other_periods, other_tellers, told_once
from cmcn4.evaluation.sources import Tellers, preferred, told_by
from cmcn4.evaluation.trace import cell_of, told_of, weighed
from cmcn4.evaluation.unanimous import agreed, readings
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.observation import InData, Observation, in_data
from cmcn4.model.period import Period, parse
from cmcn4.model.report import Alternative, Chosen
from cmcn4.model.rule import (
    All,
    Areas,
    Average,
    Change,
    Every,
    PeerRank,
    Rule,
    Some,
    Sum,
    Threshold,
    breakdowns,
)
from cmcn4.model.verdict import Answer, due, verdict

_AREA = attrgetter("area")


def alternatives(chosen: Chosen, question: Question, outcome: Outcome) -> tuple[Alternative, ...]:
    """Judge every alternative by the same function; those that could not answer stay listed.

    Sources and periods that have nothing to say are left out, readings never are.
    """
    found = []
    if chosen.target.decide is None:
        for name, other in readings(chosen, question):
            found.append(_alternative("reading", name, other, answer(other), outcome))
    alone = chosen.target.decide is None and one_sided(
        question.rule, question.indicator, question.catalogue
    )
    if alone:
        rows = candidates(question)
        if not told_once(rows, outcome):
            found += other_tellers(question, rows, outcome, _others_tell(question, outcome))
        found += other_periods(question, rows, outcome)
    else:
        found += _asked_anew(chosen, question, outcome)
        found += _worked_out(chosen, question, outcome, found)
    rival = outcome.rival
    if rival is not None and opposes(outcome, rival) and not _assumed(outcome):
        name = rival.used[0].indicator
        found.append(_alternative("source", name, question, rival, outcome))
    return tuple(found)


def _asked_anew(chosen: Chosen, question: Question, outcome: Outcome) -> Iterator[Alternative]:
    """Yield the answers with one input exchanged; sources that say the same are asked once."""
    alike = Alike(question, outcome.used)
    known: dict[object, Alternative | None] = {}
    for variation in _variations(question, outcome):
        says = alike.says(variation)
        if says is None or says not in known:
            found = _exchanged(chosen, question, variation, outcome)
            if says is not None:
                known[says] = found
        else:
            found = known[says]
        if found is not None:
            yield found if found.id == variation.id else found._replace(id=variation.id)


def _exchanged(
    chosen: Chosen, question: Question, variation: Variation, outcome: Outcome
) -> Alternative | None:
    """Return the answer with one input exchanged; None where there is none, or no other."""
    other = question.varied(variation)
    made = answer(other)
    if chosen.target.decide is not None:
        together = agreed(chosen, other, made)
        made = made if made.answer is together else replace(made, answer=together)
    idle = isinstance(question.rule, Change) and made.used == outcome.used
    if made.answer is Answer.NONE or idle:
        return None
    return _alternative(variation.kind, variation.id, other, made, outcome)


def _worked_out(
    chosen: Chosen, question: Question, outcome: Outcome, known: Iterable[Alternative]
) -> Iterator[Alternative]:
    """Yield what opposes where operands stand in the place of a figure that the data state.

    Whoever states it, be it the operands' own source: it would hide what they come to. Where a
    source opposes by the same value, that is told already.
    """
    if outcome.answer not in OPPOSITE or _assumed(outcome):
        return
    told = {other.value for other in known if other.kind == "source" and other.opposes}
    indicators = question.catalogue.indicators
    for label, names in stated_in_place(indicators, in_data(weighed(outcome))):
        variation = Variation("source", label, worked_out=names)
        found = _exchanged(chosen, question, variation, outcome)
        if found is not None and found.opposes and found.value not in told:
            told.add(found.value)
            yield found


def _assumed(outcome: Outcome) -> bool:
    return any(row.assumed for row in in_data(outcome.used))


def _alternative(
    kind: str, name: str, question: Question, outcome: Outcome, default: Outcome
) -> Alternative:
    is_due = due(question.as_of, question.horizon)
    return Alternative(
        kind=kind,  # type: ignore[arg-type] # one of the four
        id=name,
        value=outcome.value.value if outcome.value else None,
        threshold=held_against(question.rule, outcome)[1],
        verdict=verdict(outcome.answer, is_due=is_due, lost=outcome.lost),
        opposes=opposes(default, outcome),
    )


def opposes(default: Outcome, other: Outcome) -> bool:
    """Whether it gives the opposite definite answer, or rejects the very observation used."""
    if OPPOSITE.get(default.answer) is other.answer:
        return True
    return bool(other.rejected) and any(row in other.rejected for row in default.used)


def _others_tell(question: Question, outcome: Outcome) -> Iterator[Variation]:
    """Yield sources and releases other than those used, one at a time."""
    figures = weighed(outcome)
    used = in_data(figures)
    if not used:
        return
    members = isinstance(question.rule, PeerRank) and isinstance(figures, InData)
    if members and question.data.undisputed(question.indicator.id):
        return
    # Nobody else tells what is assumed.
    observed = tuple(row for row in used if not row.assumed)
    rows = told_of(question, observed)
    if len(rows) > 1:
        yield from _sources(question, rows, observed)
        yield from _vintages(
            rows, _equals(question, rows, observed), _label(question.rule, figures)
        )


def _variations(question: Question, outcome: Outcome) -> Iterator[Variation]:
    """Yield the inputs of an outcome that could have been others, one at a time."""
    yield from _others_tell(question, outcome)
    figures = weighed(outcome)
    period = parse(outcome.period) if outcome.period else None
    free = [one for one in single_of(question) if not _has_years(one.rule)]
    if figures and period is not None and free:
        yield from _periods(question, free, period, figures)


def _sources(
    question: Question, rows: list[Observation], used: tuple[Observation, ...]
) -> Iterator[Variation]:
    """Yield the sources other than the one used; a file is one where no source is named."""
    tellers = Tellers(rows)
    own = {tellers.key(row) for row in used}
    others = {tellers.key(row): row for row in rows}
    names = Counter(tellers.name(row) for row in others.values())
    members = isinstance(question.rule, PeerRank | Every | Areas | Change | All | Some)
    shared = members or _has_reference(question.rule)
    for key, row in sorted(others.items()):
        if own != {key}:
            name = tellers.name(row)
            label = name if names[name] == 1 else row.sheet.path
            yield Variation("source", label, source=key, shared=shared)


def _has_reference(rule: Rule) -> bool:
    return isinstance(rule, Threshold) and rule.reference is not None


def _label(rule: Rule, figures: Iterable[Observation]) -> Callable[[Observation], str]:
    """Return what tells the cells of several figures apart in the name of a release."""
    if isinstance(rule, Average | Sum | Change | Every):
        return lambda row: f"{row.period.code}@"
    if isinstance(rule, All | Some) or any(figure.made for figure in figures):
        return lambda row: f"{row.breakdown or row.indicator}@"
    return lambda _: ""


def _equals(
    question: Question, rows: list[Observation], used: tuple[Observation, ...]
) -> tuple[Observation, ...]:
    """Return the rows used, and those that count as much for the same cells and say the same."""
    cells = defaultdict(list)
    for row in rows:
        cells[cell_of(row)].append(row)
    found = dict.fromkeys(used)
    for cell in dict.fromkeys(map(cell_of, used)):
        chosen = preferred(question.catalogue, cells[cell])
        found |= dict.fromkeys(chosen if found.keys() & chosen else ())
    return tuple(found)


def _vintages(
    rows: list[Observation], used: tuple[Observation, ...], label: Callable[[Observation], str]
) -> Iterator[Variation]:
    """Yield other releases by the same source, or in the same file, of the very cells used."""
    alike = defaultdict(list)
    for row in rows:
        alike[told_by(row), cell_of(row)].append(row)
    for mine in used:
        for row in alike[told_by(mine), cell_of(mine)]:
            released = row.origin.released
            if released != mine.origin.released:
                name = released.isoformat() if released else "undated"
                yield Variation("vintage", f"{label(row)}{name}", row=row)


def _series(row: Observation) -> tuple[str, str]:
    return row.indicator, row.breakdown


def _has_years(rule: Rule) -> bool:
    """Whether a rule names the years that it reads: none of them could be another."""
    return isinstance(rule, Average | Sum) or (isinstance(rule, Every) and rule.over == "period")


def _periods(
    question: Question,
    free: list[Question],
    period: Period,
    used: tuple[Observation, ...],
) -> Iterator[Variation]:
    """Yield the other periods of the year of the one that counts, for the questions free of one."""
    several = isinstance(question.rule, All | Some)
    names = {one.indicator.id for one in free}
    # Of peers there are as many rows as members, for each of them.
    own_rows = compress(used, map(question.area.__eq__, map(_AREA, used)))
    mine_used = [row for row in own_rows if row.indicator in names or not several]
    own = {_series(row) for row in mine_used}
    for one in free:
        own |= {
            (one.indicator.id, part) for part in breakdowns(one.rule, question.catalogue.groups)
        }
    series = {(name, part): candidates(question.about(name), (part,)) for name, part in own}
    told = [rows for _, rows in sorted(series.items())]
    for one in free:
        told += series_of(one).values() if isinstance(one.rule, Areas) else ()
    told += [published(one) for one in free if isinstance(one.rule, PeerRank)]
    mine, shared = {period}, several or isinstance(question.rule, Every)
    if shared:
        # Members have periods of their own: that of one may be another one's alternative.
        mine |= {row.period for row in mine_used}
    years = {own_period.year for own_period in mine}
    found = {other for rows in told for other in rows.by_period if other.year in years}
    if several:
        # A condition's own period is no alternative of another one's.
        taken = {key: {row.period for row in mine_used if _series(row) == key} for key in series}
        rivals = [rows.by_period.keys() - taken[key] for key, rows in series.items()]
        found &= set().union(*rivals)
    if len(mine) == 1:
        found -= mine
    for other in sorted(found, key=lambda other: other.code):
        yield Variation("period", other.code, period=other, shared=shared)
