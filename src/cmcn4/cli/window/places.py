"""What was typed or dropped as paths, and where what is written about it goes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.wire import LEFT

_QUOTED = re.compile(r"""["']([^"']+)["']|(\S+)""")
_SPACED = re.compile(r"\\(.)")


def named(line: str) -> list[str]:
    """Return the paths on a line: typed, or dragged into the window, where terminals quote them.

    A name may hold spaces and quotes of its own, so the line as a whole is tried first.
    """
    whole = line.strip()
    # Shells want `& 'path'` for a program, and some terminals write it for every path.
    bare = whole.removeprefix("& ").strip()
    for one in (whole, _unquoted(bare), _SPACED.sub(r"\1", bare)):
        if _there(one):
            return [one]
    several = [quoted or plain for quoted, plain in _QUOTED.findall(bare)]
    return several if several and all(map(_there, several)) else [_unquoted(bare)]


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text


def _there(path: str) -> bool:
    try:
        return bool(path) and Path(path).exists()
    except (OSError, ValueError):  # longer than a name may be, or no name at all
        return False


class Places(NamedTuple):
    """Where a run writes, each a name that nothing had."""

    page: Path
    copies: Path
    elsewhere: bool
    """Whether the folder of the data could not be written to."""


def places(data: Sequence[Path]) -> Places:
    """Return where the page and the annotated copies of the data go: beside the first of it."""
    first = data[0]
    folder = first.parent
    beside = folder != first and writable(folder)  # beside a whole drive there is nothing
    if not beside:
        folder = next(filter(writable, (Path.home() / "Documents", Path(tempfile.gettempdir()))))
    name, number = first.name or "cmcn4", 1
    while True:
        copies = folder / (name + (f"-{number}" if number > 1 else "") + LEFT)
        page = copies.with_name(f"{copies.name}.html")
        if not (copies.exists() or page.exists()):
            return Places(page, copies, elsewhere=not beside)
        number += 1


def writable(folder: Path) -> bool:
    """Whether a file can be made in a folder: what its permissions say is not asked, it is tried.

    On Windows they do not tell.
    """
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
