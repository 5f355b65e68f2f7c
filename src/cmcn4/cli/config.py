"""What is set once and for all: `cmcn4.toml`, or `[tool.cmcn4]` in `pyproject.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cmcn4.cli.setting_place import SettingPlace
from cmcn4.cli.settings import METHODS, check_fail_on, check_settings, day_of
from cmcn4.cli.toml_errors import not_toml
from cmcn4.errors import UsageError, cause
from cmcn4.locale import Message
from cmcn4.model.asked import FileArea
from cmcn4.model.decision import Decision
from cmcn4.model.place import Place, Sheet
from cmcn4.model.verdict import Verdict


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
    method: str = METHODS[0]
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
    if found.name == "pyproject.toml":
        data = data.get("tool", {}).get("cmcn4", {})
    shown = found.as_posix()
    if found.is_relative_to(start):
        shown = found.relative_to(start).as_posix()
    return replace(_settings(data, SettingPlace(found, text, shown)), path=shown)


def find(start: Path) -> Path | None:
    """Return the nearest settings file in a folder or above it."""
    for folder in (start, *start.parents):
        own, project = folder / "cmcn4.toml", folder / "pyproject.toml"
        if own.is_file():
            return own
        if project.is_file() and "[tool.cmcn4" in project.read_text("utf-8", errors="replace"):
            return project
    return None


def _settings(data: Mapping[str, Any], place: SettingPlace) -> Config:
    check_settings(data, place)
    fail_on = data.get("fail-on", ())
    names = (fail_on,) if isinstance(fail_on, str) else tuple(fail_on)
    check_fail_on(names, place)
    csv = data.get("csv", {})
    if csv.get("separator", ",") == csv.get("decimal", "."):
        raise place.wrong(Message("errors.set.separator", {"key": "csv.decimal"}))
    return Config(
        targets=tuple(data.get("targets", ())),
        as_of=data.get("as-of"),
        fail_on=",".join(names) if "fail-on" in data else None,
        lang=data.get("lang"),
        source_order={name: tuple(ids) for name, ids in data.get("source-order", {}).items()},
        **data.get("progress", {}),
        **csv,
        missed_targets=data.get("sarif", {}).get("missed-targets", False),
        accept=tuple(
            _decision(*entry) for entry in place.entries("accept", data.get("accept", []))
        ),
        areas=tuple(_areas(data, place)),
    )


def _areas(data: Mapping[str, Any], place: SettingPlace) -> Iterator[FileArea]:
    """Yield whose figures files are: those of single files, then of all others."""
    for entry, start in place.entries("file", data.get("file", [])):
        where = f"{place.path}:{start.line('file.area')}"
        yield FileArea(entry["area"].strip(), entry["path"].strip(), where)
    if "area" in data:
        yield FileArea(data["area"].strip(), place=f"{place.path}:{place.line('area')}")


def _decision(entry: Mapping[str, Any], place: SettingPlace) -> Decision:
    """Return what a person has decided: on a target with a verdict, or on findings without one."""
    target, finding, verdict = (entry.get(key) for key in ("target", "finding", "verdict"))
    if bool(target) == bool(finding):
        raise place.wrong(Message("errors.set.either", {"key": "accept"}))
    if finding and verdict:
        raise place.wrong(Message("errors.set.verdict", {"key": "accept.verdict"}))
    if target and not verdict:
        lacking = Message("errors.set.lacks", {"key": "accept", "name": "verdict"})
        raise place.wrong(lacking, Message("errors.set.pass-or-fail"))
    return Decision(
        place=Place(Sheet(place.shown), place.line("accept")),
        because=entry["because"].strip(),
        target=target,
        verdict=Verdict(verdict) if verdict else None,
        finding=finding,
        area=entry.get("area"),
        period=entry.get("period"),
        document=entry.get("document"),
        until=day_of(entry.get("until")),
    )
