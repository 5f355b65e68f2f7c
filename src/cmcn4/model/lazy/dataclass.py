"""Dataclasses that are made when they are needed: to import ours must not cost more than a run.

The standard library writes six functions for each of them and compiles those when its module is
imported: for ours a quarter of a run. Here only `__init__` is written, when many records
are made, and what others may ask about the fields (pydantic, `dataclasses.fields`) is the answer of
the standard library, when it is asked for. Otherwise they are as
https://docs.python.org/3/library/dataclasses.html has them; type checkers take them for those.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from cmcn4.model.lazy.filling import MISSING, Field, Filler, written

__all__ = ["MISSING", "dataclass", "field", "fields_of", "replace"]

_FIELDS = "__fields_made_of__"
_FEW = 80
"""Records of a class that cost less one by one than to write how they are made."""


def fields_of(record: Any) -> Mapping[str, Field]:
    """Return the fields of a dataclass, or of one of its records, by name; of all else none."""
    found: Mapping[str, Field] = getattr(record, _FIELDS, {})
    return found


def _replace(record: Any, /, **changes: Any) -> Any:
    """Return a record with some fields changed."""
    cls = type(record)
    for name, made in getattr(cls, _FIELDS).items():
        if made.init and name not in changes:
            changes[name] = getattr(record, name)
    return cls(**changes)


def _dataclass(
    cls: type | None = None,
    /,
    *,
    frozen: bool = False,
    slots: bool = False,
    kw_only: bool = False,
    repr: bool = True,  # noqa: A002 - as dataclasses has it
) -> Any:
    """Make a class a dataclass."""

    def made(cls: type) -> type:
        fields = _declared(cls, kw_only=kw_only)
        content = _content(cls, fields, frozen=frozen, slots=slots)
        if repr and "__repr__" not in cls.__dict__:
            content["__repr__"] = _repr
        if slots:
            return _slotted(cls, fields, content)
        _take_from_class(cls)
        for name, given in content.items():
            setattr(cls, name, given)
        return cls

    return made if cls is None else made(cls)


def _declared(cls: type, *, kw_only: bool) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for base in reversed(cls.__mro__[1:]):
        fields |= base.__dict__.get(_FIELDS, {})
    for name, kind in cls.__annotations__.items():
        given = cls.__dict__.get(name, MISSING)
        made = given if type(given) is Field else Field(default=given)
        made.type = kind
        if made.kw_only is None:
            made.kw_only = kw_only
        fields[name] = made
    return fields


def _slotted(cls: type, fields: Mapping[str, Field], more: Mapping[str, Any]) -> type:
    """Return the class with slots for its own fields, and more: a class cannot be given any."""
    content = dict(cls.__dict__)
    for name in (*fields, "__dict__", "__weakref__"):
        content.pop(name, None)
    content |= more
    above = {name for base in cls.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    content["__slots__"] = tuple(name for name in fields if name not in above)
    made = type(cls)(cls.__name__, cls.__bases__, content)
    made.__qualname__ = cls.__qualname__
    return made


def _take_from_class(cls: type) -> None:
    """Leave defaults where they stand, but nothing that only declares a field."""
    for name, given in tuple(cls.__dict__.items()):
        if type(given) is not Field:
            continue
        if given.default is MISSING:
            delattr(cls, name)
        else:
            setattr(cls, name, given.default)


def _content(
    cls: type, fields: Mapping[str, Field], *, frozen: bool, slots: bool
) -> dict[str, Any]:
    """Return what a class of these fields has beside them, and has not itself."""
    known, init = cls.__dict__, _maker(fields, frozen=frozen, slots=slots)
    content: dict[str, Any] = {_FIELDS: fields, "__init__": init, **_DESCRIBED[frozen]}
    if "__match_args__" not in known:
        by_place = [name for name, made in fields.items() if made.init and not made.kw_only]
        content["__match_args__"] = tuple(by_place)
    if "__eq__" not in known:
        content["__eq__"] = _comparing(fields)
    content["__hash__"] = known.get("__hash__") or (_hashing(fields) if frozen else None)
    if frozen:
        content |= {"__setattr__": _set_nothing, "__delattr__": _delete_nothing}
    if frozen and slots:  # which pickle and copy would fill by setting them
        content["__getstate__"] = known.get("__getstate__", _state)
        content["__setstate__"] = known.get("__setstate__", _set_state)
    return content


def _comparing(fields: Mapping[str, Field]) -> Any:
    compared: Any = None

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807 - what it becomes
        nonlocal compared
        if other.__class__ is not self.__class__:
            return NotImplemented
        if compared is None:
            compared = _values([name for name, made in fields.items() if made.compare])
        return bool(compared(self) == compared(other))

    return __eq__


def _hashing(fields: Mapping[str, Field]) -> Any:
    hashed: Any = None

    def __hash__(self: Any) -> int:  # noqa: N807 - what it becomes
        nonlocal hashed
        if hashed is None:
            hashed = _values([name for name, made in fields.items() if made.hash])
        return hash(hashed(self))

    return __hash__


def _maker(fields: Mapping[str, Field], *, frozen: bool, slots: bool) -> Any:
    """Return the `__init__` of the first records; after some it gives its class another one."""
    left, filler = _FEW, None

    def __init__(self: Any, *args: Any, **given: Any) -> None:  # noqa: N807 - what it becomes
        nonlocal left, filler
        left -= 1
        if left >= 0:
            if filler is None:
                filler = Filler(_owner(self, __init__), fields, slots=slots)
            if filler.fills(self, args, given):
                return
        cls = _owner(self, __init__)
        cls.__init__ = written(cls, fields, frozen=frozen, slots=slots)
        cls.__init__(self, *args, **given)

    return __init__


def _owner(record: Any, init: Any) -> Any:
    return next(kind for kind in type(record).__mro__ if kind.__dict__.get("__init__") is init)


def _values(names: list[str]) -> Callable[[Any], Any]:
    """Return what gives the values of some fields, as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


def _refuse(record: Any, name: str, what: str) -> None:
    """Refuse to change a field; another class made of a record's may have attributes of its own."""
    if _FIELDS in type(record).__dict__ or name in fields_of(record):
        from dataclasses import FrozenInstanceError  # noqa: PLC0415 - of a defect

        msg = f"cannot {what} field {name!r}"
        raise FrozenInstanceError(msg)


def _set_nothing(self: Any, name: str, value: Any) -> None:
    _refuse(self, name, "assign to")
    object.__setattr__(self, name, value)


def _delete_nothing(self: Any, name: str) -> None:
    _refuse(self, name, "delete")
    object.__delattr__(self, name)


def _repr(self: Any) -> str:
    shown = (
        f"{name}={getattr(self, name)!r}" for name, made in fields_of(self).items() if made.repr
    )
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in fields_of(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(fields_of(self), state, strict=True):
        object.__setattr__(self, name, value)


class _Described:
    """What the standard library tells of a dataclass, found when it is asked for."""

    def __init__(self, name: str, *, frozen: bool) -> None:
        self._name, self._frozen = name, frozen

    def __get__(self, _: object, cls: Any) -> Any:
        from cmcn4.model.lazy.described import described  # noqa: PLC0415 - for those who ask

        found = getattr(described(cls, fields_of(cls), MISSING, frozen=self._frozen), self._name)
        setattr(cls, self._name, found)
        return found


_DESCRIBED = {
    frozen: {
        name: _Described(name, frozen=frozen)
        for name in ("__dataclass_fields__", "__dataclass_params__")
    }
    for frozen in (False, True)
}

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    dataclass, field, replace = _dataclass, Field, _replace
