"""What stands around a figure for a paper."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "svg.wanted": "Level wanted by {horizon}: {wanted} ({document})",
    "svg.source": "Source: {sources}.",
    "svg.made": "As of {date}. Drawn by cmcn4.",
}
