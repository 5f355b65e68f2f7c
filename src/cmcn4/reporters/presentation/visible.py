"""Text of data as people read it: no character of it acts unseen."""

from __future__ import annotations

import re

from cmcn4.model.text import BIDI

# Control characters, and those that turn the direction of what follows.
_UNSEEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{BIDI}]")


def visible(text: str) -> str:
    """Return text without the characters that a reader would not see; tab and line feed stay."""
    return _UNSEEN.sub("\ufffd", text)
