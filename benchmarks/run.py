"""Measure whole processes, interleaved, and print a Markdown table of medians and ratios.

    python benchmarks/run.py            # everything, some minutes
    python benchmarks/run.py --quick    # fewer runs, no large files

Peers are taken from the path if they are installed (check-jsonschema); a row without its peer
says so. Every run of a row alternates its commands, so that a machine that slows down slows all
of them: only the ratios are worth quoting.
"""

from __future__ import annotations

import argparse
import csv
import json
import multiprocessing
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "vietnam.csv"
PYTHON = sys.executable
CMCN4 = str(Path(PYTHON).parent / "cmcn4")


class Measure(NamedTuple):
    """One command's median wall time in seconds and peak memory in MB."""

    seconds: float
    megabytes: float


def once(command: list[str]) -> Measure:
    """Run a command to its end and take the system's own account of it."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return Measure(time.perf_counter() - start, usage.ru_maxrss / 1024)


def interleaved(commands: dict[str, list[str]], runs: int) -> dict[str, Measure]:
    """Return each command's medians over runs in turn, after one that is not counted."""
    found: dict[str, list[Measure]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            measure = once(command)
            if turn:
                found[name].append(measure)
    return {
        name: Measure(*(statistics.median(column) for column in zip(*each, strict=True)))
        for name, each in found.items()
    }


def apart(made: Callable[..., None], *facts: Any) -> None:
    """Make a file in a process of its own: the system counts our memory as that of our children."""
    process = multiprocessing.get_context("fork").Process(target=made, args=facts)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(process.exitcode)


def large(path: Path, count: int) -> None:
    """Write a tidy file of real indicators, areas and periods with made-up values."""
    from cmcn4.packs import load

    catalogue = load().vocabulary.catalogue
    wanted = [
        each
        for each in catalogue.indicators.values()
        if catalogue.units[each.unit].kind in ("percent", "rate", "rank")
    ]
    areas = [each.id for each in catalogue.areas.values() if each.parent == "VN" or each.id == "VN"]
    values = random.Random(2289)
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(("indicator", "area", "period", "value", "unit", "source"))
        for _, period in zip(range(count), cells(len(wanted) * len(areas)), strict=False):
            place, code = period
            each = wanted[place % len(wanted)]
            rank = catalogue.units[each.unit].kind == "rank"
            value = values.randint(1, 11) if rank else f"{values.uniform(1, 99):.2f}"
            area = areas[place // len(wanted)]
            out.writerow((each.id, area, code, value, each.unit, "NSO"))


def cells(series: int) -> Iterator[tuple[int, str]]:
    """Yield (series, period), the latest periods first: months, quarters and years to 1990."""
    for year in range(2025, 1989, -1):
        codes = [str(year), *(f"{year}-Q{each}" for each in range(1, 5))]
        for code in [*codes, *(f"{year}-{each:02}" for each in range(1, 13))]:
            for place in range(series):
                yield place, code


def workbook(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Write a workbook of one sheet as Excel does, its texts shared."""
    from openpyxl import Workbook

    from cmcn4.model.observation import column_letters

    shared: dict[str, int] = {}
    lines = []
    for number, row in enumerate(rows, 1):
        made = []
        for place, value in enumerate(row):
            at = f"{column_letters(place + 1)}{number}"
            if isinstance(value, str):
                index = shared.setdefault(value, len(shared))
                made.append(f'<c r="{at}" t="s"><v>{index}</v></c>')
            else:
                made.append(f'<c r="{at}"><v>{value}</v></c>')
        lines.append(f'<row r="{number}">{"".join(made)}</row>')
    book = Workbook()
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = f"<worksheet {space}><sheetData>{''.join(lines)}</sheetData></worksheet>"
    texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    parts["xl/sharedStrings.xml"] = f"<sst {space}>{texts}</sst>".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def typed(path: Path) -> Iterator[list[object]]:
    """Yield the rows of a tidy file, the values as numbers."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        yield [*next(rows)]
        for name, area, period, value, unit, source in rows:
            yield [name, area, int(period) if period.isdecimal() else period, float(value), unit,
                   source]  # fmt: skip


def wide(count: int) -> Iterator[list[object]]:
    """Yield rows of an indicator and a province each, thirty-six years as columns."""
    from cmcn4.packs import load

    catalogue = load().vocabulary.catalogue
    names = [
        each.id
        for each in catalogue.indicators.values()
        if catalogue.units[each.unit].kind in ("percent", "rate")
    ]
    areas = [each.id for each in catalogue.areas.values() if each.parent == "VN"]
    values = random.Random(2289)
    yield ["indicator", "area", "source", *range(1990, 2026)]
    for place in range(count):
        name, area = names[place % len(names)], areas[place // len(names) % len(areas)]
        yield [name, area, "NSO", *(round(values.uniform(1, 99), 2) for _ in range(36))]


def workbook_jobs(folder: Path) -> None:
    """Measure reading workbooks against iterating their cells, whole processes both."""
    apart(large, folder / "100000.csv", 100_000)
    files = {
        "reading 100,000 rows of xlsx, long": typed(folder / "100000.csv"),
        "reading 5,000 × 36 years of xlsx, wide": wide(5_000),
    }
    for what, rows in files.items():
        path = folder / "book.xlsx"
        apart(workbook, path, rows)
        ours = f"import gc;gc.disable();import cmcn4;cmcn4.read({str(path)!r})"
        bare = (
            f"import gc;gc.disable();import openpyxl;b=openpyxl.load_workbook({str(path)!r},"
            "read_only=True,data_only=True);"
            "sum(c.value is not None for s in b.worksheets for r in s.rows for c in r)"
        )
        jobs = {"cmcn4": [PYTHON, "-c", ours], "openpyxl read-only": [PYTHON, "-c", bare]}
        line(what, interleaved(jobs, 3), "openpyxl read-only", "≤ 1.3 × openpyxl read-only")


def rows_as_json(path: Path) -> None:
    """Write the sample's rows as JSON, with a JSON Schema of 25 rules beside them."""
    with SAMPLE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    path.write_text(json.dumps(rows), encoding="utf-8")
    names = [f"IND_{number:02}" for number in range(1, 26)]
    rules = [
        {
            "if": {"properties": {"indicator": {"const": name}}},
            "then": {"properties": {"value": {"maximum": 40}}},
        }
        for name in names
    ]
    schema = {"type": "array", "items": {"allOf": rules}}
    path.with_suffix(".schema.json").write_text(json.dumps(schema), encoding="utf-8")


def line(what: str, measures: dict[str, Measure], base: str, goal: str) -> None:
    """Print one row: the first command's figures and its ratio to the base."""
    first = next(iter(measures))
    mine = measures[first]
    ratio = f"{mine.seconds / measures[base].seconds:.2f} × {base}" if base in measures else "–"
    print(f"| {what} | {mine.seconds:.3f} | {mine.megabytes:.0f} | {ratio} | {goal} |", flush=True)


def small_jobs(folder: Path, runs: int) -> None:
    """Measure what a person waits for: the version, the help, the sample."""
    bare = [PYTHON, "-c", "pass"]
    found = interleaved({"cmcn4": [CMCN4, "--version"], "bare Python": bare}, runs)
    line("`cmcn4 --version`", found, "bare Python", "≤ 7 × bare Python")
    found = interleaved({"cmcn4": [CMCN4, "--help"], "bare Python": bare}, runs)
    line("`cmcn4 --help`", found, "bare Python", "")
    apart(rows_as_json, folder / "rows.json")
    jobs = {"cmcn4": [CMCN4, "check", str(SAMPLE), "--as-of", "2025"]}
    path = f"{Path(PYTHON).parent}{os.pathsep}{os.environ['PATH']}"
    peer = shutil.which("check-jsonschema", path=path)
    if peer:
        schema = str(folder / "rows.schema.json")
        jobs["check-jsonschema"] = [peer, "--schemafile", schema, str(folder / "rows.json")]
    found = interleaved(jobs, runs)
    goal = "≤ 0.75 × check-jsonschema"
    line("`cmcn4 check samples/vietnam.csv`", found, "check-jsonschema", goal)
    book = [CMCN4, "check", str(SAMPLE.with_suffix(".xlsx")), "--as-of", "2025"]
    found = interleaved({"cmcn4": book, "the same from csv": jobs["cmcn4"]}, runs)
    line("`cmcn4 check samples/vietnam.xlsx`", found, "the same from csv", "")


def report_jobs(folder: Path, runs: int) -> None:
    """Measure what each report for people costs beyond the run without it."""
    job = [CMCN4, "check", str(SAMPLE.with_suffix(".xlsx")), "--as-of", "2025"]
    jobs = {"without": job}
    for suffix in ("html", "xlsx", "docx"):
        jobs[suffix] = [*job, "-o", str(folder / f"report.{suffix}")]
    found = interleaved(jobs, runs)
    without = found.pop("without")
    for suffix, mine in found.items():
        more = mine.seconds - without.seconds
        figures = (
            f"{mine.seconds:.3f} | {mine.megabytes:.0f} | {more:+.2f} s to the same without it"
        )
        print(f"| … with `-o report.{suffix}` | {figures} | ≤ +0.4 s |", flush=True)


def large_jobs(folder: Path) -> None:
    """Measure what a machine waits for: a hundred thousand and a million rows."""
    sizes = {100_000: "< 2 s", 1_000_000: "< 12 s, < 500 MB"}
    times = {}
    for count, goal in sizes.items():
        path = folder / f"{count}.csv"
        apart(large, path, count)
        script = f"import csv;print(sum(1 for _ in csv.reader(open({str(path)!r}))))"
        reader = [PYTHON, "-c", script]
        job = [CMCN4, "check", str(path), "--as-of", "2025"]
        found = interleaved({"cmcn4": job, "csv.reader alone": reader}, 3)
        times[count] = found["cmcn4"].seconds
        line(f"{count:,} rows of csv", found, "csv.reader alone", goal)
    growth = times[1_000_000] / times[100_000]
    print(f"\nTen times the rows take {growth:.1f} times as long.")


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true")
    quick = options.parse_args().quick
    print("| what | median s | peak MB | ratio | goal |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        small_jobs(Path(folder), 5 if quick else 15)
        report_jobs(Path(folder), 3 if quick else 7)
        if not quick:
            workbook_jobs(Path(folder))
            large_jobs(Path(folder))


if __name__ == "__main__":
    main()
