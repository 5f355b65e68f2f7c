"""What is set once and for all: `cmcn4.toml`, or `[tool.cmcn4]` in `pyproject.toml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cmcn4.cli.decisions import accepted
from cmcn4.cli.options import FAIL_ON
from cmcn4.cli.setting_place import SettingPlace, unknown
from cmcn4.cli.toml_errors import not_toml
from cmcn4.errors import UsageError, cause
from cmcn4.locale import LANGUAGES, Message
from cmcn4.model.asked import FileArea
from cmcn4.model.decision import Decision
from cmcn4.readers.commit import PREFIX, Commit

METHODS = ("linear-pace", "cagr-ratio")
_OWN, _PROJECT = "cmcn4.toml", "pyproject.toml"
_DAY = re.compile(r"\d{4}(-\d{2}-\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of one file; options given on the command line win over them."""

    path: str | None = None
    """The file, as shown in the header; None when there is none."""
    file: Path | None = field(default=None, compare=False)
    """The same, to be opened."""
    found: bool = field(default=False, compare=False)
    """Whether nobody named it."""
    commit: Commit | None = field(default=None, compare=False)
    """The commit at which it was read, and targets are."""
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
    """Return the settings of a file, of the nearest one upward from `start`, or none.

    `git:REF` stands for the nearest one as it was at a commit, `git:REF:PATH` for one of there.
    """
    if not wanted:
        return Config()
    if path and path.startswith(PREFIX):
        return _at_commit(path)
    found = Path(path) if path else find(start)
    if found is None:
        return Config()
    try:
        raw = found.read_bytes()
    except OSError as error:
        raise UsageError(
            Message("errors.unread", {"cause": cause(error)}), place=str(found)
        ) from error
    shown = found.as_posix()
    if found.is_relative_to(start):
        shown = found.relative_to(start).as_posix()
    return replace(_read(raw, found, shown), path=shown, file=found, found=not path)


def _at_commit(text: str) -> Config:
    ref, _, named = text.removeprefix(PREFIX).partition(":")
    commit = Commit(ref)
    names = [named] if named else _names(commit)
    for name in names:
        raw = commit.content(name)
        if raw is not None and (name == named or _is_ours(name, raw)):
            read = _read(raw, Path(name), name)
            return replace(read, path=f"{PREFIX}{ref}:{name}", found=not named, commit=commit)
    if named:
        raise UsageError(Message("errors.git.missing", {"path": named}), place=text)
    return Config(commit=commit)


def _names(commit: Commit) -> list[str]:
    return [f"{folder}{name}" for folder in commit.folders() for name in (_OWN, _PROJECT)]


