"""What the tables of the audit database hold: plain rows, decimals as text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from decimal import Context, Decimal, Inexact
from typing import Any, Literal

from cmcn4._version import __version__
from cmcn4.errors import OutputError
from cmcn4.locale import Message
from cmcn4.model.interval import Interval
from cmcn4.model.observation import Input, Observation
from cmcn4.model.report import Assessment, Chosen, Part, Report
from cmcn4.model.rule import (
    Areas,
    Count,
    Every,
    PeerRank,
    Reference,
    Rule,
    Threshold,
    band,
    comparison,
    facing,
)
from cmcn4.model.verdict import Reason
from cmcn4.reporters.audit.schema import FORMAT, MOST_DIGITS
from cmcn4.reporters.presentation.rules import unit_id
from cmcn4.reporters.presentation.rules.sentences import chosen_in_words, numbers_by_member
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.record.assessment import DecisionRecord
from cmcn4.reporters.record.build import record
from cmcn4.reporters.record.report import FindingRecord, ReportRecord
from cmcn4.reporters.record.rows import Rows, decided, fingerprint

Row = Mapping[str, Any]
_STOPS = frozenset(
    {
        Reason.TIED_VALUES,
        Reason.PEERS_UNDECIDED,
        Reason.TOTAL_DIFFERS,
        Reason.OTHER_POPULATION,
        Reason.EVIDENCE_MISSING,
        Reason.PERCENT_SUSPICIOUS,
        Reason.DOUBTFUL,
        Reason.SERIES_BROKEN,
        Reason.BASE_NOT_POSITIVE,
        Reason.YEARS_AHEAD,
        Reason.LOST,
    }
)
_NUMBERS = (
    f"Decimals are text as written, of at most {MOST_DIGITS} digits before and after the point. "
    "A column ..._key is made from it by SQLite; keys compare as text as the numbers do. A column "
    "..._real is a binary float for charts, and never judges."
)


# Sums of numbers that may be written have no more digits than this.
_EXACT = Context(prec=2 * MOST_DIGITS + 1, traps=[Inexact])


def written(number: Decimal) -> str:
    """Return a decimal digit by digit; OutputError when no key could hold it."""
    text = str(number)
    if len(text) < MOST_DIGITS and text[-1].isdigit() and "E" not in text:
        return text  # as very many are, sooner done
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -MOST_DIGITS or number.adjusted() >= MOST_DIGITS:
        raise OutputError(Message("errors.digits", {"digits": MOST_DIGITS}), place=".sqlite")
    return f"{number:f}"


def tables(report: Report, lang: str) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield each table with its rows; observations and evidence have a module of their own."""
    said, words = record(report, lang), Words(lang, report.catalogue)
    yield "about", _about(report, said, lang)
    yield "packs", _packs(report, said, lang)
    yield "inputs", ({"id": n, **asdict(each)} for n, each in enumerate(said.inputs, 1))
    yield "account", account(report.inputs)
    yield "targets", _targets(report, words)
    rows = Rows(words)
    numbered = enumerate(report.assessments, 1)
    yield "assessments", (_assessment(number, each, rows) for number, each in numbered)
    yield "parts", _parts(report)
    yield "alternatives", _alternatives(report)
    yield "findings", (_finding(n, each) for n, each in enumerate(said.findings, 1))


def _about(report: Report, said: ReportRecord, lang: str) -> Iterator[Row]:
    facts = {
        "format": FORMAT,
        "tool": said.tool.name,
        "version": __version__,
        "sqlite": sqlite3.sqlite_version,
        "as_of": report.as_of.isoformat(),
        "language": lang,
        "numbers": _NUMBERS,
        "check": "SELECT * FROM verdicts_again WHERE NOT agrees",
    }
    summary = {f"summary.{name}": str(count) for name, count in said.summary.items()}
    for key, value in {**facts, **summary}.items():
        yield {"key": key, "value": value}


def _packs(report: Report, said: ReportRecord, lang: str) -> Iterator[Row]:
    for each, shown in zip(report.packs, said.packs, strict=True):
        document = each.pack.document
        title = document.title.get(lang)
        yield {**asdict(shown), "title": title, "issued": str(document.issued)}


def account(inputs: Iterable[Input]) -> Iterator[Row]:
    """Yield what became of the numbers of each sheet: a row for each reason to leave some out."""
    number = 0
    for file in inputs:
        for sheet in file.accounts:
            for reason, numbers in sheet.left or ((None, 0),):
                number += 1
                yield {
                    "id": number,
                    "path": sheet.sheet.path,
                    "sheet": sheet.sheet.name,
                    "seen": sheet.seen,
                    "read": sheet.read,
                    "reason": reason,
                    "numbers": numbers,
                }


def _targets(report: Report, words: Words) -> Iterator[Row]:
    return (_target(one, words) for one in report.counts.chosen())


