"""Fields of an earlier report, each of the type that reports have."""

from __future__ import annotations

from typing import Any, TypeVar

_Value = TypeVar("_Value")


def of(record: dict[str, Any], key: str, kind: type[_Value]) -> _Value:
    """Return a field of a record; TypeError where it is of another type than in reports."""
    value = record[key]
    if not isinstance(value, kind):
        raise TypeError(key)
    return value


def maybe(record: dict[str, Any], key: str, kind: type[_Value]) -> _Value | None:
    """Return a field that may be null; TypeError as above."""
    return None if record[key] is None else of(record, key, kind)
