"""Whether letters are to be seen: not in the colour of their ground, nor as small as a dot."""

from __future__ import annotations

from cmcn4.model.lazy.pattern import Pattern

Colour = tuple[int, int, int] | str | None
"""Red, green and blue; a name where only the file knows them; None where nothing tells."""

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
LEAST_LETTERS = 4
"""Points: letters that are smaller are not to be read."""
_NEARLY = 24
"""Of 255: colours that differ by less of each of the three are told apart by nobody."""
_LENGTH = Pattern(r"(\d{0,9}\.?\d{0,9})(pt|cm|mm|in|inch|pc|px)")
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72, "inch": 72, "pc": 12, "px": 0.75}


def rgb(digits: str) -> Colour:
    """Return a colour by its last six digits, which are hexadecimal."""
    try:
        red, green, blue = bytes.fromhex(digits[-6:])
    except ValueError:
        return None
    return red, green, blue


def is_lost(letters: Colour, ground: Colour) -> bool:
    """Whether letters are not to be seen on their ground, as far as both are known."""
    if isinstance(letters, tuple) and isinstance(ground, tuple):
        return all(abs(a - b) < _NEARLY for a, b in zip(letters, ground, strict=True))
    return letters is not None and letters == ground


def points(length: str) -> float | None:
    """Return a length of OpenDocument in points; None for what is none, such as a percentage."""
    match = _LENGTH.fullmatch(length)
    try:
        return float(match[1]) * _POINTS.get(match[2], 1) if match else None
    except ValueError:  # a point alone
        return None
