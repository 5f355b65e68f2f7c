"""Patterns of paths: `*`, `?`, `[…]` within a name, `**` for any folders; on disk and in commits.

Who quotes a pattern, or has a shell that leaves it as it is, means what other shells make of it.
Links to folders alone are not followed.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path, PurePath
from unicodedata import normalize

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.readers.paths import DEEPEST, STDIN, Exact, Held, LinkedFolder, LinkOutside, shown

_SIGNS = frozenset("*?[")
_ANY_FOLDERS = "**"
_NOT_MEANT = (".", "~$")
"""What names begin with that only a pattern beginning so means: hidden files, and Excel's locks."""


class Entry(NamedTuple):
    """What a folder has."""

    name: str
    folder: bool
    """Whether it is a folder, or a link to one."""
    link: bool = False


Listing = Callable[[str], Iterable[Entry]]
"""What gives the entries of a folder; of what is none there are none."""


def expanded(paths: Iterable[str]) -> list[str]:
    """Return the paths, those that match in the place of a pattern; a link out of it is none.

    A pattern may also be the name of a file. Brackets stand in names: such a file is meant, unless
    others match that are not given, too. `*` and `?` mean all that match, the file among them: who
    adds it hides no other. Raises UsageError for a pattern that nothing matches, or brackets that
    may mean either.
    """
    paths = list(paths)
    found: list[str] = []
    for path in paths:
        found += _expanded(path, paths) if is_pattern(path) else [path]
    return found


def is_pattern(path: str) -> bool:
    """Whether a path may be a pattern."""
    return (
        path != STDIN
        and not isinstance(path, Held | Exact | LinkOutside)
        and any(map(_is_magic, _parts(path)))
    )


def _expanded(path: str, given: Sequence[str]) -> list[str]:
    found = matching(path)
    if os.path.lexists(path):
        others = [other for other in found if os.path.normpath(other) != os.path.normpath(path)]
        if not others:
            return [path]
        if not {"*", "?"}.isdisjoint(path):
            return [path, *others]
        known = set(map(os.path.normpath, given))
        if any(os.path.normpath(other) not in known for other in others):
            raise UsageError(Message("errors.pattern.both"), place=shown(path))
        return [path]
    if not found:
        raise UsageError(Message("errors.pattern"), place=shown(path))
    return found


def matching(pattern: str, listed: Listing | None = None) -> list[str]:
    """Return what matches a pattern, sorted: files, and folders as such.

    `listed` gives the entries of a folder elsewhere than on disk.
    """
    base, rest = fixed_part(pattern)
    found = sorted(dict.fromkeys(_below(base, rest, listed or _on_disk)))
    if listed:
        return found
    home = Path(base or ".").resolve()
    return [_as_found(path, home) for path in found]


def _as_found(path: str, home: Path) -> str:
    if not _lies_in(path, home):
        return LinkOutside(path)
    return path if isinstance(path, LinkedFolder) else Exact(path)


def below(given: str) -> Callable[[str], str]:
    """Return what gives paths of files from the folder given, or from that of a file or pattern."""
    is_folder = Path(given).is_dir()
    folder = fixed_part(given)[0] if is_pattern(given) else os.path.dirname(given)  # noqa: PTH120
    start = f"{given if is_folder else folder}/".replace(os.sep, "/").replace("//", "/")
    return lambda path: path.removeprefix(start)


def fixed_part(pattern: str) -> tuple[str, Sequence[str]]:
    """Return the folder that a pattern begins with, empty for the working folder; and the rest."""
    path = PurePath(pattern)
    names = _parts(pattern)
    fixed = next((at for at, name in enumerate(names) if _is_magic(name)), len(names))
    start = len(path.parts) - len(names)
    base = PurePath(*path.parts[: start + fixed]).as_posix()
    only_folders = ("",) if pattern.endswith(("/", os.sep)) else ()
    return ("" if base == "." else base), (*names[fixed:], *only_folders)


def _parts(pattern: str) -> Sequence[str]:
    """Return the names of a path; a drive is none, nor is what stands before a share."""
    path = PurePath(pattern)
    return path.parts[bool(path.anchor) :]


def _is_magic(name: str) -> bool:
    return not _SIGNS.isdisjoint(name)


def _below(folder: str, parts: Sequence[str], listed: Listing) -> Iterator[str]:
    """Yield what matches the parts of a pattern below a folder; an empty last part is itself.

    Links to folders are not followed, as in folders: they could lead round in a circle, and a
    commit does not say where they lead.
    """
    part, rest = parts[0], parts[1:]
    if folder.count("/") > DEEPEST:
        raise _closed(folder, os.strerror(errno.ENAMETOOLONG))
    if not part:
        yield folder or "."
        return
    if part == _ANY_FOLDERS:
        yield from _at_any_depth(folder, parts, listed)
        return
    for entry in listed(folder):
        if _fits(entry.name, part):
            path = _beside(folder, entry.name)
            if not rest:
                yield LinkedFolder(path) if entry.folder and entry.link else path
            elif entry.folder and not entry.link:
                yield from _below(path, rest, listed)


def _at_any_depth(folder: str, parts: Sequence[str], listed: Listing) -> Iterator[str]:
    entries = list(listed(folder))
    if rest := parts[1:]:
        yield from _below(folder, rest, listed)
    elif entries:
        yield folder or "."
        return
    for entry in entries:
        if entry.folder and not entry.link and not entry.name.startswith(_NOT_MEANT):
            yield from _below(_beside(folder, entry.name), parts, listed)


def _fits(name: str, part: str) -> bool:
    """Whether a name matches: by letters, in whichever of two ways their marks are written."""
    if name.startswith(_NOT_MEANT) and not part.startswith(_NOT_MEANT):
        return False
    return fnmatch(normalize("NFC", name), normalize("NFC", part.replace("[^", "[!")))


def _beside(folder: str, name: str) -> str:
    return f"{folder}{'' if folder.endswith('/') else '/'}{name}" if folder else name


def _on_disk(folder: str) -> list[Entry]:
    try:
        with os.scandir(folder or ".") as entries:
            return [Entry(entry.name, entry.is_dir(), entry.is_symlink()) for entry in entries]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except (OSError, ValueError) as error:
        raise _closed(folder, getattr(error, "strerror", None) or str(error)) from error


def _closed(folder: str, reason: str) -> UsageError:
    return UsageError(Message("errors.pattern.closed", {"reason": reason}), place=shown(folder))


def _lies_in(path: str, home: Path) -> bool:
    real = Path(os.path.realpath(path))
    return real == home or home in real.parents
