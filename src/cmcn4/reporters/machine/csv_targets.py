"""The targets as CSV: one row each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen
from cmcn4.reporters import Style
from cmcn4.reporters.machine.csv_report import table
from cmcn4.reporters.presentation import across
from cmcn4.reporters.presentation.target_rows import COLUMNS, row
from cmcn4.reporters.presentation.words import Words


def render(targets: Sequence[Chosen], catalogue: Catalogue, style: Style) -> Iterator[bytes]:
    """Yield one row a target; the ids of its readings stand in one cell."""
    words = Words(style.lang, catalogue)
    if style.by:
        return table(across.COLUMNS, across.records(targets, words), style)
    rows = (row(chosen, words) for chosen in targets)
    shown = ({**record, "readings": " ".join(record["readings"])} for record in rows)
    return table(COLUMNS, shown, style)
