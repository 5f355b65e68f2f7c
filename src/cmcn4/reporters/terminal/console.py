"""The console that texts are laid out on: nothing of data can command it or what reads its log."""

from __future__ import annotations

import io
import re
from typing import Any

from rich.console import Console
from rich.text import Text

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import BIDI
from cmcn4.reporters import Style
from cmcn4.reporters.terminal.lines import one_line

# Escape sequences, carriage returns and the like, of either control range.
_CONTROL = Pattern(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029{BIDI}]")
# What a runner of GitHub would take for a command in the log of a job: `::` where a line begins,
# and the older `##[` wherever it stands.
_COMMAND = Pattern(r"^( *)(?=::)|(?<=#)(?=#\[)", re.MULTILINE)
PIPED_WIDTH = 160
"""Columns when the text goes to a file or a pipe: nothing there asks for 80."""


class _Console(Console):
    """A console on which data cannot write control characters."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print texts, each as one line, with each control character of theirs replaced."""
        for item in objects:
            if isinstance(item, Text):
                item.plain = _CONTROL.sub("\ufffd", one_line(item.plain))
        super().print(*objects, **options)


def console_to(style: Style) -> Console:
    """Return a console that keeps what is printed, laid out for the style."""
    return _Console(
        file=io.StringIO(),
        width=style.width or PIPED_WIDTH,
        force_terminal=style.colour,
        color_system="standard" if style.colour else None,
        no_color=not style.colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )


def text_of(console: Console) -> bytes:
    """Return what was printed, without trailing blanks and without control characters of data."""
    stream = console.file
    assert isinstance(stream, io.StringIO)  # noqa: S101 - made by console_to
    lines = [line.rstrip() for line in stream.getvalue().split("\n")]
    # A mark without width parts it, so that it is text.
    return _COMMAND.sub("\\1\u200b", "\n".join(lines)).encode(errors="replace")
