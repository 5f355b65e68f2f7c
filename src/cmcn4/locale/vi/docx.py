"""What the Word document says, in Vietnamese."""

from __future__ import annotations

TEXTS: dict[str, str] = {}
