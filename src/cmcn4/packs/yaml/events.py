"""YAML events become plain values with their places; whatever is not plain is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from yaml import events as kinds

from cmcn4.locale import Message
from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.text import is_nfc
from cmcn4.packs.yaml.file import INVISIBLE, Route, YamlFile
from cmcn4.packs.yaml.scalars import Surprise, ambiguous, may_be_thousands, plain
from cmcn4.packs.yaml.syntax import explain_syntax

DEEPEST, _NO_DEEPER = 16, 64
"""Levels of nesting, where a pack has about six; and how many more are passed over."""
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TooMuch(Exception):  # noqa: N818 - named for what the values are
    """Where reading stops: the place of the first value too many or too deep, and what to say."""


@dataclass(frozen=True, slots=True)
class Builder:
    """Turns events into values, noting places and refusing what is not plain."""

    file: YamlFile
    """What is to be filled."""
    most: int
    """Values of a file."""

    def build(self, text: str) -> None:
        """Fill the file's data; a syntax error ends the reading, what came before is kept."""
        try:
            self._document(yaml.parse(text, Loader=_LOADER))
        except _TooMuch as too_much:
            self.file.data = None
            self.file.add(*too_much.args)
        except yaml.MarkedYAMLError as error:
            self.file.data = None
            self.file.add(*explain_syntax(error, text))

    def _document(self, events: Iterator[kinds.Event]) -> None:
        documents = 0
        for event in events:
            if isinstance(event, kinds.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.file.add(_mark(event), Message("pack.document"))
                    return
            elif not isinstance(
                event, kinds.StreamStartEvent | kinds.StreamEndEvent | kinds.DocumentEndEvent
            ):
                self.file.data = self._value(event, events, ())

    def _value(self, event: kinds.Event, events: Iterator[kinds.Event], route: Route) -> Any:
        """Return the value that begins with this event, all of its events used up."""
        place = self.file.values[route] = _mark(event)
        if len(self.file.values) > self.most:
            raise _TooMuch(place, Message("pack.many", {"count": self.most}))
        if isinstance(event, kinds.AliasEvent):
            self.file.add(place, Message("pack.alias", {"name": event.anchor}))
            return None
        self._refuse_marks(event)
        if isinstance(event, kinds.ScalarEvent):
            return self._scalar(event)
        if len(route) >= DEEPEST:
            too_deep = place, Message("pack.deep", {"levels": DEEPEST})
            if not _skip(events):
                raise _TooMuch(*too_deep)
            self.file.add(*too_deep)
            return None
        if isinstance(event, kinds.SequenceStartEvent):
            return self._sequence(events, route)
        return self._mapping(events, route)

    def _sequence(self, events: Iterator[kinds.Event], route: Route) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, kinds.SequenceEndEvent):
                break
            items.append(self._value(event, events, (*route, len(items))))
        return items

    def _mapping(self, events: Iterator[kinds.Event], route: Route) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for event in events:
            if isinstance(event, kinds.MappingEndEvent):
                break
            if self._comma(event, result):
                self._value(next(events), events, (*route, f" {_mark(event)}"))
                continue
            key = self._key(event, events, route)
            known = key is None or key in result
            # The value of a key that is refused is read for its own problems, and dropped.
            spot: Route = (*route, f" {_mark(event)}") if known else (*route, str(key))
            value = self._value(next(events), events, spot)
            if key is not None and not known:
                self.file.keys[spot] = _mark(event)
                result[key] = value
            elif key is not None:
                line = self.file.keys[(*route, key)][0]
                self.file.add(_mark(event), Message("pack.twice", {"key": key, "line": line}))
        return result

    def _comma(self, event: Any, before: dict[str, Any]) -> bool:
        """Whether a key is what follows the comma of a number: `{at_least: 4,5}`; note it."""
        last = next(reversed(before.values()), None)
        if not (
            isinstance(event, kinds.ScalarEvent)
            and event.value.isdecimal()
            and event.implicit[0]
            and isinstance(last, int)
            and not isinstance(last, bool)
        ):
            return False
        text = f"{last},{event.value}"
        if may_be_thousands(text):
            self.file.add(_mark(event), ambiguous(text))
        else:
            cure = Message("pack.point", {"number": text.replace(",", ".")})
            self.file.add(_mark(event), Message("pack.comma", {"text": text}), cure)
        return True

    def _key(self, event: kinds.Event, events: Iterator[kinds.Event], route: Route) -> str | None:
        """Return a key; None with a problem noted when it is not plain text."""
        place = _mark(event)
        if not isinstance(event, kinds.ScalarEvent):
            self._value(event, events, (*route, " key"))
            self.file.add(place, Message("pack.key-text"))
            return None
        if event.implicit[0] and event.value == "<<":
            self.file.add(place, Message("pack.merge"))
            return None
        self._refuse_marks(event)
        value = self._scalar(event)
        if isinstance(value, str):
            return value
        self.file.add(
            place,
            Message("pack.key-kind", {"key": event.value}),
            Message("pack.quotes", {"text": event.value}),
        )
        return None

    def _scalar(self, event: Any) -> Any:
        if not event.implicit[0]:  # in quotes, or a block
            # An escape may smuggle in what the check of the file's text refuses.
            if not is_nfc(event.value) or INVISIBLE.search(event.value):
                self.file.add(_mark(event), Message("pack.escaped"))
            return event.value
        try:
            return plain(event.value)
        except Surprise as surprise:
            self.file.add(_mark(event), surprise.message, surprise.hint)
            return event.value

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor:
            self.file.add(_mark(event), Message("pack.anchor", {"name": event.anchor}))
        if event.tag:
            self.file.add(
                _mark(event),
                Message("pack.tag", {"tag": event.tag.replace("tag:yaml.org,2002:", "!!")}),
            )


def _mark(event: Any) -> tuple[int, int]:
    """Return line and column of an event, counted from 1."""
    return event.start_mark.line + 1, event.start_mark.column + 1


def _skip(events: Iterator[kinds.Event]) -> bool:
    """Use up the events of a collection whose start was seen; whether it ends.

    NOTE: LibYAML needs the more time for a bracket the more of them are open.
    """
    depth = 1
    while 0 < depth <= _NO_DEEPER:
        event = next(events)
        depth += isinstance(event, kinds.CollectionStartEvent)
        depth -= isinstance(event, kinds.CollectionEndEvent)
    return depth == 0
