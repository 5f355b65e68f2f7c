"""A YAML file as it was read: plain values, the place of each, and what is wrong with it.

PyYAML's events carry marks, anchors and tags, so that nothing has to be guessed afterwards; its
own constructors (implicit types, merge keys, duplicate keys overwritten) are never used.
"""

from __future__ import annotations

import re
from typing import Any

from cmcn4.errors import Problem
from cmcn4.locale import Message
from cmcn4.model.lazy.dataclass import dataclass, field

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

    def place(self, route: Route) -> tuple[int, int]:
        """Return where the value stands that a route leads to, else the nearest one."""
        while route and route not in self.values:
            route = route[:-1]
        return self.values.get(route, (1, 1))

    def problem(self, route: Route, message: Message, hint: Message | None = None) -> Problem:
        """Return a problem at the value a route leads to."""
        return Problem(self.path, *self.place(route), message, hint)

    def add(self, place: tuple[int, int], message: Message, hint: Message | None = None) -> None:
        """Note a problem of the YAML itself."""
        self.problems.append(Problem(self.path, *place, message, hint))
