"""Text of data as people read it: no character of it acts unseen."""

from __future__ import annotations

import re

# Control characters, and those that turn the direction of what follows.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Return text without the characters that a reader would not see; tab and line feed stay."""
    return _UNSEEN.sub("\ufffd", text)
