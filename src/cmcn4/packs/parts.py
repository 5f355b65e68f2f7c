"""What of a file is valid, part by part, so that one mistake does not hide the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, TypeVar

from cmcn4.errors import Problem
from cmcn4.locale import Message
from cmcn4.model.catalogue import Area, Group, Indicator, Source
from cmcn4.model.lazy.dataclass import dataclass, field, fields_of, replace
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.measure import Unit
from cmcn4.model.rule import All, Rule, Some
from cmcn4.model.target import Pack, Reading, Report, Target
from cmcn4.packs.yaml.file import Route, YamlFile

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """A valid record together with its place."""

    item: T
    file: YamlFile
    route: Route

    def problem(self, message: Message, *steps: str | int, hint: Message | None = None) -> Problem:
        """Return a problem at the value that the steps lead to from here."""
        return self.file.problem((*self.route, *steps), message, hint)


class ConditionPart(Part[Any]):
    """A condition of a rule: the keys of its own rule stand in it, not below `rule`."""

    def problem(self, message: Message, *steps: str | int, hint: Message | None = None) -> Problem:
        """Return a problem at the value that the steps lead to from here."""
        inner = steps[1:] if steps[:1] == ("rule",) else steps
        return self.file.problem((*self.route, *inner), message, hint)


class Ruled(NamedTuple):
    """A rule with the indicator it is about: the default one, or a reading's."""

    place: Part[Any]
    """The target or the reading."""
    rule: Rule
    indicator: str
    target: Target

    def nested(self) -> Iterator[Ruled]:
        """Yield the rule, and those of its conditions at any depth."""
        yield self
        rule, place = self.rule, self.place
        inner = () if isinstance(place, ConditionPart) else ("rule",)
        for at, condition in enumerate(rule.of if isinstance(rule, All | Some) else ()):
            part = ConditionPart(condition, place.file, (*place.route, *inner, "of", at))
            indicator = condition.indicator or self.indicator
            yield from Ruled(part, condition.rule, indicator, self.target).nested()


@dataclass(frozen=True, slots=True)
class TargetPart(Part[Target]):
    """A target and those of its readings that are valid."""

    readings: tuple[Part[Reading], ...] = ()
    declared: int = 0
    """How many readings the file has, valid or not."""

    def rules(self) -> Iterator[Ruled]:
        """Return the default rule, then those of the readings, each with its conditions."""
        own = Ruled(self, self.item.rule, self.item.indicator, self.item)
        yield from own.nested()
        for reading in self.readings:
            indicator = reading.item.indicator or self.item.indicator
            yield from Ruled(reading, reading.item.rule, indicator, self.item).nested()


@dataclass(slots=True)
class Parts:
    """The valid parts of a pack, or of the whole catalogue."""

    units: list[Part[Unit]] = field(default_factory=list)
    indicators: list[Part[Indicator]] = field(default_factory=list)
    areas: list[Part[Area]] = field(default_factory=list)
    groups: list[Part[Group]] = field(default_factory=list)
    sources: list[Part[Source]] = field(default_factory=list)
    reports: list[Part[Report]] = field(default_factory=list)
    targets: list[TargetPart] = field(default_factory=list)
    packs: list[Part[Pack]] = field(default_factory=list)
    """The pack itself; its lists may be empty here."""
    broken: set[str] = field(default_factory=set)
    """Ids of records that are there but not valid: references to them are not missed."""

    def all(self) -> Iterator[Part[Any]]:
        """Yield every part, readings included."""
        for section in fields_of(self):
            if section != "broken":
                yield from getattr(self, section)
        for target in self.targets:
            yield from target.readings

    def rules(self) -> Iterator[Ruled]:
        """Return every rule of every target."""
        for target in self.targets:
            yield from target.rules()


