"""What is known apart from any document: indicators, units, areas, groups, sources."""

from cmcn4.model.catalogue.catalogue import Area, Catalogue, Group, Member, Source, newest
from cmcn4.model.catalogue.indicator import (
    Edition,
    Indicator,
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
    "Member",
    "Scale",
    "Source",
    "Succession",
    "TierBound",
    "Tiers",
    "newest",
]
