"""Where a setting is written: every error about one names its line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.asked import Setting
from cmcn4.packs.nearest import nearest


class SettingPlace(NamedTuple):
    """A setting's file and text, to tell where something is wrong."""

    path: Path
    text: str
    shown: str
    """The path as reports name it."""
    start: int = 0
    """Where in the text the part begins in which the setting stands."""

    def line(self, key: str) -> int:
        """Return the line on which a key is written, else that on which its part begins."""
        pattern = re.compile(pattern_of(key.rpartition(".")[2]), re.MULTILINE)
        found = pattern.search(self.text, self.start)
        return bisect_left(_line_ends(self.text), found.start() if found else self.start) + 1

    def wrong(self, message: Message, hint: Message | None = None) -> UsageError:
        """Return the error for the key of a message, at the line on which it is written."""
        place = f"{self.path}:{self.line(str(message.facts['key']))}"
        return UsageError(message, place=place, hint=hint)

    def entries(self, name: str, value: Any) -> Iterator[tuple[Mapping[str, Any], SettingPlace]]:
        """Yield the tables of a list, each with the place where it begins."""
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.wrong(Message("errors.set.tables", {"key": name}))
        found = re.finditer(start_of(name), self.text, re.MULTILINE)
        starts = [match.start() for match in found]
        if len(starts) != len(value):
            starts = [0] * len(value)  # written in one line: told at the first
        for entry, start in zip(value, starts, strict=True):
            yield entry, self._replace(start=start)

    def stated(self, data: Mapping[str, Any], table: str = "") -> Iterator[Setting]:
        """Yield the settings of a file by their whole names; of a list of tables their number."""
        for name, value in data.items():
            key = f"{table}{name}"
            if isinstance(value, Mapping):
                yield from self.stated(value, f"{key}.")
                continue
            yield Setting(key, _shown(value), f"{self.shown}:{self.line(key)}")


def _shown(value: Any) -> str:
    """Return a value as one text; a list of tables as their number."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, list):
        return str(value)
    if any(isinstance(item, Mapping) for item in value):
        return str(len(value))
    return " ".join(map(str, value))


@lru_cache(maxsize=1)
def _line_ends(text: str) -> list[int]:
    """Return where lines end: thousands of decisions ask for theirs."""
    return [at for at, letter in enumerate(text) if letter == "\n"]


def pattern_of(key: str) -> str:
    """Return the pattern of a line on which a key is written, also in the name of a table."""
    return rf"^[ \t]*(?:\[.*)?[\"']?{re.escape(key)}[\"']?[ \t]*[=\].]"


def start_of(name: str) -> str:
    """Return the pattern of a line on which a table of a list begins."""
    return rf"^[ \t]*\[\[[^\]\n]*{re.escape(name)}[\"']?[ \t]*\]\]"


def unknown(key: str, word: str, known: Iterable[str], place: SettingPlace) -> UsageError:
    """Return the error for a key that is none of those known."""
    hint = nearest(word, known) or Message("errors.set.known", {"names": tuple(known)})
    return place.wrong(Message("errors.set.unknown", {"key": key}), hint)
