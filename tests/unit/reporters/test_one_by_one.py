"""Reports of very many assessments: none is kept, however many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, replace
from functools import cache
from typing import Any, ClassVar, overload

import pytest

from cmcn4.errors import OutputError
from cmcn4.model.report import Assessment, Counts, Report
from cmcn4.reporters import Style, pieces, render
from cmcn4.reporters.audit import report as audit
from golden.canonical import report as canonical

AREAS = tuple(f"xa-{number:03}" for number in range(60))


class Watched(Assessment):
    """An assessment that is counted as long as it lives."""

    __slots__ = ()
    alive: ClassVar[int] = 0
    most: ClassVar[int] = 0

    @classmethod
    def like(cls, each: Assessment, area: str) -> Watched:
        cls.alive += 1
        cls.most = max(cls.most, cls.alive)
        parts = {field.name: getattr(each, field.name) for field in fields(Assessment)}
        return cls(**parts | {"area": area, "decision": None})

    def __del__(self) -> None:
        Watched.alive -= 1


class Lazy(Sequence[Assessment]):
    """Assessments that are made when they are asked for, and not kept."""

    def __init__(self, known: Sequence[Assessment], areas: Sequence[str]) -> None:
        self.known, self.areas = known, areas
        self.passes = 0

    def __len__(self) -> int:
        return len(self.known) * len(self.areas)

    def __iter__(self) -> Iterator[Assessment]:
        self.passes += 1
        return (Watched.like(each, area) for each in self.known for area in self.areas)

    @overload
    def __getitem__(self, place: int) -> Assessment: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Assessment]: ...
    def __getitem__(self, place: int | slice) -> Any:
        raise AssertionError(place)


class Known(Lazy):
    """The same, with numbers that are known."""

    def counts(self, countries: AbstractSet[str]) -> Counts:
        return Counts.of(canonical_everywhere().assessments, countries)


def judged() -> Sequence[Assessment]:
    chosen = dict[str, Assessment]()
    for each in canonical().assessments:
        chosen.setdefault(each.chosen.id, each)
    return list(chosen.values())


def of(assessments: Sequence[Assessment]) -> Report:
    some: Any = assessments
    return replace(canonical(), assessments=some)


@cache
def canonical_everywhere() -> Report:
    return of(tuple(replace(each, area=area, decision=None) for each in judged() for area in AREAS))


@pytest.mark.parametrize(
    ("name", "most"),
    # One that was told of may live on until the next one is; of tests some are made at a time.
    [("json", 3), ("csv", 3), ("excel-csv", 3), ("sqlite", 3), ("sarif", 3), ("gitlab", 3),
     ("junit", 103)],
)  # fmt: skip
def test_a_report_is_written_without_keeping_what_it_tells_of(name: str, most: int) -> None:
    report = of(Lazy(judged(), AREAS))
    Watched.alive = Watched.most = 0
    size = sum(map(len, pieces(name, report, Style())))
    assert size == len(render(name, canonical_everywhere(), Style()))
    assert Watched.alive == 0
    assert Watched.most <= most < len(report.assessments) / 9


def test_the_pieces_of_a_report_are_small() -> None:
    parts = list(pieces("json", canonical_everywhere(), Style()))
    assert max(map(len, parts)) < sum(map(len, parts)) / 4


@pytest.mark.parametrize("verbosity", [-1, 0])
def test_the_terminal_keeps_what_it_names_alone(verbosity: int) -> None:
    report, style = of(Lazy(judged(), AREAS)), Style(width=100, verbosity=verbosity)
    Watched.alive = Watched.most = 0
    assert render("table", report, style) == render("table", canonical_everywhere(), style)
    # Of each target one for its wording and the five farthest from it; one is counted just now.
    assert Watched.most <= 6 * len(judged()) + 2 < len(report.assessments) / 9


@pytest.mark.parametrize(
    ("name", "style", "passes"),
    [
        ("json", Style(), 2),
        ("csv", Style(), 1),
        ("table", Style(verbosity=-1), 1),
        ("table", Style(), 2),
    ],
)
def test_assessments_are_gone_through_no_more_than_needed(
    name: str, style: Style, passes: int
) -> None:
    lazy, known = Lazy(judged(), AREAS), Known(judged(), AREAS)
    render(name, of(lazy), style)
    assert lazy.passes == passes
    assert render(name, of(known), style) == render(name, canonical_everywhere(), style)
    assert known.passes == passes - (name != "csv")


def test_a_database_that_cannot_be_written_is_an_error_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(audit, "_UNSHARED", ("PRAGMA max_page_count = 3",))
    with pytest.raises(OSError, match="full"):
        render("sqlite", canonical(), Style())


def test_a_number_beyond_limits_stops_a_database_of_which_nothing_is_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("made")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    row = canonical().observations[0]
    huge = row._replace(value=row.value._replace(low=row.value.low.scaleb(100_000)))
    with pytest.raises(OutputError):
        list(pieces("sqlite", replace(canonical(), observations=[huge]), Style()))
    assert list(folder.iterdir()) == []
