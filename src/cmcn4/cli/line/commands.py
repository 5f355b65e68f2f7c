"""The commands by name: the only one that is imported is the one that was typed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmcn4.cli.options import Command

COMMANDS = (
    "check", "gaps", "read", "targets", "explain", "template", "accept", "list", "init", "schema",
)  # fmt: skip
"""Each stands in a module of its own name, here or in `guide/`."""
_GUIDE = ("list", "init")


def command(name: str) -> Command:
    """Return a command."""
    room = "cmcn4.cli.guide" if name in _GUIDE else "cmcn4.cli"
    found: Command = getattr(import_module(f"{room}.{name}"), name)
    return found
