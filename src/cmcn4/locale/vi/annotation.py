"""What the comments in an annotated copy says, in Vietnamese."""

from __future__ import annotations

TEXTS: dict[str, str] = {}
