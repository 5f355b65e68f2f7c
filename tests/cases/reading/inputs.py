"""Inputs of reading cases: files whose cells stand in the case itself.

A case is a mapping. Its file is one of

- `rows`: lists of cells, written as CSV or as the first sheet of a workbook,
- `sheets`: names with such lists,
- `text`: the file as it is,

under the name `file` (`data.csv` where none is given), or several of these in `files`. What only a
workbook has stands beside the cells: `merge`, `formats`, `raised` (a mark above the line behind
a text), `stored` (the stored result of a formula), `texts` (replaced wherever texts stand) and
`replace` (replaced within a part).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from cmcn4.api import Question, day, examine, judge
from cmcn4.model.account import Account
from cmcn4.model.asked import FileArea
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Observation
from cmcn4.model.report import Report

Row = Sequence[object]
Case = Mapping[str, Any]
AS_OF = "2025"
ASIDE = frozenset({"source-missing"})
"""What is said of every file that names no source: it is no matter of these cases."""
CONFLICTS = frozenset({"source-conflict", "duplicate-conflict", "duplicate-same", "superseded"})

_STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        "http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def write(folder: Path, case: Case) -> Path:
    """Write what a case reads and return its path; that of the folder where it is several files."""
    if "files" in case:
        for each in case["files"]:
            write(folder, each)
        return folder
    path = folder / str(case.get("file", "data.csv"))
    path.parent.mkdir(parents=True, exist_ok=True)
    if "text" in case:
        path.write_bytes(case["text"].encode(case.get("encoding", "utf-8")))
    elif path.suffix == ".xlsx":
        path.write_bytes(_package(case))
    else:
        path.write_bytes(_delimited(case).encode(case.get("encoding", "utf-8")))
    return path


def _delimited(case: Case) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=case.get("delimiter", ","), lineterminator="\n")
    writer.writerows([["" if cell is None else cell for cell in row] for row in case["rows"]])
    return text.getvalue()


def _package(case: Case) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (case.get("sheets") or {"Sheet1": case["rows"]}).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for span in case.get("merge", ()):
            sheet.merge_cells(span)
        for cell, shows in case.get("formats", {}).items():
            sheet[cell].number_format = shows
        for cell, mark in case.get("raised", {}).items():
            raised = TextBlock(InlineFont(vertAlign="superscript"), mark)
            sheet[cell].value = CellRichText(str(sheet[cell].value), raised)
    stream = io.BytesIO()
    book.save(stream)
    return changed(stream.getvalue(), case)


def changed(content: bytes, case: Case) -> bytes:
    """Return a workbook with some of the text of its parts replaced."""
    replace, stored = case.get("replace", {}), case.get("stored", {})
    texts, strict = case.get("texts", {}), case.get("strict", False)
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        assert set(replace) <= set(old.namelist())
        for name in old.namelist():
            text = old.read(name).decode()
            for before, after in replace.get(name, {}).items():
                assert before in text, f"{before} is not in {name}"
                text = text.replace(before, after)
            if name.startswith(("xl/worksheets/sheet", "xl/sharedStrings")):
                for before, after in texts.items():
                    text = text.replace(before, after)
            if name.startswith("xl/worksheets/sheet"):
                for cell, value in stored.items():
                    pattern = rf'(<c r="{cell}"[^>]*?)( t="\w+")?>(<f>[^<]*</f>)<v ?/?>(</v>)?'
                    kind = ' t="str"' if isinstance(value, str) else ""
                    text, count = re.subn(pattern, rf"\1{kind}>\3<v>{value}</v>", text)
                    assert count == 1, f"no formula at {cell}"
            if strict:
                for before, after in _STRICT.items():
                    text = text.replace(before, after)
            new.writestr(name, text)
    return stream.getvalue()


@dataclass
class Seen:
    """What was read of a case, as its expectation says it."""

    read: list[str]
    findings: list[str]
    notes: list[str]
    accepted: bool
    left: dict[str, int]
    """Numbers left out, by reason; reasons without any are not here."""
    verdicts: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    """Codes of the findings on values that contradict or follow one another."""
    accounts: list[Account] = field(default_factory=list)


def shown(each: Observation) -> str:
    low, high = _plain(each.value.low), _plain(each.value.high)
    parts = [each.indicator, each.area, each.period.code, low if low == high else f"{low}..{high}"]
    part = f"#{each.breakdown}" if each.breakdown else ""
    status = "" if each.origin.status == "final" else f"@{each.origin.status}"
    return "|".join(parts) + part + status


def _plain(value: Any) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def placed(each: Finding, *, named: bool = False) -> str:
    """Return `code@place`: the cell, else the row; the sheet or file where there are several."""
    place = each.place
    where = place.cell or (f"row {place.row}" if place.row else "")
    if named:
        where = f"{Path(place.sheet.path).name} {where}".rstrip()
    return f"{each.code}@{where}" if where else each.code


def question(case: Case) -> Question:
    areas = tuple(FileArea(area, pattern) for pattern, area in case.get("areas", {}).items())
    return Question(as_of=day(AS_OF), file_areas=areas, decimal=case.get("decimal", "auto"))


def look(folder: Path, case: Case) -> Seen:
    """Read a case, and judge it where it expects verdicts."""
    path = write(folder, case)
    asked = question(case)
    report, _ = examine(str(path), asked)
    named = "files" in case
    accounts = [one for each in report.inputs for one in each.accounts]
    left: Counter[str] = Counter()
    for account in accounts:
        left.update(dict(account.left))
    told = [(each, placed(each, named=named)) for each in report.findings]
    seen = Seen(
        read=sorted(map(shown, report.observations)),
        findings=sorted(
            text for each, text in told if each.level != "note" and each.code not in ASIDE
        ),
        notes=sorted(text for each, text in told if each.level == "note"),
        accepted=all(each.errors == 0 for each in report.inputs),
        left={reason: count for reason, count in left.items() if count},
        accounts=accounts,
    )
    if {"verdicts", "unjudged", "judged"} & set(case):
        judged, _ = judge(str(path), asked)
        seen.verdicts = verdicts(judged)
        seen.conflicts = sorted(each.code for each in judged.findings if each.code in CONFLICTS)
    return seen


def verdicts(report: Report) -> list[str]:
    return [f"{each.chosen.target.id}|{each.area}|{each.verdict}" for each in report.assessments]
