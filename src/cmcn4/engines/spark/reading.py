"""What a task reads: rows of a dataframe, or files whole, as the one process would."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import chdir, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from cmcn4.engines.spark.parts import Left, TablePart, read_part_of
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation, Place, Sheet
from cmcn4.readers import ReadOptions
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.containers.typed import cell
from cmcn4.readers.parts import Part, read_part
from cmcn4.readers.reading import Context
from cmcn4.readers.unread import UnreadTexts

SCHEMA = "kind string, key string, payload binary"
_ARROW = pa.schema([("kind", pa.string()), ("key", pa.string()), ("payload", pa.binary())])
FIRST = 2
"""The number of the first row below the names."""

Batches = Iterator[pa.RecordBatch]
Task = Callable[[Batches], Batches]


class Numbered(NamedTuple):
    """How the rows of a dataframe are told apart."""

    names: tuple[str, ...]
    """The columns that the reader sees; behind them stands the number."""
    areas: tuple[int, ...]
    """The columns of areas, where rows are numbered within each of these; else a column of the
    user's own numbers them."""
    header: int = 1
    """The number of the row of names."""


class Read(NamedTuple):
    """What one file, or one task's part of a dataframe, says of one area."""

    file: int
    places: list[int]
    """Where each row stands among all that were read there."""
    rows: list[Observation]


class FilePart(NamedTuple):
    """What one file gives beside its observations."""

    number: int
    part: Part
    counts: dict[str, int]
    """The indicators, as they come, with their numbers of observations."""


def reads_rows(options: ReadOptions, numbered: Numbered, sample: Sequence[Row] = ()) -> Task:
    """Return the task that reads the rows of a dataframe which have come to it.

    By a `sample` it is seen what its columns are, where tasks have but odd rows.
    """
    packed = pickle.dumps(options)

    def task(batches: Batches) -> Batches:
        known = unpacked(packed)
        labels: list[tuple[str, int]] = []
        rows = _rows(batches, numbered, labels)
        first, left = (sample, Left(rows)) if sample else (rows, None)
        observations, part = read_part_of(numbered.names, first, known, numbered.header, left)
        if numbered.areas:
            observations = _labelled(observations, part, labels)
        yield from _handed_over(observations, part, known.vocabulary.catalogue)

    return task


def reads_files(options: ReadOptions) -> Task:
    """Return the task that reads the files whose numbers and paths have come to it."""
    packed, here = pickle.dumps(options), Path.cwd()

    def task(batches: Batches) -> Batches:
        known = unpacked(packed)
        context = Context(known)
        for batch in batches:
            for number, packed_path in zip(*map(pa.Array.to_pylist, batch.columns), strict=True):
                # Paths are told from where the program was started, which a task was not.
                with chdir(here) if here.is_dir() else nullcontext():
                    part = read_part(pickle.loads(packed_path), context)  # noqa: S301 - as above
                observations, part.submission.observations = part.submission.observations, []
                counts = Counter(row.indicator for row in observations)
                read = FilePart(number, part, counts)
                yield from _handed_over(observations, read, known.vocabulary.catalogue, number)

    return task


def marks_of(options: ReadOptions, numbered: Numbered, sample: Sequence[Row] = ()) -> Task:
    """Return the task that only tells which decimal marks its rows give evidence of."""
    packed = pickle.dumps(options)

    def task(batches: Batches) -> Batches:
        rows = _rows(batches, numbered, [])
        first, left = (sample, Left(rows)) if sample else (rows, None)
        _, part = read_part_of(numbered.names, first, unpacked(packed), numbered.header, left)
        for mark in part.marks:
            yield batch_of([("mark", mark, b"")])

    return task


