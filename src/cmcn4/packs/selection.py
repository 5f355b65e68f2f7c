"""The targets that were asked for, from built-in packs and files, with their vocabulary."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cmcn4.errors import PackError, Problem, UsageError
from cmcn4.locale import Message
from cmcn4.model.digest import sha256
from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.limits import USUAL, Limits
from cmcn4.model.report import Chosen
from cmcn4.model.target import Pack, PackFile, Target
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.packs.builtin import all_packs, built_in, catalogue_sha256, oldest_first
from cmcn4.packs.locations import shown_path, targets_folder, unread

if TYPE_CHECKING:
    from cmcn4.packs.cache import Cache
    from cmcn4.packs.compiled import Compiled
    from cmcn4.packs.selector import Selector

_DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Targets chosen for a run."""

    targets: tuple[Chosen, ...]
    """In the order of the packs, within a pack in its own order; each once."""
    packs: tuple[PackFile, ...]
    """The packs that the targets are from."""
    vocabulary: Vocabulary
    """The built-in catalogue and what the packs bring of their own."""

    def named(self, name: str, also: Iterable[str] = ()) -> tuple[Chosen, ...]:
        """Return the targets a name or glob means; UsageError with the nearest if there is none.

        `also` are other names that may have been meant.
        """
        found = tuple(
            chosen
            for chosen in self.targets
            if fnmatchcase(chosen.id, name) or fnmatchcase(chosen.target.id, name)
        )
        if not found:
            from cmcn4.packs.nearest import close  # noqa: PLC0415 - when something is wrong

            near = close(name, [*also, *(chosen.id for chosen in self.targets)], alike=0.4)
            hint = Message("errors.target.near", {"names": near}) if near else None
            raise UsageError(Message("errors.target", {"name": repr(name)}), hint=hint)
        return found

    def area(self, name: str, place: str = "--area") -> str:
        """Return the id of an area named by code or name; UsageError for one that nobody knows."""
        if name in self.vocabulary.catalogue.areas:
            return name
        found = self.vocabulary.area(name)
        if found is None:
            raise UsageError(Message("errors.area", {"name": repr(name)}), place=place)
        return found.id


def load(
    selectors: Sequence[str] = (),
    horizons: Sequence[int] = (),
    folder: str = "",
    limits: Limits = USUAL,
) -> Selection:
    """Return the targets that any selector names (those of the strategy if there is none).

    `horizons` keeps only those due in these years; files in `folder` are shown as if they were in
    the working folder, and may cost as much as `limits` say. Raises UsageError for what does not
    exist and when nothing is left, PackError with every problem of every file named.
    """
    known = built_in()
    # Only who names something needs to know of the documents around the strategy.
    builtin = {file.pack.id: file for file in (all_packs() if selectors else known.packs)}
    files = _Files(known.vocabulary, builtin, folder, limits)
    selected: _Selected = {} if selectors else _all_of(known.packs)
    for selector in _parsed(selectors, builtin, files) if selectors else ():
        packs = files.read(selector.packs)
        if packs:
            _add(selected, selector, packs)
    if files.problems:
        raise PackError(tuple(files.problems))
    return _select(selected, horizons, known.vocabulary)


def _parsed(
    selectors: Sequence[str], builtin: Mapping[str, PackFile], files: _Files
) -> list[Selector]:
    """Take all selectors apart before any file is read: wrong use is told first.

    A selector may also name, by its id, a pack that is read from a file that another one names.
    """
    from cmcn4.packs.selector import parse_selector  # noqa: PLC0415 - if there are any

    parsed: dict[str, Selector] = {}
    unknown: dict[str, UsageError] = {}
    for text in selectors:
        try:
            parsed[text] = parse_selector(text, builtin)
        except UsageError as error:
            unknown[text] = error
    if unknown:
        named = {name for selector in parsed.values() for name in selector.packs}
        read = files.read(name for name in named if isinstance(name, Path))
        ids = {file.pack.id: file for file in read} | dict(builtin)
        if files.problems or not read:
            raise next(iter(unknown.values()))
        files.know(read)
        parsed |= {text: parse_selector(text, ids) for text in unknown}
    return [parsed[text] for text in selectors]


