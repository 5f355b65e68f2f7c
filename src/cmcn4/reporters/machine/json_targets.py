"""The targets in JSON."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen
from cmcn4.reporters import Style
from cmcn4.reporters.machine.json_report import dumps, encoded
from cmcn4.reporters.presentation.across import records
from cmcn4.reporters.presentation.target_rows import row
from cmcn4.reporters.presentation.words import Words


def render(targets: Sequence[Chosen], catalogue: Catalogue, style: Style) -> bytes:
    """Return a list with a record of each target; by indicator, of what each document demands."""
    words = Words(style.lang, catalogue)
    if style.by:
        return encoded(f"{dumps(list(records(targets, words)))}\n")
    return encoded(f"{dumps([row(chosen, words) for chosen in targets])}\n")