def _target(chosen: Chosen, words: Words) -> Row:
    rule, target = chosen.rule, chosen.target
    indicator = words.catalogue.indicators[chosen.indicator]
    stated = comparison(facing(rule, indicator.direction))
    condition = _condition(
        stated or (None, None),
        band(rule),
        getattr(rule, "tolerance", None),
        higher=indicator.direction != "lower",
    )
    return {
        "id": chosen.id,
        "pack": chosen.pack.id,
        "title": target.title.get(words.lang),
        "quote": target.quote,
        "indicator": chosen.indicator,
        "indicator_name": indicator.names.get(words.lang),
        "horizon": target.year,
        "due_date": target.due_date.isoformat(),
        "kind": rule.kind,
        "reading": chosen.reading,
        "decide": target.decide,
        "over": getattr(rule, "over", None),
        "rule": chosen_in_words(words, chosen),
        **condition,
        "direction": indicator.direction,
        "threshold_of": threshold_of(chosen),
        "moves": _moves(rule),
        "unit": unit_id(rule, indicator),
        "subnational": target.subnational,
        "informs": target.informs,
    }


def threshold_of(chosen: Chosen) -> Literal["value", "total", "each"] | None:
    """Return what the threshold is for: the value, the total, or each part by itself."""
    match chosen.rule:
        case Every():
            return "each"
        case Count():
            return "each" if chosen.rule.at_least is None else "total"
        case _:
            return "value" if comparison(chosen.rule) else None


def _moves(rule: Rule) -> str | None:
    """Return what gives the number that a rule does not state itself: figures, or its members."""
    match rule:
        case Threshold(reference=Reference() as other):
            return f"area {other.area}" if other.area else f"mean of {other.mean_of}"
        case PeerRank(top_percent=share) if share is not None:
            return f"{share}% of {rule.group}"
        case Areas(share=share) if share is not None:
            return f"{share}% of {rule.within}"
        case Every() if numbers_by_member(rule):
            return "members"
        case _:
            return None


def _assessment(number: int, each: Assessment, rows: Rows) -> Row:
    higher = rows.words.catalogue.indicators[each.indicator].direction != "lower"
    decision = decided(each)
    return {
        **rows.scalars(each),
        "id": number,
        "fingerprint": fingerprint(each),
        **_condition(
            (each.comparison, each.threshold),
            each.against,
            getattr(each.chosen.rule, "tolerance", None),
            higher=higher,
        ),
        **_interval(each.interval),
        "stops": _stops(each.reason),
        "decided": decision.verdict if decision else None,
        **_decision(decision),
    }


def _finding(number: int, said: FindingRecord) -> Row:
    return {**asdict(said), "id": number, **_decision(said.decision)}


def _decision(said: DecisionRecord | None) -> Row:
    """Return why a person has decided, apart from what."""
    names = ("because", "document", "until")
    return {f"decided_{name}": getattr(said, name) if said else None for name in names}


def _parts(report: Report) -> Iterator[Row]:
    for number, each in enumerate(report.assessments, 1):
        for place, part in enumerate(each.parts, 1):
            yield {"assessment": number, "part": place, **_part(part)}


def _part(part: Part) -> Row:
    return {
        "member": part.member,
        "value": part.value,
        **_interval(part.interval),
        "stops": _stops(part.reason),
        **_condition(
            (part.comparison, part.threshold), part.against, part.tolerance, higher=part.higher
        ),
        "last_day": part.last_day.isoformat() if part.last_day else None,
        "verdict": part.verdict.value,
    }


def _alternatives(report: Report) -> Iterator[Row]:
    for number, each in enumerate(report.assessments, 1):
        for place, other in enumerate(each.alternatives, 1):
            yield {
                "assessment": number,
                "alternative": place,
                "kind": other.kind,
                "id": other.id,
                "value": other.value,
                "threshold": other.threshold,
                "verdict": other.verdict.value,
                "opposes": other.opposes,
            }


def evidence(report: Report, ids: Mapping[Observation, int]) -> Iterator[Row]:
    """Yield which observations each assessment stands on."""
    for number, each in enumerate(report.assessments, 1):
        for place, row in enumerate(each.evidence, 1):
            yield {"assessment": number, "position": place, "observation": ids[row]}


def _condition(
    stated: tuple[str | None, Decimal | None],
    against: Interval | None,
    tolerance: Decimal | None,
    *,
    higher: bool,
) -> Row:
    """Return a comparison; the database makes of it where «khoảng» ends."""
    sign, number = stated
    return {
        **{f"against_{name}": value for name, value in _interval(against).items()},
        "comparison": sign,
        "threshold": number,
        "tolerance": Decimal(0) if sign == "~" and tolerance is None else tolerance,
        "direction": "higher" if higher else "lower",
    }


def _interval(value: Interval | None) -> Row:
    if value is None:
        return dict.fromkeys(("low", "high", "low_open", "high_open"))
    low, high = value.ends
    return {**value._asdict(), "low": low, "high": high}


def _stops(reason: Reason | None) -> str | None:
    """Return what keeps the interval from deciding."""
    return reason.value if reason in _STOPS and reason else None
