"""Texts of a workbook (ECMA-376 18.4): shared ones, runs, raised marks, escaped characters."""

from __future__ import annotations

import re
from typing import IO

from cmcn4.readers.containers.xlsx.markup import (
    DEEPEST,
    LONGEST_TEXT,
    Attributes,
    consume,
    too_deep,
    too_long,
)
from cmcn4.readers.problems import Unreadable

_MOST, _MOST_CHARACTERS = 3 << 19, 1 << 26
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile("[\ud800-\udfff]")
_RAISED = str.maketrans(
    "0123456789()+-=−abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻⁼⁻ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)
_WITHIN_ITEM = 3  # the depth of a plain text: sst, si, t
RUNS = ("t", "r", "vertAlign", "rPh")


def unescaped(text: str) -> str:
    """Undo `_xHHHH_`, a character that XML cannot hold; `_x005F_` is the underscore (22.4.2.4)."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if _SURROGATE.search(plain):  # a pair is one character, a half of one is none
        plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return plain


class RichText:
    """Puts the runs of a text together: a raised one becomes superscript characters.

    «50,0» with a raised «2» is `50,0²`: a mark or an exponent, never a digit. A text that is
    raised as a whole is only small.
    """

    def __init__(self, texts: list[str]) -> None:
        """Take the characters from `texts`."""
        self._texts = texts
        self._pieces: list[tuple[str, bool]] = []
        self._raised = False
        self._phonetic = 0
        self._size = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """Begin an element within the text."""
        self._grow(1)
        if tag == "r":
            self._raised = False
        elif tag == "vertAlign":
            self._raised = attributes.get("val") == "superscript"
        elif tag == "rPh":
            self._phonetic += 1
        self._texts.clear()

    def end(self, tag: str) -> None:
        """End an element within the text."""
        if tag == "t" and not self._phonetic:
            self.add("".join(self._texts))
        elif tag == "r":
            self._raised = False
        elif tag == "rPh":
            self._phonetic -= 1
        self._texts.clear()

    def add(self, piece: str) -> None:
        """Add the characters of a run."""
        self._grow(len(piece))
        self._pieces.append((piece, self._raised))

    def _grow(self, amount: int) -> None:
        self._size += amount
        if self._size > LONGEST_TEXT:
            raise too_long()

    def taken(self) -> str:
        """Return the text that has ended, and begin anew."""
        pieces, self._pieces, self._size = self._pieces, [], 0
        if len(pieces) == 1:
            return unescaped(pieces[0][0])
        plain = any(not raised and text.strip() for text, raised in pieces)
        return "".join(
            unescaped(text).translate(_RAISED) if raised and plain else unescaped(text)
            for text, raised in pieces
        )


class SharedStrings:
    """Parses the texts that all sheets share."""

    tags = ("si", *RUNS)

    def __init__(self) -> None:
        """Start without any."""
        self.texts: list[str] = []
        self.strings: list[str] = []
        self._rich = RichText(self.texts)
        self._plain: str | None = None
        self._depth = self._characters = 0

    def start(self, tag: str, attributes: Attributes, /) -> None:
        """Begin an element."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise too_deep()
        if self.texts:
            self.texts.clear()
        if tag == "si" or (tag == "t" and self._plain is None and self._depth == _WITHIN_ITEM):
            return
        if self._plain is not None:  # a text before the runs
            self._rich.add(self._plain)
            self._plain = None
        self._rich.start(tag, attributes)

    def end(self, tag: str, /) -> None:
        """End an element."""
        self._depth -= 1
        if tag == "t" and len(self.texts) == 1 and self._depth == _WITHIN_ITEM - 1:
            self._plain = self.texts.pop()  # the commonest
        elif tag != "si":
            self._rich.end(tag)
        else:
            text, self._plain = self._plain, None
            text = self._rich.taken() if text is None else unescaped(text)
            self._characters += len(text)
            self.strings.append(text)
            if len(self.strings) > _MOST or self._characters > _MOST_CHARACTERS:
                raise Unreadable(variant="bomb")


def shared_strings(source: IO[bytes], name: str) -> list[str]:
    """Return the texts of the part in their order."""
    machine = SharedStrings()
    consume(source, machine, name)
    return machine.strings
