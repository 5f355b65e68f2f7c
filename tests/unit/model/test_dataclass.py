"""Our dataclasses do what those of the standard library do."""

from __future__ import annotations

import copy
import dataclasses as standard
import pickle
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

import pytest
from pydantic import TypeAdapter

from cmcn4.model.lazy import dataclass as ours
from cmcn4.model.lazy.dataclass import fields_of

T = TypeVar("T")
OURS = SimpleNamespace(dataclass=ours.dataclass, field=ours.field, replace=ours.replace)
BOTH = pytest.mark.parametrize("made", [standard, OURS], ids=["standard", "ours"])


def classes(made: Any) -> SimpleNamespace:
    """Return classes of every kind that we have."""

    @made.dataclass(frozen=True, slots=True, kw_only=True)
    class Frozen:
        a: int
        b: tuple[int, ...] = ()
        c: dict[str, int] = made.field(default_factory=dict, hash=False)
        d: str | None = made.field(default=None, compare=False)
        e: str = made.field(default="x", repr=False)

        @property
        def twice(self) -> int:
            return 2 * self.a

    @made.dataclass(slots=True)
    class Plain:
        a: int
        b: list[int] = made.field(default_factory=list)
        c: int = made.field(kw_only=True, default=3)
        later: int = made.field(init=False)
        made_up: list[int] = made.field(init=False, default_factory=lambda: [9])

    @made.dataclass(frozen=True, slots=True)
    class Base(Generic[T]):
        item: T
        second: int = 2

    class Extended(Base[Any]):
        more = 1

    @made.dataclass(frozen=True, slots=True)
    class Derived(Base[int]):
        third: int = 3

    @made.dataclass(frozen=True, kw_only=True)
    class Open:
        a: int
        b: int = 1

    @made.dataclass(kw_only=True)
    class Above:
        a: int
        seen: list[str] = made.field(default_factory=list)

        def __post_init__(self) -> None:
            self.seen.append("above")

    @made.dataclass(kw_only=True)
    class Below(Above):
        b: int = 0

        def __post_init__(self) -> None:
            super().__post_init__()
            self.seen.append("below")

    @made.dataclass(frozen=True, slots=True, repr=False)
    class Own:
        a: int

        def __eq__(self, _: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    found = dict(locals())
    found.pop("made")
    for one in found.values():
        one.__qualname__ = one.__name__
    return SimpleNamespace(**found)


@BOTH
def test_records_are_compared_told_and_hashed_by_their_fields(made: Any) -> None:
    Frozen = classes(made).Frozen  # noqa: N806 - a class
    one = Frozen(a=1, b=(2,))
    assert one == Frozen(a=1, b=(2,), d="not compared")
    assert one != Frozen(a=1)
    assert one != (1, (2,), {}, "x")
    assert hash(one) == hash(Frozen(a=1, b=(2,), c={"not": 1})) == hash((1, (2,), "x"))
    assert repr(one) == "Frozen(a=1, b=(2,), c={}, d=None)"
    assert one.twice == 2
    assert one.c is not Frozen(a=1).c


@BOTH
@pytest.mark.parametrize("name", ["Frozen", "Open"])
def test_a_frozen_record_stays_as_it_is(made: Any, name: str) -> None:
    one = getattr(classes(made), name)(a=1)
    with pytest.raises(standard.FrozenInstanceError, match="cannot assign to field 'a'"):
        one.a = 2
    with pytest.raises(standard.FrozenInstanceError, match="cannot delete field 'a'"):
        del one.a
    with pytest.raises((AttributeError, TypeError)):
        one.other = 2
    assert one.a == 1


@BOTH
def test_what_is_missing_or_unknown_is_refused(made: Any) -> None:
    known = classes(made)
    for given in ({}, {"a": 1, "z": 2}):
        with pytest.raises(TypeError):
            known.Frozen(**given)
    with pytest.raises(TypeError):
        known.Frozen(1)
    with pytest.raises(TypeError):
        known.Plain(1, [], 4)


@BOTH
def test_a_record_that_is_not_frozen_may_change_and_has_no_hash(made: Any) -> None:
    Plain = classes(made).Plain  # noqa: N806 - a class
    one = Plain(1, c=4)
    assert (one.a, one.b, one.c, one.made_up) == (1, [], 4, [9])
    with pytest.raises(AttributeError):
        _ = one.later
    one.a, one.later = 5, 6
    assert repr(one) == "Plain(a=5, b=[], c=4, later=6, made_up=[9])"
    with pytest.raises(TypeError):
        hash(one)
    assert Plain.__match_args__ == ("a", "b")


@BOTH
def test_fields_are_inherited(made: Any) -> None:
    known = classes(made)
    assert repr(known.Derived(1)) == "Derived(item=1, second=2, third=3)"
    assert repr(known.Extended(1, 3)) == "Extended(item=1, second=3)"
    assert known.Extended(1) != known.Base(1)
    assert known.Derived(1, 2, 4).third == 4
    assert known.Below(a=1, b=2).seen == ["above", "below"]
    assert [field.name for field in standard.fields(known.Derived)] == ["item", "second", "third"]


@BOTH
def test_what_a_class_says_itself_holds(made: Any) -> None:
    one = classes(made).Own(1)
    assert (one == 5, hash(one), repr(one)) == (True, 7, "own")


@BOTH
def test_some_fields_of_a_record_may_be_replaced(made: Any) -> None:
    known = classes(made)
    assert made.replace(known.Frozen(a=1, b=(2,)), a=3) == known.Frozen(a=3, b=(2,))
    assert standard.replace(known.Frozen(a=1, b=(2,)), a=3) == known.Frozen(a=3, b=(2,))
    with pytest.raises(TypeError):
        made.replace(known.Frozen(a=1), z=3)


@BOTH
def test_others_are_told_of_the_fields(made: Any) -> None:
    Frozen: Any = classes(made).Frozen  # noqa: N806 - a class
    told = {field.name: field for field in standard.fields(Frozen)}
    assert list(told) == ["a", "b", "c", "d", "e"]
    assert told["a"].type == "int"
    assert told["a"].default is standard.MISSING
    assert told["c"].default_factory is dict
    assert (told["d"].default, told["d"].compare, told["e"].repr) == (None, False, False)
    assert all(field.kw_only for field in told.values())
    assert standard.asdict(Frozen(a=1, b=(2,))) == {"a": 1, "b": (2,), "c": {}, "d": None, "e": "x"}
    assert Frozen.__dataclass_params__.frozen
    assert standard.is_dataclass(Frozen)


@ours.dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One that another process knows."""

    a: int
    b: str = "b"


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_records_go_to_other_processes(protocol: int) -> None:
    assert pickle.loads(pickle.dumps(Sent(a=1), protocol)) == Sent(a=1)  # noqa: S301 - our own
    assert copy.deepcopy(Sent(a=1)) == copy.copy(Sent(a=1)) == Sent(a=1)


def test_pydantic_reads_what_is_declared() -> None:
    assert TypeAdapter(Sent).validate_python({"a": 1}) == Sent(a=1)


def test_a_record_that_was_never_made_can_be_read_and_shown() -> None:
    @ours.dataclass(frozen=True, slots=True, kw_only=True)
    class New:
        a: int

    record = object.__new__(New)
    record.__setstate__([4])  # type: ignore[attr-defined]
    assert repr(record).endswith("New(a=4)")
    assert list(fields_of(New)) == ["a"]
    assert dict(fields_of(4)) == {}
