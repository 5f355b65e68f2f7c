"""Folding of names, so that one spelling of a thing equals another; and bilingual texts.

Two texts that fold alike are the same name. Folding removes what people vary without meaning
anything by it (case, diacritics, spacing, punctuation); it never makes two different words equal
on purpose, and what only looks similar is suggested elsewhere, never assumed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from cmcn4.model.lazy.dataclass import fields_of
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.markers import strict

if TYPE_CHECKING:
    import re

_MOST_KEPT = 4096


class _Letters(dict[int, "int | str | None"]):
    """What stands for a letter: itself, unless the table says otherwise.

    NOTE: `str.translate` is several times slower with a table that knows only what changes.
    """

    def __missing__(self, code: int) -> int | str | None:
        instead = self.instead(code)
        if len(self) < _MOST_KEPT:
            self[code] = instead
        return instead

    def instead(self, code: int) -> int | None:
        """Return what stands for a letter that the table did not have at first."""
        return code


class _Bare(_Letters):
    """The same without marks of their own."""

    def instead(self, code: int) -> int | None:
        """Return no mark that combines with the letter before it."""
        return None if unicodedata.combining(chr(code)) else code


_NOT_WORD = Pattern(r"[\W_]+")
# The same of ASCII, which `str.translate` changes several times faster than a pattern.
_NOT_WORD_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()}
# NOTE: đ has no canonical decomposition; ð (eth) stands for it in files of the statistics office.
_BARES = {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"}
_PLAIN = Pattern(r"[\x00-\x7f\u00c0-\u024f\u1e00-\u1eff]*")
"""No mark stands by itself in it, and nothing invisible, full-width or raised: nearly all text."""
_APART = Pattern(rf"[\x00-\x7f\u0300-\u034e\u0350-\u036f{''.join(_BARES)}]*")
"""What such text is when its marks stand by themselves; all of them combine."""
_BARE = _Bare({ord(letter): bare for letter, bare in _BARES.items()})
# Syllables in which i and y are the same: «tỉ lệ» and «tỷ lệ», «quí» and «quý», «kĩ» and «kỹ».
_SPELT = {"hi": "hy", "ki": "ky", "li": "ly", "mi": "my", "qui": "quy", "si": "sy", "ti": "ty",
          "vy": "vi"}  # fmt: skip
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""What turns the direction of the text that follows, as a range of a pattern."""
# Control characters, and those that turn the direction of what follows.
_LONGEST = 120
_UNSEEN = Pattern(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{BIDI}]")
# What a runner of GitHub takes for a command in a log: `::` where a line begins, `##[` anywhere.
_COMMAND = Pattern(r"(?m)^ *(?=::)|(?<=#)(?=#\[)")
_NO_WIDTH = "\u200b"
# Soft hyphen, joiners, zero-width spaces, direction marks and isolates, variation selectors.
_INVISIBLE = dict.fromkeys(
    (0x00AD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
     *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF)
)  # fmt: skip
# NOTE: not NFKC, which would make 50² a 502.
# What is behind it is shown from right to left: «58» where 85 is seen. It is not passed over.
# A stroke over a letter strikes it out: it is no mark that a name may do without.
STROKES = "\u0334\u0335\u0336\u0337\u0338\u20d2\u20d3\u20d8\u20e5\u20eb"
_SPOILT = dict.fromkeys(map(ord, f"\u202e{STROKES}"), 0xFFFD)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NOT_SHOWN = _Letters({**_INVISIBLE, **_SPOILT, **_FULL_WIDTH})
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"
"""Raised digits and brackets: marks of a footnote, never a part of a name or a number."""
_MOST_MARKS = 30
_MARKS = Pattern(rf"[^\w\x00-\x7f]{{{_MOST_MARKS + 1},}}")
"""Where there may be too many marks: they are no letters, and none is of ASCII."""
_FOLDED_AWAY = _Letters(
    # A thousandth is never what a name means without saying so, as a hundredth may be.
    {**_INVISIBLE, **_SPOILT, **dict.fromkeys(map(ord, SUPERSCRIPTS)), ord("‰"): " permille "}
)


