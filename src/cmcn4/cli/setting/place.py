"""Where a setting is written: every error about one names its line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.asked import Setting
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.packs.nearest import nearest

_BEGIN = Pattern(r"[ \t]*\[*")
_PART = Pattern(r"""[ \t]*(?:"([^"]*)"|'([^']*)'|([^\s"'\[\]=.]+))[ \t]*([=\].])""")


class SettingPlace(NamedTuple):
    """A setting's file and text, to tell where something is wrong."""

    path: Path
    text: str
    shown: str
    """The path as reports name it."""
    first: int = 1
    """The line on which the part begins in which the setting stands."""

    def line(self, key: str) -> int:
        """Return the line on which a key is written, else that on which its part begins."""
        lines = _lines(self.text).get(key.rpartition(".")[2], ())
        at = bisect_left(lines, self.first)
        return lines[at] if at < len(lines) else self.first

    def wrong(self, message: Message, hint: Message | None = None) -> UsageError:
        """Return the error for the key of a message, at the line on which it is written."""
        place = f"{self.path}:{self.line(str(message.facts['key']))}"
        return UsageError(message, place=place, hint=hint)

    def entries(self, name: str, value: Any) -> Iterator[tuple[Mapping[str, Any], SettingPlace]]:
        """Yield the tables of a list, each with the place where it begins."""
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.wrong(Message("errors.set.tables", {"key": name}))
        at, firsts = 0, [1]
        for match in re.finditer(start_of(name), self.text, re.MULTILINE):
            firsts.append(firsts[-1] + self.text.count("\n", at, match.start()))
            at = match.start()
        if len(firsts) != len(value) + 1:
            firsts = [1] * (len(value) + 1)  # written in one line: told at the first
        for entry, first in zip(value, firsts[1:], strict=True):
            yield entry, self._replace(first=first)

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
def _lines(text: str) -> Mapping[str, list[int]]:
    """Return the lines that begin with each name: thousands of settings ask for theirs."""
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for name in dict.fromkeys(_names(line)):
            lines.setdefault(name, []).append(number)
    return lines


def _names(line: str) -> Iterator[str]:
    """Yield the parts of the key, or of the name of a table, that a line begins with."""
    begin = _BEGIN.match(line)
    at = begin.end() if begin else 0
    while match := _PART.match(line, at):
        yield match[1] or match[2] or match[3] or ""
        if match[4] != ".":
            return
        at = match.end()


def start_of(name: str) -> str:
    """Return the pattern of a line on which a table of a list begins."""
    return rf"^[ \t]*\[\[[^\]\n]*{re.escape(name)}[\"']?[ \t]*\]\]"


def unknown(key: str, word: str, known: Iterable[str], place: SettingPlace) -> UsageError:
    """Return the error for a key that is none of those known."""
    hint = nearest(word, known) or Message("errors.set.known", {"names": tuple(known)})
    return place.wrong(Message("errors.set.unknown", {"key": key}), hint)
