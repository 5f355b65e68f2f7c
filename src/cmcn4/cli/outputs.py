"""The one owner of output: standard output, and files that are written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from cmcn4.errors import OutputError, UsageError, cause
from cmcn4.locale import Message
from cmcn4.model.report import Report
from cmcn4.reporters import FORMATS, Style, render

WINDOWS = os.name == "nt"
_STDOUT, _ESCAPES = -11, 4
"""STD_OUTPUT_HANDLE and ENABLE_VIRTUAL_TERMINAL_PROCESSING of Windows."""


def planned(
    paths: Sequence[str], data: Sequence[str] = (), suffixes: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """Return (path, format) for each output asked for; refuse early what must not be written.

    `suffixes` are those of the formats, by default of reports.
    """
    suffixes = suffixes or {each.suffix: name for name, each in FORMATS.items() if each.suffix}
    plan = []
    for path in paths:
        name = suffixes.get(Path(path).suffix.lower())
        if name is None:
            what = Message("errors.suffix", {"suffix": repr(Path(path).suffix or path)})
            hint = Message("errors.use", {"names": " ".join(suffixes)})
            raise UsageError(what, place="--output", hint=hint)
        refuse(path, data, Message("errors.input.report"))
        plan.append((path, name))
    return plan


def refuse(path: str, data: Sequence[str], hint: Message) -> None:
    """Refuse a place that is one of the files read, a folder, or in none."""
    if any(_same_file(path, each) for each in data):
        raise UsageError(Message("errors.input"), place=path, hint=hint)
    if Path(path).is_dir():
        raise OutputError(Message("errors.is-folder"), place=path)
    if not Path(path).parent.is_dir():
        raise OutputError(Message("errors.no-folder"), place=path)


def summarising(stdout: str, plan: Sequence[tuple[str, str]]) -> None:
    """Refuse formats that have no gap summary."""
    able = [name for name, each in FORMATS.items() if each.gaps]
    for name, place in ((stdout, "--format"), *((name, path) for path, name in plan)):
        if name not in able:
            raise UsageError(Message("errors.no-gaps", {"name": name, "names": able}), place=place)


def _same_file(path: str, other: str) -> bool:
    """Whether two paths lead to one file that exists."""
    try:
        return Path(path).samefile(other)
    except OSError:
        return False


def write_reports(report: Report, plan: list[tuple[str, str]], style: Style) -> None:
    """Write each report asked for; the terminal's width and colours do not matter to files."""
    for path, name in plan:
        write_file(path, render(name, report, style._replace(width=None, colour=False)))


def write_file(path: str, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then renamed."""
    place = Path(path)
    try:
        if place.exists() and not place.is_file():
            # A device or pipe cannot be replaced; nothing of it can be left half written either.
            place.write_bytes(content)
            return
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    except OSError as error:
        raise OutputError(cause(error), place=path) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        # NOTE: mkstemp makes files private; a report is as public as any new file of the user.
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(place)
    except PermissionError as error:
        if not WINDOWS or not place.exists():
            raise OutputError(cause(error), place=path) from error
        # Windows does not replace a file that Excel holds open, and gives no other reason.
        raise OutputError(Message("errors.open"), place=path) from error
    except OSError as error:
        raise OutputError(cause(error), place=path) from error
    finally:
        with suppress(OSError):
            Path(temporary).unlink()


def print_bytes(content: bytes) -> None:
    """Write to standard output, all of it, as bytes."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(content.decode())
    else:
        sys.stdout.flush()
        stream.write(content)
        stream.flush()


def print_errors(report: Report, lang: str) -> None:
    """Write the error-level findings to standard error, one a line."""
    from cmcn4.model.text import printable  # noqa: PLC0415 - rarely needed
    from cmcn4.reporters.presentation.words import Words, place_in_words  # noqa: PLC0415

    words = Words(lang, report.catalogue)
    for each in report.findings:
        if each.level == "error" and each.decision is None:
            place = place_in_words(each.place)
            line = f"cmcn4: {place}: {each.code}: {words.message(each)}"
            print(printable(line), file=sys.stderr)


def style_of_stdout(lang: str, verbosity: int, environ: Mapping[str, str]) -> Style:
    """Return how a table looks on standard output: its width, and whether it has colours."""
    terminal = sys.stdout.isatty()
    colour = terminal and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    if colour and WINDOWS:
        colour = _console_takes_escapes()
    if environ.get("FORCE_COLOR"):
        colour = True
    columns = environ.get("COLUMNS", "")
    width = None
    if columns.isdecimal() and int(columns) > 0:
        width = int(columns)
    elif terminal:
        with suppress(OSError):
            width = os.get_terminal_size(sys.stdout.fileno()).columns or None
    return Style(lang=lang, width=width, colour=colour, verbosity=verbosity)


def _console_takes_escapes() -> bool:
    """Ask Windows' console to take colours; an old one, or what is none, would show the codes.

    https://learn.microsoft.com/en-us/windows/console/setconsolemode
    """
    import ctypes  # noqa: PLC0415 - on Windows alone

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - elsewhere mypy knows of none
    mode, handle = ctypes.c_ulong(), kernel.GetStdHandle(_STDOUT)
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(kernel.SetConsoleMode(handle, mode.value | _ESCAPES))
