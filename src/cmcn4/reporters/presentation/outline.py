"""What every view for people says of a report, and in which order: worst first, then why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cmcn4.locale import write
from cmcn4.model.finding import INVALID, Finding, Level
from cmcn4.model.report import Alternative, Assessment, Report, Tally, summed
from cmcn4.model.target import STRATEGY
from cmcn4.model.verdict import Reason, Verdict
from cmcn4.reporters.presentation import alternatives
from cmcn4.reporters.presentation.figures import is_derived, lacking
from cmcn4.reporters.presentation.pace import in_full, in_short
from cmcn4.reporters.presentation.reasons import is_plain
from cmcn4.reporters.presentation.scopes import numbers
from cmcn4.reporters.presentation.verdicts import WORST_FIRST
from cmcn4.reporters.presentation.words import Words, place_in_words
from cmcn4.reporters.presentation.year_end import whole_year

LEVELS: tuple[Level, ...] = ("error", "warning", "note")
"""Levels of findings, worst first."""
_NAMED = 3
"""Documents named in a heading; more are counted."""
_MANY_FILES = 3
"""Files beyond which the same warning is one line for all of them."""


def worst_first(found: Iterable[Finding]) -> list[Finding]:
    """Return findings by level, else in the order in which they stand in the data."""
    return sorted(found, key=lambda each: LEVELS.index(each.level))


def same_mistakes(found: Sequence[Finding]) -> list[list[Finding]]:
    """Return findings of one mistake together: by sheet, and by code alone where many files are.

    An error has to be repaired file by file, so each file keeps its line.
    """
    files: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for finding in found:
        files[_mistake(finding)].add(finding.place.sheet.path)
    groups: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in found:
        sheet, mistake = finding.place.sheet, _mistake(finding)
        apart = finding.level == "error" or len(files[mistake]) <= _MANY_FILES
        groups[(*mistake, sheet.path, sheet.name) if apart else mistake].append(finding)
    return list(groups.values())


def _mistake(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.facts.get("variant"), finding.decision


def asked_of(report: Report, words: Words) -> str:
    """Return what the targets are of: the document, the strategy for its own, else the others."""
    packs = [used.pack for used in report.packs]
    if len(packs) == 1:
        return packs[0].document.title.get(words.lang)
    if {pack.id for pack in packs} <= {*STRATEGY}:
        return words.say("head.title")
    if len(packs) > _NAMED:
        return words.say("head.documents.many", count=len(packs))
    return words.say("head.documents", names=words.listed(pack.cited for pack in packs))


def title(report: Report, words: Words) -> str:
    """Return what heads a report: the documents that it is of, one alone with its number."""
    said = asked_of(report, words)
    said = said[:1].upper() + said[1:]
    only = report.packs[0].pack.document.number if len(report.packs) == 1 else ""
    return f"{only} · {said}" if only else said


def heading(report: Report, words: Words) -> str:
    """Return the line that says what was asked of what."""
    areas = report.counts.areas
    parts = [title(report, words), words.say("head.as-of", date=report.as_of)]
    if len(areas) == 1:
        parts.append(words.area(areas[0]))
    paths = [file.path for file in report.inputs]
    many = words.say("head.inputs", count=len(paths))
    parts.append(paths[0] if len(paths) == 1 else many)
    if report.assumed:
        parts.append(words.say("head.assumed"))
    if report.question.config:
        parts.append(words.say("head.config", path=report.question.config))
    return " · ".join(parts)


def horizon(each: Assessment, words: Words) -> str:
    """Return the title of a horizon: its year or day, and whether it has fallen due."""
    target = each.chosen.target
    if each.due or not target.ends_year:
        key = "head.horizon.due" if each.due else "head.horizon.day"
        return words.composed(key, horizon=words.horizon(target))
    return words.say("head.horizon.ahead", year=target.year)


def is_absent(each: Assessment) -> bool:
    """Whether a target has nothing at all to show: no row, no error, no stale figure."""
    return each.verdict is Verdict.NO_DATA and each.reason is Reason.NO_OBSERVATION


NOTHING = "nothing-judged"
"""What formats that need a code call it; no finding, for it has no cell."""


def nothing_judged(report: Report) -> bool:
    """Whether every target is without a verdict: the run says nothing, and exits with 3.

    Where packs or settings are in error, that is said already.
    """
    if any(finding.code in INVALID for finding in report.findings):
        return False
    return not report.counts.judged


def why_nothing(report: Report, words: Words) -> str:
    """Return that nothing could be judged, and the cause that there is."""
    for assessment in report.assessments:
        if assessment.reason is Reason.BLOCKED:
            cell = place_in_words(assessment.facts["finding"].place)
            return words.say("nothing.judged", cause=words.say("nothing.blocked", cell=cell))
    cause = _cause(report)
    if cause == "elsewhere" and (parts := lacking(report)):
        names = tuple(map(words.name, parts))
        return words.say("nothing.judged", cause=words.say("nothing.parts", names=names))
    return words.say("nothing.judged", cause=words.composed(f"nothing.{cause}"))


def _cause(report: Report) -> str:
    reasons = {assessment.reason for assessment in report.assessments}
    if Reason.TOO_OLD in reasons:
        return "too-old"
    if reasons - {Reason.NO_OBSERVATION}:
        return "incomplete"
    if report.observations:
        return "elsewhere"
    return "names" if report.seen else "empty"


def target_key(each: Assessment) -> object:
    """Return what identical checks of several packs have in common."""
    return each.chosen.indicator, each.chosen.rule, each.chosen.target.due_date


def alike(shown: list[Assessment]) -> list[list[Assessment]]:
    """Put identical checks of several packs together, worst first, else in the packs' order."""
    groups: dict[tuple[object, ...], list[Assessment]] = defaultdict(list)
    for assessment in shown:
        key = (
            target_key(assessment),
            assessment.area,
            assessment.verdict,
            assessment.interval,
            assessment.contested,
            assessment.decision,
        )
        groups[key].append(assessment)
    return sorted(groups.values(), key=lambda group: WORST_FIRST.index(group[0].verdict))