def picks(named: frozenset[tuple[Sheet, int | None]]) -> Task:
    """Return the task that gives of what was read some rows of sheets alone."""

    def task(batches: Batches) -> Batches:
        for batch in batches:
            columns = (batch.column(name).to_pylist() for name in ("key", "payload"))
            for key, payload in zip(*columns, strict=True):
                read: Read = pickle.loads(payload)  # noqa: S301 - another task's of the same run
                found = [(place, row) for place, row in zip(read.places, read.rows, strict=True)
                         if (row.sheet, row.row) in named]  # fmt: skip
                if found:
                    places, rows = map(list, zip(*found, strict=True))
                    yield batch_of([("rows", key, pickle.dumps(Read(read.file, places, rows)))])

    return task


@lru_cache(4)
def unpacked(packed: bytes) -> Any:
    """Return what the driver has packed, once for all tasks of a process."""
    return pickle.loads(packed)  # noqa: S301 - the driver's own


def root(catalogue: Catalogue, area: str) -> str:
    """Return the area whose task judges an area: a unit that was merged goes with the new one."""
    known = catalogue.areas.get(area)
    return known.merged_into or area if known else area


def batch_of(rows: Sequence[tuple[str, str, bytes]]) -> pa.RecordBatch:
    """Return rows of a kind, a key and a payload as Arrow has them."""
    columns = zip(zip(*rows, strict=True), _ARROW, strict=True)
    arrays = [pa.array(column, field.type) for column, field in columns]
    return pa.RecordBatch.from_arrays(arrays, schema=_ARROW)


def _rows(batches: Batches, numbered: Numbered, labels: list[tuple[str, int]]) -> Iterator[Row]:
    """Yield the rows of batches; where they are numbered within areas, note which they are."""
    areas = numbered.areas
    for batch in batches:
        for *values, number in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            cells = list(map(cell, values))
            if not areas:
                yield number, cells
                continue
            label = "; ".join(filter(None, (cells[at] for at in areas)))
            labels.append((label, number + FIRST - 1))
            yield len(labels) + FIRST - 1, cells


def _handed_over(
    observations: Iterable[Observation], part: object, catalogue: Catalogue, number: int = 0
) -> Iterator[pa.RecordBatch]:
    """Yield what was read: the observations of each area together, and all else."""
    by_key: dict[str, Read] = {}
    for place, row in enumerate(observations):
        key = root(catalogue, row.area)
        if key not in by_key:
            by_key[key] = Read(number, [], [])
        by_key[key].places.append(place)
        by_key[key].rows.append(row)
    yield batch_of([("part", "", pickle.dumps(part))])
    for key, read in by_key.items():
        yield batch_of([("rows", key, pickle.dumps(read))])


def _labelled(
    observations: list[Observation], part: TablePart, labels: list[tuple[str, int]]
) -> list[Observation]:
    """Give all that was read the numbers that its rows have within their areas."""
    sheets: dict[str, Sheet] = {}
    findings: dict[int, Finding] = {}

    def sheet(row: int) -> tuple[Sheet, int]:
        text, number = labels[row - FIRST]
        return sheets.setdefault(text, Sheet("<rows>", text)), number

    def moved(place: Place) -> Place:
        if place.row is None or place.row < FIRST:
            return place
        of, number = sheet(place.row)
        return Place(of, number, place.column)

    def told(finding: Finding) -> Finding:
        if id(finding) not in findings:
            findings[id(finding)] = replace(finding, place=moved(finding.place))
        return findings[id(finding)]

    def row_of(row: Observation) -> Observation:
        of, number = sheet(row.row)
        return row._replace(sheet=of, row=number)

    kept = list(part.findings)  # their ids are theirs as long as they live
    part.blocks = [block._replace(finding=told(block.finding)) for block in part.blocks]
    part.findings = list(map(told, kept))
    part.named = {key: row_of(row) for key, row in part.named.items()}
    unread, part.unread = part.unread, UnreadTexts()
    part.unread.merge(unread, moved)
    for skipped in part.skipped.values():
        skipped.place = skipped.place and moved(skipped.place)
    return list(map(row_of, observations))
