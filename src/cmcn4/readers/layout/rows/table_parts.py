"""What the parts that read one table share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cmcn4.readers.layout.headings.block import Block, Merge
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.records.records import Recorder
from cmcn4.readers.layout.roles.plan import Plan
from cmcn4.readers.layout.rows.labels import Labels
from cmcn4.readers.layout.rows.left import Left
from cmcn4.readers.layout.surroundings.around import Around


@dataclass(slots=True, kw_only=True)
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
