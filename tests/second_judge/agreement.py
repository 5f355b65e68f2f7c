"""One scenario judged twice: by the program, through its reader, and by the second judge."""

from __future__ import annotations

import csv
import datetime as dt
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from cmcn4 import api
from cmcn4.model.asked import Question
from cmcn4.reporters.machine.json_report import as_numbers
from second_judge.judge import UNTOLD, Verdict, applies, judge
from second_judge.rows import Data, Row
from second_judge.scenario import Scenario
from second_judge.strategy import PACKS

KEYS = ("verdict", "value", "low", "high", "gap", "margin", "period", "contested", "threshold",
        "comparison", "due_date")  # fmt: skip
Judged = dict[tuple[str, str], dict[str, Any]]


def program(folder: Path, asked: Scenario) -> Judged:
    """Return what the program says of each target and area."""
    selected: tuple[str, ...] = PACKS
    if asked.pack:
        path = folder / "pack.yaml"
        path.write_text(json.dumps(asked.pack), encoding="utf-8")  # which is YAML, without anchors
        selected = (str(path),)
    paths = [_written(folder / name, rows) for name, rows in asked.files.items() if rows]
    question = Question(
        targets=selected,
        areas=asked.areas,
        as_of=dt.date.fromisoformat(asked.day),
        source_order={name: tuple(order) for name, order in asked.source_order.items()},
    )
    report, _ = api.judge(paths, question)
    said = as_numbers(report, "en")["assessments"]
    return {(assessment["target"], assessment["area"]): assessment for assessment in said}


def _written(path: Path, rows: list[Row]) -> Path:
    """Write rows as CSV, or as a workbook where a cell is in error as only Excel shows it."""
    if any(row["breakdown"].startswith("#") for row in rows):
        book = Workbook()
        for row in [list(rows[0]), *(list(row.values()) for row in rows)]:
            book.worksheets[0].append(row)
        book.save(path.with_suffix(".xlsx"))
        return path.with_suffix(".xlsx")
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def second(asked: Scenario) -> dict[tuple[str, str], Verdict]:
    """Return what the second judge says of each target and area."""
    order = asked.source_order
    indicators = {
        name: {**entry, "sources": order.get(name, order.get("default", entry.get("sources", [])))}
        for name, entry in asked.catalogue["indicators"].items()
    }
    data = Data(asked.files, {**asked.catalogue, "indicators": indicators})
    day = dt.date.fromisoformat(asked.day)
    return {(name, area): judge(data, target, area, day)
            for name, target in asked.targets.items() for area in asked.areas
            if applies(target, area, asked.areas)}  # fmt: skip


def differences(said: dict[str, Any], verdict: Verdict) -> dict[str, tuple[Any, Any]]:
    """Return the keys in which the program and the second judge differ, with both answers."""
    found = {}
    for key in KEYS:
        ours = getattr(verdict, key)
        if ours is UNTOLD:
            continue
        theirs = said[key]
        if isinstance(theirs, (int, float)) and not isinstance(theirs, bool):
            theirs = Fraction(str(theirs))
        if theirs != ours:
            found[key] = (said[key], ours if not isinstance(ours, Fraction) else float(ours))
    return found
