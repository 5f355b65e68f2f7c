"""Named tuples that are made when they are needed, as the dataclasses beside them.

The standard library evaluates the `__new__` of each and looks through its annotations when its
module is imported. Here `__new__` is written when more than a few are made. Otherwise they are as
https://docs.python.org/3/library/typing.html#typing.NamedTuple has them; type checkers take them
for those.
"""

from __future__ import annotations

from collections import _tuplegetter as getter  # type: ignore[attr-defined] # the fast one
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

__all__ = ["NamedTuple"]
_FEW = 8
"""Records of a class that cost less one by one than to write how they are made."""


class _Kind(type):
    """What makes of a class with annotations a tuple that names its items."""

    def __new__(cls, name: str, bases: tuple[type, ...], content: dict[str, Any]) -> Any:
        if tuple in bases or _Record not in bases:  # what they share, or what adds to one
            return super().__new__(cls, name, bases, content)
        fields = tuple(content.get("__annotations__", ()))
        defaults = {field: content.pop(field) for field in fields if field in content}
        content |= {
            "__slots__": (),
            "__match_args__": fields,
            "_fields": fields,
            "_field_defaults": defaults,
            "__new__": _maker,
            "__left__": [_FEW],
            **{field: getter(place, "") for place, field in enumerate(fields)},
        }
        return super().__new__(cls, name, bases, content)


class _Record(tuple[Any, ...], metaclass=_Kind):
    """What all of them can."""

    __slots__ = ()
    _fields: ClassVar[tuple[str, ...]] = ()
    _field_defaults: ClassVar[dict[str, Any]] = {}

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Any:
        """Return a record of values in order; TypeError where they are not as many as fields."""
        return cls(*values)

    def _replace(self, /, **changes: Any) -> Any:
        """Return a record with some fields changed; ValueError for what is no field."""
        made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
        if changes:
            msg = f"Got unexpected field names: {[*changes]!r}"
            raise ValueError(msg)
        return made

    def _asdict(self) -> dict[str, Any]:
        """Return the values by the names of their fields."""
        return dict(zip(self._fields, self, strict=False))

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)

    def __repr__(self) -> str:
        values = (f"{name}={value!r}" for name, value in zip(self._fields, self, strict=False))
        return f"{type(self).__name__}({', '.join(values)})"


def _first(cls: Any, /, *args: Any, **given: Any) -> Any:
    """Make one of the first records; after some its class has a `__new__` of its own."""
    fields, left = cls._fields, cls.__left__
    left[0] -= 1
    if left[0] >= 0:
        if len(args) == len(fields) and not given:
            return tuple.__new__(cls, args)
        known = dict(zip(fields, args, strict=False)) | given
        values = cls._field_defaults | known
        # What is wrong the written one tells.
        if len(known) == len(args) + len(given) and len(values) == len(fields):
            return tuple.__new__(cls, map(values.__getitem__, fields))
    owner = next(kind for kind in cls.__mro__ if kind.__dict__.get("__new__") is _maker)
    owner.__new__ = _written(owner)
    return owner.__new__(cls, *args, **given)


_maker = staticmethod(_first)


def _written(owner: Any) -> Any:
    """Return the `__new__` of a class, compiled."""
    names = ", ".join(owner._fields)
    code = f"lambda _cls, {names}: _new(_cls, ({names}{',' if names else ''}))"
    function = eval(code, {"_new": tuple.__new__, "__builtins__": {}})  # noqa: S307 - our own names
    function.__name__ = "__new__"
    function.__qualname__ = f"{owner.__name__}.__new__"
    function.__defaults__ = tuple(owner._field_defaults.values())
    return function


if TYPE_CHECKING:
    from typing import NamedTuple
else:
    NamedTuple = _Record
