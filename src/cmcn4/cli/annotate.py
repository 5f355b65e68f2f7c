"""`--annotate DIR`: a copy of each submitted workbook, the findings as comments on its cells."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from cmcn4.cli.boundary import tell
from cmcn4.cli.outputs import identity, refuse_within, write_file
from cmcn4.errors import OutputError, UsageError, cause
from cmcn4.locale import Key, Message, composed, say
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Report
from cmcn4.readers.folders import found_at
from cmcn4.readers.paths import STDIN, shown
from cmcn4.readers.patterns import expanded

SUFFIXES = (".xlsx", ".xlsm")
_UNREAD = ("file-unreadable",)


class Copy(NamedTuple):
    """A submitted file, and where its copy goes; None if it is no workbook."""

    path: str
    copy: str | None


def planned(folder: str, data: Sequence[str], outputs: Sequence[str] = ()) -> list[Copy]:
    """Return the copies to be made; refuse early what must not be written.

    Raises UsageError where a copy would replace a submitted file or another output, or be read
    as data the next time, OutputError where the folder is none.
    """
    if os.path.lexists(folder) and not Path(folder).is_dir():
        raise OutputError(Message("errors.not-a-folder"), place=folder)
    data = expanded(data)
    for path in data:
        if path != STDIN and Path(path).is_dir() and _within(folder, path):
            raise UsageError(Message("errors.copies", {"name": path}), place=folder)
    copies, taken = [], set[str]()
    for path, name in _submitted(data):
        if not path.lower().endswith(SUFFIXES):
            copies.append(Copy(path, None))
            continue
        free = _free(name, taken)
        taken.add(str(free).casefold())
        copies.append(Copy(path, str(Path(folder) / free)))
    _refuse_originals(copies)
    written = {os.path.realpath(path) for path in outputs}
    for _, copy in copies:
        if copy and os.path.realpath(copy) in written:
            raise UsageError(Message("errors.output.twice"), place=copy)
        if copy:
            refuse_within(folder, copy, Message("errors.input.folder"))
    return copies


def _within(folder: str, other: str) -> bool:
    inner, outer = Path(folder).resolve(), Path(other).resolve()
    return inner == outer or outer in inner.parents


def _submitted(data: Sequence[str]) -> Iterator[tuple[str, PurePath]]:
    """Yield each file once, with its name below the folder that was given, else its own."""
    seen: set[str] = set()
    for given in data:
        for path in found_at(given).files:
            real = path if path == STDIN else os.path.realpath(path)
            if real not in seen:
                seen.add(real)
                below = PurePath(path).relative_to(given) if path != given else None
                yield path, below or PurePath(PurePath(path).name)


def _free(name: PurePath, taken: set[str]) -> PurePath:
    """Return a name that no other copy has, in any case of letters: `x.xlsx`, `x-2.xlsx`."""
    free, number = name, 1
    while str(free).casefold() in taken:
        number += 1
        free = name.with_stem(f"{name.stem}-{number}")
    return free


def _refuse_originals(copies: list[Copy]) -> None:
    there = [each.copy for each in copies if each.copy and os.path.lexists(each.copy)]
    if not there:
        return
    originals = {identity(each.path) for each in copies if each.path != STDIN} - {None}
    for copy in there:
        if identity(copy) in originals:
            hint = Message("errors.input.folder")
            raise UsageError(Message("errors.input"), place=copy, hint=hint)


def write_copies(copies: list[Copy], report: Report, lang: str, folder: str) -> None:
    """Write the copies, and say on standard error what was written and what was not."""
    read = {file.path: file.sha256 for file in report.inputs}
    unread = {
        finding.place.sheet.path for finding in report.findings if finding.code in _UNREAD
    }  # fmt: skip
    written = 0
    for planned_copy in copies:
        name = shown(planned_copy.path)
        if planned_copy.copy is None:
            _tell(lang, name, "annotation.none.format")
        elif name in unread or name not in read:
            _tell(lang, name, "annotation.none.unread")
        else:
            written += _write(planned_copy, report, lang, read[name])
    facts = {"count": written, "folder": shown(folder)}
    tell(f"cmcn4: {say(lang, 'annotation.written', facts)}")


def _write(planned_copy: Copy, report: Report, lang: str, sha256: str) -> bool:
    """Write one copy; whether it was written."""
    from cmcn4.reporters.annotation.copy import NotAnnotated, annotated  # noqa: PLC0415 - when asked for

    name, place = shown(planned_copy.path), Path(planned_copy.copy or "")
    try:
        content = Path(planned_copy.path).read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != sha256:
        _tell(lang, name, "annotation.none.changed")
        return False
    try:
        new, left_out = annotated(content, report, name, lang)
    except NotAnnotated as error:
        _tell(lang, name, composed(f"annotation.none.{error.reason}"))
        return False
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(cause(error), place=str(place.parent)) from error
    write_file(str(place), new)
    if place.name != PurePath(planned_copy.path).name:
        _tell(lang, name, "annotation.named", path=shown(str(place)))
    if left_out:
        _tell(lang, name, "annotation.left-out", count=left_out)
    return True


def _tell(lang: str, name: str, key: Key, **facts: object) -> None:
    tell(f"cmcn4: {name}: {say(lang, key, facts or None)}")
