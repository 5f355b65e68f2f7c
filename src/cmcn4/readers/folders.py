"""Folders: which files below one are data, and what is passed over there, each by its name."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePath

from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.wire import COLUMNS, LEFT, REPORT
from cmcn4.readers.containers import CONTAINERS, OTHER_SPREADSHEETS
from cmcn4.readers.containers.packed import suffix_of
from cmcn4.readers.paths import (
    DEEPEST,
    STDIN,
    Below,
    Held,
    LinkedFolder,
    LinkOutside,
    leads_out,
    shown,
)
from cmcn4.readers.problems import problem
from cmcn4.readers.reading import Context, FileReading

_NAMED = 20  # files that one note names; it counts the others
_LONGEST = 1 << 16


@dataclass(slots=True)
class Found:
    """What lies below one path."""

    folder: str | None = None
    """The folder; None for a file or standard input."""
    files: list[str] = field(default_factory=list)
    """What is to be read, sorted within its folder, a folder's own files before its folders."""
    skipped: dict[str, list[str]] = field(default_factory=dict)
    """Reason to the names passed over, relative to the folder."""
    closed: list[str] = field(default_factory=list)
    """Folders that may not be listed."""
    linked: bool = False
    """Whether all there is is a link to a folder, which is noted where it lies."""

    def note(self, context: Context) -> FileReading:
        """Return the findings on the folder itself, as those of a file without observations."""
        assert self.folder is not None  # noqa: S101 - asked of folders only
        about = FileReading(context, shown(self.folder))
        place = Place(Sheet(about.path))
        for each in self.closed:
            denied = problem("file-unreadable", variant="folder")
            about.note(denied, Place(Sheet(shown(each))))
        for reason, names in self.skipped.items():
            listed = tuple(map(shown, names[:_NAMED]))
            more = ("…",) if len(names) > _NAMED else ()
            what = problem("file-skipped", variant=reason, files=listed + more, number=len(names))
            about.note(what, place, len(names))
        if not (self.files or self.closed or self.linked):
            about.note(problem("file-empty", variant="folder"), place)
        return about


def found_at(path: str) -> Found:
    """Return the file itself, or every spreadsheet and text table below a folder."""
    if path == STDIN or isinstance(path, Held | LinkOutside) or not Path(path).is_dir():
        return Found(files=[path])
    if isinstance(path, LinkedFolder):
        where, name = os.path.split(path)
        return Found(folder=where or ".", skipped={"link": [f"{name}/"]}, linked=True)
    found = Found(folder=path)

    def closed(error: OSError) -> None:
        found.closed.append(str(error.filename))

    for folder, folders, names in os.walk(path, onerror=closed):
        folders.sort()
        if folders and folder.count(os.sep) - path.count(os.sep) > DEEPEST:
            found.closed += [f"{folder}/{name}" for name in folders]
            folders.clear()
        for name in tuple(folders):
            link = Path(folder, name).is_symlink()  # it could lead round in a circle, or anywhere
            if reason := _why_not_entered(name) or "link" * link:
                _skip(found, reason, f"{folder}/{name}/")
                folders.remove(name)
        for name in sorted(names):
            file = str(PurePath(folder, name))
            if reason := _why_not_read(file, name):
                _skip(found, reason, file)
            else:
                found.files.append(LinkOutside(file) if leads_out(file, path) else Below(file))
    return found


def _skip(found: Found, reason: str, path: str) -> None:
    relative = os.path.relpath(path, found.folder)
    found.skipped.setdefault(reason, []).append(relative + "/" * path.endswith("/"))


def passed_over(path: str) -> bool:
    """Whether a file is passed over by its path from the folder it was found in, with `/`.

    A folder ends with `/`; what was named has an empty path, and is not.
    """
    *folders, name = path.split("/")
    return any(map(_why_not_entered, folders)) or (name != "" and _why_not_named(name) != "")


def _why_not_entered(name: str) -> str:
    if name.endswith(LEFT):
        return "report"
    return "hidden" if name.startswith(".") else ""


def _why_not_named(name: str) -> str:
    if name.startswith("~$"):
        return "lock"
    if name.startswith("."):
        return "hidden"
    suffix = suffix_of(name)
    return "" if suffix in CONTAINERS or suffix in OTHER_SPREADSHEETS else "suffix"


def _why_not_read(path: str, name: str) -> str:
    """Return why a file in a folder is passed over; empty for data, also in forms not read."""
    if reason := _why_not_named(name):
        return reason
    suffix = suffix_of(name)
    try:
        # A pipe or device in a folder would keep us waiting for ever; a broken link is told later.
        if not stat.S_ISREG(Path(path).stat().st_mode):
            return "special"
        if suffix in _IS_REPORT and _IS_REPORT[suffix](path):
            return "report"
    except OSError:
        pass
    return ""


def _is_csv_report(path: str) -> bool:
    """Whether a file is the CSV report of an earlier check, with any separator."""
    with Path(path).open("rb") as file:
        head = file.read(_LONGEST).removeprefix(b"\xef\xbb\xbf")
    return any(head.startswith(mark.join((*COLUMNS, "")).encode()) for mark in ",;\t")


def _is_workbook_report(path: str) -> bool:
    """Whether a workbook is the report of an earlier check, by its properties."""
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - not where there is text alone
    from zlib import error  # noqa: PLC0415

    try:
        with ZipFile(path) as archive, archive.open("docProps/core.xml") as properties:
            return REPORT.encode() in properties.read(_LONGEST)
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, ValueError, EOFError, error):
        return False  # whatever is wrong with it is told when it is read


_IS_REPORT = {".csv": _is_csv_report, ".xlsx": _is_workbook_report}
"""Judged figures are no data: how a report that a reader could read is told from some."""
