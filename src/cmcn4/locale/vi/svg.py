"""What stands around a figure for a paper."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "svg.wanted": "Mức cần đạt đến {horizon}: {wanted} ({document})",
    "svg.source": "Nguồn: {sources}.",
    "svg.made": "Tính đến {date}. Biểu đồ lập bằng cmcn4.",
}
