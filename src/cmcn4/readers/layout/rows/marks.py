"""Marks of footnotes beside figures, and what their legends say: a claim, or a period."""

from __future__ import annotations

from cmcn4.model.observation import Status
from cmcn4.readers.layout.headings.asides import of_claim
from cmcn4.readers.layout.rows.beside import Beside
from cmcn4.readers.layout.rows.dates import dated_beside, together
from cmcn4.readers.layout.rows.qualify import Qualify
from cmcn4.readers.values.claims import Claim
from cmcn4.readers.values.footnotes import legend_of
from cmcn4.readers.values.origins import least_sure, read_status
from cmcn4.readers.values.periods import when


def surest(text: str, other: Status | None) -> str:
    """Return a status cell, or what its column says where that is less certain."""
    if not other:
        return text
    own = read_status(text)
    return least_sure(own.status, other) if own.known and not own.absent else text


class Marks(Qualify):
    """Reads the legends of the marks that rows and values have."""

    def marked(self, cells: list[str]) -> list[Beside]:
        """Return what the legends of marks behind the names of a row say of it."""
        claims = ((i, legend_of(cells[i], self.said.legends)) for i in self.plan.keys)
        return [Beside(i, cells[i], of_claim(said, cells[i])) for i, said in claims if said]

    def has_legend(self, value: str) -> bool:
        """Whether a value has a mark that says something of it alone."""
        legends, dates = self.said.legends, self.said.dates
        return bool(legend_of(value, legends) or legend_of(value, dates))

    def claimed(self, value: str, period: str) -> Claim | None:
        """Return what the legend of a mark behind a value claims of it, or a note of its year."""
        said = legend_of(value, self.said.legends)
        return said or (self.said.of_years.get(period[:4]) if self.said.of_years else None)

    def dated_by_names(self, cells: list[str], period: str) -> str:
        """Return the period of a row with those that the legends of its names say."""
        for index in self.plan.keys if self.said.dates else ():
            if dated := legend_of(cells[index], self.said.dates):
                period = together(period, dated.text)
        return period

    def dated_by_value(self, value: str, period: str, status: str) -> tuple[str | None, str, str]:
        """Return what contradicts the period of a value, if anything; its period and status.

        Its mark may say up to when it goes: «(*) Số liệu đến 30/6/2025».
        """
        dated = legend_of(value, self.said.dates)
        if dated is None:
            return None, period, status
        within = dated_beside(period, dated.text, ends=True)
        wrong = None if when(within) else dated.text
        return wrong, within, surest(status, dated.status)