class _Files:
    """Pack files, each read once; problems of all of them are gathered."""

    def __init__(
        self, known: Vocabulary, builtin: Mapping[str, PackFile], folder: str, limits: Limits
    ) -> None:
        self._known, self._folder, self._limits = known, folder, limits
        self._own: list[PackFile] = []
        self._beside = known
        self._apart: list[PackFile] = []
        """Those of our own that are not beside the known ones yet: nobody asks if all are kept."""
        self._builtin = dict(builtin)
        self._read: dict[Path, PackFile | None] = {}
        self._used: dict[str, PackFile] = {}
        self.problems: list[Problem] = []

    def read(self, names: Iterable[str | Path]) -> list[PackFile]:
        """Return the packs of these ids and files, oldest document first."""
        found = []
        for name in names:
            file = self._builtin[name] if isinstance(name, str) else self._file(name)
            if file is not None and self._is_only(file, name):
                found.append(file)
        return sorted(found, key=oldest_first)

    def know(self, packs: Iterable[PackFile]) -> None:
        """Let packs that were read be named by their ids."""
        self._builtin = {file.pack.id: file for file in packs} | self._builtin

    def _file(self, path: Path) -> PackFile | None:
        resolved = path.resolve()
        if resolved.parent == targets_folder().resolve():
            for file in self._builtin.values():
                if file.path == f"targets/{resolved.name}":
                    return file
        if resolved not in self._read:
            self._read[resolved] = self._validate(path)
        return self._read[resolved]

    def _validate(self, path: Path) -> PackFile | None:
        """Return the pack of a file: as an earlier run with the same files before it read it."""
        from cmcn4.packs.cache import key_of  # noqa: PLC0415 - for packs of one's own

        try:
            raw = path.read_bytes()
        except OSError as error:
            raise unread(path, error) from error
        shown, key = shown_path(path, self._folder), ""
        if self._cache:
            before = (file.sha256 for file in self._own)
            key = key_of(catalogue_sha256(), self._limits, *before, raw)
        made = self._cache.get(key) if key else None
        if made is None:
            made = self._the_long_way(shown, raw)
            if made is None:
                return None
            if key:
                self._cache.keep(key, made)
        file = PackFile(pack=made.pack, path=shown, sha256=sha256(raw), names=made.names)
        self._own.append(file)
        self._apart.append(file)
        return file

    @cached_property
    def _cache(self) -> Cache:
        from cmcn4.packs.cache import Cache  # noqa: PLC0415 - as above

        return Cache(os.environ)

    def _the_long_way(self, shown: str, raw: bytes) -> Compiled | None:
        """Read and check a pack, by itself and beside those before it; None if it has problems."""
        from cmcn4.packs.compiled import Compiled  # noqa: PLC0415 - as above
        from cmcn4.packs.reading import check_together, read_pack  # noqa: PLC0415 - not if kept
        from cmcn4.packs.tables import extend, names_of  # noqa: PLC0415 - as above

        read = read_pack(shown, raw, self._known, self._limits)
        self._beside, self._apart = extend(self._beside, self._apart), []
        problems = read.problems or check_together(read, self._beside)
        self.problems += problems
        return None if problems or read.pack is None else Compiled(read.pack, names_of(read.pack))

    def _is_only(self, file: PackFile, name: str | Path) -> bool:
        """Note a problem when two files hold packs of one id: a target's name must be unique."""
        other = self._used.setdefault(file.pack.id, file)
        if other is file:
            return True
        at = file if isinstance(name, Path) else other
        path = (other if at is file else file).path
        self.problems.append(
            Problem(at.path, 1, 1, Message("pack.id.pack", {"id": file.pack.id, "path": path}))
        )
        return False


_Selected = dict[str, tuple[PackFile, Target, str | None]]
"""The targets wanted, by `PACK/ID`: each with its pack, and with the reading if one is named."""


def _all_of(packs: Iterable[PackFile]) -> _Selected:
    return {
        f"{file.pack.id}/{target.id}": (file, target, None)
        for file in packs
        for target in file.pack.targets
    }


def _add(selected: _Selected, selector: Selector, packs: Sequence[PackFile]) -> None:
    """Add what a selector names; UsageError when that is nothing."""
    targets = [(file, target) for file in packs for target in file.pack.targets]
    matched = [
        (file, target)
        for file, target in targets
        if selector.glob == "*" or fnmatchcase(target.id, selector.glob)
    ]
    if not matched:
        from cmcn4.packs.nearest import listed, suggestion  # noqa: PLC0415 - when wrong

        names = listed(file.pack.id for file in packs)
        raise UsageError(
            Message("errors.glob", {"packs": names, "name": selector.glob}),
            hint=suggestion(selector.glob, [target.id for _, target in targets]),
        )
    having = _having([target for _, target in matched], selector)
    for file, target in matched:
        name = f"{file.pack.id}/{target.id}"
        reading = selector.reading if target in having else None
        before = selected.get(name, (file, target, None))[2]
        if reading and before and reading != before:
            facts = {"name": name, "one": before, "other": reading}
            raise UsageError(Message("errors.two-readings", facts))
        selected[name] = file, target, reading or before


def _having(matched: Sequence[Target], selector: Selector) -> list[Target]:
    """Return those that have the reading asked for; UsageError when none has it."""
    if selector.reading is None:
        return []
    having = [
        target
        for target in matched
        if selector.reading == _DEFAULT or target.reading(selector.reading)
    ]
    if not having:
        from cmcn4.packs.nearest import listed  # noqa: PLC0415 - as above

        there = sorted({reading.id for target in matched for reading in target.readings})
        name = selector.text.rpartition(":")[0]
        what = Message("errors.reading", {"name": name, "reading": selector.reading})
        names = Message("errors.there", {"names": listed(there)})
        raise UsageError(what, hint=names if there else Message("errors.there.none"))
    return having


def _select(selected: _Selected, horizons: Sequence[int], vocabulary: Vocabulary) -> Selection:
    """Return the selection, in order, due in the years asked for."""
    files = {file.pack.id: file for file, _, _ in selected.values()}
    named = [
        Chosen(pack=file.pack, target=target, reading=selected[name][2] or _DEFAULT)
        for file in files.values()
        for target in file.pack.targets
        if (name := f"{file.pack.id}/{target.id}") in selected
    ]
    targets = tuple(chosen for chosen in named if not horizons or chosen.target.year in horizons)
    if not targets:
        years = sorted({chosen.target.year for chosen in named})
        raise UsageError(Message("errors.horizon", {"years": tuple(horizons), "due": years}))
    packs = tuple(files[name] for name in dict.fromkeys(chosen.pack.id for chosen in targets))
    bringing = [file for file in packs if _brings(file.pack)]
    if bringing:
        from cmcn4.packs.tables import extend  # noqa: PLC0415 - only for packs of one's own

        vocabulary = extend(vocabulary, bringing)
    return Selection(targets=targets, packs=packs, vocabulary=vocabulary)


def _brings(pack: Pack) -> bool:
    """Whether a pack brings something of its own to the vocabulary."""
    return bool(pack.units or pack.indicators or pack.groups or pack.areas or pack.aliases)
