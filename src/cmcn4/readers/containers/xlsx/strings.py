"""Texts of a workbook (ECMA-376 18.4): shared ones, runs, raised marks, escaped characters."""

from __future__ import annotations

import re

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.readers.containers.cells import StruckOut, is_mark, joined
from cmcn4.readers.containers.contrast import WHITE, is_lost
from cmcn4.readers.containers.limits import LONGEST_TEXT, TOO_LONG, Budget, damaged
from cmcn4.readers.containers.partly import partly_seen
from cmcn4.readers.containers.parts import LARGEST_STRINGS, Attributes, Made, Parts
from cmcn4.readers.containers.xlsx.looks import colour_of, is_small
from cmcn4.readers.containers.xlsx.passing import PLAIN_TEXT, Passing

_CHARACTERS = 64
"""Of a text, on average."""
_ESCAPE = Pattern("_x([0-9A-Fa-f]{4})_")
_SURROGATE = Pattern("[\ud800-\udfff]")
_PLAIN = re.compile(rf'<si><t(?: xml:space="preserve")?>({PLAIN_TEXT})</t></si>').match
RUNS = ("t", "r", "vertAlign", "strike", "rPh", "color", "sz")


def unescaped(text: str) -> str:
    """Undo `_xHHHH_`, a character that XML cannot hold; `_x005F_` is the underscore (22.4.2.4)."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if _SURROGATE.search(plain):  # a pair is one character, a half of one is none
        plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return plain


class RichText(Passing[Made]):
    """Puts the runs of a text together; phonetic hints and what is struck out are left out.

    A text that is struck out as a whole says so.
    """

    def __init__(self, *tags: str) -> None:
        """Ask about some names beside those of texts."""
        super().__init__(*tags, *RUNS)
        self._pieces: list[tuple[str, bool]] = []
        self._struck_out: list[tuple[str, bool]] = []
        self._raised = self._lowered = self._struck = False
        self._white = self._small = False
        self._visible: list[str] = []
        """What is seen of the text."""
        self._lost: set[bool] = set()
        """Whether letters that are not are small, where there are such."""
        self._phonetic = self._size = 0

    def begin_run(self, tag: str, attributes: Attributes, /) -> None:
        """Begin an element within the text."""
        self._grow(1)
        if self.texts:
            self.texts.clear()
        if tag in ("r", "vertAlign"):
            self._raised = attributes.get("val") == "superscript"
            self._lowered = attributes.get("val") == "subscript"
        elif tag == "strike":
            self._struck = attributes.get("val", "1") in ("1", "true")
        elif tag == "color":
            self._white = is_lost(colour_of(attributes), WHITE)
        elif tag == "sz":
            self._small = is_small(attributes)
        elif tag == "rPh":
            self._phonetic += 1

    def end_run(self, tag: str, /) -> None:
        """End an element within the text."""
        if tag == "t" and not self._phonetic:
            piece = "".join(self.texts)
            self._grow(len(piece))
            pieces = self._struck_out if self._struck else self._pieces
            raised = self._raised or (self._lowered and is_mark(pieces))
            text = unescaped(piece)
            pieces.append((text, raised))
            if (self._white or self._small) and not self._struck and text.strip():
                self._lost.add(self._small)
            elif not self._struck:
                self._visible.append(text)
        elif tag == "r":
            self._raised = self._lowered = self._struck = False
            self._white = self._small = False
        elif tag == "rPh":
            self._phonetic -= 1
        self.texts.clear()

    def _grow(self, amount: int) -> None:
        self._size += amount
        if self._size > LONGEST_TEXT:
            raise damaged(TOO_LONG)

    def taken(self) -> str:
        """Return the text that has ended, and begin anew."""
        blank = not any(text.strip() for text, _ in self._pieces)
        struck = blank and any(text.strip() for text, _ in self._struck_out)
        text = joined(self._struck_out if struck else self._pieces)
        seen, lost = "".join(self._visible), self._lost
        self._pieces, self._struck_out, self._size = [], [], 0
        self._visible, self._lost = [], set()
        if lost and seen.strip() and not struck:
            return partly_seen(seen, text, is_white=True not in lost)
        return StruckOut(text) if struck else text


class _SharedStrings(RichText[str]):
    closing = "</si>"
    start = RichText.begin_run

    def __init__(self, most: int) -> None:
        super().__init__("si")
        self._number, self._characters = Budget(most, "texts"), Budget(_CHARACTERS * most, "texts")

    def end(self, tag: str, /) -> None:
        if tag != "si":
            self.end_run(tag)
            return
        self._spend([self.taken()])
        self.noted_end()

    @property
    def is_between(self) -> bool:
        marked = self._raised or self._lowered or self._struck or self._phonetic
        return super().is_between and not (marked or self._white or self._small)

    def passed(self, text: str, at: int, /) -> tuple[int, int]:
        """Take texts of one run that nothing marks."""
        texts: list[str] = []
        while found := _PLAIN(text, at):
            texts.append(unescaped(found[1]))
            at = found.end()
        self._spend(texts)
        return at, len(texts)

    def _spend(self, texts: list[str]) -> None:
        self.done += texts
        self._number.spend(len(texts))
        self._characters.spend(sum(map(len, texts)))


def shared_strings(parts: Parts, name: str, most: int) -> list[str] | None:
    """Return the texts of the part in their order; None where there is no such part."""
    if name not in parts:
        return None
    machine = _SharedStrings(most)
    try:
        return list(parts.made(name, machine, LARGEST_STRINGS))
    finally:
        machine.release()
