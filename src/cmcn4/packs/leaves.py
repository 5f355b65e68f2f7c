"""The values within a record, each with the steps to it and the marks of its annotations."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from cmcn4.model.lazy.dataclass import fields_of
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.markers import INLINE
from cmcn4.model.text import Text
from cmcn4.packs.shape import kinds
from cmcn4.packs.yaml.file import Route


class Leaf(NamedTuple):
    """A value that is no record and no list."""

    steps: Route
    value: Any
    marks: tuple[Any, ...]
    """What `Annotated` says of it, or of what it is a part of."""


def leaves(record: Any, steps: Route = (), marks: tuple[Any, ...] = ()) -> Iterator[Leaf]:
    """Yield all values of a record but those of its readings, which are parts of their own."""
    if isinstance(record, Text) and not record.each:
        yield Leaf(steps, "", marks)  # in no language at all
    for name, kind in kinds(record.__class__).items():
        if name != "readings":
            inline = INLINE in getattr(kind, "__metadata__", ())
            here = steps if inline else (*steps, name)
            yield from _within(getattr(record, name), kind, here, marks)


def _within(value: Any, kind: Any, steps: Route, marks: tuple[Any, ...]) -> Iterator[Leaf]:
    if get_origin(kind) in (Union, UnionType):
        # The last that fits: words that are meant as such stand behind what any text may be.
        kind = [option for option in get_args(kind) if _fits(value, option)][-1]
    if get_origin(kind) is Annotated:
        kind, *more = get_args(kind)
        marks = (*marks, *more)
    if fields_of(value):
        yield from leaves(value, steps, marks)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _within(item, get_args(kind)[0], (*steps, index), marks)
    elif isinstance(value, dict):
        for key, item in value.items():
            for part, part_kind in zip((key, item), get_args(kind), strict=True):
                yield from _within(part, part_kind, (*steps, key), marks)
    elif value is not None:
        yield Leaf(steps, value, marks)


def _fits(value: Any, kind: Any) -> bool:
    if get_origin(kind) is Literal:
        return value in get_args(kind)
    plain = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    return isinstance(value, get_origin(plain) or plain)
