"""The four files of `targets/catalogue/`, as they stand in YAML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from cmcn4.model.catalogue import Area, Group, Indicator, Source, Unit
from cmcn4.model.markers import STRICT, Config


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorsFile:
    """What is measured, and in which units."""

    __pydantic_config__: ClassVar[Config] = STRICT

    format: Literal["cmcn4/indicators@1"]
    """Version of the file format."""
    units: tuple[Unit, ...]
    """Units, each with its population."""
    indicators: tuple[Indicator, ...]
    """Indicators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreasFile:
    """Countries and provinces."""

    __pydantic_config__: ClassVar[Config] = STRICT

    format: Literal["cmcn4/areas@1"]
    """Version of the file format."""
    areas: tuple[Area, ...]
    """Areas; a parent may stand in any place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsFile:
    """Sets of areas, and lists of breakdowns."""

    __pydantic_config__: ClassVar[Config] = STRICT

    format: Literal["cmcn4/groups@1"]
    """Version of the file format."""
    groups: tuple[Group, ...]
    """Groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesFile:
    """Publishers of figures."""

    __pydantic_config__: ClassVar[Config] = STRICT

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
