"""Where a SARIF result stands.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, sections 3.28 to 3.33.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from cmcn4.model.observation import Place
from cmcn4.reporters import PLAIN, Style

_DRIVE = re.compile(r"[A-Za-z]:/")


def location(place: Place, style: Style = PLAIN, character: int | None = None) -> dict[str, Any]:
    """Return the file with a region, and for a workbook the cell or the sheet.

    NOTE: a workbook has no lines; row and column stand in for them. In a text file the column of
    a place counts fields, not characters, so that the region is the beginning of the line.
    """
    sheet = place.sheet.name
    row = place.row or 1
    column = place.column or 1 if sheet is not None else character or 1
    physical = {
        "artifactLocation": {"uri": uri(style.from_root(place.sheet.path))},
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
