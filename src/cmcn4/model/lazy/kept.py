"""What a record finds when it is asked, and keeps: `functools.cached_property` without its lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["kept"]


class _Kept:
    """A property that is looked for once; afterwards it is found in the record itself."""

    def __init__(self, find: Any) -> None:
        self._find, self._name, self.__doc__ = find, find.__name__, find.__doc__

    def __get__(self, record: Any, _: type | None = None) -> Any:
        found = record.__dict__[self._name] = self._find(record)
        return found


if TYPE_CHECKING:
    from functools import cached_property as kept
else:
    kept = _Kept
