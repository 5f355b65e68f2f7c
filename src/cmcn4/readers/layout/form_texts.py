"""Texts in a form that are none of its own, and of which nothing was made."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from cmcn4.locale import composed, say
from cmcn4.model.form import MARK
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Place
from cmcn4.model.text import Text, clean, fold
from cmcn4.readers.containers.cells import FormulaWithoutValue
from cmcn4.readers.layout.form_columns import Grid
from cmcn4.readers.layout.headings.asides import aside
from cmcn4.readers.layout.headings.columns import meaning
from cmcn4.readers.layout.headings.understood import says_nothing
from cmcn4.readers.layout.records.records import Recorder
from cmcn4.readers.layout.roles.looks import is_figure

_OF_YEARS = Pattern(r"[0-9]{4}: ")
"""How each line begins that says what is wanted, or whether it is reached."""
_LONGEST = 60
"""Characters of a heading; what is longer tells how to fill in the form."""
_NEVER_READ = frozenset({"number", "level", "met", "check"})
_MET = ("yes", "no", "other", "not-due")
_STATES = ("missing", "optional", "range", "unreadable", "share", "source", "evidence", "lacking",
           "right")  # fmt: skip


class FormTexts:
    """Looks at what stands in the lines and headings of a form beside what is read."""

    def __init__(self, recorder: Recorder, grid: Grid, heading: int, codes: Container[str]) -> None:
        """`heading` is the row of the headings, `codes` are those of the lines."""
        texts = recorder.file.context.texts
        self._codes = codes
        self._unread, self._sheet = recorder.file.unread, recorder.sheet
        self._grid, self._heading, self._texts = grid, heading, texts
        self._roles: Mapping[int, str] = {at: role for role, at in grid.at.items()}
        self._met = {fold(text) for name in _MET for text in _own(f"met.{name}")}
        self._states = {fold(text) for name in _STATES for text in _own(f"state.{name}")}

    def of_line(self, row: int, cells: Sequence[str]) -> None:
        """Keep what stands in the columns that are never read, in others, and beyond them."""
        for at, cell in enumerate(cells):
            if at in self._grid.years or not cell.strip() or isinstance(cell, FormulaWithoutValue):
                continue
            role = self._roles.get(at, "beyond" if at >= len(self._grid.texts) else "other")
            if role in _NEVER_READ and is_figure(cell):
                if self._is_renamed(at, role):
                    self._keep(self._grid.texts[at], self._heading, at)
            elif not self._is_own(role, cell):
                self._keep(cell, row, at)

    def _is_renamed(self, at: int, role: str) -> bool:
        """Whether the heading of a column that is never read is none of its own."""
        text = self._grid.texts[at]
        own = fold(text) in map(fold, _own(f"column.{role}"))
        return 0 < len(text) <= _LONGEST and not own and meaning(text) is None

    def of_notes(self, said: Mapping[str, int]) -> None:
        """Keep texts of notes, sources and columns of others, each with its column."""
        for text, at in sorted(said.items()):
            if self._texts.peek(text).change:
                continue  # «Tăng so với năm 2024»
            code = text in self._codes or (text.startswith(MARK) and text[len(MARK) :].isalnum())
            if not code and not all(map(_OF_YEARS.match, text.split("\n"))):
                self._keep(text, self._heading, at, several=True)

    def _is_own(self, role: str, cell: str) -> bool:
        """Whether a text is one of a form's own, or is looked at elsewhere."""
        match role:
            case "level" | "met":
                lines = cell.split("\n")
                return fold(cell) in self._met or all(map(_OF_YEARS.match, lines))
            case "check":
                return fold(cell) in self._states
            case "beyond":
                heard = aside(cell, self._texts, flagged=True)  # «dự báo»
                return bool(heard) or not (is_figure(cell) or not says_nothing(cell, self._texts))
            case "number":
                return says_nothing(cell, self._texts)
            case "other":  # without the row of codes it may be any column
                return self._grid.codes is None or not is_figure(cell)
            case _:
                return True

    def _keep(self, text: str, row: int, at: int, *, several: bool = False) -> None:
        self._unread.add(clean(text), Place(self._sheet, row, at + 1), several=several)


def _own(name: str) -> Iterator[str]:
    """Yield what the form says in each language."""
    yield from Text.of(lambda lang: say(lang, composed(f"form.{name}"))).each.values()
