"""Who has sent what was expected: which files are whose, what refuses them, what is still owed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from cmcn4.evaluation.assess import applies
from cmcn4.evaluation.settings import Settings
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.expected import Invited, Owed, Sender
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.measure import Operand
from cmcn4.model.observation import Block, Input, Place, Submission
from cmcn4.model.report import Assessment, Chosen, Report
from cmcn4.model.rule import Areas
from cmcn4.model.verdict import Reason, Verdict

_DECEMBER = 12


@dataclass(slots=True)
class _Sent:
    """The files of one sender, and those that have figures of others, too."""

    files: list[Input] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)
    """Paths of files in which an error may be somebody else's."""


def senders(
    report: Report, submission: Submission, settings: Settings, expected: Sequence[Invited]
) -> tuple[Sender, ...]:
    """Return what became of each area expected, in their order, then of those that are not.

    Where nobody is expected it is told of all whom files say they are from.
    """
    expected = expected or [
        Invited(area) for area in dict.fromkeys(file.sender for file in report.inputs) if area
    ]
    sent, others = _sent(report, submission.blocks, {invited.area for invited in expected})
    told_of = _findings(report, submission, {path for one in sent.values() for path in one.shared})
    by_area: dict[str, list[Assessment]] = defaultdict(list)
    for assessment in report.assessments:
        by_area[assessment.area].append(assessment)
    figures: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in report.observations:
        figures[row.area].add((row.indicator, row.period.code))

    def told(invited: Invited) -> Sender:
        own = sent.get(invited.area)
        findings = tuple(_own(sent[invited.area], invited.area, told_of)) if own else ()
        refused = any(finding.level == "error" for finding in findings)
        judged = by_area.get(invited.area)
        return Sender(
            area=invited.area,
            state="not-sent" if own is None else "refused" if refused else "read",
            recipient=invited.recipient,
            files=tuple(file.path for file in own.files) if own else (),
            findings=findings,
            owed=_owed(judged, report.catalogue, figures[invited.area])
            if judged
            else _all(invited.area, settings),
        )

    uninvited = (
        Sender(
            area=area,
            state="unexpected",
            files=tuple(paths),
            findings=tuple(finding for path in paths for finding, _ in told_of.get(path, ())),
        )
        for area, paths in others.items()
    )
    return (*map(told, expected), *uninvited)


def _sent(
    report: Report, blocks: Iterable[Block], expected: set[str]
) -> tuple[dict[str, _Sent], Mapping[str | None, list[str]]]:
    """Return the files of each area expected, and those that are of none of them.

    A file is its sender's; one of nobody expected is of all whose figures it has, be they in error.
    """
    catalogue = report.catalogue
    within: dict[str, dict[str, None]] = defaultdict(dict)
    for row in report.observations:
        within[row.sheet.path][row.area] = None
    for block in blocks:
        if block.area:
            within[block.finding.place.sheet.path][block.area] = None
    sent: dict[str, _Sent] = defaultdict(_Sent)
    others: dict[str | None, list[str]] = defaultdict(list)
    for file in report.inputs:
        sender = _today(file.sender, expected, catalogue)
        found = {_today(area, expected, catalogue): None for area in within[file.path]}
        known = [sender] if sender in expected else found
        owners = [area for area in known if area is not None and area in expected]
        for area in owners:
            sent[area].files.append(file)
            if sender not in expected:
                sent[area].shared.add(file.path)
        if not owners and (file.observations or file.errors):
            for other in [sender] if sender else [*found] or [None]:
                others[other].append(file.path)
    return sent, others


def _today(area: str | None, expected: set[str], catalogue: Catalogue) -> str | None:
    """Return who answers for an area: the unit that took it over, where that one is expected."""
    heir = area
    while heir is not None and heir not in expected:
        known = catalogue.areas.get(heir)
        heir = known.merged_into if known else None
    return heir or area


_About = tuple[Finding, frozenset[str]]
"""A finding that nobody has settled, and the areas that it is about; none where it is about all."""


def _findings(
    report: Report, submission: Submission, shared: set[str]
) -> Mapping[str, list[_About]]:
    """Return the findings of each file, errors first, of shared files with whose they are."""
    about: dict[tuple[str, Place], set[str]] = defaultdict(set)
    for block in submission.blocks:
        if block.area and block.finding.place.sheet.path in shared:
            about[block.finding.code, block.finding.place].add(block.area)
    rows = {row.place: row.area for row in report.observations if row.sheet.path in shared}
    found: dict[str, list[_About]] = defaultdict(list)
    for finding in sorted(report.findings, key=_by_place):
        if finding.level != "note" and finding.decision is None:
            areas = about.get((finding.code, finding.place)) or {rows.get(finding.place)} - {None}
            known = frozenset(area for area in areas if area)
            found[finding.place.sheet.path].append((finding, known))
    return found


