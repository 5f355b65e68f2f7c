"""The opening: what is met, what is missed and by how much, what cannot be said and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from cmcn4.model.gap import relative_gap
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Assessment, Report
from cmcn4.model.verdict import Answer, Verdict
from cmcn4.reporters.presentation.assumed import assumed_line
from cmcn4.reporters.presentation.gaps import Group
from cmcn4.reporters.presentation.missing import gap_with_unit
from cmcn4.reporters.presentation.opening.synopsis import same_figure
from cmcn4.reporters.presentation.outline import target_key
from cmcn4.reporters.presentation.scopes import scopes
from cmcn4.reporters.presentation.sections import Opening, Paragraph
from cmcn4.reporters.presentation.verdicts import is_level
from cmcn4.reporters.presentation.words import Words

_NAMED = 3
"""Targets named in a sentence; more are counted."""


class _Scope(NamedTuple):
    """The results of a nation, or of all areas that are none: their counts are never added up."""

    name: str
    areas: tuple[str, ...]
    counted: list[Assessment]
    """What demands something of them."""
    levels: list[Assessment]
    """What is only compared with."""
    words: Words

    @property
    def unit(self) -> str:
        """Return what is counted: targets, or in several areas the cases of them."""
        return "targets" if len(self.areas) == 1 else "cases"

    def of(self, *verdicts: Verdict) -> list[Assessment]:
        return [assessment for assessment in self.counted if assessment.decided in verdicts]

    def say(self, key: str, **facts: object) -> str:
        noun = self.words.composed(f"opening.noun.{self.unit}")
        return self.words.composed(f"opening.{key}", noun=noun, **facts)

    def counting(self, key: str, number: int, **facts: object) -> str:
        """Return the text of a key for none, one or many."""
        form = {0: "none", 1: "one"}.get(number, "many")
        return self.say(f"{key}.{form}", count=number, **facts)


def opening(report: Report, words: Words) -> Opening:
    """Return the sentences on the nation, then those on all other areas."""
    parts = list(_scopes(report, words))
    found = [
        Paragraph(scope.name if len(parts) > 1 else "", tuple(_sentences(scope))) for scope in parts
    ]
    if report.assumed:
        found.insert(0, Paragraph("", (_sentence([assumed_line(report, words)]),)))
    return Opening(tuple(found))


def _scopes(report: Report, words: Words) -> Iterator[_Scope]:
    """Yield the nation, then other areas."""
    for scope in scopes(report.assessments, words):
        yield _Scope(
            scope.name,
            scope.areas,
            [assessment for assessment in scope.results if not assessment.informs],
            [assessment for assessment in scope.results if is_level(assessment)],
            words,
        )


def _sentences(scope: _Scope) -> Iterator[str]:
    if scope.counted:
        yield _sentence([_asked(scope), *_met(scope)])
        if scope.of(Verdict.PASS, Verdict.FAIL, Verdict.PENDING):
            yield _sentence([_missed(scope), *_ahead(scope)])
        yield _sentence([*_unknown(scope), *_contested(scope)])
    if scope.levels:
        yield _sentence([_levels(scope)])


def _sentence(parts: Sequence[str]) -> str:
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."


def _asked(scope: _Scope) -> str:
    """Return how many targets there are, and how many of them have a verdict."""
    asked, unit = len(scope.counted), scope.unit
    judged = len(scope.of(Verdict.PASS, Verdict.FAIL, Verdict.PENDING))
    targets = len({assessment.chosen.id for assessment in scope.counted})
    what = scope.counting(unit, asked, targets=targets, areas=len(scope.areas))
    key = {0: "asked.none", asked: "asked.all"}.get(judged, "asked.some")
    form = "one" if asked == 1 else "many"
    date = scope.counted[0].as_of
    return scope.say(f"{key}.{form}", date=date, what=what, judged=judged)


def _met(scope: _Scope) -> Iterator[str]:
    """Yield how many are met, and some of them; nothing where nothing was judged."""
    met = sorted(scope.of(Verdict.PASS), key=lambda each: not each.due)
    if not met:
        if scope.of(Verdict.FAIL, Verdict.PENDING):
            yield scope.counting("met", 0)
        return
    early = sum(not assessment.due for assessment in met)
    told = scope.counting("met", len(met))
    if early:
        key = "early.all" if early == len(met) else "early.some"
        told += f" {scope.say(key, count=early)}"
    several = len(scope.areas) > 1
    groups = _groups(met, several=several)
    names = [_where(group, scope) if several else _title(group, scope) for group in groups]
    left = len(groups) - _NAMED if several else sum(map(len, groups[_NAMED:]))
    more = [scope.words.say("opening.more.targets", count=left)] if left > 0 else []
    yield f"{told}: {scope.words.listed(names[:_NAMED] + more)}"


def _groups(found: Sequence[Assessment], *, several: bool) -> list[Group]:
    """Return results told by one name, in their order: of several areas those of one target."""
    groups: dict[object, Group] = defaultdict(list)
    for assessment in found:
        groups[target_key(assessment) if several else same_figure(assessment)].append(assessment)
    return list(groups.values())


def _title(group: Group, scope: _Scope) -> str:
    """Return a target with its horizon, and how many documents want it if these are several."""
    target = group[0].chosen.target
    documents = len({assessment.chosen.pack.id for assessment in group})
    key = "title.documents" if documents > 1 else "title.plain"
    return scope.say(key, title=target.title, then=scope.words.then(target), count=documents)


def _where(group: Group, scope: _Scope) -> str:
    """Return a target with the number of areas, or with the one there is."""
    areas = dict.fromkeys(assessment.area for assessment in group)
    target = group[0].chosen.target
    name = scope.words.area(next(iter(areas)))
    where = name if len(areas) == 1 else scope.words.say("targets.areas", count=len(areas))
    documents = len({assessment.chosen.pack.id for assessment in group})
    if documents > 1:
        where += scope.words.say("opening.documents", count=documents)
    return scope.say("title.where", title=target.title, then=scope.words.then(target), where=where)


def _missed(scope: _Scope) -> str:
    """Return how many are missed, and the farthest of them with their gaps."""
    # A share of the road would be told as if the least gap were the greatest: here the gap counts.
    missed = sorted(scope.of(Verdict.FAIL), key=_share, reverse=True)
    if not missed:
        due = any(assessment.due for assessment in scope.counted)
        return scope.say("missed.none" if due else "missed.ahead")
    groups: dict[object, Group] = defaultdict(list)
    for assessment in missed:
        groups[same_figure(assessment), assessment.gap].append(assessment)
    several = len(scope.areas) > 1
    shown = list(groups.values())[:_NAMED]
    names = []
    for group in shown:
        name = _where(group, scope) if several else _title(group, scope)
        gap = gap_with_unit(group[0], scope.words) if group[0].gap else ""
        names.append(scope.say("short", name=name, gap=gap) if gap else name)
    left = len(missed) - sum(map(len, shown))
    key = "missed.farthest" if left else "missed.all"
    more = [scope.words.composed(f"opening.more.{scope.unit}", count=left)] if left else []
    return scope.counting(key, len(missed), names=scope.words.listed(names + more))


def _share(each: Assessment) -> Decimal:
    return relative_gap(each) or Decimal(-1)


def _ahead(scope: _Scope) -> Iterator[str]:
    """Yield how many have time, and how many of these are unlikely to be in time."""
    ahead = scope.of(Verdict.PENDING)
    if not ahead:
        return
    off = sum(assessment.off_track for assessment in ahead)
    told = scope.counting("ahead", len(ahead))
    if off:
        all_off = "one" if off == 1 else "all"
        told += scope.say(f"off.{all_off if off == len(ahead) else 'some'}", count=off)
    yield told


def _unknown(scope: _Scope) -> Iterator[str]:
    """Yield how many have no verdict and why, and how many of these await a decision."""
    unknown = scope.of(Verdict.NO_DATA, Verdict.REVIEW)
    if not unknown:
        yield scope.counting("unknown", 0)
        return
    reasons = Counter(assessment.reason for assessment in unknown).most_common()
    said = [(number, scope.say(f"cause.{why.value}")) for why, number in reasons]
    review, decide = len(scope.of(Verdict.REVIEW)), ""
    if review:
        key = "review.all" if review == len(unknown) else "review.some"
        decide = scope.counting(key, review)
    because = f": {', '.join(f'{number} {why}' for number, why in said)}"
    if len(said) == 1:
        because = f"{',' if decide else ''} {said[0][1]}"
    yield scope.counting("unknown", len(unknown), decide=decide, because=because)


def _contested(scope: _Scope) -> Iterator[str]:
    """Yield how many verdicts are contested, and by what, the most frequent first."""
    found = [each for each in scope.counted if each.contested and not each.decision]
    if not found:
        return
    kinds = Counter(
        kind
        for assessment in found
        for kind in dict.fromkeys(other.kind for other in assessment.alternatives if other.opposes)
    )
    names = [scope.say(f"contested.by.{kind}") for kind, _ in kinds.most_common()]
    yield scope.counting("contested", len(found), causes=_either(names, scope.words))


def _either(names: Sequence[str], words: Words) -> str:
    *first, last = names
    return f"{', '.join(first)} {words.say('either')} {last}" if first else last


def _levels(scope: _Scope) -> str:
    """Return how many results are only compared with a level, and on which side of it they are."""
    sides = {Answer.YES: "above", Answer.NO: "below"}
    found = Counter(sides.get(assessment.answer, "left") for assessment in scope.levels)
    told = (
        scope.say(f"levels.{side}", count=found[side])
        for side in ("above", "below", "left")
        if found[side]
    )
    return scope.counting("levels", len(scope.levels), told=", ".join(told))
