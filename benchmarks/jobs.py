"""What is measured, and what is aimed at: all jobs, and all goals, as data."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """How a job's result is known beforehand."""

    MONTHLY = "own pack, monthly data: every verdict"
    BUILT_IN = "built-in packs: the plain thresholds of the country"
    SAMPLE = "the sample: exit code alone"
    WORDS = "it says something, and ends well"


class Job(NamedTuple):
    """One job of the command, and those that do the like on the same file.

    `options` come after `cmcn4 check DATA`; `engine` is asked for, or left to the command where it
    is empty; `runs` are those that count; `base` names the job whose command runs in turn with
    this one; `others` are names of `programs.PROGRAMS`, or NAME@FILE on another file.
    """

    name: str
    what: str
    kind: Kind
    data: str = ""
    pack: str = ""
    options: tuple[str, ...] = ()
    engine: str = ""
    others: tuple[str, ...] = ()
    base: str = ""
    runs: int = 5
    first: bool = False
    """Each run finds an empty cache."""


class Unit(Enum):
    """What a goal limits."""

    RATIO = "×"
    SECONDS_MORE = "s more"
    MEGABYTES = "MB"
    MEGABYTES_MORE = "MB more"


FASTEST, FASTEST_NAMING = "fastest peer", "fastest peer that names failing rows"
BARE = "bare Python"


class Goal(NamedTuple):
    """At most so much, against whom; units with MORE are against the job's base."""

    job: str
    most: float
    against: str = ""
    unit: Unit = Unit.RATIO


_FRAMES = ("pandera", "cuallee", "pointblank")
_FLAT = ("csv.reader", "duckdb", "polars")
_SMALL_CSV = ("check-jsonschema", *_FRAMES, "soda", "frictionless", *_FLAT)
_SMALL_XLSX = (*_FRAMES, "frictionless", "openpyxl", "calamine", "fastexcel")
_CSV = (*_FRAMES, "soda", *_FLAT)
_XLSX = (*_FRAMES, "openpyxl", "calamine", "fastexcel")
_SAMPLE = ("--as-of", "2025")

