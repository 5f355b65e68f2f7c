"""Texts of a workbook (ECMA-376 18.4): shared ones, runs, raised marks, escaped characters."""

from __future__ import annotations

import re

from cmcn4.readers.containers.cells import joined
from cmcn4.readers.containers.limits import LONGEST_TEXT, Budget, too_long
from cmcn4.readers.containers.parts import LARGEST_STRINGS, Attributes, Parts

_MOST, _MOST_CHARACTERS = 3 << 19, 1 << 26
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile("[\ud800-\udfff]")
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
    """Puts the runs of a text together, phonetic hints left out."""

    def __init__(self, texts: list[str]) -> None:
        """Take the characters from `texts`."""
        self._texts = texts
        self._pieces: list[tuple[str, bool]] = []
        self._raised = False
        self._phonetic = self._size = 0

    def start(self, tag: str, attributes: Attributes, /) -> None:
        """Begin an element within the text."""
        self._grow(1)
        if self._texts:
            self._texts.clear()
        if tag in ("r", "vertAlign"):
            self._raised = attributes.get("val") == "superscript"
        elif tag == "rPh":
            self._phonetic += 1

    def end(self, tag: str, /) -> None:
        """End an element within the text."""
        if tag == "t" and not self._phonetic:
            piece = "".join(self._texts)
            self._grow(len(piece))
            self._pieces.append((unescaped(piece), self._raised))
        elif tag == "r":
            self._raised = False
        elif tag == "rPh":
            self._phonetic -= 1
        self._texts.clear()

    def _grow(self, amount: int) -> None:
        self._size += amount
        if self._size > LONGEST_TEXT:
            raise too_long()

    def taken(self) -> str:
        """Return the text that has ended, and begin anew."""
        pieces, self._pieces, self._size = self._pieces, [], 0
        return pieces[0][0] if len(pieces) == 1 else joined(pieces)


class _SharedStrings(RichText):
    def __init__(self) -> None:
        self.texts: list[str] = []
        super().__init__(self.texts)
        self.tags: tuple[str, ...] = ("si", *RUNS)
        self.strings: list[str] = []
        self._number, self._characters = Budget(_MOST), Budget(_MOST_CHARACTERS)

    def end(self, tag: str, /) -> None:
        if tag != "si":
            super().end(tag)
            return
        self.strings.append(self.taken())
        self._number.spend()
        self._characters.spend(len(self.strings[-1]))


def shared_strings(parts: Parts, name: str) -> list[str] | None:
    """Return the texts of the part in their order; None where there is no such part."""
    machine = _SharedStrings()
    if name not in parts:
        return None
    for _ in parts.fed(name, machine, LARGEST_STRINGS):
        pass
    return machine.strings
