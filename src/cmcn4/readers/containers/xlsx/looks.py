"""Which cell styles cross out what stands in a cell, or do not show it (ECMA-376 18.8)."""

from __future__ import annotations

from cmcn4.readers.containers.numbers import Looks, truth, whole
from cmcn4.readers.containers.parts import Attributes, Parts

_WHITE_BY_NUMBER = ("1", "9")
"""In the oldest palette (18.8.27)."""


def looks_of(parts: Parts, path: str) -> Looks:
    """Return which cell styles cross out, or write in white on white."""
    found, cells, numbers = Looks(), list[Attributes](), {"font": 0, "fill": 0, "border": 0}
    having: dict[str, set[int]] = {kind: set() for kind in numbers}
    has = False
    tags = ("color", "fgColor", "patternFill", "diagonal", "xf", "cellStyleXfs", "cellXfs")
    for tag, attributes, _ in parts.elements(path, *numbers, *tags):
        get = attributes.get
        match tag:
            case "color" | "fgColor":
                has = _is_white(attributes)
            case "patternFill":
                has = get("patternType", "none") == "none" or (
                    has and get("patternType") == "solid"
                )
            case "diagonal":
                has = get("style", "none") != "none"
            case "font" | "fill" | "border":
                lined = truth(get("diagonalUp")) or truth(get("diagonalDown"))
                if has and (tag != "border" or lined):
                    having[tag].add(numbers[tag])
                numbers[tag], has = numbers[tag] + 1, False
            case "xf":
                cells.append(attributes)
            case "cellStyleXfs":
                cells.clear()
            case "cellXfs":
                fonts, fills, borders = (
                    {n for n, xf in enumerate(cells) if whole(xf.get(f"{kind}Id"), 0) in own}
                    for kind, own in having.items()
                )
                found = Looks(borders, fonts & fills)
    return found


def _is_white(colour: Attributes) -> bool:
    get = colour.get
    by_theme = get("theme") == "0" and get("tint", "0")[:1] != "-"  # which would be grey
    return get("rgb", "")[-6:].upper() == "FFFFFF" or by_theme or get("indexed") in _WHITE_BY_NUMBER
