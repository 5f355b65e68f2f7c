"""The console that texts are laid out on: nothing of data can command it or what reads its log.

What has colours, and tables, are laid out by Rich; lines without colours are what they are.
"""

from __future__ import annotations

import io
import re
from functools import cached_property
from typing import TYPE_CHECKING

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import BIDI
from cmcn4.reporters import Style
from cmcn4.reporters.terminal.text import Text, one_line

if TYPE_CHECKING:
    from rich.console import Console as Rich
    from rich.console import RenderableType

# Escape sequences, carriage returns and the like, of either control range.
_CONTROL = Pattern(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029{BIDI}]")
# What a runner of GitHub would take for a command in the log of a job: `::` where a line begins,
# and the older `##[` wherever it stands.
_COMMAND = Pattern(r"^( *)(?=::)|(?<=#)(?=#\[)", re.MULTILINE)
PIPED_WIDTH = 160
"""Columns when the text goes to a file or a pipe: nothing there asks for 80."""


class Console:
    """A console that keeps what is printed, on which data cannot write control characters."""

    def __init__(self, width: int, *, colour: bool) -> None:
        """Begin with an empty page."""
        self.width = width
        self.stream = io.StringIO()
        self._colour = colour

    def print(self, text: Text | None = None, *, soft_wrap: bool = False) -> None:
        """Print a text, each control character of it replaced; an empty line where there is none.

        It is wrapped at the width, or with `soft_wrap` by whatever shows it.
        """
        text = text or Text()
        if not text.plain.isprintable():
            text.plain = _CONTROL.sub("\ufffd", one_line(text.plain))
        for line in [text] if soft_wrap else text.wrapped(self.width):
            if self._colour:
                self._coloured(line)
            else:
                self.stream.write(f"{line.plain}\n")

    def draw(self, drawn: RenderableType, width: int | None = None) -> None:
        """Print what Rich lays out, such as a table."""
        self._rich.print(drawn, width=width)

    def _coloured(self, line: Text) -> None:
        from rich.text import Span  # noqa: PLC0415 - with colours
        from rich.text import Text as RichText  # noqa: PLC0415 - as above

        spans = [Span(*span) for span in line.spans]
        self._rich.print(RichText(line.plain, line.style, spans=spans), soft_wrap=True)

    @cached_property
    def _rich(self) -> Rich:
        from rich.console import Console as Rich  # noqa: PLC0415 - for tables, and with colours

        return Rich(
            file=self.stream,
            width=self.width,
            force_terminal=self._colour,
            color_system="standard" if self._colour else None,
            no_color=not self._colour,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )


def console_to(style: Style) -> Console:
    """Return a console laid out for the style."""
    return Console(style.width or PIPED_WIDTH, colour=style.colour)


def text_of(console: Console) -> bytes:
    """Return what was printed, without trailing blanks and without control characters of data."""
    lines = [line.rstrip() for line in console.stream.getvalue().split("\n")]
    # A mark without width parts it, so that it is text.
    return _COMMAND.sub("\\1\u200b", "\n".join(lines)).encode(errors="replace")