def _read(raw: bytes, place: Path, shown: str) -> Config:
    """Return what a settings file says; UsageError with its place where that is wrong."""
    import tomllib  # noqa: PLC0415 - only where there are settings

    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise UsageError(
            Message("errors.unread", {"cause": Message("errors.not-utf8")}), place=str(place)
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(not_toml(error), place=str(place)) from error
    if place.name == _PROJECT:
        data = data.get("tool", {}).get("cmcn4", {})
    return _settings(data, SettingPlace(place, text, shown))


def find(start: Path) -> Path | None:
    """Return the nearest settings file in a folder or above it."""
    for folder in (start, *start.parents):
        for place in (folder / _OWN, folder / _PROJECT):
            if place.is_file() and (place.name == _OWN or _is_ours(place.name, place.read_bytes())):
                return place
    return None


def _is_ours(name: str, raw: bytes) -> bool:
    return not name.endswith(_PROJECT) or b"[tool.cmcn4" in raw


def _settings(data: Mapping[str, Any], place: SettingPlace) -> Config:
    readers: Mapping[str, Callable[[Any, SettingPlace], dict[str, Any]]] = {
        "targets": _targets,
        "as-of": _as_of,
        "fail-on": _fail_on,
        "lang": _lang,
        "source-order": _source_order,
        "progress": _progress,
        "csv": _csv,
        "sarif": _sarif,
        "accept": _accept,
        "area": _area,
        "file": _file,
    }
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in readers:
            raise unknown(key, key, readers, place)
        values |= readers[key](value, place)
    areas = (*values.pop("file", ()), *values.pop("area", ()))
    return Config(**values, areas=areas)


def _texts(key: str, value: Any, place: SettingPlace) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    hint = Message("errors.example", {"example": f'{key} = ["…"]'})
    raise place.wrong(Message("errors.set.texts", {"key": key}), hint)


def _targets(value: Any, place: SettingPlace) -> dict[str, Any]:
    return {"targets": _texts("targets", value, place)}


def _as_of(value: Any, place: SettingPlace) -> dict[str, Any]:
    if isinstance(value, str) and _DAY.fullmatch(value):
        return {"as_of": value}
    raise place.wrong(Message("errors.set.quoted-day", {"key": "as-of"}))


def _fail_on(value: Any, place: SettingPlace) -> dict[str, Any]:
    names = (value,) if isinstance(value, str) else _texts("fail-on", value, place)
    for name in names:
        if name not in FAIL_ON:
            raise place.wrong(
                Message("errors.set.name", {"key": "fail-on", "name": repr(name)}),
                Message("errors.some-of", {"names": FAIL_ON}),
            )
    return {"fail_on": ",".join(names)}


def _lang(value: Any, place: SettingPlace) -> dict[str, Any]:
    if value in LANGUAGES:
        return {"lang": value}
    hint = Message("errors.one-of", {"names": [f'"{each}"' for each in LANGUAGES]})
    raise place.wrong(Message("errors.set.lang", {"key": "lang"}), hint)


def _table(
    key: str, value: Any, place: SettingPlace, known: Iterable[str] = ()
) -> Mapping[str, Any]:
    """Return a table; UsageError where it has a key that is none of those known, if any are."""
    if not isinstance(value, dict):
        raise place.wrong(Message("errors.set.table", {"key": key}))
    names = tuple(known)
    for each in value:
        if names and each not in names:
            raise unknown(f"{key}.{each}", each, names, place)
    return value


def _source_order(value: Any, place: SettingPlace) -> dict[str, Any]:
    table = _table("source-order", value, place)
    order = {name: _texts(f"source-order.{name}", each, place) for name, each in table.items()}
    return {"source_order": order}


def _progress(value: Any, place: SettingPlace) -> dict[str, Any]:
    table = _table("progress", value, place, ("method",))
    method = table.get("method", METHODS[0])
    if method not in METHODS:
        raise place.wrong(
            Message("errors.set.method", {"key": "progress.method"}),
            Message("errors.one-of", {"names": METHODS}),
        )
    return {"method": method}


def _accept(value: Any, place: SettingPlace) -> dict[str, Any]:
    return {"accept": accepted(value, place)}


def _area(value: Any, place: SettingPlace) -> dict[str, Any]:
    where = f"{place.path}:{place.line('area')}"
    return {"area": (FileArea(_named("area", value, place), place=where),)}


def _file(value: Any, place: SettingPlace) -> dict[str, Any]:
    found = []
    for entry, start in place.entries("file", value):
        for key in ("path", "area"):
            if key not in _table("file", entry, start, ("path", "area")):
                what = Message("errors.set.lacks", {"key": "file", "name": key})
                hint = Message("errors.example", {"example": 'path = "*.csv", area = "…"'})
                raise start.wrong(what, hint)
        area, pattern = (_named(f"file.{key}", entry[key], start) for key in ("area", "path"))
        found.append(FileArea(area, pattern, f"{place.path}:{start.line('file.area')}"))
    return {"file": tuple(found)}


def _named(key: str, value: Any, place: SettingPlace) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    hint = Message("errors.example", {"example": f'{key.rpartition(".")[2]} = "…"'})
    raise place.wrong(Message("errors.set.text", {"key": key}), hint)


def _sarif(value: Any, place: SettingPlace) -> dict[str, Any]:
    table = _table("sarif", value, place, ("missed-targets",))
    missed = table.get("missed-targets", False)
    if not isinstance(missed, bool):
        raise place.wrong(Message("errors.set.truth", {"key": "sarif.missed-targets"}))
    return {"missed_targets": missed}


def _csv(value: Any, place: SettingPlace) -> dict[str, Any]:
    allowed = {"separator": (",", ";", "\t"), "decimal": (".", ",")}
    table = _table("csv", value, place, allowed)
    for key, each in table.items():
        if each not in allowed[key]:
            shown = " ".join(f"{one!r}" for one in allowed[key])
            raise place.wrong(
                Message("errors.set.value", {"key": f"csv.{key}"}),
                Message("errors.one-of", {"names": shown}),
            )
    if table.get("separator", ",") == table.get("decimal", "."):
        raise place.wrong(Message("errors.set.separator", {"key": "csv.decimal"}))
    return dict(table)
