"""What a person says about the data beside the data themselves."""

from __future__ import annotations

from typing import NamedTuple


class FileArea(NamedTuple):
    """Whose figures files are, where they do not say so themselves."""

    area: str
    """The area's id or name."""
    pattern: str = ""
    """A glob of paths; empty for all files."""
    place: str = ""
    """Where it is said, for errors: `cmcn4.toml:3`."""
