"""Targets and packs: what a document demands, and how its words may be read."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from cmcn4.model.catalogue import Area, Group, Indicator
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.markers import (
    MAY_BE_EMPTY,
    AreaRef,
    Date,
    IndicatorRef,
    Pattern,
    ReportRef,
    Slug,
    TargetName,
    strict,
)
from cmcn4.model.measure import Unit
from cmcn4.model.rule import AnyRule
from cmcn4.model.text import Text
from cmcn4.model.vocabulary import Names

STRATEGY = ("qd-2289", "khhd-btttt-2022")
"""The packs of the strategy itself: what is judged when no other document is named."""


@strict
class Reading:
    """Another defensible interpretation of a target's wording."""

    id: Slug
    """Id within the target; `default` is taken."""
    name: Text | None = None
    """What reports call it; its id when absent."""
    because: Text
    """Why one may read the wording so."""
    rule: AnyRule
    """The rule under this reading."""
    indicator: IndicatorRef | None = None
    """Another indicator, if the reading means one."""


@strict
class Target:
    """One checkable demand of one document."""

    id: Slug
    """Id within the pack; its meaning never changes."""
    order: int
    """Place of the clause in the document."""
    indicator: IndicatorRef
    """What is measured."""
    horizon: Annotated[int, "year"] | Date
    """The year by the end of which the target falls due, or the day from which it is due."""
    title: Text
    """A short name, fit for a line of a table."""
    quote: str
    """The wording, verbatim, in the language of the document."""
    reports: tuple[ReportRef, ...] = ()
    """Ids of the pack's `sources` that print the wording."""
    rule: AnyRule
    """The default reading as a rule."""
    readings: tuple[Reading, ...] = ()
    """Other defensible readings, each with its reason."""
    decide: Literal["unanimous"] | None = None
    """`unanimous`: met or missed only if the rule and every reading agree."""
    informs: bool = False
    """Shown, but never counted and never failing a run."""
    subnational: Literal["none", "binding", "reference"] = "none"
    """Whether provinces and communes are judged by it, too."""
    applies_to: tuple[AreaRef, ...] = ()
    """The areas it speaks of, where these are not those of the pack."""
    lead: Text | None = None
    """Who answers for it, where the document names somebody («cơ quan chủ trì»)."""
    clause: str | None = None
    """Where in the document it stands, e.g. `điểm a khoản 2 mục III`."""
    url: Annotated[str, Pattern(r"https?://\S+")] | None = None
    """The address of the clause."""
    replaced_by: TargetName | None = None
    """The target of a later document that takes its place, as `PACK/ID`."""
    note: Text | None = None
    """What a user should know about the wording or the number."""

    @property
    def due_date(self) -> dt.date:
        """The day from which the target is due: of a year its last."""
        if isinstance(self.horizon, int):
            return dt.date(self.horizon, 12, 31)
        return dt.date.fromisoformat(self.horizon)

    @property
    def year(self) -> int:
        """The year in which it falls due."""
        return self.horizon if isinstance(self.horizon, int) else int(self.horizon[:4])

    @property
    def ends_year(self) -> bool:
        """Whether it falls due with the end of a year, as most do."""
        return isinstance(self.horizon, int) or self.horizon.endswith("-12-31")

    def reading(self, name: str) -> Reading | None:
        """Return the reading of that id."""
        for reading in self.readings:
            if reading.id == name:
                return reading
        return None


@strict
class Document:
    """The legal document a pack stands for."""

    name: Text | None = None
    """What a sentence calls it, e.g. `Decision 2289/QĐ-TTg`; number or title when absent."""
    number: Annotated[str, MAY_BE_EMPTY] | None
    """Its number, e.g. `2289/QĐ-TTg`; empty when it is not known."""
    issued: Date
    """The day it was signed."""
    issuer: Text
    """Who signed it."""
    title: Text
    """Its title."""


@strict
class Report:
    """A published text from which the wording is quoted."""

    id: str
    """Id that targets cite."""
    title: str
    """Its title."""
    publisher: str
    """Who published it."""
    date: Date | None = None
    """The day it was published, if it says so."""
    url: str | None = None
    """The address of the page where it was read."""
    note: Text | None = None
    """What kind of text it is and how far it is followed."""


@strict
class Pack:
    """All targets of one document; one YAML file."""

    format: Literal["cmcn4/pack@1"]
    """Version of the file format."""
    id: Slug
    """Id of the pack; a target is called `PACK/ID`."""
    short: Annotated[str, Pattern(r".{1,12}")] | None = None
    """Twelve characters at most for the last column of a table; the id when absent."""
    sources: tuple[Report, ...] = ()
    """Where the wording was read."""
    document: Document
    """The document."""
    base_year: int | None = None
    """Where progress starts; the year of issue when absent."""
    applies_to: tuple[AreaRef, ...] = ("VN",)
    """The areas the document speaks of."""
    units: tuple[Unit, ...] = ()
    """Units of the pack's own indicators."""
    indicators: tuple[Indicator, ...] = ()
    """Indicators of the pack's own."""
    groups: tuple[Group, ...] = ()
    """Groups of the pack's own."""
    areas: tuple[Area, ...] = ()
    """Areas of the pack's own, e.g. a province's communes."""
    aliases: dict[str, IndicatorRef] = field(default_factory=dict)
    """Names as they stand in one's own data, each with the indicator it means."""
    targets: tuple[Target, ...]
    """The targets, in the order in which they are shown."""

    @property
    def name(self) -> str:
        """What tables call it: the short name, else the id."""
        return self.short or self.id

    @property
    def cited(self) -> str:
        """What a text calls it: the number of the document, else its name."""
        return self.document.number or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """A pack with the file it was read from."""

    pack: Pack
    path: str
    sha256: str
    names: Names | None = None
    """Those of its own records, folded; None where nobody has asked yet."""
