"""Verdicts as every format shows them: sign, tone, colours, and the two orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

from cmcn4.locale import Key
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Assessment
from cmcn4.model.verdict import Verdict

Tone = Literal["good", "bad", "open", "waiting", "faint"]


class Shown(NamedTuple):
    """How a verdict looks. Its sign alone says what it is; colours never do."""

    symbol: str
    tone: Tone
    counted: Key
    """The key of the text that names those counted."""
    strong: str
    """The colour of a bar, as RGB in hexadecimal."""
    pale: str
    """The colour behind a text, as RGB in hexadecimal."""


# Blue, sky, yellow, vermilion and grey of Okabe and Ito, https://jfly.uni-koeln.de/color/: people
# who cannot tell red from green can tell these.
VERDICTS: Mapping[Verdict, Shown] = MappingProxyType(
    {
        Verdict.PASS: Shown("✔", "good", "many.passed", "0072B2", "CFE2F3"),
        Verdict.FAIL: Shown("✘", "bad", "many.failed", "D55E00", "F9D5BF"),
        Verdict.REVIEW: Shown("?", "open", "many.review", "F0E442", "FBF6C4"),
        Verdict.PENDING: Shown("◷", "waiting", "many.pending", "56B4E9", "E3F3FC"),
        Verdict.NO_DATA: Shown("·", "faint", "many.no-data", "BFBFBF", "EDEDED"),
    }
)
"""Every verdict, in the order of the summary."""
SYMBOLS: Mapping[Verdict, str] = {verdict: each.symbol for verdict, each in VERDICTS.items()}
WORST_FIRST = (Verdict.FAIL, Verdict.REVIEW, Verdict.NO_DATA, Verdict.PENDING, Verdict.PASS)
"""What nobody can tell yet comes before what is only ahead."""
ABOVE, BELOW = "▲", "▼"
"""The signs of a level that is only compared with."""


def is_level(each: Assessment) -> bool:
    """Whether an area is only compared with a level, which it need not meet."""
    return each.informs and not each.chosen.target.informs


def by_verdict(found: Iterable[Assessment]) -> dict[Verdict, int]:
    """Return how many there are of each verdict that counts, in the order of the summary."""
    numbers = Counter(assessment.decided for assessment in found)
    return {verdict: numbers[verdict] for verdict in VERDICTS}
