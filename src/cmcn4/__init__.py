"""Check observed data against the targets of Viet Nam's fourth-industrial-revolution strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmcn4._version import __version__

if TYPE_CHECKING:
    from cmcn4.errors import OutputError, PackError, UsageError
    from cmcn4.python.ask import check, load_packs, read
    from cmcn4.python.report import Report

__all__ = [
    "OutputError",
    "PackError",
    "Report",
    "UsageError",
    "__version__",
    "check",
    "load_packs",
    "read",
]

# Type checkers know the public names by the imports above; a wrong one is an error to them.
if not TYPE_CHECKING:
    _WHERE = {
        **dict.fromkeys(("check", "load_packs", "read"), "cmcn4.python.ask"),
        **dict.fromkeys(("OutputError", "PackError", "UsageError"), "cmcn4.errors"),
        "Report": "cmcn4.python.report",
    }

    def __getattr__(name: str) -> object:
        """Import a public name when it is first used: importing cmcn4 must cost nothing."""
        if name in _WHERE:
            from importlib import import_module  # noqa: PLC0415 - lazily, see above

            return getattr(import_module(_WHERE[name]), name)
        msg = f"module 'cmcn4' has no attribute {name!r}"
        raise AttributeError(msg)

    def __dir__() -> list[str]:
        """Return the public names, for completion."""
        return sorted(__all__)
