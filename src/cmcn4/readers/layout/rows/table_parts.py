"""What the parts that read one table share: the table, and what they all ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cmcn4.model.catalogue import Indicator
from cmcn4.readers.layout.headings.block import Block, Merge
from cmcn4.readers.layout.headings.parts import TOTAL
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.records.records import Recorder
from cmcn4.readers.layout.roles.plan import Plan
from cmcn4.readers.layout.rows.labels import Labels
from cmcn4.readers.layout.rows.left import Left
from cmcn4.readers.layout.surroundings.around import Around


@dataclass(kw_only=True)
class TableParts:
    """A table and what is known of it."""

    block: Block
    plan: Plan
    said: Around
    texts: Texts
    merges: Sequence[Merge]
    recorder: Recorder
    left: Left
    labels: Labels
    goals: Sequence[int]
    """Columns in which a cell may say that its row holds targets."""

    def values(self, cells: Sequence[str]) -> Iterable[str]:
        """Return the cells of a row in the columns of values."""
        return (cells[i] for i in self.plan.values)

    def indicator(self, texts: tuple[str, ...]) -> Indicator | None:
        """Return the indicator that texts name; None for any that is not surely one of ours."""
        named = self.recorder.file.context.indicators.find(texts)
        return named if isinstance(named, Indicator) else None

    def is_total(self, text: str) -> bool:
        """Whether a text says that a row adds up the others."""
        return bool(text) and type(text) is str and self.texts.read(text).part == TOTAL
