"""What the gap summary says, in Vietnamese."""

from __future__ import annotations

TEXTS: dict[str, str] = {}
