"""Work out what should come out, in plain Python: no line of it is shared with the program."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple

MISSING = frozenset({"", "n/a"})
"""How the files say that there is no figure."""
Pair = tuple[str, str]
"""An indicator and an area."""


class Verdict(NamedTuple):
    """What becomes of a target in an area: the word, the value as written, its month."""

    word: str
    value: str = ""
    period: str = ""
    contested: bool = False


class Truth(NamedTuple):
    """Rows of a file, figures that can be read in it, errors, verdicts, rows that fail."""

    rows: int
    read: int
    errors: int
    verdicts: Mapping[Pair, Verdict]
    failing: frozenset[Pair]

    def counts(self) -> dict[str, int]:
        """Return how many verdicts there are of each word, and how many are contested."""
        found = dict.fromkeys(("pass", "fail", "no-data", "contested"), 0)
        for verdict in self.verdicts.values():
            found[verdict.word] += 1
            found["contested"] += verdict.contested
        return found


def rows(path: Path) -> Iterator[Sequence[str]]:
    """Yield the rows of a file, or of a folder of workbooks, below the heading, as texts."""
    if path.is_dir():
        for inner in sorted(path.iterdir()):
            yield from rows(inner)
    elif path.suffix == ".xlsx":
        yield from _workbook(path)
    elif path.suffix == ".parquet":
        yield from _parquet(path)
    else:
        with path.open("rb") as raw:
            packed: Any = gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw
            with io.TextIOWrapper(packed, encoding="utf-8", newline="") as stream:
                reader = csv.reader(stream)
                next(reader)
                yield from reader


def _workbook(path: Path) -> Iterator[Sequence[str]]:
    from openpyxl import load_workbook

    with closing(load_workbook(path, read_only=True)) as book:  # its file stays open else
        cells = book.worksheets[0].iter_rows(values_only=True)
        heading = [str(cell) for cell in next(cells)]
        for row in cells:
            texts = [str(cell) for cell in row]
            if "period" in heading:
                yield texts
            else:
                name, area, source, *values = texts
                for year, value in zip(heading[3:], values, strict=True):
                    yield name, area, year, value, "", source


def _parquet(path: Path) -> Iterator[Sequence[str]]:
    from pyarrow.parquet import ParquetFile

    for batch in ParquetFile(path).iter_batches():
        columns = [batch.column(place).to_pylist() for place in range(batch.num_columns)]
        columns[3] = [str(value) for value in columns[3]]
        yield from zip(*columns, strict=True)


def monthly(found: Iterable[Sequence[str]], least: Mapping[str, int], months: list[str]) -> Truth:
    """Judge the latest of the months that has a figure; the others contest it if they differ."""
    total = missing = errors = 0
    series: dict[Pair, dict[str, str]] = {}
    for name, area, period, value, _, _ in found:
        total += 1
        missing += value in MISSING
        errors += value not in MISSING and number(value) is None
        if period in months:
            series.setdefault((name, area), {})[period] = value
    verdicts = {
        pair: judged(texts, Decimal(least[pair[0]]), months) for pair, texts in series.items()
    }
    failing = {
        pair
        for pair, texts in series.items()
        if (stated := number(texts.get(months[-1], ""))) is not None and stated < least[pair[0]]
    }
    return Truth(total, total - missing - errors, errors, verdicts, frozenset(failing))


def number(text: str) -> Decimal | None:
    """Return the number that a text is, if it is one."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def judged(texts: Mapping[str, str], least: Decimal, months: Sequence[str]) -> Verdict:
    """Judge one series; what cannot be read in the latest month leaves nothing to judge."""
    stated = [month for month in months if texts.get(month, "") not in MISSING]
    if not stated:
        return Verdict("no-data")
    latest = stated.pop()
    value = number(texts[latest])
    if value is None:
        return Verdict("no-data")
    met = value >= least
    others = [other for month in stated if (other := number(texts[month])) is not None]
    contested = any((other >= least) != met for other in others)
    return Verdict("pass" if met else "fail", texts[latest], latest, contested)


def nation(found: Iterable[Sequence[str]], packs: Path, year: int) -> dict[str, str]:
    """Judge the country by plain thresholds of the packs: the verdict of each target's full id."""
    import yaml

    stated = {
        name: Decimal(value)
        for name, area, period, value, _, _ in found
        if area == "VN" and period == str(year)
    }
    expected = {}
    for path in sorted(packs.glob("*.yaml")):
        pack = yaml.safe_load(path.read_text(encoding="utf-8"))
        for target in pack["targets"]:
            met = _met(target, stated.get(target["indicator"]))
            if met is not None:
                late = "fail" if target["horizon"] <= year else "pending"
                expected[f"{pack['id']}/{target['id']}"] = "pass" if met else late
    return expected


def _met(target: Mapping[str, Any], value: Decimal | None) -> bool | None:
    """Say whether a value meets a plain threshold; None of what is not so plain."""
    rule = target["rule"]
    if value is None or "readings" in target:
        return None
    match rule:
        case {"kind": "threshold", "at_least": bound, **rest} if not rest:
            return value >= Decimal(str(bound))
        case {"kind": "threshold", "above": bound, **rest} if not rest:
            return value > Decimal(str(bound))
        case {"kind": "threshold", "at_most": bound, **rest} if not rest:
            return value <= Decimal(str(bound))
        case {"kind": "threshold", "below": bound, **rest} if not rest:
            return value < Decimal(str(bound))
    return None