_CATALOGUE: dict[str, Any] = {
    "units": Unit,
    "indicators": Indicator,
    "areas": Area,
    "groups": Group,
    "sources": Source,
}
_PACK: dict[str, Any] = {
    "units": Unit,
    "indicators": Indicator,
    "areas": Area,
    "groups": Group,
    "sources": Report,
}


def add_catalogue_file(parts: Parts, file: YamlFile) -> None:
    """Add what is valid of a catalogue file."""
    for section, record in _CATALOGUE.items():
        getattr(parts, section).extend(_section(parts, file, section, record))


def pack_parts(file: YamlFile, pack: Pack | None = None) -> Parts:
    """Return what is valid of a pack file: of the pack that it holds all, else part by part."""
    if pack is not None:
        return _whole(file, pack)
    parts = Parts()
    for section, record in _PACK.items():
        name = "reports" if section == "sources" else section
        getattr(parts, name).extend(_section(parts, file, section, record))
    for index, raw in _items(file, "targets"):
        target = _target(file, ("targets", index), raw)
        if target is not None:
            parts.targets.append(target)
    lists: dict[str, Any] = {"targets": [], **{section: [] for section in _PACK}}
    header = _salvage(Pack, {**file.data, **lists}) if isinstance(file.data, dict) else None
    if header is not None:
        parts.packs.append(Part(header, file, ()))
    return parts


def _whole(file: YamlFile, pack: Pack) -> Parts:
    sections: dict[str, Any] = {
        "reports" if section == "sources" else section: [
            Part(item, file, (section, index)) for index, item in enumerate(getattr(pack, section))
        ]
        for section in _PACK
    }
    targets = []
    for index, target in enumerate(pack.targets):
        route = ("targets", index)
        readings = tuple(
            Part(reading, file, (*route, "readings", place))
            for place, reading in enumerate(target.readings)
        )
        targets.append(TargetPart(target, file, route, readings, len(readings)))
    empty: dict[str, Any] = dict.fromkeys(_PACK, ())
    header = replace(pack, targets=(), **empty)
    return Parts(**sections, targets=targets, packs=[Part(header, file, ())])


def _section(parts: Parts, file: YamlFile, section: str, record: Any) -> Iterator[Part[Any]]:
    for index, raw in _items(file, section):
        item = _salvage(record, raw)
        if item is not None:
            yield Part(item, file, (section, index))
        else:
            parts.broken.add(str(raw.get("id")))


def _items(file: YamlFile, section: str) -> Iterator[tuple[int, dict[str, Any]]]:
    listed = file.data.get(section) if isinstance(file.data, dict) else None
    if isinstance(listed, list):
        yield from ((index, raw) for index, raw in enumerate(listed) if isinstance(raw, dict))


def _target(file: YamlFile, route: Route, raw: dict[str, Any]) -> TargetPart | None:
    """Return a target with its valid readings; None when the target itself is not valid."""
    listed = raw.get("readings")
    listed = listed if isinstance(listed, list) else []
    target = _salvage(Target, {key: value for key, value in raw.items() if key != "readings"})
    if target is None:
        return None
    found = [(index, _salvage(Reading, raw_reading)) for index, raw_reading in enumerate(listed)]
    readings = tuple(
        Part(item, file, (*route, "readings", index)) for index, item in found if item is not None
    )
    target = replace(target, readings=tuple(reading.item for reading in readings))
    return TargetPart(target, file, route, readings, len(listed))


def _salvage(record: Any, raw: Any) -> Any:
    """Return the record without the keys that are wrong; None when a needed one is."""
    from pydantic_core import ValidationError  # noqa: PLC0415 - where something is wrong

    from cmcn4.packs.validation import validate  # noqa: PLC0415 - as above

    if not isinstance(raw, dict):
        return None
    try:
        return validate(record, raw)
    except ValidationError as error:
        wrong = {detail["loc"][0] for detail in error.errors(include_url=False) if detail["loc"]}
    try:
        return validate(record, {key: value for key, value in raw.items() if key not in wrong})
    except ValidationError:
        return None
