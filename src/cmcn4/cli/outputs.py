"""The one owner of output: standard output, and files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from cmcn4.errors import OutputError, UsageError, cause
from cmcn4.locale import Message
from cmcn4.model.report import Report
from cmcn4.model.so_far import SoFar, Watch
from cmcn4.reporters import FOLDERS, FORMATS, Document, Style, in_folder, pieces

if TYPE_CHECKING:
    from cmcn4.cli.config import Config
    from cmcn4.cli.options import Options

WINDOWS = os.name == "nt"


def planned(
    outputs: Sequence[str], inputs: Sequence[str] = (), document: Document = "report"
) -> list[tuple[str, str]]:
    """Return (path, format) for each output asked for; refuse early what must not be written.

    `inputs` are files that must stay as they are.
    """
    plan: list[tuple[str, str]] = []
    for output in outputs:
        path, name = _named(output, document)
        if name in FOLDERS:
            _refuse_folder(path, inputs, FOLDERS[name].suffix)
        else:
            refuse(path, inputs, Message("errors.input.report"))
        if any(os.path.realpath(path) == os.path.realpath(other) for other, _ in plan):
            raise UsageError(Message("errors.output.twice"), place=path)
        plan.append((path, name))
    for path, name in plan:
        if name in FOLDERS:
            _refuse_beside(path, FOLDERS[name].suffix, [other for other, _ in plan])
    return plan


def _refuse_folder(path: str, inputs: Sequence[str], suffix: str) -> None:
    """Refuse a folder that is none, or that has one of the files read among those to be written."""
    hint = Message("errors.input.folder")
    refuse_kept(path, hint)
    if os.path.lexists(path) and not Path(path).is_dir():
        raise OutputError(Message("errors.not-a-folder"), place=path)
    try:
        there = [entry for entry in os.scandir(path) if entry.name.lower().endswith(suffix)]
    except FileNotFoundError:
        return  # it is made when it is written to
    except OSError as error:
        raise OutputError(cause(error), place=path) from error
    known = {identity(source) for source in inputs if there} - {None}
    for entry in there:
        if identity(entry.path) in known:
            raise UsageError(Message("errors.input"), place=entry.path, hint=hint)
        refuse_within(path, entry.path, hint)


def _refuse_beside(folder: str, suffix: str, outputs: Sequence[str]) -> None:
    """Refuse an output that may be one of the files of a folder."""
    for other in outputs:
        within = os.path.realpath(Path(other).parent) == os.path.realpath(folder)
        if within and other.lower().endswith(suffix):
            raise UsageError(Message("errors.output.twice"), place=other)


def identity(path: str) -> tuple[int, int] | None:
    """Return what a file that would be written is known by; None where there is none yet."""
    try:
        found = Path(os.path.realpath(path)).stat()
    except (OSError, ValueError):  # or a name that cannot be
        return None
    return found.st_dev, found.st_ino


def _named(output: str, document: Document) -> tuple[str, str]:
    """Return the path and the format of `FORMAT:PATH`, or of a path by its suffix.

    Only the name of a format stands before the colon: `C:` begins a path.
    """
    known = {name: format_ for name, format_ in FORMATS.items() if getattr(format_, document)}
    folders = FOLDERS if document == "report" else {}
    name, _, path = output.partition(":")
    if path and (name in known or name in folders):
        return path, name
    suffixes = {format_.suffix: name for name, format_ in known.items() if format_.suffix}
    if document == "reading":
        suffixes = {".txt": "table", **suffixes}
    suffix = Path(output).suffix.lower()
    if path and (name in FORMATS or name in FOLDERS):
        what = Message("errors.name", {"name": repr(name)})
    elif suffix in suffixes:
        return output, suffixes[suffix]
    else:
        what = Message("errors.suffix", {"suffix": repr(Path(output).suffix or output)})
    hint = Message(
        "errors.use", {"names": " ".join(suffixes), "formats": " ".join([*known, *folders])}
    )
    raise UsageError(what, place="--output", hint=hint)


def refuse(path: str, inputs: Sequence[str], hint: Message) -> None:
    """Refuse a place that is one of the files read, settings, a folder, or in none."""
    if identity(path) in {identity(source) for source in inputs} - {None}:
        raise UsageError(Message("errors.input"), place=path, hint=hint)
    refuse_kept(path, hint)
    try:
        folder, known = Path(path).is_dir(), Path(path).parent.is_dir()
    except OSError as error:
        raise OutputError(cause(error), place=path) from error
    if folder:
        raise OutputError(Message("errors.is-folder"), place=path)
    if not known:
        raise OutputError(Message("errors.no-folder"), place=path)


def refuse_kept(path: str, hint: Message) -> None:
    """Refuse settings that are there, whatever settings are used, and a link into `.git`."""
    from cmcn4.cli.config import NAMES  # noqa: PLC0415 - where something is written

    real = Path(os.path.realpath(path))
    there = os.path.isfile(real)  # noqa: PTH113 - False for a name that cannot be
    if there and not {Path(path).name.lower(), real.name.lower()}.isdisjoint(NAMES):
        raise UsageError(Message("errors.output.settings"), place=path, hint=hint)
    named = os.path.abspath(path).lower()  # noqa: PTH100 - as it is written
    if ".git" in Path(str(real).lower()).parts and ".git" not in Path(named).parts:
        raise UsageError(Message("errors.output.git"), place=path, hint=hint)


def refuse_within(folder: str, path: str, hint: Message) -> None:
    """Refuse a file of a folder that is a link, or in a linked one: only its owner knew of it."""
    refuse_kept(path, hint)
    if os.path.realpath(path) != str(
        Path(os.path.realpath(folder)) / os.path.relpath(path, folder)
    ):
        raise UsageError(Message("errors.output.link"), place=path, hint=hint)


def read_by(options: Options, config: Config) -> list[str]:
    """Return every file a run reads: data, also those of folders, packs, settings, baseline.

    Empty where no output exists yet: only what is there could be one of them.
    """
    written = (place for output in options.output for place in (output, output.partition(":")[2]))
    if not any(map(identity, (*written, options.form))):
        return []
    from cmcn4.packs.selector import paths  # noqa: PLC0415 - where something is written
    from cmcn4.readers.folders import found_at  # noqa: PLC0415 - as above
    from cmcn4.readers.patterns import expanded  # noqa: PLC0415 - as above

    files = [file for path in expanded(options.data) for file in (path, *found_at(path).files)]
    packs = [path for text in (*options.targets, *config.targets) for path in paths(text)]
    named = (config.path, options.baseline, options.last, options.expect or config.expect)
    return [*files, *packs, *(path for path in named if path)]


def summarising(stdout: str, plan: Sequence[tuple[str, str]]) -> None:
    """Refuse formats that have no gap summary."""
    able = [name for name, format_ in FORMATS.items() if format_.gaps]
    for name, place in ((stdout, "--format"), *((name, path) for path, name in plan)):
        if name not in able:
            raise UsageError(Message("errors.no-gaps", {"name": name, "names": able}), place=place)


def write_reports(
    report: Report, plan: list[tuple[str, str]], style: Style, watch: Watch | None = None
) -> None:
    """Write each report asked for; `watch` is told how many are written."""
    for number, (path, name) in enumerate(plan):
        if watch:
            watch(SoFar("writing", number, len(plan)))
        if name in FOLDERS:
            _write_folder(path, in_folder(name, report, of_file(style)))
        else:
            write_file(path, pieces(name, report, of_file(style)))


def _write_folder(folder: str, files: Iterable[tuple[str, bytes]]) -> None:
    """Write the files of a folder, which is made where it is not there."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(cause(error), place=folder) from error
    for name, content in files:
        write_file(str(Path(folder) / name), content)


