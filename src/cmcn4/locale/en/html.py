"""What the page says, in English."""

from __future__ import annotations

TEXTS: dict[str, str] = {}
