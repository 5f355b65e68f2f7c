"""Make the files that are measured: the same bytes each time, on every machine.

    python benchmarks/data.py FOLDER                  # all of them: 1.1 GB, some minutes
    python benchmarks/data.py FOLDER C_100k.csv …     # some, and the packs they need

Kind C is a statistical office's monthly file: an own pack of 25 indicators, communes, values that
move little from month to month. Kind L has the indicators of the built-in packs and the country's
provinces, each cell a value of its own. `_dirty` files have 1 % of their values spoilt.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

import workbooks

HEADINGS = ("indicator", "area", "period", "value", "unit", "source")
YEAR, AS_OF = 2025, "2025-12-31"
INDICATORS, COMMUNES = 25, 3_321
SPOILT = ("n/a", "12,3,4", "abc", "120", "-5")
"""A missing figure, two that cannot be read, two that can and are not likely."""
_LEAST, _MOST = 100, 9_900
"""Between which hundredths of a percent values stay."""
Row = tuple[str, str, str, str, str, str]


class Shape(NamedTuple):
    """How many areas, indicators and months (the last is December 2025), and how many are spoilt.

    `share` is between 0 and 1; `first` is the number of the first area.
    """

    areas: int
    indicators: int = INDICATORS
    months: int = 12
    share: float = 0.0
    first: int = 0

    @property
    def rows(self) -> int:
        """How many rows such a file has below its heading."""
        return self.areas * self.indicators * self.months


def indicator(number: int) -> str:
    """Name an indicator of kind C."""
    return f"ind-{number:02}"


def area(number: int) -> str:
    """Name a commune of kind C."""
    return f"xa-{number:04}"


def threshold(number: int) -> int:
    """Say what an indicator of kind C must reach, in percent."""
    return 40 + number


def thresholds() -> dict[str, int]:
    """Return what each indicator of kind C must reach, in percent."""
    return {indicator(number): threshold(number) for number in range(INDICATORS)}


def periods(months: int) -> list[str]:
    """Return the last months up to December 2025, the earliest first."""
    last = YEAR * 12 + 11
    return [f"{each // 12}-{each % 12 + 1:02}" for each in range(last - months + 1, last + 1)]


def rows(shape: Shape) -> Iterator[Row]:
    """Yield the rows of kind C, area by area: values of two decimals that move a little."""
    drawn, spoiling = random.Random(1).random, random.Random(2)
    months = periods(shape.months)
    for place in range(shape.first, shape.first + shape.areas):
        for number in range(shape.indicators):
            hundredths = 2_000 + int(6_000 * drawn())
            for month in months:
                step = int(110 * drawn()) - 50
                hundredths += step if _LEAST <= hundredths + step <= _MOST else -step
                value = f"{hundredths // 100}.{hundredths % 100:02}"
                if shape.share and spoiling.random() < shape.share:
                    value = spoiling.choice(SPOILT)
                yield indicator(number), area(place), month, value, "%", "mic"


def write_rows(stream: TextIO, made: Iterable[Row]) -> None:
    """Write rows as csv, under the heading."""
    out = csv.writer(stream, lineterminator="\n")
    out.writerow(HEADINGS)
    out.writerows(made)


def write_csv(path: Path, made: Iterable[Row]) -> None:
    """Write rows as csv, packed if the name ends in .gz."""
    if path.suffix != ".gz":
        with path.open("w", encoding="utf-8", newline="") as stream:
            write_rows(stream, made)
        return
    with (
        path.open("wb") as raw,
        gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed,
        io.TextIOWrapper(packed, encoding="utf-8", newline="") as stream,
    ):
        write_rows(stream, made)


def write_parquet(path: Path, made: Iterable[Row]) -> None:
    """Write rows as Parquet, the values as binary numbers, as data frames have them."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    text = pa.string()
    schema = pa.schema([(name, pa.float64() if name == "value" else text) for name in HEADINGS])
    with ParquetWriter(path, schema) as out:
        for part in chunks(made, 200_000):
            columns: list[list[object]] = [list(column) for column in zip(*part, strict=True)]
            columns[3] = [float(str(value)) for value in columns[3]]
            out.write_table(pa.table(columns, schema=schema))