def clean(text: str) -> str:
    """Return the text as NFC, without invisible characters, its white space collapsed.

    Full-width letters and digits become the usual ones; raised digits stay what they are.
    """
    if text.isascii():
        return " ".join(text.split())
    if _PLAIN.fullmatch(text):
        return " ".join(unicodedata.normalize("NFC", text).split())
    return " ".join(_normal("NFC", text.translate(_NOT_SHOWN)).split())


def _normal(form: Literal["NFC", "NFKD"], text: str) -> str:
    """Return a text in a normal form. Of many marks upon one letter only the first thirty count.

    Putting them into order takes time by the square of their number, and no script has as many.
    """
    return unicodedata.normalize(form, _bounded(text))


def nfc(text: str) -> str:
    """Return the text as NFC, with the marks upon each letter that count."""
    return text if text.isascii() else _normal("NFC", text)


def is_nfc(text: str) -> bool:
    """Whether a text is NFC, and has on no letter more marks than count."""
    return text.isascii() or (_bounded(text) == text and unicodedata.is_normalized("NFC", text))


def _bounded(text: str) -> str:
    if len(text) > _MOST_MARKS and _MARKS.search(text):
        return _MARKS.sub(_fewer, text)
    return text


def _fewer(match: re.Match[str]) -> str:
    """Return characters without the marks that are too many; not all of them are marks."""
    kept, marks = [], 0
    for character in match[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def visible(text: str) -> str:
    """Return text without the characters that a reader would not see; tab and line feed stay."""
    return text if text.isprintable() else _UNSEEN.sub("\ufffd", text)


def shortened(text: str) -> str:
    """Return a text of the data, cut when it is too long for a message."""
    plain = str.__str__(text)
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


def printable(text: str) -> str:
    """Return the text as one line in which nothing acts, on a terminal or in the log of a job."""
    return without_commands(visible(" ".join(text.splitlines())))


def without_commands(text: str) -> str:
    """Return a text of any number of lines of which none acts in the log of a job."""
    if "::" not in text and "##" not in text:
        return text
    return _COMMAND.sub(lambda match: match[0] + _NO_WIDTH, text)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the key under which a name is looked up: `Tỷ lệ hộ (%)` and `ti le ho %` agree."""
    toned = False
    if not text.isascii():
        if _PLAIN.fullmatch(text):
            whole = unicodedata.normalize("NFKD", text.casefold())
        else:
            whole = _normal("NFKD", text.translate(_FOLDED_AWAY).casefold())
        text = _bare(whole)
        toned = len(text) < len(whole)
    text = text.casefold()
    spaced = text.translate(_NOT_WORD_ASCII) if text.isascii() else _NOT_WORD.sub(" ", text)
    words = spaced.split()
    # A bare word alone may be a code: SI is Slovenia, SY Syria.
    if (toned or len(words) > 1) and not _SPELT.keys().isdisjoint(words):
        words = [_SPELT.get(word, word) for word in words]
    return " ".join(words)


def _bare(text: str) -> str:
    """Return a text, its marks standing by themselves, without these."""
    if not _APART.fullmatch(text):
        return text.translate(_BARE)
    for letter, bare in _BARES.items():
        text = text.replace(letter, bare)
    return text.encode("ascii", "ignore").decode("ascii")


@strict
class Text:
    """A text in both languages, or in the one that its document is in."""

    vi: str | None = None
    """In Vietnamese, with diacritics, NFC."""
    en: str | None = None
    """In English."""

    def get(self, lang: str) -> str:
        """Return the text in the language asked for, else the English, else what there is."""
        texts = (getattr(self, lang, None), self.en, self.vi)
        return next((text for text in texts if text is not None), "")

    @classmethod
    def of(cls, write: Callable[[str], str]) -> Text:
        """Return what is written in each language."""
        return cls(**{lang: write(lang) for lang in fields_of(cls)})

    @property
    def each(self) -> dict[str, str]:
        """The texts by language."""
        texts = ((lang, getattr(self, lang)) for lang in fields_of(self))
        return {lang: text for lang, text in texts if text is not None}


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 units, as Excel counts it."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def utf16_cut(text: str, room: int) -> str:
    """Return as much of the beginning as takes at most `room` UTF-16 units, no letter halved."""
    over, end = utf16_length(text) - room, len(text)
    while over > 0 and end:
        end -= 1
        over -= utf16_length(text[end])
    return text[:end]
