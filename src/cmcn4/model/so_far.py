"""How far a run is: what is told, from time to time, to those who watch it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from cmcn4.model.lazy.named import NamedTuple


class SoFar(NamedTuple):
    """What a stage has done: bytes read, assessments made, or reports written."""

    stage: Literal["reading", "judging", "writing"]
    done: int
    total: int
    rows: int = 0
    """Rows read, as far as this process has read them."""
    files: int = 0
    """Files read to their end."""
    of_files: int = 0


Watch: TypeAlias = Callable[[SoFar], None]
