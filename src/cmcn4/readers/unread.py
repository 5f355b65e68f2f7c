"""Texts beside figures that were not understood: told once a sheet, so that none is passed over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cmcn4.model.finding import Finding
from cmcn4.model.observation import Place, Sheet
from cmcn4.readers.problems import found, problem

if TYPE_CHECKING:
    from cmcn4.readers.reading import FileReading

_EXAMPLES = 4
MOST_UNREAD = 1000
"""How many of a sheet are counted."""


class UnreadTexts:
    """The texts of one file that say nothing that is known."""

    def __init__(self) -> None:
        """Start with none."""
        self._texts: dict[Sheet, dict[tuple[Place, str], str]] = {}
        self._doubts: list[tuple[str, Place]] = []
        self._asides: list[tuple[str, Place]] = []
        self._is_form = False

    def add(self, text: str, place: Place, *, several: bool = False) -> None:
        """Keep a text, the first of its cell, or each of `several` that a column has.

        Beyond a thousand of a sheet no more are kept.
        """
        if not self.is_full(place.sheet):
            self._texts[place.sheet].setdefault((place, text if several else ""), text)

    def aside(self, text: str, place: Place) -> None:
        """Keep a text that stands on a sheet without figures, or outside of cells."""
        if len(self._asides) < MOST_UNREAD:
            self._asides.append((text, place))

    def of_form(self) -> None:
        """Take note that the file is a form of ours, whose other sheets have texts of their own."""
        self._is_form = True

    def is_full(self, sheet: Sheet) -> bool:
        """Whether no more texts of a sheet are counted, so that none has to be looked at."""
        return len(self._texts.setdefault(sheet, {})) >= MOST_UNREAD

    def doubt(self, text: str, place: Place) -> None:
        """Keep a line of another sheet that may say that figures are no results."""
        self._doubts.append((text, place))

    def merge(
        self, other: UnreadTexts, moved: Callable[[Place], Place] = lambda place: place
    ) -> None:
        """Add what was kept of other rows, whose places are told anew."""
        for texts in other._texts.values():
            for (place, several), text in texts.items():
                self.add(text, moved(place), several=bool(several))

    def tell(self, file: FileReading) -> None:
        """Tell the doubts, and the other texts of each sheet."""
        for text, place in self._doubts:
            file.note(problem("column-unread", variant="line", columns=(found(text),)), place)
        for text, place in () if self._is_form else self._asides:
            self.add(text, place, several=True)
        for texts in filter(None, self._texts.values()):
            keys = sorted(texts, key=lambda key: (key[0].row or 0, key[0].column or 0, key[1]))
            all_of_them = [(str.__str__(texts[key]), key[0]) for key in keys]
            finding = Finding("text-unread", keys[0][0])
            file.findings.append(finding.with_texts(all_of_them, _EXAMPLES))
