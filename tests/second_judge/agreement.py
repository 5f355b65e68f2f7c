"""One scenario judged twice: by the program, through its reader, and by the second judge."""

from __future__ import annotations

import csv
import datetime as dt
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from openpyxl import Workbook

import cmcn4
from second_judge.generator import AREAS, HEIRS, Pack
from second_judge.judge import Verdict, judge
from second_judge.rows import Data, Row

KEYS = ("verdict", "value", "low", "high", "gap", "margin", "period", "contested")
Judged = dict[tuple[str, str], dict[str, Any]]


def program(folder: Path, pack: Pack, files: dict[str, list[Row]], day: str) -> Judged:
    """Return what the program says of each target and area."""
    path = folder / "pack.yaml"
    path.write_text(json.dumps(pack), encoding="utf-8")  # which is YAML, without anchors
    paths = [_written(folder / name, rows) for name, rows in files.items() if rows]
    report = cmcn4.check(paths, targets=str(path), as_of=day, areas=AREAS).to_dict()
    return {(said["target"].partition("/")[2], said["area"]): said
            for said in report["assessments"]}  # fmt: skip


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


def second(pack: Pack, files: dict[str, list[Row]], day: str) -> dict[tuple[str, str], Verdict]:
    """Return what the second judge says of each target and area."""
    catalogue = {
        "indicators": {entry["id"]: entry for entry in pack["indicators"]},
        "groups": {entry["id"]: entry for entry in pack["groups"]},
        "heirs": HEIRS,
    }
    data = Data(files, catalogue)
    return {(target["id"], area): judge(data, target, area, dt.date.fromisoformat(day))
            for target in pack["targets"] for area in AREAS}  # fmt: skip


def differences(said: dict[str, Any], verdict: Verdict) -> dict[str, tuple[Any, Any]]:
    """Return the keys in which the program and the second judge differ, with both answers."""
    found = {}
    for key in KEYS:
        theirs, ours = said[key], getattr(verdict, key)
        if isinstance(theirs, (int, float)) and not isinstance(theirs, bool):
            theirs = Fraction(str(theirs))
        if theirs != ours:
            found[key] = (said[key], ours if not isinstance(ours, Fraction) else float(ours))
    return found
