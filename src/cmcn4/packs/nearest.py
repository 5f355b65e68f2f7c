"""What somebody may have meant: the nearest of the names there are; suggested, never assumed."""

from __future__ import annotations

from collections.abc import Iterable

from cmcn4.locale import Message

_FEW = 12


def suggestion(name: str, known: Iterable[str]) -> Message | None:
    """Return `did you mean …?`, else the names there are if they are few, else nothing."""
    names = list(dict.fromkeys(known))
    close = nearest(name, names)
    if close or not 0 < len(names) <= _FEW:
        return close
    if len(names) == 1:
        return Message("errors.there.one", {"name": listed(names)})
    return Message("errors.there", {"names": listed(names)})


def nearest(name: str, names: Iterable[str]) -> Message | None:
    """Return `did you mean …?` if a name is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    close = [f"`{each}`" for each in get_close_matches(name, list(names), n=3, cutoff=0.6)]
    if not close:
        return None
    said: Message | str = close[0]
    for each in close[1:]:
        said = Message("errors.or", {"one": said, "more": each})
    return Message("errors.near", {"names": said})


def listed(names: Iterable[str]) -> str:
    """Return names for a sentence: `a`, `b`, `c`."""
    return ", ".join(f"`{each}`" for each in names)
