"""Where a SARIF result stands, and by what it is known again when rows have moved.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, sections 3.28 to 3.33.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from cmcn4.locale import ENGLISH, write
from cmcn4.model.observation import Place

# Facts that change though the defect is the same: with other rows, or with the day asked.
_MOVING = frozenset({"as_of", "other", "rows", "names", "series", "areas", "examples", "lines"})
_DRIVE = re.compile(r"[A-Za-z]:/")


def location(place: Place) -> dict[str, Any]:
    """Return the file with a region, and for a workbook the cell or the sheet.

    NOTE: a workbook has no lines; row and column stand in for them. In a text file the column of
    a place counts fields, not characters, so that the region is the beginning of the line.
    """
    sheet = place.sheet.name
    row = place.row or 1
    column = place.column or 1 if sheet is not None else 1
    physical = {
        "artifactLocation": {"uri": uri(place.sheet.path)},
        "region": {
            "startLine": row,
            "startColumn": column,
            "endLine": row,
            "endColumn": column + 1,
        },
    }
    if sheet is None:
        return {"physicalLocation": physical}
    quoted = "'{}'".format(sheet.replace("'", "''"))
    logical = {"name": sheet, "fullyQualifiedName": quoted}
    if place.cell:
        name = f"{quoted}!{place.cell}"
        logical = {"name": place.cell, "fullyQualifiedName": name, "kind": "value"}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def uri(path: str) -> str:
    """Return a path as a URI, relative where the path is."""
    quoted = quote(path.encode(errors="surrogateescape"))
    if _DRIVE.match(path):
        return f"file:///{path[:2]}{quote(path[2:].encode(errors='surrogateescape'))}"
    return f"file://{quoted}" if path.startswith("/") else quoted.removeprefix("./")


def fingerprints(results: Sequence[tuple[str, Place, Mapping[str, Any]]]) -> list[str]:
    """Return a hash for each of code, file, sheet and facts; equal ones are numbered in order."""
    seen: Counter[str] = Counter()
    found = []
    for code, place, facts in results:
        stable = {
            name: write(ENGLISH, facts[name]) for name in sorted(facts) if name not in _MOVING
        }
        parts = json.dumps([code, place.sheet.path, place.sheet.name, stable])
        digest = hashlib.sha256(parts.encode()).hexdigest()[:32]
        seen[digest] += 1
        found.append(f"{digest}:{seen[digest]}")
    return found
