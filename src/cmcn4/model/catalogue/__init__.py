"""What is known apart from any document: indicators, units, areas, groups, sources."""

from cmcn4.model.catalogue.catalogue import Area, Catalogue, Group, Member, Source, newest
from cmcn4.model.catalogue.indicator import (
    Edition,
    Indicator,
    Known,
    Scale,
    Succession,
    TierBound,
    Tiers,
)

__all__ = [
    "Area",
    "Catalogue",
    "Edition",
    "Group",
    "Indicator",
    "Known",
    "Member",
    "Scale",
    "Source",
    "Succession",
    "TierBound",
    "Tiers",
    "newest",
]