def cells(group: list[Assessment], words: Words) -> tuple[str, str, str, str]:
    """Return value with period, condition, gap, and the documents that ask for it."""
    first = group[0]
    value = words.value(first) or "–"
    if first.period and first.interval:
        value += f" ({words.period(first)})"
    packs = " ".join(assessment.chosen.pack.name for assessment in group)
    return value, words.wanted(first), words.gap(first), packs


def below(
    each: Assessment, words: Words, *, verbose: bool, reasoned: bool = False
) -> Iterator[str]:
    """Yield the lines below a target: why it is not met, and what would make it another.

    Where it is `reasoned` the reason stands beside them already.
    """
    if each.decision is not None:
        yield words.decision(each)
    said = _why(each, words, reasoned=reasoned)
    line = " · ".join(filter(None, said))
    if line:
        yield line
    if verbose:
        yield from in_full(each, words)
    opposed = contesting(each, words)
    if opposed:
        yield opposed
    if verbose:
        others = [other for other in each.alternatives if not other.opposes]
        for verdict, names in _by_verdict(others, each, words).items():
            yield f"{words.composed(f'verdict.{verdict.value}')}: {', '.join(names)}"
        for row in each.predecessors:
            value = words.interval(row.value) + words.unit(words.measured(each))
            area, period = words.area(row.area), write(words.lang, row.period)
            yield words.say("predecessor", area=area, value=value, period=period)


def contesting(each: Assessment, words: Words) -> str:
    """Return what would make the verdict another, and which; empty when nothing does."""
    opposing = [other for other in each.alternatives if other.opposes]
    return " · ".join(_would(opposing, each, words)) if opposing else ""


def _why(each: Assessment, words: Words, *, reasoned: bool) -> list[str]:
    """Return what the first line below a target is made of."""
    said = []
    if each.informs and each.verdict is not Verdict.NO_DATA:
        said.append(words.say("informs"))
    if each.verdict is not Verdict.PASS:
        if not reasoned:
            said.append(whole_year(each, words) if is_plain(each) else words.reason(each))
        said += [words.sources(each), words.status(each), words.lead(each.chosen.target)]
    else:
        said += [words.least(each), whole_year(each, words)]
    if is_derived(each, words.catalogue):
        said.append(words.say("cite.derived"))
    if has_pace(each):
        said.append(in_short(each, words))
    return said


def has_pace(each: Assessment) -> bool:
    """Whether its progress is worth telling: not of what is met and has no base yet."""
    waiting = each.progress is not None and each.progress.base is None
    return each.verdict is not Verdict.NO_DATA and not (waiting and each.verdict is Verdict.PASS)


def data_line(report: Report, words: Words) -> str:
    """Return whether the data are accepted, with the numbers of errors and warnings."""
    counts = report.summary
    numbers = {name: _count(words, name, counts[name]) for name in ("errors", "warnings")}
    decided = sum(finding.decision is not None for finding in report.findings)
    said = words.say("data.refused" if counts["errors"] else "data.accepted", **numbers)
    return said + _decided(words, decided)


def targets_line(report: Report, words: Words) -> str:
    """Return how many targets have which verdict, of the nation and of its units apart."""
    found = numbers(report.counts, words)
    told = [_targets(scope.tallies, words) for scope in found] or [_targets((), words)]
    if len(found) > 1:
        told = [
            words.say("targets.of", areas=scope.name, counts=counts)
            for scope, counts in zip(found, told, strict=True)
        ]
    said = "; ".join(told)
    if not report.assumed:
        return said
    from cmcn4.reporters.presentation.assumed import assumed_line  # noqa: PLC0415 - seldom

    return f"{said} · {assumed_line(report, words)}"


def _targets(part: Sequence[Tally], words: Words) -> str:
    counts = summed(part)
    said = words.say(
        "targets.summary",
        passed=counts["pass"],
        failed=counts["fail"],
        review=counts["review"],
        pending=counts["pending"],
        nodata=counts["no-data"],
    )
    if counts["contested"]:
        said += f" · {words.say('targets.contested', count=counts['contested'])}"
    return said + _decided(words, sum(tally.decided for tally in part))


def _decided(words: Words, number: int) -> str:
    return f" · {words.say('decided.count', count=number)}" if number else ""


def _count(words: Words, what: str, number: int) -> str:
    return words.composed(f"count.{what}.{'one' if number == 1 else 'many'}", count=number)


def _would(opposing: list[Alternative], each: Assessment, words: Words) -> Iterable[str]:
    for verdict, names in _by_verdict(opposing, each, words).items():
        known = verdict in (Verdict.PASS, Verdict.FAIL, Verdict.PENDING)
        key = f"alternative.{verdict.value}" if known else "alternative.rejected"
        yield words.composed(key, names=", ".join(names))


def _by_verdict(
    others: list[Alternative], each: Assessment, words: Words
) -> dict[Verdict, list[str]]:
    found: dict[Verdict, list[str]] = defaultdict(list)
    for other in others:
        found[other.verdict].append(alternatives.in_words(other, each, words))
    return found
