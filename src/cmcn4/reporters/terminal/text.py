"""Texts with styles as lines of a width: Rich's own need its console, dearer than a small run.

Texts of letters that surely take a column each are measured and broken here, all others by Rich.
"""

from __future__ import annotations

from itertools import chain

from cmcn4.model.lazy.pattern import Pattern

_TAB = 8
# What Rich leaves out of any text: bell, backspace, vertical tab, form feed, carriage return.
_LEFT_OUT = dict.fromkeys((7, 8, 11, 12, 13))

_ONE_COLUMN = frozenset(
    map(
        chr,
        chain(
            range(0x20, 0x7F), range(0xA0, 0xAD), range(0xAE, 0x300), range(0x1E00, 0x1F00),
            range(0x2010, 0x2028), range(0x2190, 0x2300), range(0x2500, 0x25FD), (0x2714, 0x2718),
        ),
    )
)  # fmt: skip
"""The letters of English and Vietnamese, and the signs that a report has."""
_WORD = Pattern(r"\S+\s*")

Span = tuple[int, int, str]
"""From which character to before which one, and the style of these."""


def one_line(text: str) -> str:
    """Return a text of a file or of a person without its line feeds: no line of it is a line."""
    return text.replace("\n", " ")


def columns_of(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if _ONE_COLUMN.issuperset(text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - for what few texts have

    return cell_len(text)


class Text:
    """A text with a style of its whole, and of its parts; styles are written as Rich has them."""

    __slots__ = ("_plain", "spans", "style")

    def __init__(self, plain: str = "", style: str = "") -> None:
        """Begin with a text that has one style."""
        self._plain = plain.translate(_LEFT_OUT)
        self.style = style
        self.spans: list[Span] = []

    @property
    def plain(self) -> str:
        """The text without styles."""
        return self._plain

    @plain.setter
    def plain(self, plain: str) -> None:
        length = len(plain)
        if length < len(self._plain):
            self.spans = _within(self.spans, 0, length)
        self._plain = plain

    def append(self, plain: str, style: str = "") -> Text:
        """Add a text, with a style of its own; return the whole."""
        return self.append_text(Text(plain, style))

    def append_text(self, other: Text) -> Text:
        """Add a text with all its styles; return the whole."""
        start = len(self._plain)
        self._plain += other.plain
        if other.style and other.plain:
            self.spans.append((start, len(self._plain), other.style))
        self.spans += [(start + first, start + end, style) for first, end, style in other.spans]
        return self

    def rstrip(self) -> None:
        """Take off blanks at the end."""
        self.plain = self._plain.rstrip()

    def shorten(self, width: int) -> None:
        """Cut what is wider, and say so by an ellipsis."""
        if columns_of(self._plain) > width:
            self.plain = f"{_cut(self._plain, width - 1)}…"

    def wrapped(self, width: int) -> list[Text]:
        """Return it as lines of a width, broken between words, and in those that are wider."""
        self._plain = one_line(self._plain)
        if "\t" in self._plain:
            self._expand_tabs()
        plain, lines = self._plain, []
        breaks = _breaks(plain, width) if columns_of(plain) > width else []
        for start, end in zip([0, *breaks], [*breaks, len(plain)], strict=True):
            line = Text(plain[start:end], self.style)
            line.spans = _within(self.spans, start, end)
            blanks = len(line.plain) - len(line.plain.rstrip())
            beyond = end - start - width
            if blanks and beyond > 0:
                line.plain = line.plain[: -min(blanks, beyond)]
            if columns_of(line.plain) > width:
                line.plain = _cut(line.plain, width)
            lines.append(line)
        return lines

    def _expand_tabs(self) -> None:
        """Put blanks in the place of tabs."""
        plain, places = "", []
        for character in self._plain:
            places.append(len(plain))
            plain += " " if character == "\t" else character
            if character == "\t":
                plain += " " * (-columns_of(plain) % _TAB)
        places.append(len(plain))
        self.spans = [(places[start], places[end], style) for start, end, style in self.spans]
        self._plain = plain


def _cut(text: str, width: int) -> str:
    """Return as much of a text as fits, filled up where half a letter would."""
    from rich.cells import set_cell_size  # noqa: PLC0415 - for what is too wide

    return set_cell_size(text, width)


def _breaks(text: str, width: int) -> list[int]:
    """Return the places at which lines after the first begin."""
    breaks, start, used = [], 0, 0
    for match in _WORD.finditer(text):
        word = text[start : match.end()]
        needed = columns_of(word.rstrip())
        if needed > width:
            from rich._wrap import divide_line  # noqa: PLC0415 - where a word is broken

            return divide_line(text, width)
        if used + needed > width:
            breaks.append(start)
            used = 0
        used += columns_of(word)
        start = match.end()
    return breaks


def _within(spans: list[Span], start: int, end: int) -> list[Span]:
    """Return what lies between two places, counted from the first."""
    return [
        (max(first, start) - start, min(last, end) - start, style)
        for first, last, style in spans
        if first < end and last > start
    ]
