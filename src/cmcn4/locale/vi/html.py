"""What the page says, in Vietnamese."""

from __future__ import annotations

TEXTS: dict[str, str] = {}
