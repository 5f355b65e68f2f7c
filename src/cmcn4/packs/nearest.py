"""What somebody may have meant: the nearest of the names there are; suggested, never assumed."""

from __future__ import annotations

from collections.abc import Iterable

_FEW = 12


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return `did you mean …?`, else the names there are if they are few, else nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    names = list(dict.fromkeys(known))
    close = get_close_matches(name, names, n=3, cutoff=0.6)
    if close:
        return f"did you mean {' or '.join(f'`{each}`' for each in close)}?"
    if names and len(names) <= _FEW:
        return f"there are {listed(names)}" if len(names) > 1 else f"there is {listed(names)}"
    return ""


def listed(names: Iterable[str]) -> str:
    """Return names for a sentence: `a`, `b`, `c`."""
    return ", ".join(f"`{each}`" for each in names)
