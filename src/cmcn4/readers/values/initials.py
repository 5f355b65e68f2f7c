"""Initials that two indices share: GII, of innovation or of gender inequality; GCI; IDI."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from cmcn4 import words
from cmcn4.model.catalogue import Indicator
from cmcn4.model.text import fold

Meant = Literal["", "ours", "rival"]


def shared(indicator: Indicator) -> str:
    """Return the initials an indicator shares with another index; empty if it has none such."""
    first = indicator.id.partition("-")[0]
    return first if first in words.parts("initials") else ""


def initials(text: str, indicator: Indicator) -> bool:
    """Whether a text names the indicator by shared initials only.

    Not so our own id as it is written (`gii-rank`), full words or a publisher («ITU GCI rank»).
    """
    name = shared(indicator)
    if not name or text.strip() == indicator.id:
        return False
    return name in fold(text).split() and not meant(indicator, (text,))


def meant(indicator: Indicator, texts: Iterable[str]) -> Meant:
    """Return which of the two indices the texts around a figure speak of; ours if of both."""
    name = shared(indicator)
    if not name:
        return ""
    said = {
        words.table(f"initials/{name}")[match[1]]
        for text in texts
        for match in _pattern(name).finditer(fold(text))
    }
    return "ours" if "ours" in said else "rival" if said else ""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    known = sorted(words.listed(f"initials/{name}"), key=len, reverse=True)
    return re.compile(rf"(?<!\S)({'|'.join(map(re.escape, known))})(?!\S)")
