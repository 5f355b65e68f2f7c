"""Our named tuples do what those of the standard library do."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any, Generic, TypeVar

import pytest
from pydantic import TypeAdapter

from cmcn4.model.lazy import named as ours

T = TypeVar("T")
BOTH = pytest.mark.parametrize("made", [typing, ours], ids=["standard", "ours"])


def classes(made: Any) -> tuple[Any, ...]:
    """Return a class with defaults, one without fields, a generic one, and one that adds to it."""

    class Plain(made.NamedTuple):  # type: ignore[misc]
        a: int
        b: str = "x"
        c: tuple[int, ...] = ()

        @property
        def twice(self) -> int:
            return int(self.a) * 2

    class Empty(made.NamedTuple):  # type: ignore[misc]
        pass

    class Of(made.NamedTuple, Generic[T]):  # type: ignore[misc]
        item: T

    class More(Plain):
        __slots__ = ()

        def thrice(self) -> int:
            return int(self.a) * 3

    return Plain, Empty, Of, More


@BOTH
def test_a_record_is_a_tuple_with_names(made: Any) -> None:
    plain, empty, of, more = classes(made)
    record = plain(1, c=(2,))
    assert record == (1, "x", (2,))
    assert (record.a, record.b, record.c, record.twice) == (1, "x", (2,), 2)
    assert repr(record) == "Plain(a=1, b='x', c=(2,))"
    assert hash(record) == hash((1, "x", (2,)))
    assert (empty(), repr(empty())) == ((), "Empty()")
    assert of[int](item=3).item == 3
    assert repr(more(2)) == "More(a=2, b='x', c=())"
    assert type(more(2)) is more
    assert (more(2).thrice(), plain(4).twice) == (6, 8)
    assert not hasattr(record, "__dict__")


@BOTH
def test_what_they_tell_of_themselves(made: Any) -> None:
    plain = classes(made)[0]
    assert plain._fields == plain.__match_args__ == ("a", "b", "c")
    assert plain._field_defaults == {"b": "x", "c": ()}
    assert [*plain.__annotations__] == ["a", "b", "c"]
    match plain(1):
        case plain(a, b):
            assert (a, b) == (1, "x")


@BOTH
def test_records_made_of_others(made: Any) -> None:
    plain, _, _, more = classes(made)
    assert plain(1)._replace(b="y") == (1, "y", ())
    assert type(more(1)._replace(a=2)) is more
    assert plain(1)._asdict() == {"a": 1, "b": "x", "c": ()}
    assert plain._make([1, 2, 3]) == (1, 2, 3)
    assert copy.copy(plain(1)) == plain(1)
    with pytest.raises(ValueError, match="Got unexpected field names: \\['z'\\]"):
        plain(1)._replace(z=1)
    with pytest.raises(TypeError):
        plain._make([])


@BOTH
def test_what_is_no_record_is_refused(made: Any) -> None:
    plain = classes(made)[0]
    for wrong in ((), (1, 2, 3, 4)):
        with pytest.raises(TypeError, match=r"Plain\.__new__\(\)"):
            plain(*wrong)
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        plain(1, z=2)
    with pytest.raises(AttributeError):
        plain(1).a = 2
    with pytest.raises(AttributeError):
        plain(1).z = 2


class Kept(ours.NamedTuple):
    """One that pickle can find."""

    a: int
    b: int = 2


def test_they_go_through_pickle_and_pydantic() -> None:
    again = pickle.loads(pickle.dumps(Kept(1)))  # noqa: S301 - our own
    assert (type(again), again) == (Kept, Kept(1, 2))
    assert TypeAdapter(Kept).validate_python(("3",)) == Kept(3, 2)
