"""Which cell styles cross out what stands in a cell, or do not show it (ECMA-376 18.8)."""

from __future__ import annotations

from math import isfinite

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.readers.containers.contrast import BLACK, LEAST_LETTERS, WHITE, Colour, is_lost, rgb
from cmcn4.readers.containers.numbers import Looks, truth, whole
from cmcn4.readers.containers.parts import Attributes, Parts

_INDEXED = {"0": BLACK, "8": BLACK, "64": BLACK, "1": WHITE, "9": WHITE, "65": WHITE}
"""In the oldest palette (18.8.27), and those of the system."""
_TAGS = (
    "color", "sz", "fgColor", "bgColor", "patternFill", "gradientFill", "diagonal", "font",
    "fill", "border", "xf", "cellStyleXfs", "cellXfs", "dxf",
)  # fmt: skip


class _Fill(NamedTuple):
    """What a cell is filled with."""

    pattern: str | None
    own: Colour
    behind: Colour

    def of_cell(self) -> Colour:
        """Return the ground of letters in a cell, as far as it is of one colour."""
        if self.pattern in (None, "none"):
            return WHITE
        return self.own if self.pattern == "solid" else None

    def of_condition(self) -> Colour:
        """Return the ground that a condition gives, which stands as that behind a pattern."""
        if self.pattern not in (None, "solid"):
            return WHITE if self.pattern == "none" else None
        return self.own if self.behind is None else self.behind


class _Parts:
    """Fonts, fills and lines as far as they have been read."""

    def __init__(self) -> None:
        self.letters: list[tuple[Colour, bool]] = []
        """The colour of each font, and whether it is too small."""
        self.fills: list[_Fill] = []
        self.crossed: list[bool] = []
        self._colours: dict[str, Colour] = {}
        self._small = self._line = False
        self._pattern: str | None = "none"

    def end(self, tag: str, attributes: Attributes) -> None:
        """Take in an element that has ended."""
        get = attributes.get
        match tag:
            case "color" | "fgColor" | "bgColor":
                self._colours[tag] = colour_of(attributes)
            case "sz":
                self._small = is_small(attributes)
            case "patternFill":
                self._pattern = get("patternType")
            case "gradientFill":
                self._pattern = tag
            case "diagonal":
                self._line = get("style", "none") != "none"
            case "font":
                self.letters.append((self._colours.get("color"), self._small))
            case "fill":
                of = self._colours.get
                self.fills.append(_Fill(self._pattern, of("fgColor"), of("bgColor")))
            case _:
                lined = truth(get("diagonalUp")) or truth(get("diagonalDown"))
                self.crossed.append(self._line and lined)
        if tag in ("font", "fill", "border"):
            self._small = self._line = False
            self._colours, self._pattern = {}, "none"


def looks_of(parts: Parts, path: str) -> Looks:
    """Return which cell styles cross out, or write what is not to be seen."""
    found, cells, seen, conditional = Looks(), list[Attributes](), _Parts(), set[int]()
    before, dxfs = (0, 0), 0
    for tag, attributes, _ in parts.elements(path, *_TAGS):
        match tag:
            case "xf":
                cells.append(attributes)
            case "cellStyleXfs":
                cells.clear()
            case "cellXfs":
                found = _of_cells(cells, seen)
                before = len(seen.letters), len(seen.fills)
            case "dxf":
                if _hides(seen.letters[before[0] :], seen.fills[before[1] :]):
                    conditional.add(dxfs)
                before, dxfs = (len(seen.letters), len(seen.fills)), dxfs + 1
            case _:
                seen.end(tag, attributes)
    return found._replace(conditional=conditional)


def _of_cells(cells: list[Attributes], seen: _Parts) -> Looks:
    crossed, unseen, coloured = set[int](), set[int](), set[int]()
    for number, xf in enumerate(cells):
        font, fill, border = (whole(xf.get(f"{kind}Id"), 0) for kind in ("font", "fill", "border"))
        colour, small = seen.letters[font] if font < len(seen.letters) else (BLACK, False)
        ground = seen.fills[fill].of_cell() if fill < len(seen.fills) else WHITE
        if small or is_lost(BLACK if colour is None else colour, ground):
            unseen.add(number)
        if not is_lost(ground, WHITE):
            coloured.add(number)
        if border < len(seen.crossed) and seen.crossed[border]:
            crossed.add(number)
    return Looks(crossed, unseen, coloured=coloured)


def _hides(letters: list[tuple[Colour, bool]], fills: list[_Fill]) -> bool:
    """Whether a conditional style hides what it is used on, alone or on a ground without colour."""
    colour, small = letters[-1] if letters else (None, False)
    ground = fills[-1].of_condition() if fills else WHITE
    return small or is_lost(BLACK if colour is None else colour, ground)


def colour_of(attributes: Attributes) -> Colour:
    """Return a colour that is given by its number, or by its place in a palette or the theme."""
    get = attributes.get
    if given := get("rgb"):
        return rgb(given)
    if (number := get("indexed")) is not None:
        return _INDEXED.get(number, f"indexed {number}")
    if (theme := get("theme")) is None:
        return None
    tint = max(-1.0, min(_number(get("tint", ""), 0), 1.0))
    if theme not in ("0", "1"):
        return f"theme {theme} {tint:f}"
    # The ground, which gets darker, and the letters, which get lighter.
    level = round(255 * (1 + min(tint, 0) if theme == "0" else max(tint, 0)))
    return level, level, level


def is_small(attributes: Attributes) -> bool:
    """Whether the size of letters is one at which nobody reads them."""
    return _number(attributes.get("val", ""), LEAST_LETTERS) < LEAST_LETTERS


def _number(text: str, otherwise: float) -> float:
    try:
        number = float(text)
    except ValueError:
        return otherwise
    return number if isfinite(number) else otherwise
