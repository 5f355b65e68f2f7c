"""The four files of `targets/catalogue/`, as they stand in YAML."""

from __future__ import annotations

from typing import Literal

from cmcn4.model.catalogue import Area, Group, Indicator, Source
from cmcn4.model.markers import strict
from cmcn4.model.measure import Unit


@strict
class IndicatorsFile:
    """What is measured, and in which units."""

    format: Literal["cmcn4/indicators@1"]
    """Version of the file format."""
    units: tuple[Unit, ...]
    """Units, each with its population."""
    indicators: tuple[Indicator, ...]
    """Indicators."""


@strict
class AreasFile:
    """Countries and provinces."""

    format: Literal["cmcn4/areas@1"]
    """Version of the file format."""
    areas: tuple[Area, ...]
    """Areas; a parent may stand in any place."""


@strict
class GroupsFile:
    """Sets of areas, and lists of breakdowns."""

    format: Literal["cmcn4/groups@1"]
    """Version of the file format."""
    groups: tuple[Group, ...]
    """Groups."""


@strict
class SourcesFile:
    """Publishers of figures."""

    format: Literal["cmcn4/sources@1"]
    """Version of the file format."""
    sources: tuple[Source, ...]
    """Sources."""


CatalogueFile = IndicatorsFile | AreasFile | GroupsFile | SourcesFile

CATALOGUE_FILES: dict[str, type[CatalogueFile]] = {
    "indicators.yaml": IndicatorsFile,
    "areas.yaml": AreasFile,
    "groups.yaml": GroupsFile,
    "sources.yaml": SourcesFile,
}
"""File name to what it holds."""
