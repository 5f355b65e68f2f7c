"""The colours of the terminal, chosen so that nobody has to tell red from green.

One man in twelve has a weakness for red or green. In the palettes of common terminals, seen as
deuteranopes and protanopes do (Machado, Oliveira & Fernandes 2009), red and green are one brown and
magenta is cyan, but cyan stays far from red and from yellow; red and yellow differ in brightness,
and here in weight. What has to be reviewed has no hue, only bold type. Colour never says anything
alone: each verdict has its sign, each level of a finding its word.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cmcn4.model.verdict import Verdict
from cmcn4.reporters.presentation.verdicts import VERDICTS, Tone

GOOD = "cyan"
BAD = "bold red"
WAITING = "yellow"
OPEN = "bold"
FAINT = "dim"
PLAIN = "default"

_TONES: Mapping[Tone, str] = {
    "good": GOOD, "bad": BAD, "open": OPEN, "waiting": WAITING, "faint": FAINT
}  # fmt: skip
STYLES: Mapping[Verdict, str] = {verdict: _TONES[each.tone] for verdict, each in VERDICTS.items()}
"""The style of each verdict."""
LEVEL = PLAIN
"""Of a level that is only compared with: above or below is nobody's success or failure."""
FINDINGS: Mapping[str, str] = MappingProxyType({"error": BAD, "warning": WAITING, "note": FAINT})
"""The style of each level of findings."""