def of_file(style: Style) -> Style:
    """Return a style for a file: width, colours and `-q` are for the terminal."""
    return style._replace(width=None, colour=False, verbosity=max(0, style.verbosity))


def write_file(path: str, content: bytes | Iterable[bytes]) -> None:
    """Write a file whole or not at all: beside its place first, then renamed.

    What comes in pieces is written as it comes. A link is followed; a file that was there keeps
    its permissions.
    """
    place = Path(os.path.realpath(path))
    try:
        if place.exists() and not place.is_file():
            _write_through(place, content)
            return
    except OSError as error:
        raise OutputError(cause(error), place=path) from error
    # Its name is known before there is such a file: who interrupts leaves none behind.
    temporary = place.parent / f".cmcn4-{os.urandom(8).hex()}"
    try:
        with _opened(temporary, path) as stream:
            stream.writelines(_in_pieces(content))
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(place))
        temporary.replace(place)
    except PermissionError as error:
        if not WINDOWS or not place.exists():
            raise OutputError(cause(error), place=path) from error
        # Windows does not replace a file that Excel holds open, and gives no other reason.
        raise OutputError(Message("errors.open"), place=path) from error
    except OSError as error:
        raise OutputError(cause(error), place=path) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _opened(temporary: Path, path: str) -> IO[bytes]:
    """Return a new file that nobody else may read, for the output at a path."""
    try:
        return open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, 0o600))
    except OSError as error:
        raise OutputError(cause(error), place=path) from error


def _in_pieces(content: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return [content] if isinstance(content, bytes) else content


def _write_through(place: Path, content: bytes | Iterable[bytes]) -> None:
    """Write to a device or pipe, which cannot be replaced; a pipe needs somebody who reads."""
    flags = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(place, flags), "wb") as stream:
        if not WINDOWS:
            os.set_blocking(stream.fileno(), True)
        stream.writelines(_in_pieces(content))


def _mode(place: Path) -> int:
    """Return the permissions of a file: those it has, else those of any new file of the user."""
    with suppress(OSError):
        return stat.S_IMODE(place.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def print_bytes(content: bytes | Iterable[bytes]) -> None:
    """Write to standard output, all of it, as bytes; what comes in pieces as it comes."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(b"".join(_in_pieces(content)).decode())
    else:
        sys.stdout.flush()
        stream.writelines(_in_pieces(content))
        stream.flush()
