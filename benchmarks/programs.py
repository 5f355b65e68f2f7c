"""Peers and floors: which program each is, what it can do, and its command line."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import truth
from data import HEADINGS
from environments import PEERS


class Program(NamedTuple):
    """A peer or a floor: its environment and its script; `judges` if it says what fails.

    A peer `names` the failing rows or only counts them; a floor is no peer, whatever it does.
    """

    environment: str
    script: str
    peer: bool = True
    names: bool = True
    judges: bool = True


PROGRAMS = {
    "check-jsonschema": Program("check-jsonschema", ""),
    "pandera": Program("pandera", "with_pandera.py"),
    "cuallee": Program("cuallee", "with_cuallee.py", names=False),
    "pointblank": Program("pointblank", "with_pointblank.py"),
    "soda": Program("soda", "with_soda.py", names=False),
    "frictionless": Program("frictionless", "with_frictionless.py"),
    "bare Python": Program("floors", "", peer=False, judges=False),
    "csv.reader": Program("floors", "with_csv.py", peer=False, judges=False),
    "openpyxl": Program("floors", "with_openpyxl.py", peer=False, judges=False),
    "calamine": Program("floors", "with_calamine.py", peer=False, judges=False),
    "fastexcel": Program("floors", "with_fastexcel.py", peer=False, judges=False),
    "duckdb": Program("floors", "with_duckdb.py", peer=False),
    "polars": Program("floors", "with_polars.py", peer=False),
}


class Question(NamedTuple):
    """The file, its thresholds as csv, and the period to judge."""

    path: Path
    thresholds: Path
    period: str


def words(name: str, programs: Path, question: Question, names: Path | None) -> list[str]:
    """Return a command line; `programs` is its environment's folder, `names` what it writes."""
    program = PROGRAMS[name]
    if name == "check-jsonschema":
        rows, schema = as_json(question)
        return [
            str(programs / "check-jsonschema"), "-o", "json", "--schemafile", str(schema),
            str(rows),
        ]  # fmt: skip
    if not program.script:
        return [str(programs / "python"), "-c", "pass"]
    return [
        str(programs / "python"), str(PEERS / program.script), str(question.path),
        str(question.thresholds), question.period, *([str(names)] if names else []),
    ]  # fmt: skip


def write_thresholds(path: Path, least: Mapping[str, int]) -> None:
    """Write what each indicator must reach as csv."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(("indicator", "threshold"))
        out.writerows(least.items())


def as_json(question: Question) -> tuple[Path, Path]:
    """Return the rows as JSON and a JSON Schema with a rule for each indicator; made once."""
    rows = question.path.with_suffix(".json")
    schema = question.path.with_suffix(".schema.json")
    if not rows.exists():
        made = [dict(zip(HEADINGS, row, strict=True)) for row in truth.rows(question.path)]
        typed = [{**row, "value": float(row["value"])} for row in made]
        rows.write_text(json.dumps(typed), encoding="utf-8")
        with question.thresholds.open(encoding="utf-8", newline="") as stream:
            rules = [
                {
                    "if": {
                        "properties": {
                            "indicator": {"const": rule["indicator"]},
                            "period": {"const": question.period},
                        }
                    },
                    "then": {"properties": {"value": {"minimum": float(rule["threshold"])}}},
                }
                for rule in csv.DictReader(stream)
            ]
        whole = {"type": "array", "items": {"allOf": rules}}
        schema.write_text(json.dumps(whole), encoding="utf-8")
    return rows, schema
