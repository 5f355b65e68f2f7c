"""What standard output is: how wide, and whether it has colours."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress

from cmcn4.reporters import Style

WINDOWS = os.name == "nt"
_STDOUT, _ESCAPES = -11, 4
"""STD_OUTPUT_HANDLE and ENABLE_VIRTUAL_TERMINAL_PROCESSING of Windows."""


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
