"""What each setting may be, the only list of them; and what the settings of a file say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields
from types import MappingProxyType
from typing import Any, NamedTuple

from cmcn4.cli.options import FAIL_ON
from cmcn4.cli.setting_place import SettingPlace, unknown
from cmcn4.errors import UsageError
from cmcn4.locale import LANGUAGES, Key, Message
from cmcn4.model.asked import FileArea
from cmcn4.model.decision import Decision, Pin
from cmcn4.model.finding import ACCEPTABLE, LEVELS, WHOLE_FILE
from cmcn4.model.form import Addressed
from cmcn4.model.limits import USUAL, Limits
from cmcn4.model.period import parse
from cmcn4.model.place import Place, Sheet
from cmcn4.model.verdict import Verdict

_METHODS = ("linear-pace", "cagr-ratio")
_COMMON = ("area", "because", "document", "until")
_OF_TARGETS = ("target", "verdict", "on", *_COMMON)
_MATCHERS = ("indicator", "area", "period", "path", "cell", "value")
_OF_FINDINGS = ("finding", *_MATCHERS, "count", "sha256", *_COMMON)
_TEXTS = {*_OF_TARGETS, *_OF_FINDINGS} - {"verdict", "on", "period", "count", "until"}
_MOST_OF_A_LIMIT = 1 << 40
LIMITS: Mapping[str, str] = MappingProxyType(
    {limit.name.replace("_", "-"): limit.name for limit in fields(Limits)}
)
"""The settings that raise a limit, to its field."""
_PIN_HINT = Message("errors.example", {"example": f"on = {Pin('87..95.7', '2025', '…')}"})
"""What pins a decision to its figure."""


class _Condition(NamedTuple):
    """What a setting must be, and what is reported where it is not."""

    holds: Callable[[Any], bool]
    key: Key
    hint: Message | None = None
    """None for the message's own."""


def _one_of(key: Key, values: tuple[str, ...], shown: object = None) -> _Condition:
    hint = Message("errors.one-of", {"names": shown or values})
    return _Condition(values.__contains__, key, hint)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _texts(name: str) -> _Condition:
    hint = Message("errors.example", {"example": f'{name} = ["…"]'})
    return _Condition(_are_texts, "errors.set.texts", hint)


def _text(name: str) -> _Condition:
    hint = Message("errors.example", {"example": f'{name} = "…"'})
    return _Condition(lambda value: isinstance(value, str) and value.strip() != "",
                      "errors.set.text", hint)  # fmt: skip


def _day_of(value: Any) -> dt.date | None:
    """Return a day, TOML's own or one in quotes; None for anything else."""
    if isinstance(value, str):
        with suppress(ValueError):
            return dt.date.fromisoformat(value)
    return value if type(value) is dt.date else None


def _is_pin(value: Mapping[str, Any]) -> bool:
    """Whether a table has nothing but what a figure is known by; a text may be empty."""
    texts = all(isinstance(text, str) for text in value.values())
    return texts and {*value} <= {*Pin._fields}


def _is_no_error(code: str) -> bool:
    return code in ACCEPTABLE or LEVELS.get(code) != "error"


