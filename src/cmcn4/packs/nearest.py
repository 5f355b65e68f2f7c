"""What somebody may have meant: the nearest of the names there are; suggested, never assumed."""

from __future__ import annotations

from collections.abc import Iterable

from cmcn4.locale import Message

_FEW = 12


def suggestion(name: str, known: Iterable[str]) -> Message | None:
    """Return `did you mean …?`, else the names there are if they are few, else nothing."""
    names = list(dict.fromkeys(known))
    near = nearest(name, names)
    if near or not 0 < len(names) <= _FEW:
        return near
    if len(names) == 1:
        return Message("errors.there.one", {"name": listed(names)})
    return Message("errors.there", {"names": listed(names)})


def nearest(name: str, names: Iterable[str]) -> Message | None:
    """Return `did you mean …?` if a name is near."""
    near = [f"`{close_name}`" for close_name in close(name, names)]
    if not near:
        return None
    joined: Message | str = near[0]
    for other in near[1:]:
        joined = Message("errors.or", {"one": joined, "more": other})
    return Message("errors.near", {"names": joined})


def close(name: str, names: Iterable[str], alike: float = 0.6) -> list[str]:
    """Return up to three names near one, the nearest first; for identifiers of ours.

    Names in data are another matter: there a different word is a different thing.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    return get_close_matches(name, list(names), cutoff=alike)


def listed(names: Iterable[str]) -> str:
    """Return names for a sentence: `a`, `b`, `c`."""
    return ", ".join(f"`{name}`" for name in names)