JOBS = (
    Job("version", "`cmcn4 --version`", Kind.WORDS, options=("--version",), others=(BARE,),
        runs=15),
    Job("help", "`cmcn4 --help`", Kind.WORDS, options=("--help",), others=(BARE,), runs=15),
    Job("200-csv-built-in", "200 rows of csv, built-in packs", Kind.BUILT_IN, "L_200.csv",
        others=_SMALL_CSV, runs=15),
    Job("200-csv-own", "200 rows of csv, own pack, second run", Kind.MONTHLY, "C_200.csv",
        "pack_200.yaml", others=_SMALL_CSV, runs=15),
    Job("200-csv-own-first", "200 rows of csv, own pack, first run", Kind.MONTHLY, "C_200.csv",
        "pack_200.yaml", others=_SMALL_CSV, runs=15, first=True),
    Job("200-xlsx-built-in", "200 rows of xlsx, built-in packs", Kind.BUILT_IN, "L_200.xlsx",
        others=_SMALL_XLSX, runs=15),
    Job("200-xlsx-own", "200 rows of xlsx, own pack, second run", Kind.MONTHLY, "C_200.xlsx",
        "pack_200.yaml", others=_SMALL_XLSX, runs=15),
    Job("sample", "`cmcn4 check samples/vietnam.xlsx`", Kind.SAMPLE, "samples/vietnam.xlsx",
        options=_SAMPLE),
    Job("sample-html", "the sample with `-o report.html`", Kind.SAMPLE, "samples/vietnam.xlsx",
        options=(*_SAMPLE, "-o", "report.html"), base="sample"),
    Job("sample-xlsx", "the sample with `-o report.xlsx`", Kind.SAMPLE, "samples/vietnam.xlsx",
        options=(*_SAMPLE, "-o", "report.xlsx"), base="sample"),
    Job("sample-docx", "the sample with `-o report.docx`", Kind.SAMPLE, "samples/vietnam.xlsx",
        options=(*_SAMPLE, "-o", "report.docx"), base="sample"),
    Job("100k-csv", "100,000 rows of csv, 8,325 assessments, Python alone", Kind.MONTHLY,
        "C_100k.csv", "pack_100k.yaml", engine="python", others=(*_CSV, "frictionless")),
    Job("100k-csv-scale", "100,000 rows of csv, 8,325 assessments, with `scale`", Kind.MONTHLY,
        "C_100k.csv", "pack_100k.yaml",
        engine="duckdb", others=_CSV),
    Job("100k-csv-built-in", "100,000 rows of csv, built-in packs", Kind.BUILT_IN, "L_100k.csv",
        engine="python", others=_FLAT, runs=3),
    Job("100k-xlsx", "100,000 rows of xlsx, 8,325 assessments", Kind.MONTHLY, "C_100k.xlsx",
        "pack_100k.yaml", others=_XLSX, runs=3),
    Job("100k-xlsx-built-in", "100,000 rows of xlsx, built-in packs", Kind.BUILT_IN, "L_100k.xlsx",
        others=("openpyxl", "calamine", "fastexcel"), runs=3),
    Job("wide-xlsx", "3,500 rows of xlsx, 36 years side by side, built-in packs", Kind.BUILT_IN,
        "L_wide.xlsx", others=("openpyxl", "calamine"), runs=3),
    Job("63-workbooks", "63 workbooks of 500 rows", Kind.MONTHLY, "C_sent", "pack_sent.yaml",
        others=_XLSX),
    Job("many", "33,210 assessments, no report", Kind.MONTHLY, "C_many.csv", "pack_many.yaml",
        engine="python", runs=3),
    Job("many-csv", "33,210 assessments, `-o report.csv`", Kind.MONTHLY,
        "C_many.csv", "pack_many.yaml",
        ("-o", "report.csv"), "python", base="many", runs=3),
    Job("many-csv-scale", "33,210 assessments, `-o report.csv`, with `scale`", Kind.MONTHLY,
        "C_many.csv", "pack_many.yaml",
        ("-o", "report.csv"), "duckdb", runs=3),
    Job("many-json", "33,210 assessments, `-o report.json`", Kind.MONTHLY,
        "C_many.csv", "pack_many.yaml",
        ("-o", "report.json"), "python", base="many", runs=3),
    Job("1M-csv-python", "1,000,000 rows of csv, 83,025 assessments, Python alone", Kind.MONTHLY,
        "C_1M.csv", "pack_C.yaml", engine="python", others=("csv.reader", "duckdb"), runs=1),
    Job("1M-csv-built-in", "1,000,000 rows of csv, built-in packs", Kind.BUILT_IN, "L_1M.csv",
        engine="python", others=("csv.reader", "duckdb"), runs=1),
    Job("1M-csv", "1,000,000 rows of csv, 83,025 assessments, with `scale`", Kind.MONTHLY,
        "C_1M.csv", "pack_C.yaml", engine="duckdb", others=_CSV),
    Job("1M-csv-gz", "1,000,000 rows of csv.gz, with `scale`", Kind.MONTHLY,
        "C_1M.csv.gz", "pack_C.yaml",
        engine="duckdb", others=("duckdb",)),
    Job("1M-csv-dirty", "1,000,000 rows of csv, 1 % of them spoilt, with `scale`", Kind.MONTHLY,
        "C_1M_dirty.csv",
        "pack_C.yaml", engine="duckdb", base="1M-csv", runs=3),
    Job("10M-csv", "10,000,000 rows of csv, with `scale`", Kind.MONTHLY, "C_10M.csv",
        "pack_C.yaml", engine="duckdb", others=("duckdb", "polars", *_FRAMES, "soda"), runs=3),
    Job("10M-parquet", "10,000,000 rows of Parquet, with `scale`", Kind.MONTHLY, "C_10M.parquet",
        "pack_C.yaml", engine="duckdb", others=("duckdb", "duckdb@C_10M.csv", "polars"), runs=3),
    Job("1M-csv-spark", "1,000,000 rows of csv, with `spark` on this machine", Kind.MONTHLY,
        "C_1M.csv", "pack_C.yaml", engine="spark", others=("duckdb",), runs=1),
    Job("10M-parquet-spark", "10,000,000 rows of Parquet, with `spark` on this machine",
        Kind.MONTHLY, "C_10M.parquet", "pack_C.yaml", engine="spark", others=("duckdb",), runs=1),
)  # fmt: skip

GOALS = (
    Goal("200-csv-built-in", 0.35, FASTEST),
    Goal("200-csv-own", 0.40, FASTEST),
    Goal("200-csv-own-first", 0.90, FASTEST),
    Goal("200-xlsx-built-in", 0.45, FASTEST),
    Goal("200-xlsx-own", 0.50, FASTEST),
    Goal("help", 9, BARE),
    Goal("sample-html", 0.4, unit=Unit.SECONDS_MORE),
    Goal("sample-xlsx", 0.4, unit=Unit.SECONDS_MORE),
    Goal("sample-docx", 0.4, unit=Unit.SECONDS_MORE),
    Goal("100k-csv", 3.5, "cuallee"),
    Goal("100k-csv-scale", 1.0, "cuallee"),
    Goal("100k-xlsx", 1.0, "openpyxl"),
    Goal("63-workbooks", 1.2, "openpyxl"),
    Goal("many-csv", 1.2, unit=Unit.SECONDS_MORE),
    Goal("many-csv", 50, unit=Unit.MEGABYTES_MORE),
    Goal("many-json", 2.5, unit=Unit.SECONDS_MORE),
    Goal("many-json", 50, unit=Unit.MEGABYTES_MORE),
    Goal("1M-csv", 4, "duckdb"),
    Goal("1M-csv", 1.2, FASTEST_NAMING),
    Goal("1M-csv-dirty", 3.5, "1M-csv"),
    Goal("10M-csv", 4, "duckdb"),
    Goal("10M-csv", 450, unit=Unit.MEGABYTES),
    Goal("10M-parquet", 2, "duckdb@C_10M.csv"),
)

_SMALL = ("version", "help", "200-", "sample", "100k-csv")
QUICK = tuple(job.name for job in JOBS if job.name.startswith(_SMALL))
"""What `--quick` measures unless jobs are named."""
