"""A YAML file as it was read: plain values, the place of each, and what is wrong with it.

PyYAML's events carry marks, anchors and tags, so that nothing has to be guessed afterwards; its
own constructors (implicit types, merge keys, duplicate keys overwritten) are never used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from cmcn4.errors import Problem

Route = tuple[str | int, ...]
"""The keys and positions that lead from the top of a file to a value."""


INVISIBLE = re.compile(
    "[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    "|[\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""What YAML does not allow, and what nobody sees and every comparison does."""


@dataclass(slots=True)
class YamlFile:
    """A file's data; where each value and key stands, counted from 1; what is wrong with it."""

    path: str
    """The path as shown, with `/`."""
    data: Any = None
    values: dict[Route, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Route, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, route: Route, message: str, hint: str = "", *, key: bool = False) -> Problem:
        """Return a problem at the value (or key) a route leads to, else at the nearest one."""
        if key and route in self.keys:
            return Problem(self.path, *self.keys[route], message, hint)
        while route and route not in self.values:
            route = route[:-1]
        return Problem(self.path, *self.values.get(route, (1, 1)), message, hint)

    def add(self, place: tuple[int, int], message: str, hint: str = "") -> None:
        """Note a problem of the YAML itself."""
        self.problems.append(Problem(self.path, *place, message, hint))
