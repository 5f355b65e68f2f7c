"""Every text shown to a person: one folder a language, the same keys in each.

A message is a key and facts. Facts are kept as they are (numbers, periods, dates, bilingual
names) and written out here, so that one finding reads rightly in any language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from cmcn4.locale.numbers import number, trimmed
from cmcn4.locale.writing import writing
from cmcn4.model.catalogue import Area
from cmcn4.model.interval import ABOUT, Interval
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.period import Period
from cmcn4.model.text import Text

if TYPE_CHECKING:
    from cmcn4.locale import keys

LANGUAGES = ("vi", "en")
"""Every language we have, each a folder of this room."""
ENGLISH = "en"
"""What is spoken where nothing asks for another language, and what Typer speaks."""
WORDING = "vi"
"""The language of the documents, whose wording is quoted letter for letter."""
Key: TypeAlias = "keys.Key"
"""The key of a text, as type checkers know them all."""
ROOMS: Mapping[str, tuple[str, ...]] = {
    "codes": ("code", "effect"),
    "findings": ("finding", "hint"),
    "reasons": ("reason", "rule", "year-end"),
    "views": (),
}
"""What most runs say, each room with the first words of its keys; views have all other words."""
RARE = (
    *("annotation", "chart", "docx", "form", "gaps", "html", "letters", "listing", "opening"),
    *("reading", "senders", "window", "xlsx"),
    *("cli", "errors", "meaning", "pack", "yaml"),
)
"""What is said only where it is asked for: the first word of a key there names its room."""
_ROOM_OF = {word: room for room, words in ROOMS.items() for word in words} | {
    room: room for room in RARE
}


@dataclass(frozen=True, slots=True)
class Message:
    """Something to be said, in no language yet; a fact may be a message in its turn."""

    key: Key
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def hint(self) -> Message | None:
        """What to do about it: the text at the key that ends in `.hint`, if there is one."""
        key = f"{self.key}.hint"
        return Message(composed(key), self.facts) if key in _texts(ENGLISH, key) else None

    def __str__(self) -> str:
        return write(ENGLISH, self)


def all_texts(lang: str) -> dict[str, str]:
    """Return all templates, by key: for those who look after them."""
    return {key: text for room in (*ROOMS, *RARE) for key, text in _room(lang, room).items()}


@cache
def _room(lang: str, room: str) -> Mapping[str, str]:
    found: Mapping[str, str] = import_module(f"cmcn4.locale.{lang}.{room}").TEXTS
    return found


def _texts(lang: str, key: str) -> Mapping[str, str]:
    return _room(lang, _ROOM_OF.get(key.partition(".")[0], "views"))


def say(lang: str, key: Key, facts: Mapping[str, Any] | None = None) -> str:
    """Return the text of a key with its facts written out in the language."""
    template = _texts(lang, key)[key]
    if facts is None:
        return template
    return template.format_map({name: write(lang, fact) for name, fact in facts.items()})


@cache
def asked_for(lang: str, key: Key) -> frozenset[str]:
    """Return the names of the facts that a text speaks of."""
    names = _Names()
    _texts(lang, key)[key].format_map(names)
    return frozenset(names)


class _Names(dict[str, str]):
    """Facts of which nothing is known but who asks for them."""

    def __missing__(self, name: str) -> str:
        self[name] = ""
        return ""


def composed(key: str) -> Key:
    """Return a key that is put together of parts, which no type checker can look up."""
    return cast("Key", key)


def known(lang: str, key: str, variant: object) -> Key:
    """Return the key of a variant's own text, else the key that serves all variants."""
    own = f"{key}.{variant}"
    return composed(own if variant and own in _texts(lang, own) else key)


def beginning(lang: str, name: str) -> str:
    """Return a commented file to begin with, told in the language."""
    return Path(__file__).with_name(str(lang)).joinpath(name).read_text(encoding="utf-8")


def write(lang: str, fact: object) -> str:
    """Write one fact in the language: numbers, periods, dates, names, lists of them."""
    if type(fact) is str:  # most are written already
        return fact
    match fact:
        case Message():
            return say(lang, fact.key, fact.facts)
        case Decimal():
            return number(fact, lang)
        case Interval():
            return interval(lang, fact)
        case Period():
            return writing(lang).period(fact)
        case dt.date():
            return writing(lang).date(fact)
        case Text():
            return fact.get(lang)
        case tuple() | list():
            return ", ".join(write(lang, item) for item in fact)
        case _:
            return str(fact)


def area_name(lang: str, area: Area) -> str:
    """Write an area's name; that of a unit that ended with the day on which it was no more."""
    name = area.names.get(lang)
    if area.valid_to is None:
        return name
    day = dt.date.fromisoformat(area.valid_to) + dt.timedelta(days=1)
    return say(lang, "area.ended", {"name": name, "date": writing(lang).short_date(day)})


def interval(lang: str, value: Interval) -> str:
    """Write an interval as people do: `14.02`, `> 87`, `< 80`, `≈ 90` or `4–6`."""
    low, high = number(value.low, lang), number(value.high, lang)
    return low if value.is_point else bounds(value, low, high, lang)


def bounds(value: Interval, low: str, high: str, lang: str) -> str:
    """Write an interval whose ends are written already, as the bound it came from."""
    if not value.limited:
        if value.low.is_finite():
            return f"{'>' if value.low_open else '≥'} {low}"
        return f"{'<' if value.high_open else '≤'} {high}"
    middle = (value.low + value.high) / 2
    if value.high - middle == abs(middle) * ABOUT:
        return say(lang, "about", {"number": number(trimmed(middle), lang)})
    if value.low_open and not value.high_open:
        return f"> {low}"
    if value.high_open and not value.low_open:
        return f"< {high}"
    return f"{low}–{high}"
