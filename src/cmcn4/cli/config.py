"""What is set once and for all: `cmcn4.toml`, or `[tool.cmcn4]` in `pyproject.toml`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cmcn4.errors import UsageError, cause
from cmcn4.locale import Message
from cmcn4.model.asked import FileArea
from cmcn4.model.decision import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of one file; options given on the command line win over them."""

    path: str | None = None
    """The file, as shown in the header; None when there is none."""
    targets: tuple[str, ...] = ()
    as_of: str | None = None
    fail_on: str | None = None
    lang: str | None = None
    source_order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Indicator id to its sources, the most trusted first; `default` stands for all others."""
    method: str = "linear-pace"
    separator: str = ","
    """What separates the columns of exported CSV."""
    decimal: str = "."
    """The decimal mark of exported CSV."""
    missed_targets: bool = False
    """Whether SARIF tells missed targets, as notes."""
    accept: tuple[Decision, ...] = ()
    """What a person has decided."""
    areas: tuple[FileArea, ...] = ()
    """Whose figures files are that do not say so; those of single files first."""


def load(path: str | None, *, wanted: bool, start: Path) -> Config:
    """Return the settings of a file, of the nearest one upward from `start`, or none."""
    if not wanted:
        return Config()
    found = Path(path) if path else find(start)
    if found is None:
        return Config()
    import tomllib  # noqa: PLC0415 - only where there are settings

    from cmcn4.cli.setting_place import SettingPlace  # noqa: PLC0415
    from cmcn4.cli.settings import settings  # noqa: PLC0415
    from cmcn4.cli.toml_errors import not_toml  # noqa: PLC0415

    try:
        text = found.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        raise UsageError(
            Message("errors.unread", {"cause": cause(error)}), place=str(found)
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            Message("errors.unread", {"cause": Message("errors.not-utf8")}), place=str(found)
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(not_toml(error), place=str(found)) from error
    except (ValueError, RecursionError) as error:  # a number without end, brackets within brackets
        raise UsageError(Message("errors.toml.excess"), place=str(found)) from error
    if found.name == "pyproject.toml":
        data = data.get("tool", {}).get("cmcn4", {})
    if not path:
        _keep_inside(data.get("targets"), found.resolve(), start)
    shown = found.as_posix()
    if found.is_relative_to(start):
        shown = found.relative_to(start).as_posix()
    return Config(**settings(data, SettingPlace(found, text, shown)), path=shown)


def _keep_inside(targets: Any, found: Path, start: Path) -> None:
    """Refuse packs outside the repository in settings that nobody named.

    Who submits such a file would else have any file of this machine opened, and what is wrong
    with it told.
    """
    home = next((folder for folder in found.parents if (folder / ".git").exists()), found.parent)
    for name in targets if isinstance(targets, list) else ():
        place = start / str(name)
        while not os.path.exists(place) and place != place.parent:  # noqa: PTH110 - any text
            place = place.parent
        if home not in (place := place.resolve()).parents and place != home:
            raise UsageError(
                Message("errors.set.outside", {"name": repr(name)}), place=found.as_posix()
            )


def find(start: Path) -> Path | None:
    """Return the nearest settings file in a folder or above it."""
    for folder in (start, *start.parents):
        own, project = folder / "cmcn4.toml", folder / "pyproject.toml"
        if own.is_file():
            return own
        if project.is_file() and "[tool.cmcn4" in project.read_text("utf-8", errors="replace"):
            return project
    return None