def chunks(made: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Yield rows in lists of at most that many."""
    part: list[Row] = []
    for row in made:
        part.append(row)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


def typed(made: Iterable[Sequence[str]]) -> Iterator[Sequence[object]]:
    """Yield the heading and rows as cells of a workbook: values, years and ranks are numbers."""
    yield HEADINGS
    for name, place, period, value, unit, source in made:
        yield (name, place, int(period) if period.isdecimal() else period, float(value), unit,
               source)  # fmt: skip


def write_pack(path: Path, areas: int, indicators: int = INDICATORS) -> None:
    """Write the pack of kind C: a one-sided threshold for each indicator, binding on communes."""
    lines = [
        "format: cmcn4/pack@1", "id: big", "short: Big", "document:", "  number: null",
        '  issued: "2020-01-01"', "  issuer: {vi: A, en: A}", "  title: {vi: B, en: B}",
        "applies_to: [VN]", "indicators:",
    ]  # fmt: skip
    lines += [
        f"  - {{id: {indicator(number)}, unit: '% of households', direction: higher, names: "
        f"{{vi: Chỉ tiêu {number:02}, en: Indicator {number:02}}}, sources: [mic]}}"
        for number in range(indicators)
    ]
    lines += ["areas:"] + [
        f"  - {{id: {area(number)}, kind: commune, parent: VN, names: "
        f"{{vi: Xã {number:04} thử, en: Commune {number:04}}}}}"
        for number in range(areas)
    ]
    lines += ["targets:"] + [
        f"  - {{id: t-{indicator(number)}, order: {number + 1}, indicator: {indicator(number)}, "
        f"horizon: {YEAR}, title: {{vi: T {number:02}, en: T {number:02}}}, quote: q, "
        f"subnational: binding, rule: {{kind: threshold, at_least: {threshold(number)}}}}}"
        for number in range(indicators)
    ]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def built_in(count: int) -> Iterator[Row]:
    """Yield rows of kind L: real indicators, areas and periods, the latest periods first."""
    from cmcn4.packs import load

    catalogue = load().vocabulary.catalogue
    wanted = [
        each
        for each in catalogue.indicators.values()
        if catalogue.units[each.unit].kind in ("percent", "rate", "rank")
    ]
    areas = [each.id for each in catalogue.areas.values() if each.parent == "VN" or each.id == "VN"]
    values = random.Random(2289)
    made = zip(range(count), cells(len(wanted) * len(areas)), strict=False)
    for _, (place, code) in made:
        each = wanted[place % len(wanted)]
        rank = catalogue.units[each.unit].kind == "rank"
        value = str(values.randint(1, 11)) if rank else f"{values.uniform(1, 99):.2f}"
        yield each.id, areas[place // len(wanted)], code, value, each.unit, "NSO"


def cells(series: int) -> Iterator[tuple[int, str]]:
    """Yield (series, period), the latest periods first: months, quarters and years to 1990."""
    for year in range(YEAR, 1989, -1):
        codes = [str(year), *(f"{year}-Q{each}" for each in range(1, 5))]
        for code in [*codes, *(f"{year}-{each:02}" for each in range(1, 13))]:
            for place in range(series):
                yield place, code


def wide() -> Iterator[Sequence[object]]:
    """Yield a row for each indicator and province, thirty-six years as columns, as cells."""
    from cmcn4.packs import load

    catalogue = load().vocabulary.catalogue
    values = random.Random(2289)
    yield ["indicator", "area", "source", *range(YEAR - 35, YEAR + 1)]
    for each in catalogue.indicators.values():
        if catalogue.units[each.unit].kind not in ("percent", "rate"):
            continue
        for where in catalogue.areas.values():
            if "VN" in (where.id, where.parent):
                figures = [round(values.uniform(1, 99), 2) for _ in range(36)]
                yield [each.id, where.id, "NSO", *figures]


C_200, C_100K = Shape(8, months=1), Shape(333)
C_1M, C_10M = Shape(COMMUNES), Shape(COMMUNES, months=120)
C_MANY = Shape(COMMUNES, indicators=10, months=1)
SENDERS, C_SENT = 63, Shape(1, months=20)
"""Workbooks as 63 provinces send them: 500 rows each, one area a file."""


def dirty(shape: Shape) -> Shape:
    """Return the shape with 1 % of its values spoilt."""
    return shape._replace(share=0.01)


def sent(folder: Path) -> None:
    """Write the workbooks of all senders into a folder."""
    folder.mkdir(exist_ok=True)
    for number in range(SENDERS):
        made = rows(C_SENT._replace(first=number))
        workbooks.write(folder / f"sender_{number:02}.xlsx", typed(made))


def _csv(shape: Shape) -> Callable[[Path], None]:
    return lambda path: write_csv(path, rows(shape))


FILES: dict[str, Callable[[Path], None]] = {
    "pack_200.yaml": lambda path: write_pack(path, C_200.areas),
    "pack_100k.yaml": lambda path: write_pack(path, C_100K.areas),
    "pack_C.yaml": lambda path: write_pack(path, COMMUNES),
    "pack_many.yaml": lambda path: write_pack(path, COMMUNES, C_MANY.indicators),
    "pack_sent.yaml": lambda path: write_pack(path, SENDERS),
    "C_200.csv": _csv(C_200),
    "C_200.xlsx": lambda path: workbooks.write(path, typed(rows(C_200))),
    "L_200.csv": lambda path: write_csv(path, built_in(200)),
    "L_200.xlsx": lambda path: workbooks.write(path, typed(built_in(200))),
    "C_100k.csv": _csv(C_100K),
    "C_100k_dirty.csv": _csv(dirty(C_100K)),
    "C_100k.xlsx": lambda path: workbooks.write(path, typed(rows(C_100K))),
    "L_100k.csv": lambda path: write_csv(path, built_in(100_000)),
    "L_100k.xlsx": lambda path: workbooks.write(path, typed(built_in(100_000))),
    "L_wide.xlsx": lambda path: workbooks.write(path, wide()),
    "C_many.csv": _csv(C_MANY),
    "C_sent": sent,
    "C_1M.csv": _csv(C_1M),
    "C_1M.csv.gz": _csv(C_1M),
    "C_1M_dirty.csv": _csv(dirty(C_1M)),
    "L_1M.csv": lambda path: write_csv(path, built_in(1_000_000)),
    "C_10M.csv": _csv(C_10M),
    "C_10M.parquet": lambda path: write_parquet(path, rows(C_10M)),
}
"""Every file by its name: how it is made."""


def main() -> None:
    """Make files."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("folder", type=Path)
    options.add_argument("names", nargs="*", metavar="NAME", help=", ".join(FILES))
    given = options.parse_args()
    if unknown := set(given.names) - set(FILES):
        options.error(f"no such file: {', '.join(sorted(unknown))}")
    given.folder.mkdir(parents=True, exist_ok=True)
    for name in given.names or FILES:
        FILES[name](given.folder / name)
        print(given.folder / name)


if __name__ == "__main__":
    main()
