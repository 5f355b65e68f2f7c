"""Works to cite as CSL-JSON, which Zotero, Pandoc and other programs read.

https://docs.citationstyles.org/en/stable/specification.html; the schema is csl-data.json of
https://github.com/citation-style-language/schema.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen, Report
from cmcn4.reporters import Style
from cmcn4.reporters.machine.json_report import harmless
from cmcn4.reporters.presentation.citing.references import Reference, references
from cmcn4.reporters.presentation.words import Words


def render(
    targets: Sequence[Chosen], catalogue: Catalogue, style: Style, report: Report | None
) -> bytes:
    """Return an item for each document and for each figure judged."""
    words = Words(style.lang, catalogue)
    items = [_item(work) for work in references(targets, words, report)]
    return harmless(f"{json.dumps(items, ensure_ascii=False, indent=2)}\n".encode(errors="replace"))


def _item(work: Reference) -> dict[str, Any]:
    day = work.issued
    found = {
        "id": work.key,
        "type": work.kind,
        "title": work.title,
        "author": [{"literal": author} for author in work.authors],
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "number": work.number,
        "URL": work.url,
        "language": work.language,
        "note": work.note,
    }
    return {name: value for name, value in found.items() if value}
