"""Whose figures and whose word: the area and the source of rows that name none."""

from __future__ import annotations

import datetime as dt
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Literal

from cmcn4.model.account import Said
from cmcn4.model.catalogue import Area
from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.observation import Origin, Place, Sheet
from cmcn4.model.period import Period
from cmcn4.model.text import Text, fold
from cmcn4.model.vocabulary import is_city
from cmcn4.readers.layout.headings.bodies import NATION, area_of_body, level_of_body, province
from cmcn4.readers.layout.headings.places import below_province
from cmcn4.readers.layout.surroundings.submitter import Submitter
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.reading import FileReading

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions


@dataclass(slots=True)
class Whose:
    """What rows that name neither area nor source are taken to be of."""

    file: FileReading
    sheet: Sheet
    by: Submitter
    source: str = ""
    """A line «Nguồn: …» beside the table."""
    _area: str | None = None
    _taken: str = ""
    """The area that is only assumed."""

    @property
    def kind(self) -> Literal["country", "city", "province"]:
        """What the area of the sender is: the country, where nothing else is named."""
        if self.by.area in ("", NATION):
            return "country"
        return "city" if is_city(self._catalogue(self.by.area)) else "province"

    def area(self, period: Period | None) -> str:
        """Return the area's id; empty where none can be told, which is an error told once."""
        if self._area is None:
            self._area = self._found()
        known = self.file.context.vocabulary.catalogue.areas.get(self._area)
        if known is not None and known.kind == "province" and period is not None:
            # As in a column of names: which of two provinces of one name it is depends on the day.
            same = self.file.context.areas.known(known.names.get("vi"), period)
            return same.id if same is not None else known.id
        return self._area

    def _found(self) -> str:
        """Return the first area that is said, and tell how it was found."""
        by, options = self.by, self.file.context.options
        place = by.place or Place(self.sheet)
        if by.others and (by.area or by.unknown):
            self._ambiguous(place)
            return ""
        if by.unknown:
            self._note(problem("area-unknown", variant="submitter", found=found(by.unknown)), place)
            return ""
        if by.near is not None:
            near = tuple(coded(self._catalogue(id_)) for id_ in by.near.ids)
            what = Problem("area-unknown", {"found": found(by.near.text), "nearest": near})
            self._note(what, place)
            return ""
        if by.area:
            if by.titled:
                text = (
                    by.title
                    or (self.sheet.name if place.row is None else by.name)
                    or self.sheet.file
                )
                names = self._catalogue(by.area).names
                self._note(problem("area-from-title", found=found(text), area=names), place)
            return by.area
        return sender(by, self.sheet, options) or options.area or self._assumed()

    def _assumed(self) -> str:
        if self.by.whole:
            return NATION
        area = "" if self.by.addressed else self.file.context.options.default_area
        self._taken = area
        if area:
            names = self._catalogue(area).names
            self._note(problem("area-assumed", area=names), Place(self.sheet))
        else:
            self._note(problem("area-unknown", variant="nothing"), Place(self.sheet))
        return area

    def doubts(self, source: str) -> bool:
        """Whether figures taken for an area, as nothing names one, are from another area's body.

        A source of all provinces is none: «UBND các tỉnh».
        """
        if not self._taken or "cac" in fold(source).split():
            return False
        areas, body = self.file.context.areas, source.rpartition(" của ")[2]
        level, own = level_of_body(body, areas), area_of_body(body, areas) or province(body, areas)
        if level == "lower":
            return below_province(body, areas)
        return (
            own is not None
            and own.kind == "province"
            and own.names != self._catalogue(self._taken).names
        )

    def _ambiguous(self, place: Place) -> None:
        named = [(self.by.area, place), *self.by.others]
        names = tuple(self._catalogue(area).names for area, _ in named)
        places = tuple(each.cell or each.sheet.name or self.sheet.file for _, each in named)
        self._note(problem("column-ambiguous", variant="areas", areas=names, places=places), place)

    def _catalogue(self, area: str) -> Area:
        return self.file.context.vocabulary.catalogue.areas[area]

    def _note(self, what: Problem, place: Place) -> None:
        """Tell it once for each file, however many of its sheets say the same."""
        key = (what.code, str(what.facts.get("variant")), str(what.facts.get("found")))
        if key not in self.file.told:
            self.file.told.add(key)
            self.file.note(what, place)

    def origin(self, own: Origin) -> Origin:
        """Return the origin of a row, with what the submission says where it says nothing."""
        released: dt.date | None = own.released or self.by.day
        if own.source:
            return own._replace(released=released) if released != own.released else own
        source = self.source or self.by.name
        source_id = self.file.context.vocabulary.source(source) if source else ""
        return own._replace(source=source, source_id=source_id, released=released, stated=False)

    def said(self) -> list[Said]:
        """Return what the letterhead says, to be shown."""
        by, place = self.by, self.by.place or Place(self.sheet)
        found_ = [Said("area", self._area or by.area, place)] if (self._area or by.area) else []
        if by.name:
            found_.append(Said("source", by.name, place))
        if by.day:
            found_.append(Said("released", by.day.isoformat(), place))
        return found_


def sender(by: Submitter, sheet: Sheet, options: ReadOptions) -> str:
    """Return the area that a file is from: as it says itself, else as settings say of its path."""
    if by.area or by.unknown or by.near:
        return by.area
    named = (
        area
        for pattern, area in options.file_areas
        if fnmatchcase(sheet.path if "/" in pattern else sheet.file, pattern)
    )
    return next(named, "")


def coded(area: Area) -> Text:
    """Return an area's name with its code: units before and after a merger share a name."""
    return Text.of(lambda lang: f"{area.names.get(lang)} ({area.id})")
