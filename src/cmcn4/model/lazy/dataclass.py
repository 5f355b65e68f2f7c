"""Dataclasses that are made when they are needed: to import ours must not cost more than a run.

The standard library writes six functions for each of them and compiles those when its module is
imported: for ours a quarter of a run. Here only `__init__` is written, when more than a few records
are made, and what others may ask about the fields (pydantic, `dataclasses.fields`) is the answer of
the standard library, when it is asked for. Otherwise they are as
https://docs.python.org/3/library/dataclasses.html has them; type checkers take them for those.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["MISSING", "dataclass", "field", "fields_of", "replace"]

MISSING: Any = type("MISSING", (), {"__slots__": (), "__repr__": lambda _: "MISSING"})()
"""Stands for no default."""
_FIELDS = "__fields_made_of__"
_FEW = 4
"""Records of a class that cost less one by one than to write how they are made."""


class Field:
    """A field, by what it was declared with."""

    __slots__ = ("compare", "default", "factory", "hash", "init", "kw_only", "repr", "type")

    def __init__(  # noqa: PLR0913 - as dataclasses.field has them
        self,
        *,
        default: Any = MISSING,
        default_factory: Any = MISSING,
        init: bool = True,
        repr: bool = True,  # noqa: A002 - as above
        hash: bool | None = None,  # noqa: A002 - as above
        compare: bool = True,
        kw_only: bool | None = None,
    ) -> None:
        self.default, self.factory = default, default_factory
        self.init, self.repr, self.compare, self.kw_only = init, repr, compare, kw_only
        self.hash = compare if hash is None else hash
        self.type: Any = None


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
        if slots:
            cls = _slotted(cls, fields)
        else:
            _take_from_class(cls)
        setattr(cls, _FIELDS, fields)
        _complete(cls, fields, frozen=frozen, slots=slots)
        if repr:
            _offer(cls, "__repr__", _repr)
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


def _slotted(cls: type, fields: Mapping[str, Field]) -> type:
    """Return the class with slots for its own fields: a class cannot be given any."""
    content = dict(cls.__dict__)
    for name in (*fields, "__dict__", "__weakref__"):
        content.pop(name, None)
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


def _offer(cls: type, name: str, function: Any) -> None:
    """Give a class a function of which it has none of its own."""
    if name not in cls.__dict__:
        setattr(cls, name, function)


def _complete(cls: Any, fields: Mapping[str, Field], *, frozen: bool, slots: bool) -> None:
    compared = _values([name for name, made in fields.items() if made.compare])

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807 - what it becomes
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(compared(self) == compared(other))

    left = _FEW

    def __init__(self: Any, *args: Any, **given: Any) -> None:  # noqa: N807 - as above
        nonlocal left
        left -= 1
        if left >= 0 and _filled(self, fields, (args, given), slots=slots):
            return
        cls.__init__ = _written(cls, fields, frozen=frozen, slots=slots)
        cls.__init__(self, *args, **given)

    own_hash = cls.__dict__.get("__hash__")
    _offer(cls, "__eq__", __eq__)
    cls.__init__ = __init__
    cls.__dataclass_fields__ = _Described("__dataclass_fields__", frozen=frozen)
    cls.__dataclass_params__ = _Described("__dataclass_params__", frozen=frozen)
    by_place = (name for name, made in fields.items() if made.init and not made.kw_only)
    _offer(cls, "__match_args__", tuple(by_place))
    if not frozen:
        cls.__hash__ = own_hash
        return
    if own_hash is None:
        hashed = _values([name for name, made in fields.items() if made.hash])
        cls.__hash__ = lambda self: hash(hashed(self))
    cls.__setattr__, cls.__delattr__ = _refusing(cls, fields)
    if slots:  # which pickle and copy would fill by setting them
        _offer(cls, "__getstate__", _state)
        _offer(cls, "__setstate__", _set_state)


def _filled(
    record: Any, fields: Mapping[str, Field], given: tuple[Any, dict[str, Any]], *, slots: bool
) -> bool:
    """Fill one of the first records; whether it could be: what is wrong the written one tells."""
    args, named = given
    by_place = (name for name, made in fields.items() if made.init and not made.kw_only)
    known = dict(zip(by_place, args, strict=False)) | named
    if len(known) != len(args) + len(named):
        return False
    for name, made in fields.items():
        if made.init and name in known:
            value = known.pop(name)
        elif made.factory is not MISSING:
            value = made.factory()
        elif made.default is MISSING or not (made.init or slots):
            if made.init:
                return False
            continue
        else:
            value = made.default
        object.__setattr__(record, name, value)
    if not known and hasattr(record, "__post_init__"):
        record.__post_init__()
    return not known


def _values(names: list[str]) -> Callable[[Any], Any]:
    """Return what gives the values of some fields, as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


def _refusing(cls: Any, fields: Mapping[str, Field]) -> tuple[Any, Any]:
    def refuse(record: Any, name: str, what: str) -> None:
        if type(record) is cls or name in fields:
            from dataclasses import FrozenInstanceError  # noqa: PLC0415 - of a defect

            msg = f"cannot {what} field {name!r}"
            raise FrozenInstanceError(msg)

    def __setattr__(self: Any, name: str, value: Any) -> None:  # noqa: N807 - what it becomes
        refuse(self, name, "assign to")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self: Any, name: str) -> None:  # noqa: N807 - as above
        refuse(self, name, "delete")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


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


def _written(cls: Any, fields: Mapping[str, Field], *, frozen: bool, slots: bool) -> Any:
    """Return the `__init__` of a class, compiled."""
    known: dict[str, Any] = {"_unsaid": MISSING, "_set": object.__setattr__}
    by_place: list[str] = []
    by_name: list[str] = []
    body: list[str] = []
    for name, made in fields.items():
        value = name
        if made.factory is not MISSING:
            known[f"_make_{name}"] = made.factory
            value = f"_make_{name}()"
            if made.init:
                value = f"{value} if {name} is _unsaid else {name}"
        elif not made.init:
            if made.default is MISSING or not slots:
                continue
            known[f"_default_{name}"] = made.default
            value = f"_default_{name}"
        if made.init:
            (by_name if made.kw_only else by_place).append(_parameter(name, made, known))
        if frozen and slots:
            known[f"_set_{name}"] = getattr(cls, name).__set__
            body.append(f"_set_{name}(self, {value})")
        else:
            body.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    if by_name:
        by_name.insert(0, "*")
    heading = f"def __init__({', '.join(['self', *by_place, *by_name])}):"
    exec("\n ".join([heading, *(body or ["pass"])]), known)  # noqa: S102 - of our own classes
    function = known["__init__"]
    function.__qualname__ = f"{cls.__qualname__}.__init__"
    return function


def _parameter(name: str, made: Field, known: dict[str, Any]) -> str:
    if made.factory is not MISSING:
        return f"{name}=_unsaid"
    if made.default is MISSING:
        return name
    known[f"_default_{name}"] = made.default
    return f"{name}=_default_{name}"


class _Described:
    """What the standard library tells of a dataclass, found when it is asked for."""

    def __init__(self, name: str, *, frozen: bool) -> None:
        self._name, self._frozen = name, frozen

    def __get__(self, _: object, cls: Any) -> Any:
        from cmcn4.model.lazy.described import described  # noqa: PLC0415 - for those who ask

        found = getattr(described(cls, fields_of(cls), MISSING, frozen=self._frozen), self._name)
        setattr(cls, self._name, found)
        return found


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    dataclass, field, replace = _dataclass, Field, _replace
