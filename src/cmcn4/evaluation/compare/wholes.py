"""Errors in earlier data of no known cell, in whose file or sheet nothing is read instead."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import PurePosixPath

from cmcn4.evaluation.compare.figures import as_it_was
from cmcn4.locale import say
from cmcn4.model.baseline import Change, ReportedFinding, Snapshot
from cmcn4.model.finding import INVALID, WHOLE_FILE
from cmcn4.model.place import Sheet
from cmcn4.model.text import Text

_NOT_OF_DATA = frozenset({*INVALID, "internal-error"})
_Sheets = dict[str, set[str | None]]
"""The sheets by file; None for a text file, and for what is said of a whole file."""


def whole_gone(
    old: Snapshot, new: Snapshot, gone: Iterable[ReportedFinding], named: Callable[[str], str]
) -> Iterator[Change]:
    """Yield errors among findings that are `gone`, of no known cell, gone with their file or sheet.

    What they hid nobody can say: an older figure may count in its place. Where they are mended
    there are figures that were not, which a report cannot tell. Each file or sheet is told once.
    """
    # What says more than that nothing was read comes first.
    lost = sorted(filter(_is_whole, gone), key=lambda one: one.code == WHOLE_FILE)
    there, fresh = _there(old, new, named) if lost else ({}, {})
    seen = set[str]()
    for one in lost:
        what = " ".join(filter(None, (one.path, one.sheet)))
        now = fresh if old.complete else there
        found = chain.from_iterable(now[path] for path in _again(one.path, (old, new), now))
        if what not in seen and not _has(one.sheet, set(found)):
            seen.add(what)
            named_so = frozenset({"removed", "worse"})
            yield Change(kind="removed", what=what, old=_told(one), new=None, worse=True,
                         named=named_so, whole=True)  # fmt: skip


def _is_whole(one: ReportedFinding) -> bool:
    of_data = one.level == "error" and one.code not in _NOT_OF_DATA
    return of_data and not one.accepted and not one.blocks


def _there(old: Snapshot, new: Snapshot, named: Callable[[str], str]) -> tuple[_Sheets, _Sheets]:
    """Return the sheets that have figures, and those that have some that were not there.

    Sheets with errors are among both, be they settled by a person.
    """
    sheets, fresh = set[Sheet](), set[Sheet]()
    for cell, rows in (new.figures or {}).items():
        counted = [row for row in rows if row.origin.status != "forecast"]
        before = Counter(map(as_it_was, (old.figures or {}).get(cell, ())))
        more = Counter(map(as_it_was, counted)) - before
        sheets.update(row.sheet for row in counted)
        fresh.update(row.sheet for row in counted if as_it_was(row) in more)
    in_error = [(each.path, each.sheet) for each in new.findings if each.level == "error"]
    return _by_path(sheets, in_error, named), _by_path(fresh, in_error, named)


def _by_path(
    sheets: Iterable[Sheet],
    in_error: Iterable[tuple[str, str | None]],
    named: Callable[[str], str],
) -> _Sheets:
    found: _Sheets = defaultdict(set)
    for path, name in (*((named(sheet.path), sheet.name) for sheet in sheets), *in_error):
        found[path].add(name)
    return found


def _again(path: str, runs: tuple[Snapshot, Snapshot], there: _Sheets) -> Iterator[str]:
    """Yield the files that are this one: by its path, or a new one with another suffix.

    Of data at other paths the only file then is the only one now.
    """
    old, new = runs
    alone = len(old.files) == len(new.files) == 1 and not old.same_paths
    for each in there:
        other_suffix = each not in old.files and _stem(each) == _stem(path)
        if each == path or other_suffix or alone:
            yield each


def _stem(path: str) -> PurePosixPath:
    return PurePosixPath(path).with_suffix("") if PurePosixPath(path).name else PurePosixPath(path)


def _has(sheet: str | None, sheets: set[str | None]) -> bool:
    return bool(sheets) if sheet is None else not sheets.isdisjoint({sheet, None})


def _told(one: ReportedFinding) -> Text:
    """Return what was said, and what to do now."""
    return Text.of(lambda lang: say(lang, "change.whole", {"message": one.message.get(lang)}))
