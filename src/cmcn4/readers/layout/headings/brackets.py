"""What stands in brackets in a text, or behind a dash at its end."""

from __future__ import annotations

from cmcn4.model.lazy.pattern import Pattern

_OPENS = frozenset("([-–—")
_IN_BRACKETS = Pattern(r"[(\[]([^()\[\]]{1,60})[)\]]")
_BEHIND_DASH = Pattern(r"\s[-–—]\s([^-–—()]{1,40})$")


def in_brackets(text: str) -> list[str]:
    """Return each text in brackets in a text."""
    return _IN_BRACKETS.findall(text)


def brackets(text: str) -> list[str]:
    """Return what stands in brackets in a text, and behind a dash at its end."""
    if not _OPENS.intersection(text):  # most texts have none, and patterns cost at the first use
        return []
    behind = _BEHIND_DASH.search(text)
    found = [each.strip() for each in in_brackets(text)]
    return [*filter(None, found), *([behind[1]] if behind else [])]
