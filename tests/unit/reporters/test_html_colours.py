"""Colours of the page: text that can be read in both schemes, verdicts that no eye confuses."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from cmcn4.reporters.html import report as html_report

CSS = Path(html_report.__file__).parent / "page.css"
TONES = ("pass", "fail", "review", "pending", "none", "below")
BARS = ("pass", "fail", "review", "pending", "no-data")
# What the eye without one kind of cone sees: Machado, Oliveira and Fernandes (2009),
# https://doi.org/10.1109/TVCG.2009.113, severity 1.0, on linear RGB.
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
               (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                 (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


@cache
def schemes() -> dict[str, dict[str, str]]:
    """Return the colours by name, of the light scheme and of the dark one."""
    light, dark = CSS.read_text(encoding="utf-8").split("@media screen and (prefers-color", 1)
    found = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", light))
    return {
        "light": found,
        "dark": found
        | dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", dark.split("\n}", 1)[0])),
    }


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]


def contrast(one: str, other: str) -> float:
    """Return the ratio of WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    weights = 0.2126, 0.7152, 0.0722
    bright, dim = sorted(
        (sum(w * c for w, c in zip(weights, linear(each), strict=True)) for each in (one, other)),
        reverse=True,
    )
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_it_is_on(scheme: str) -> None:
    colour = schemes()[scheme]
    pairs = [(tone, f"{tone}-bg") for tone in TONES]
    pairs += [(text, on) for text in ("ink", "soft", "link") for on in ("paper", "card")]
    # In drawings, on cards and on the good side of the level wanted.
    pairs += [(text, on) for text in ("ink", "soft", "pass") for on in ("card", "zone")]
    pairs += [("ink", f"t{step}") for step in range(1, 6)] + [("ink", "faint"), ("accent", "paper")]
    low = {pair: contrast(*(colour[name] for name in pair)) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_and_marks_stand_out_from_the_card(scheme: str) -> None:
    colour = schemes()[scheme]
    for name in ("ink", "pass", "pending", "rival", "focus"):
        assert contrast(colour[name], colour["card"]) >= 3


def bars() -> dict[str, tuple[str, str]]:
    """Return the colour of each piece of a bar, and that of the text on it."""
    css = CSS.read_text(encoding="utf-8")
    found = {}
    for name in BARS:
        fill = re.search(rf"rect\.{name}\b[^{{]*\{{ fill: (#\w{{6}})", css)
        text = re.search(rf"\.on-{name}\b[^{{]*\{{ fill: (#\w{{6}})", css)
        assert fill
        assert text
        found[name] = fill[1], text[1]
    return found


def test_numbers_on_bars_can_be_read() -> None:
    assert {name for name, pair in bars().items() if contrast(*pair) < 4.5} == set()


@pytest.mark.parametrize("eye", EYES)
def test_pieces_of_a_bar_differ_for_every_kind_of_eye(eye: str) -> None:
    seen = {name: lab(fill, EYES[eye]) for name, (fill, _) in bars().items()}
    for one, other in combinations(BARS, 2):
        far = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert far > 15, (one, other)


def lab(colour: str, eye: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """Return the colour as that eye sees it, in CIELAB (D65), where distances are what is seen."""
    rgb = [sum(w * c for w, c in zip(row, linear(colour), strict=True)) for row in eye]
    rgb = [min(max(each, 0.0), 1.0) for each in rgb]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(w * c for w, c in zip(row, rgb, strict=True)) for row in to_xyz]
    x, y, z = (_root(each / white) for each, white in zip(xyz, (0.9505, 1.0, 1.089), strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
