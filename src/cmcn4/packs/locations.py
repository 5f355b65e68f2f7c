"""Where the built-in files are, and how paths are shown."""

from __future__ import annotations

from pathlib import Path

from cmcn4.errors import UsageError, cause
from cmcn4.locale import Message
from cmcn4.model.target import STRATEGY

COMPILED = Path(__file__).with_name("builtin.json")
"""The catalogue and the strategy's packs compiled; see `compiled.py`."""
FAMILY = Path(__file__).with_name("family.json")
"""The packs of the other documents compiled: read only when they are asked for."""
CATALOGUE = ("indicators.yaml", "areas.yaml", "groups.yaml", "sources.yaml")
"""The catalogue's files."""


def targets_folder() -> Path:
    """Return the folder of the built-in files: the installed package's, else the checkout's."""
    package = Path(__file__).parent.parent / "targets"
    checkout = Path(__file__).parents[3] / "targets"
    for folder in (package, checkout):
        if (folder / "catalogue").is_dir():
            return folder
    raise UsageError(Message("errors.missing", {"path": package}))


def builtin_files(*, family: bool = True) -> dict[str, bytes]:
    """Return the built-in files' contents by their paths below the folder, catalogue first.

    Without the family only the catalogue and the packs of the strategy.
    """
    folder = targets_folder()
    if family:
        names = sorted(path.name for path in folder.glob("*.yaml"))
    else:
        names = sorted(f"{name}.yaml" for name in STRATEGY)
    return catalogue_files() | {name: (folder / name).read_bytes() for name in names}


def catalogue_files() -> dict[str, bytes]:
    """Return the contents of the catalogue's files by their paths below the folder."""
    names = (f"catalogue/{name}" for name in CATALOGUE)
    return {name: (targets_folder() / name).read_bytes() for name in names}


def unread(path: Path, error: OSError) -> UsageError:
    """Return the error for a file that cannot be read."""
    return UsageError(
        Message("errors.unread.file", {"path": path.as_posix(), "cause": cause(error)})
    )


def shown_path(path: Path, folder: str = "") -> str:
    """Return a path as reports show it: with `/`, relative if it is below the working folder.

    `folder` is another one that stands for that: where files of a commit are.
    """
    for start in (Path(folder), Path.cwd()) if folder else (Path.cwd(),):
        if path.is_absolute() and path.is_relative_to(start):
            path = path.relative_to(start)
    return path.as_posix()
