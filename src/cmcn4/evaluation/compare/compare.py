"""What has changed since an earlier run, and what of it is worse."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import chain, product

from cmcn4.evaluation.compare.basis import changed
from cmcn4.evaluation.compare.figures import cell_of, figures, pairs
from cmcn4.evaluation.compare.outdone import MISSED, outdone
from cmcn4.evaluation.compare.snapshot import snapshot
from cmcn4.evaluation.compare.unread import unread_gone
from cmcn4.evaluation.compare.vague import made_vague
from cmcn4.evaluation.compare.wholes import whole_gone
from cmcn4.model.baseline import (
    Baseline,
    Cell,
    Change,
    Difference,
    Figures,
    ReportedFinding,
    Snapshot,
    Standing,
    State,
    span,
)
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.identity.figures import codes
from cmcn4.model.identity.fingerprint import without_file, without_number
from cmcn4.model.observation import Observation
from cmcn4.model.report import Report
from cmcn4.model.report.told import MOST_OF_FILE

# Best first; no data is worse than any verdict that there were data for.
_ORDER = ("pass", "pending", "review", "no-data", "fail")
_ABSENT = "no-data"
# Told with numbers and examples of rows: one more row is not another finding.
_SUMMED = frozenset(
    {"file-skipped", "rows-skipped", "indicator-unlisted", "hidden-data", "source-missing"}
)


def compare(
    path: str,
    old: Snapshot,
    report: Report,
    areas: tuple[str, ...] = (),
    named: Callable[[str], str] = str,
) -> Baseline:
    """Return the changes; `areas` are those asked for, all when empty; `named` as in `snapshot`."""
    new = snapshot(report, named)
    states, gone = _paired(old, new)
    findings = _findings(new, states, gone)
    hidden, vague = dict(outdone(old, new, report)), frozenset(made_vague(old, new))
    verdicts = _verdicts(old, new, areas, hidden, vague)
    values = list(_observed(old, new, report.catalogue))
    listed = {(cell.indicator, cell.area) for cell, _ in values}
    told = (change for _, change in values)
    lost = [*unread_gone(old, new), *whole_gone(old, new, gone, named)]
    changes = [*told, *lost, *changed(old, new, listed), *verdicts, *findings]
    both = old.packs.keys() & new.packs.keys()
    return Baseline(
        path=path,
        as_of=old.as_of,
        packs=tuple(
            pack for pack in new.packs if pack in both and old.packs[pack] != new.packs[pack]
        ),
        errors=old.errors,
        differs=tuple(_differs(old, new)),
        changes=tuple(changes),
        targets=old.targets,
        findings=states,
    )


def is_worse(old: str, new: str) -> bool:
    """Whether a verdict is worse than before: data lost always is."""
    return old != new and (new == _ABSENT or _ORDER.index(new) > _ORDER.index(old))


def _differs(old: Snapshot, new: Snapshot) -> Iterator[Difference]:
    """Yield what was not asked alike."""
    asked, now = ({target for target, _ in run.verdicts} for run in (old, new))
    if asked != now:
        yield "targets"
    if old.settings != new.settings:
        yield "settings"
    if old.catalogue != new.catalogue:
        yield "catalogue"
    if old.version != new.version:
        yield "version"


def _observed(old: Snapshot, new: Snapshot, catalogue: Catalogue) -> Iterator[tuple[Cell, Change]]:
    """Yield figures that are revised or new, then those that are gone.

    A report does not tell all that there was: of its cells it does, and what else is judged now is
    new there.
    """
    if old.figures is None or new.figures is None:
        yield from _judged(old, new)
        return
    now: Figures = new.figures
    judged: Figures = {}
    if not old.complete:
        judged = figures(chain.from_iterable(new.stood.values()))
        cells = dict.fromkeys((*old.figures, *judged))
        now = {cell: now[cell] for cell in cells if cell in now}
    for before, row in pairs(old.figures, now, catalogue):
        told = before or row
        assert told is not None  # noqa: S101 - there is one of the two
        cell = cell_of(told)
        if before is None and not old.complete and row not in judged.get(cell, ()):
            continue
        what = " ".join(filter(None, (codes(*cell), _sources(before or told, row or told))))
        yield cell, _figure(what, before and span(before.value), row and span(row.value))


def _sources(before: Observation, now: Observation) -> str:
    """Return the source of a figure; both where another one says it now."""
    old, new = before.origin.source, now.origin.source
    return new if old == new else f"{old or '–'} → {new or '–'}"


def _judged(old: Snapshot, new: Snapshot) -> Iterator[tuple[Cell, Change]]:
    """Yield values judged that are others or new, then those of which no figure is left."""
    for key, now in new.values.items():
        if old.values.get(key) != now:
            yield key, _figure(codes(*key), old.values.get(key), now)
    left = {cell._replace(part="") for cell in new.figures or ()}
    for key in (key for key in old.values if key not in new.values):
        what, before = codes(*key), old.values[key]
        if key._replace(part="") in left:  # and another one is judged
            yield key, Change(kind="value", what=what, old=before, new=None)
        else:
            yield key, _figure(what, before, None)


def _figure(what: str, old: Decimal | str | None, new: Decimal | str | None) -> Change:
    if new is None:
        named = frozenset({"removed", "worse"})
        return Change(kind="removed", what=what, old=old, new=None, worse=True, named=named)
    if old is None:
        return Change(kind="value", what=what, old=None, new=new)
    return Change(kind="revised", what=what, old=old, new=new, named=frozenset({"revised"}))


def _verdicts(
    old: Snapshot,
    new: Snapshot,
    areas: tuple[str, ...],
    hidden: Mapping[tuple[str, str], tuple[Observation, ...]],
    vague: AbstractSet[tuple[str, str]],
) -> Iterator[Change]:
    """Yield other verdicts; one that puts figures over those it was missed by is contested."""
    for key, standing in new.verdicts.items():
        before = old.verdicts.get(key)
        now = standing._replace(contested=True) if key in hidden else standing
        if before is None:
            # A new area or target is not worse; what it misses counts all the same.
            named = _named(Standing("pass"), now) - {"worse"}
            yield _verdict(key, None, now, named)
        elif str(before) != str(now):
            named = _named(before, now, vague=key in vague)
            yield _verdict(key, before, now, named, hidden.get(key, ()))
    asked = {target for target, _ in new.verdicts}
    for key, before in old.verdicts.items():
        target, area = key
        if key not in new.verdicts and target in asked and (not areas or area in areas):
            lost = before.verdict != _ABSENT and not before.informs
            yield _verdict(key, before, None, {_ABSENT, "worse"} if lost else set())


def _verdict(
    key: tuple[str, str],
    old: Standing | None,
    new: Standing | None,
    named: set[str],
    still: tuple[Observation, ...] = (),
) -> Change:
    return Change(
        kind="verdict",
        what=" ".join(key),
        old=str(old) if old else None,
        new=str(new) if new else None,
        worse="worse" in named,
        named=frozenset(named),
        still=still,
    )


def _named(old: Standing, new: Standing, *, vague: bool = False) -> set[str]:
    """Return what of a standing is worse than before; so is a miss that was only made `vague`."""
    if new.informs:
        return set()
    # A person's verdict that is lost leaves open what was settled.
    reopened = old.decided and new.verdict == "review" and not new.decided
    lost = reopened or vague or is_worse(old.verdict, new.verdict)
    worse = {new.verdict} if lost else set[str]()
    if new.contested and not (old.contested and _says_the_same(old.verdict, new.verdict)):
        worse.add("contested")
    if new.off_track and not old.off_track:
        worse.add("off-track")
    return worse | {"worse"} if worse else worse


def _says_the_same(old: str, new: str) -> bool:
    """Whether both give one answer, so that what contests the one contested the other."""
    return old == new or {old, new} == MISSED


def _paired(old: Snapshot, new: Snapshot) -> tuple[tuple[State, ...], list[ReportedFinding]]:
    """Pair each finding with an earlier one; return how it stands, and those that are gone.

    One in the same file and cell comes first, then one in the file, then one in a file of another
    name: files are renamed.
    """
    waiting: dict[str, list[ReportedFinding]] = defaultdict(list)
    for reported_finding in old.findings:
        waiting[without_file(reported_finding.fingerprint)].append(reported_finding)
    states: list[State] = ["new"] * len(new.findings)
    for same_file, same_cell in product((True, False), repeat=2):
        for place, each in enumerate(new.findings):
            rest = waiting[without_file(each.fingerprint)] if states[place] == "new" else []
            pair = next(
                (
                    one
                    for one in rest
                    if _same(one, each)
                    and (not same_file or _in_one_file(one, each))
                    and (not same_cell or (one.sheet, one.cell) == (each.sheet, each.cell))
                ),
                None,
            )
            if pair is not None:
                rest.remove(pair)
                states[place] = "unchanged" if same_cell else "updated"
    for place in _among_others(old, new):
        states[place] = "updated" if states[place] == "new" else states[place]
    return tuple(states), [
        reported_finding for rest in waiting.values() for reported_finding in rest
    ]


def _among_others(old: Snapshot, new: Snapshot) -> Iterator[int]:
    """Yield which findings are of a kind that a file had no less of, so many that not all are told.

    Once the first of them are mended, others are told that nobody can know again.
    """
    kinds: dict[tuple[str, str, bool], list[int]] = {}
    for one in old.findings:
        kinds.setdefault(_kind(one), []).append(one.times)
    before = {kind: sum(times) for kind, times in kinds.items() if len(times) > MOST_OF_FILE}
    now = Counter[tuple[str, str, bool]]()
    for one in new.findings if before else ():
        now[_kind(one)] += one.times
    for place, one in enumerate(new.findings if before else ()):
        if now[_kind(one)] <= before.get(_kind(one), 0):
            yield place


def _kind(one: ReportedFinding) -> tuple[str, str, bool]:
    file = without_number(one.fingerprint).removeprefix(without_file(one.fingerprint))
    return one.code, file, one.accepted


def _in_one_file(one: ReportedFinding, other: ReportedFinding) -> bool:
    return without_number(one.fingerprint) == without_number(other.fingerprint)


def _findings(
    new: Snapshot, states: tuple[State, ...], gone: list[ReportedFinding]
) -> Iterator[Change]:
    """Yield what is new and what is gone."""
    for each, state in zip(new.findings, states, strict=True):
        if state == "new":
            worse = each.level != "note" and not each.accepted
            named = frozenset({"warning"} if worse and each.level == "warning" else ())
            what = f"{each.code} {each.where}"
            yield Change(
                kind="finding", what=what, old=None, new=each.message, worse=worse, named=named
            )
    for reported_finding in gone:
        what = f"{reported_finding.code} {reported_finding.where}"
        yield Change(kind="finding", what=what, old=reported_finding.message, new=None)


def _same(old: ReportedFinding, new: ReportedFinding) -> bool:
    """Whether a finding is no more than one of the same fingerprint was."""
    if old.accepted and not new.accepted:
        return False
    if new.fresh or (old.texts is not None and Counter(new.texts) - Counter(old.texts)):
        return False  # it says something that was not said
    of_cells = new.code == "source-missing" and new.cell is not None
    return (new.code in _SUMMED and not of_cells) or new.times <= old.times
