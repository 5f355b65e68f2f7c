"""Targets: YAML files to validated packs, and the choice of those that a run asks for."""

from cmcn4.packs.selection import Selection, load

__all__ = ["Selection", "load"]
