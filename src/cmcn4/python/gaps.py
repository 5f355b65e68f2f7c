"""The gap summary of a report: its text, its table in a notebook, a dataframe, a file."""

from __future__ import annotations

from typing import Any

from cmcn4.model.report import Report
from cmcn4.python import records
from cmcn4.python.arguments import speaking
from cmcn4.python.frames import Library, frame
from cmcn4.python.written import Written
from cmcn4.reporters import Style, render


class Gaps(Written):
    """What is not met: its text, its table in a notebook, a dataframe, a file."""

    __slots__ = ("report", "style")

    def __init__(self, report: Report, style: Style) -> None:
        """Keep the report, and how the summary is grouped."""
        self.report, self.style = report, style

    def to_frame(self, library: Library = "pandas", *, exact: bool = False) -> Any:
        """Return a dataframe with one row a gap, the worst first; shares are of 1."""
        with speaking(self.style.lang):
            found = records.gaps(self.report, self.style)
            return frame(library, records.gap_columns(), found, exact=exact)

    def _parts(self) -> tuple[Report, Style]:
        return self.report, self.style

    def __repr__(self) -> str:
        return render("table", self.report, self.style).decode().rstrip()

    def _repr_html_(self) -> str:
        from cmcn4.reporters.html.notebook import cell  # noqa: PLC0415 - where it is shown

        return cell(self.report, self.style)
