"""Which indicators a target that is judged by itself may look at: their series go to tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen


def needed(targets: Iterable[Chosen], catalogue: Catalogue) -> set[str]:
    """Return the indicators that targets name, and all that these hang together with."""
    beside = _beside(catalogue)
    left = {name for chosen in targets for name in _named(chosen.target, catalogue)}
    found: set[str] = set()
    while left:
        name = left.pop()
        found.add(name)
        left |= beside[name] - found
    return found


def _beside(catalogue: Catalogue) -> dict[str, set[str]]:
    """Return for each indicator those that its record names, or whose records name it.

    Of the unit of shares only what they are shares of: all of one unit do not hang together.
    """
    found: dict[str, set[str]] = {name: set() for name in catalogue.indicators}
    for name, indicator in catalogue.indicators.items():
        for field in fields(indicator):
            if field.name not in ("id", "unit", "names", "aliases", "note"):
                for other in _named(getattr(indicator, field.name), catalogue):
                    found[name].add(other)
                    found[other].add(name)
    for name, indicator in catalogue.indicators.items():
        of = catalogue.units[indicator.unit].of
        if of:
            found[name].add(of)
    return found


def _named(record: object, catalogue: Catalogue) -> Iterator[str]:
    """Yield the ids of indicators that stand anywhere in a record."""
    if isinstance(record, str):
        if record in catalogue.indicators:
            yield record
    elif isinstance(record, Mapping):
        for pair in record.items():
            yield from _named(pair, catalogue)
    elif isinstance(record, tuple | list | set | frozenset):
        for part in record:
            yield from _named(part, catalogue)
    elif is_dataclass(record):
        for field in fields(record):
            yield from _named(getattr(record, field.name), catalogue)
