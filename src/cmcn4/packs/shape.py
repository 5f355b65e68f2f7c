"""Records from plain values where nothing is wrong with them, without pydantic.

To import pydantic and to have it look at the records costs more than a small run: it is left what
is wrong, which it tells, and everything of which there is any doubt here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from cmcn4.model.lazy.dataclass import MISSING, fields_of
from cmcn4.model.markers import Inline, Pattern, Refers, Tagged, key_of

_Read = Callable[[Any], Any]
kinds = cache(partial(get_type_hints, include_extras=True))
"""The types of a record's fields by their names."""


class _DoubtError(Exception):
    """Something is wrong, or may be."""


def shaped(record: Any, data: Any) -> Any:
    """Return the record that plain values make; None where something may be wrong with them."""
    try:
        return _record(record)(data)
    except (_DoubtError, RecursionError):
        return None


@cache
def _reader(kind: Any) -> _Read:
    """Return what reads a value of a type: it gives the same as pydantic's, or raises."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _marked(parts[0], parts[1:])
    if origin is Literal:
        return partial(_one_of, parts)
    if origin in (Union, UnionType):
        return partial(_the_one, parts)
    if origin is tuple and parts[1:] == (...,):
        return partial(_listed, parts[0])
    if origin is dict:
        return partial(_mapped, *parts)
    if kind is Decimal:
        return _number
    if kind in (str, int, bool, type(None)):
        return partial(_plain, kind)
    if fields_of(kind):
        return _record(kind)
    raise _DoubtError


def _marked(kind: Any, marks: tuple[Any, ...]) -> _Read:
    tags = [mark.field for mark in marks if isinstance(mark, Tagged)]
    read = partial(_tagged, tags[0], kind) if tags else _reader(kind)
    for mark in marks:
        if isinstance(mark, Pattern):
            read = partial(_matching, re.compile(mark.pattern), read)
        elif isinstance(mark, Inline):
            read = partial(_apart, mark, read)
        elif not isinstance(mark, str | Refers | Tagged):
            raise _DoubtError
    return read


@cache
def _record(record: Any) -> _Read:
    fields = {key_of(name): (name, kind) for name, kind in kinds(record).items()}
    needed = {
        key_of(name)
        for name, made in fields_of(record).items()
        if made.default is MISSING and made.factory is MISSING
    }

    def read(value: Any) -> Any:
        if type(value) is not dict or not needed <= value.keys() <= fields.keys():
            raise _DoubtError
        found = {}
        for key, part in value.items():
            name, kind = fields[key]
            found[name] = _reader(kind)(part)
        return record(**found)

    return read


def _plain(kind: Any, value: Any) -> Any:
    if type(value) is not kind:
        raise _DoubtError
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise _DoubtError from None
    return value


def _number(value: Any) -> Decimal:
    if type(value) is int:
        return Decimal(value)
    if type(value) is Decimal and value.is_finite():
        return value
    raise _DoubtError


def _one_of(choices: tuple[Any, ...], value: Any) -> Any:
    if type(value) is str and value in choices:
        return value
    raise _DoubtError


def _the_one(options: tuple[Any, ...], value: Any) -> Any:
    """Read a value as the only one of several types that it fits."""
    found = []
    for option in options:
        try:
            found.append(_reader(option)(value))
        except _DoubtError:
            continue
    if len(found) != 1:
        raise _DoubtError
    return found[0]


def _listed(kind: Any, value: Any) -> tuple[Any, ...]:
    if type(value) is not list:
        raise _DoubtError
    return tuple(map(_reader(kind), value))


def _mapped(key: Any, kind: Any, value: Any) -> dict[Any, Any]:
    if type(value) is not dict:
        raise _DoubtError
    read_key, read = _reader(key), _reader(kind)
    return {read_key(name): read(part) for name, part in value.items()}


def _tagged(field: str, kind: Any, value: Any) -> Any:
    if type(value) is not dict:
        raise _DoubtError
    for option in get_args(kind):
        if fields_of(option)[field].default == value.get(field):
            return _record(option)(value)
    raise _DoubtError


def _matching(pattern: re.Pattern[str], read: _Read, value: Any) -> Any:
    found = read(value)
    if pattern.fullmatch(found) is None:
        raise _DoubtError
    return found


def _apart(mark: Inline, read: _Read, value: Any) -> Any:
    return read(mark.apart(value))
