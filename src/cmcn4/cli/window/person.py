"""The person before the window: what is said there, and what is asked."""

from __future__ import annotations

import io
import sys
from contextlib import suppress

from cmcn4.cli.boundary import open_streams
from cmcn4.locale import Key, say
from cmcn4.model.text import printable


class Person:
    """Who is spoken to, in one language; nobody may be there, and nothing may hear."""

    def __init__(self, lang: str) -> None:
        """Prepare the streams: without a console there are none, and what is said is lost."""
        if sys.stdout is None:
            sys.stdout = io.StringIO()
        open_streams()
        # What a pipe holds may be in any code page; a path that is garbled is not found.
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(errors="surrogateescape")
        self.lang = lang
        with suppress(ValueError):  # closed
            self.there = sys.stdin.isatty()

    there = False
    """Whether somebody sits before a terminal."""

    def tell(self, key: Key, **facts: object) -> None:
        """Say a text, set apart from what stands above it."""
        self._write(f"\n{say(self.lang, key, facts or None)}\n")

    def ask(self, key: Key, **facts: object) -> str | None:
        """Ask, and return what was typed; None where no more answers come."""
        self.tell(key, **facts)
        self._write("> ")
        answer = sys.stdin.readline()
        if not self.there:
            self._write("\n")  # no terminal shows the answer and its Enter
        return answer.strip() if answer else None

    def _write(self, text: str) -> None:
        """Show a text whose lines hold nothing that acts."""
        sys.stdout.write("\n".join(map(printable, text.split("\n"))))
        sys.stdout.flush()
