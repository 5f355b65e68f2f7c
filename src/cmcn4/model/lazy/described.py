"""What the standard library tells of our dataclasses, for those who ask it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any


def described(cls: Any, fields: Mapping[str, Any], missing: object, *, frozen: bool) -> Any:
    """Return a dataclass of the standard library with the same fields; `missing` is no default."""
    content: dict[str, Any] = {"__module__": cls.__module__, "__annotations__": {}}
    for name, made in fields.items():
        content["__annotations__"][name] = made.type
        facts = {
            "default": made.default, "default_factory": made.factory, "init": made.init,
            "repr": made.repr, "hash": made.hash, "compare": made.compare,
            "kw_only": made.kw_only,
        }  # fmt: skip
        given = {key: value for key, value in facts.items() if value is not missing}
        content[name] = dataclasses.field(**given)
    return dataclasses.dataclass(frozen=frozen)(type(cls.__name__, (), content))