def _matches(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _csv(values: tuple[str, ...]) -> tuple[_Condition]:
    return (_one_of("errors.set.value", values, " ".join(map(repr, values))),)


def _is_count(name: str) -> tuple[_Condition]:
    usual = getattr(USUAL, LIMITS[name])
    hint = Message("errors.example", {"example": f"{name} = {2 * usual}"})
    return (_Condition(lambda value: type(value) is int and 0 < value < _MOST_OF_A_LIMIT,
                       "errors.set.count", hint),)  # fmt: skip


_SETTINGS: Mapping[str, tuple[_Condition, ...]] = MappingProxyType(
    {
        "targets": (_texts("targets"),),
        "as-of": (_Condition(_matches(r"\d{4}(-\d{2}-\d{2})?"), "errors.set.quoted-day"),),
        "fail-on": (
            _texts("fail-on")._replace(
                holds=lambda value: isinstance(value, str) or _are_texts(value)
            ),
        ),
        "lang": (_one_of("errors.set.lang", LANGUAGES, [f'"{lang}"' for lang in LANGUAGES]),),
        "source-order.*": (_texts("default"),),
        "progress.method": (_one_of("errors.set.method", _METHODS),),
        "csv.separator": _csv((",", ";", "\t")),
        "csv.decimal": _csv((".", ",")),
        "sarif.missed-targets": (
            _Condition(lambda value: isinstance(value, bool), "errors.set.truth"),
        ),
        **{f"limits.{name}": _is_count(name) for name in LIMITS},
        "form.recipient": (_text("recipient"),),
        "form.deadline": (_Condition(lambda value: _day_of(value) is not None, "errors.set.day"),),
        "form.place": (_text("place"),),
        "area": (_text("area"),),
        "file.path": (_text("path"),),
        "file.area": (_text("area"),),
        "accept.target": (
            _text("target"), _Condition(_matches(r"[^/\s]+/[^/\s]+"), "errors.set.target"),
        ),
        "accept.finding": (
            _text("finding"),
            _Condition(_is_no_error, "errors.set.error"),
            _one_of("errors.set.warning", tuple(sorted(ACCEPTABLE))),
        ),
        "accept.verdict": (
            _text("verdict"),
            _Condition(
                ("pass", "fail").__contains__, "errors.set.value",
                Message("errors.set.pass-or-fail"),
            ),
        ),
        "accept.on": (
            _Condition(lambda value: isinstance(value, dict), "errors.set.table", _PIN_HINT),
            _Condition(_is_pin, "errors.set.value", _PIN_HINT),
        ),
        "accept.indicator": (_text("indicator"),),
        "accept.area": (_text("area"),),
        "accept.period": (
            _text("period"), _Condition(lambda code: bool(parse(code)), "errors.set.period"),
        ),
        "accept.path": (_text("path"),),
        "accept.cell": (_text("cell"),),
        "accept.value": (_text("value"),),
        "accept.count": (
            _Condition(lambda value: type(value) is int, "errors.set.value",
                       Message("errors.example", {"example": "count = 2"})),
        ),
        "accept.sha256": (_text("sha256"),),
        "accept.because": (_text("because"),),
        "accept.document": (_text("document"),),
        "accept.until": (_Condition(lambda value: _day_of(value) is not None, "errors.set.day"),),
    }
)  # fmt: skip
_REQUIRED: Mapping[str, tuple[tuple[str, ...], Message]] = MappingProxyType(
    {
        "file": (
            ("path", "area"), Message("errors.example", {"example": 'path = "*.csv", area = "…"'})
        ),
        "accept": (("because",), Message("errors.set.because")),
    }
)  # fmt: skip
"""Lists of tables, each with what every one of them must say."""
_TABLES = {key.partition(".")[0] for key in _SETTINGS if "." in key} - set(_REQUIRED)


def _check(data: Mapping[str, Any], place: SettingPlace, table: str = "") -> None:
    """Check a table of settings and those below it; UsageError at the line of what is wrong.

    `table` is empty for the whole file, else the table's name with a dot behind it.
    """
    names = (key.removeprefix(table) for key in _SETTINGS if key.startswith(table))
    known = dict.fromkeys(name.partition(".")[0] for name in names)
    for name, value in data.items():
        key = f"{table}{name}"
        if key in _REQUIRED:
            for entry, start in place.entries(key, value):
                _check(entry, start, f"{key}.")
                _check_required(key, entry, start)
        elif key in _TABLES:
            if not isinstance(value, dict):
                raise place.wrong(Message("errors.set.table", {"key": key}))
            _check(value, place, f"{key}.")
        elif name not in known and "*" not in known:
            raise unknown(key, name, known, place)
        else:
            for condition in _SETTINGS.get(key, _SETTINGS.get(f"{table}*", ())):
                if not condition.holds(value):
                    raise place.wrong(Message(condition.key, {"key": key}), condition.hint)


def _check_required(key: str, entry: Mapping[str, Any], start: SettingPlace) -> None:
    names, hint = _REQUIRED[key]
    for name in names:
        if name not in entry:
            raise start.wrong(Message("errors.set.lacks", {"key": key, "name": name}), hint)


def settings(data: Mapping[str, Any], place: SettingPlace) -> dict[str, Any]:
    """Return what the settings say, by field; UsageError at the line of what is wrong."""
    _check(data, place)
    fail_on = data.get("fail-on", ())
    names = (fail_on,) if isinstance(fail_on, str) else tuple(fail_on)
    for name in names:
        if name not in FAIL_ON:
            what = Message("errors.set.name", {"key": "fail-on", "name": repr(name)})
            raise place.wrong(what, Message("errors.some-of", {"names": FAIL_ON}))
    csv = data.get("csv", {})
    if csv.get("separator", ",") == csv.get("decimal", "."):
        raise place.wrong(Message("errors.set.separator", {"key": "csv.decimal"}))
    return dict(
        targets=tuple(data.get("targets", ())),
        as_of=data.get("as-of"),
        fail_on=",".join(names) if "fail-on" in data else None,
        lang=data.get("lang"),
        source_order={name: tuple(ids) for name, ids in data.get("source-order", {}).items()},
        **data.get("progress", {}),
        **csv,
        limits=Limits(**{LIMITS[name]: most for name, most in data.get("limits", {}).items()}),
        missed_targets=data.get("sarif", {}).get("missed-targets", False),
        accept=tuple(
            _decision(*entry) for entry in place.entries("accept", data.get("accept", []))
        ),
        areas=tuple(_areas(data, place)),
        form=_addressed(data.get("form", {})),
    )


def _addressed(entry: Mapping[str, Any]) -> Addressed:
    """Return who forms go to, until when, and where they are signed."""
    texts = {name: entry[name].strip() for name in ("recipient", "place") if name in entry}
    return Addressed(deadline=_day_of(entry.get("deadline")), **texts)


def _areas(data: Mapping[str, Any], place: SettingPlace) -> Iterator[FileArea]:
    """Yield whose figures files are: those of single files, then of all others."""
    for entry, start in place.entries("file", data.get("file", [])):
        where = f"{place.path}:{start.line('file.area')}"
        yield FileArea(entry["area"].strip(), entry["path"].strip(), where)
    if "area" in data:
        yield FileArea(data["area"].strip(), place=f"{place.path}:{place.line('area')}")


def _decision(entry: Mapping[str, Any], place: SettingPlace) -> Decision:
    """Return what is decided, of settings that are right by themselves.

    On a target with a verdict, or on findings without one; UsageError at the line of what is wrong.
    """
    if ("target" in entry) == ("finding" in entry):
        raise place.wrong(Message("errors.set.either", {"key": "accept"}))
    if "target" in entry:
        _check_target(entry, place)
    else:
        _check_finding(entry, place)
    period, verdict = parse(entry.get("period", "")), entry.get("verdict")
    texts = {key: entry[key].strip() for key in _TEXTS if key in entry}
    return Decision(
        place=Place(Sheet(place.shown), place.line("accept")),
        verdict=Verdict(verdict) if verdict else None,
        on=Pin(**entry["on"]) if "on" in entry else None,
        period=period.code if period else None,
        count=entry.get("count", 1),
        until=_day_of(entry.get("until")),
        **texts,
    )


def _check_target(entry: Mapping[str, Any], place: SettingPlace) -> None:
    for key in entry:
        if key not in _OF_TARGETS:
            raise unknown(f"accept.{key}", key, _OF_TARGETS, place)
    if "verdict" not in entry:
        raise _lacks("accept", "verdict", place, Message("errors.set.pass-or-fail"))
    for name in ("value", "period", "source") if "on" in entry else ():
        if name not in entry["on"]:
            raise _lacks("accept.on", name, place, _PIN_HINT)


def _check_finding(entry: Mapping[str, Any], place: SettingPlace) -> None:
    for key in entry:
        if key not in _OF_FINDINGS:
            raise place.wrong(Message("errors.set.verdict", {"key": f"accept.{key}"}))
    for name in ("path", "sha256") if entry["finding"] == WHOLE_FILE else ():
        if name not in entry:
            raise _lacks("accept", name, place, Message("errors.set.whole-file"))
    if not {*_MATCHERS} & {*entry}:
        what = Message("errors.set.matchers", {"key": "accept"})
        raise place.wrong(what, Message("errors.some-of", {"names": _MATCHERS}))


def _lacks(key: str, name: str, place: SettingPlace, hint: Message) -> UsageError:
    return place.wrong(Message("errors.set.lacks", {"key": key, "name": name}), hint)
