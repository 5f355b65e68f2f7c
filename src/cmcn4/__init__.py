"""Check observed data against the targets of Viet Nam's fourth-industrial-revolution strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cmcn4._version import __version__

if TYPE_CHECKING:
    from cmcn4.api import Report, check, load_packs, read

__all__ = ["Report", "__version__", "check", "load_packs", "read"]


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used: importing cmcn4 must cost nothing."""
    if name in {"Report", "check", "load_packs", "read"}:
        from cmcn4 import api  # noqa: PLC0415 - lazily, see above

        return getattr(api, name)
    msg = f"module 'cmcn4' has no attribute {name!r}"
    raise AttributeError(msg)