def _by_place(finding: Finding) -> tuple[bool, str, str, int, int]:
    place = finding.place
    return (
        finding.level != "error",
        place.sheet.path,
        place.sheet.name or "",
        place.row or 0,
        place.column or 0,
    )


def _own(own: _Sent, area: str, told_of: Mapping[str, list[_About]]) -> list[Finding]:
    """Return the findings of its files, of shared ones those that may be about it."""
    found = [
        finding
        for file in own.files
        for finding, areas in told_of.get(file.path, ())
        if file.path not in own.shared or not areas or area in areas
    ]
    return sorted(found, key=lambda finding: finding.level != "error")


def _all(area: str, settings: Settings) -> tuple[Owed, ...]:
    """Return all that the targets need of an area that has sent nothing."""
    day, catalogue = settings.question.as_of, settings.catalogue
    needed = (
        Owed(chosen.indicator, (_year(chosen, day, catalogue),))
        for chosen in settings.targets
        if applies(chosen, area, catalogue) and not isinstance(chosen.rule, Areas)
    )
    return _merged(_of_today(owed, catalogue) for owed in needed)


def _owed(
    judged: Iterable[Assessment], catalogue: Catalogue, sent: AbstractSet[tuple[str, str]]
) -> tuple[Owed, ...]:
    """Return the figures for want of which targets were not judged; errors are told as such.

    What has been sent under the name of today (indicator and period) is not asked for again.
    """
    found = (
        (owed, _of_today(owed, catalogue))
        for assessment in judged
        if assessment.verdict is Verdict.NO_DATA and assessment.reason is not Reason.BLOCKED
        for owed in _lacking(assessment, catalogue)
    )
    return _merged(
        today
        for owed, today in found
        if today is owed or not all((today.indicator, period) in sent for period in today.periods)
    )


def _of_today(owed: Owed, catalogue: Catalogue) -> Owed:
    """Return the figure that took the place of one whose series ended before what is asked."""
    followed = catalogue.indicators[owed.indicator].succeeded_by
    if followed is None or any(
        f"{period[:4]}-01-01" < followed.from_date for period in owed.periods
    ):
        return owed
    return _of_today(owed._replace(indicator=followed.indicator), catalogue)


def _lacking(assessment: Assessment, catalogue: Catalogue) -> Iterator[Owed]:
    facts, own = assessment.facts, assessment.indicator
    year = _year(assessment.chosen, assessment.as_of, catalogue)
    missing = facts.get("missing", facts.get("base") or ())
    if isinstance(missing, str):
        yield Owed(own, (missing,))
        return
    operands = [one for one in missing if isinstance(one, Operand)]
    if operands:
        for operand in operands:
            yield Owed(operand.indicator, (year,), tuple(filter(None, [operand.breakdown])))
        return
    conditions = {part.member: part.indicator for part in assessment.parts if part.indicator}
    names = [conditions.get(name, name) for name in missing]
    years = tuple(name for name in names if name.isdecimal())
    indicators = [name for name in names if name in catalogue.indicators]
    parts = tuple(name for name in names if name not in (*years, *indicators))
    for indicator in indicators:
        yield Owed(indicator, (year,))
    if years or parts or not indicators:
        yield Owed(own, years or (year,), parts)


def _year(chosen: Chosen, day: dt.date, catalogue: Catalogue) -> str:
    """Return the last year whose figure is to be had: of a year at its end, with its estimate."""
    indicator = catalogue.indicators[chosen.indicator]
    begun = day.month < _DECEMBER and indicator.age_limit > 0
    return str(min(day.year - begun, chosen.target.year))


def _merged(found: Iterable[Owed]) -> tuple[Owed, ...]:
    """Return what is owed once for each indicator, its periods in order."""
    periods: dict[str, set[str]] = defaultdict(set)
    parts: dict[str, dict[str, None]] = defaultdict(dict)
    for owed in found:
        periods[owed.indicator].update(owed.periods)
        parts[owed.indicator].update(dict.fromkeys(owed.parts))
    return tuple(
        Owed(name, tuple(sorted(codes)), tuple(parts[name])) for name, codes in periods.items()
    )
