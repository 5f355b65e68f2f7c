"""How our dataclasses fill their records: the first by a loop, more by a function of their own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

MISSING: Any = type("MISSING", (), {"__slots__": (), "__repr__": lambda _: "MISSING"})()
"""Stands for no default."""


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
        """Keep what is said of the field."""
        self.default, self.factory = default, default_factory
        self.init, self.repr, self.compare, self.kw_only = init, repr, compare, kw_only
        self.hash = compare if hash is None else hash
        self.type: Any = None


class Filler:
    """Fills the records of a class, field by field."""

    __slots__ = ("_by_place", "_defaults", "_makers", "_never", "_prepare", "_puts")

    def __init__(self, cls: Any, fields: Mapping[str, Field], *, slots: bool) -> None:
        """Look at the fields once."""
        self._defaults: dict[str, Any] = {}
        self._makers: list[tuple[str, Any]] = []
        self._by_place: list[str] = []
        self._never: list[str] = []
        self._puts: list[tuple[str, Any]] = []
        self._prepare = getattr(cls, "__post_init__", None)
        for name, made in fields.items():
            if made.factory is not MISSING:
                self._makers.append((name, made.factory))
            elif made.default is not MISSING and (made.init or slots):
                self._defaults[name] = made.default
            elif not made.init:
                continue
            if not made.init:
                self._never.append(name)
            elif not made.kw_only:
                self._by_place.append(name)
            put = getattr(cls, name).__set__ if slots else partial(_put, name)
            self._puts.append((name, put))

    def fills(self, record: Any, args: tuple[Any, ...], given: dict[str, Any]) -> bool:
        """Fill a record; whether it could: what is wrong the written `__init__` tells."""
        known = dict(zip(self._by_place, args, strict=False)) | given if args else given
        values = self._defaults | known
        for name, make in self._makers:
            if name not in known:
                values[name] = make()
        if len(values) != len(self._puts) or len(known) != len(args) + len(given):
            return False
        if self._never and not known.keys().isdisjoint(self._never):
            return False
        try:
            for name, put in self._puts:
                put(record, values[name])
        except KeyError:  # one is not given, and one that there is not
            return False
        if self._prepare is not None:
            self._prepare(record)
        return True


def _put(name: str, record: Any, value: Any) -> None:
    object.__setattr__(record, name, value)


def written(cls: Any, fields: Mapping[str, Field], *, frozen: bool, slots: bool) -> Any:
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
