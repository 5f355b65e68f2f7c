"""Rows of targets among the observations: «Mục tiêu», «Kế hoạch» beside «Thực hiện»."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cmcn4.model.observation import Place, Sheet
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.problems import found, problem
from cmcn4.readers.reading import FileReading
from cmcn4.readers.values.labels import GOAL

_LONGEST = 40
_WORDS = ("muc tieu", "chi tieu", "ke hoach", "kh", "target", "goal", "plan", "phan dau")
"""One of these is in every text that says so."""


def is_goal(text: str) -> bool:
    """Whether a cell says that its row holds targets."""
    if type(text) is not str or not 0 < len(text) <= _LONGEST:
        return False
    key = fold(text)
    if not any(word in key for word in _WORDS):
        return False
    from cmcn4.readers.layout.headings import year_heading  # noqa: PLC0415 - tidy files need none of it

    dated = year_heading(text)  # «Kế hoạch năm 2024»
    return dated.goal if dated else key in GOAL


def goal_columns(rows: Iterable[Row], among: Iterable[int]) -> tuple[int, ...]:
    """Return the columns, of some, in which a cell says so."""
    wanted, hits = set(among), set[int]()
    for _, cells in rows:
        hits |= {i for i in wanted - hits if i < len(cells) and is_goal(cells[i])}
    return tuple(sorted(hits))


class Goals:
    """Counts the rows of targets that were left out, for one note."""

    def __init__(self, columns: Sequence[int]) -> None:
        """`columns` are those in which a cell may say so."""
        self.columns = columns
        self._texts: dict[str, int] = {}
        self._first: tuple[int, int] | None = None

    def skip(self, row: int, cells: Sequence[str]) -> bool:
        """Whether a row holds targets; it is counted then."""
        for index in self.columns:
            if index < len(cells) and is_goal(cells[index]):
                self._texts[cells[index]] = self._texts.get(cells[index], 0) + 1
                self._first = self._first or (row, index + 1)
                return True
        return False

    def note(self, file: FileReading, sheet: Sheet) -> None:
        """Say how many rows were left out."""
        if self._first:
            count = sum(self._texts.values())
            examples = tuple(found(text) for text in self._texts)
            what = problem("rows-skipped", variant="goal-rows", rows=count, examples=examples)
            file.note(what, Place(sheet, *self._first), count)
