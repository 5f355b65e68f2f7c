"""The repository around the working folder: CI shows a finding at a path from its root."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cmcn4.reporters import Style


def placed(style: Style, environ: Mapping[str, str]) -> Style:
    """Return a style that knows where the repository is: GitHub's checkout, else git's folder."""
    with suppress(OSError):  # a working folder that is gone is told elsewhere
        here = Path.cwd()
        root = _root(here, environ)
        if root is not None:
            return style._replace(root=root.as_posix().rstrip("/"), folder=here.as_posix())
    return style


def _root(here: Path, environ: Mapping[str, str]) -> Path | None:
    named = environ.get("GITHUB_WORKSPACE")
    if named and here.is_relative_to(Path(named).resolve()):
        return Path(named).resolve()
    return root_of(here)


def root_of(folder: Path) -> Path | None:
    """Return the folder of the repository that a folder lies in; None where it lies in none."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)
