"""What a name found in data may turn out to be, other than a known thing."""

from __future__ import annotations

from typing import NamedTuple


class Near(NamedTuple):
    """A name that is not known but differs from known ones by a slip only."""

    text: str
    names: tuple[str, ...]
    """The known names."""
    ids: tuple[str, ...]
    """What they stand for."""


NOWHERE = Near("", (), ())
"""An empty cell below areas: the area above once more, or the whole country."""


class Unlisted(NamedTuple):
    """A name that is not ours."""

    text: str


class Clash(NamedTuple):
    """Areas in one row that contradict each other."""

    texts: tuple[str, ...]
    """As written."""
    ids: tuple[str, ...]
    """What they stand for."""
