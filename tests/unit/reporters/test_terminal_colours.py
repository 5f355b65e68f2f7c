"""The colours of the terminal as people see them who do not see red and green apart.

Simulated by G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for
Simulation of Color Vision Deficiency", 2009, at full severity; distances are CIE 1976 in L*a*b*.
"""

from __future__ import annotations

import re
from itertools import product

import pytest

from cmcn4.model.verdict import Verdict
from cmcn4.reporters import Style, render
from cmcn4.reporters.terminal.colours import FINDINGS, STYLES
from golden.canonical import report

Rgb = tuple[float, float, float]
SEEN_BY = {
    "deuteranope": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanope": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}
PALETTES: dict[str, dict[str, list[Rgb]]] = {
    # Bold red is shown as red or as bright red.
    "xterm": {
        "green": [(0, 205, 0)], "red": [(205, 0, 0), (255, 0, 0)], "yellow": [(205, 205, 0)],
        "cyan": [(0, 205, 205)],
    },
    "Windows": {
        "green": [(19, 161, 14)], "red": [(197, 15, 31), (231, 72, 86)], "yellow": [(193, 156, 0)],
        "cyan": [(58, 150, 221)],
    },
    "VS Code": {
        "green": [(13, 188, 121)], "red": [(205, 49, 49), (241, 76, 76)],
        "yellow": [(229, 229, 16)], "cyan": [(17, 168, 205)],
    },
    "Ubuntu": {
        "green": [(78, 154, 6)], "red": [(204, 0, 0), (239, 41, 41)], "yellow": [(196, 160, 0)],
        "cyan": [(6, 152, 154)],
    },
}  # fmt: skip
FAR, NEAR = 40, 15
"""Told apart at a glance, and when looked at; 2.3 is the least that is noticed side by side."""


def linear(part: float) -> float:
    part /= 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def mixed(rows: tuple[Rgb, ...], colour: Rgb) -> list[float]:
    return [sum(a * b for a, b in zip(row, colour, strict=True)) for row in rows]


def lab(colour: Rgb, who: str) -> Rgb:
    red, green, blue = (linear(part) for part in colour)
    seen = [min(1.0, max(0.0, part)) for part in mixed(SEEN_BY[who], (red, green, blue))]
    xyz = (
        (0.4124 / 0.95047, 0.3576 / 0.95047, 0.1805 / 0.95047),
        (0.2126, 0.7152, 0.0722),
        (0.0193 / 1.08883, 0.1192 / 1.08883, 0.9505 / 1.08883),
    )
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in mixed(xyz, (seen[0], seen[1], seen[2]))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: Rgb, other: Rgb, who: str) -> float:
    pairs = zip(lab(one, who), lab(other, who), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def nearest(one: str, other: str, palette: str, who: str) -> float:
    shades = product(PALETTES[palette][one], PALETTES[palette][other])
    return min(distance(a, b, who) for a, b in shades)


def hue(style: str) -> str:
    return style.removeprefix("bold ")


def test_the_hues_are_three() -> None:
    assert {hue(style) for style in STYLES.values()} == {"cyan", "red", "yellow", "bold", "dim"}


@pytest.mark.parametrize("who", SEEN_BY)
@pytest.mark.parametrize("palette", PALETTES)
def test_what_is_met_is_told_at_a_glance_from_what_is_not(palette: str, who: str) -> None:
    met, missed, ahead = (
        hue(STYLES[each]) for each in (Verdict.PASS, Verdict.FAIL, Verdict.PENDING)
    )
    assert nearest(met, missed, palette, who) >= FAR
    assert nearest(met, ahead, palette, who) >= FAR
    # These are near on some screens, and differ in weight, too.
    assert nearest(missed, ahead, palette, who) >= NEAR
    assert STYLES[Verdict.FAIL].startswith("bold ")
    assert not STYLES[Verdict.PENDING].startswith("bold ")


def test_green_would_not_do() -> None:
    assert min(nearest("green", "red", each, "deuteranope") for each in PALETTES) < NEAR
    assert min(nearest("green", "yellow", each, "protanope") for each in PALETTES) < NEAR


def test_each_verdict_has_a_style_and_each_style_one_verdict() -> None:
    assert set(STYLES) == set(Verdict)
    assert len(set(STYLES.values())) == len(STYLES)
    assert set(FINDINGS) == {"error", "warning", "note"}


@pytest.mark.parametrize("by", [None, "target", "area"])
def test_no_colour_but_these_is_in_the_table(by: str | None) -> None:
    shown = render("table", report(), Style(width=100, colour=True, by=by)).decode()
    codes = set(";".join(re.findall(r"\x1b\[([0-9;]*)m", shown)).split(";"))
    # Reset, bold, dim; red, yellow, cyan, the terminal's own.
    assert {"31", "33"} <= codes <= {"0", "1", "2", "31", "33", "36", "39"}


def test_every_coloured_line_begins_with_a_sign_or_a_word() -> None:
    shown = render("table", report(), Style(width=100, colour=True)).decode()
    lines = [line for line in shown.splitlines() if re.match(r"\x1b\[(36|1;31|33)m", line)]
    assert lines
    for line in lines:
        text = re.sub(r"\x1b\[[0-9;]*m", "", line)
        assert re.match(r" ([✔✘◷] |error |warning )", text), text
