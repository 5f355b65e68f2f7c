"""Targets: YAML files to validated packs, and the choice of those that a run asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cmcn4.packs.schema import catalogue_schema, pack_schema
    from cmcn4.packs.selection import Selection, load

__all__ = ["Selection", "catalogue_schema", "load", "pack_schema"]


def __getattr__(name: str) -> Any:
    """Import when first used: the schemas need pydantic, the built-in packs do not."""
    if name in {"Selection", "load"}:
        from cmcn4.packs import selection  # noqa: PLC0415 - lazily, see above

        return getattr(selection, name)
    if name in {"catalogue_schema", "pack_schema"}:
        from cmcn4.packs import schema  # noqa: PLC0415 - lazily, see above

        return getattr(schema, name)
    msg = f"module 'cmcn4.packs' has no attribute {name!r}"
    raise AttributeError(msg)
