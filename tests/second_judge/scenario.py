"""What both judges are asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from second_judge.rows import Row


@dataclass(frozen=True)
class Scenario:
    """Targets, what is known beside them, rows of data by file, and the day asked about."""

    targets: dict[str, dict[str, Any]]
    """By `PACK/ID`."""
    catalogue: dict[str, Any]
    """Indicators and groups by id; and who speaks for a source today."""
    files: dict[str, list[Row]]
    day: str
    areas: tuple[str, ...]
    source_order: dict[str, list[str]]
    """What the settings say; an indicator's id, or `default` for all others."""
    pack: dict[str, Any] | None = None
    """The made-up pack that holds the targets; None for those of the strategy."""
