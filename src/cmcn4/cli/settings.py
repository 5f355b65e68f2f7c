"""What each setting may be, the only list of them; and what the settings of a file say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from cmcn4.cli.options import FAIL_ON
from cmcn4.cli.setting.decisions import PIN_HINT, day_of, decision
from cmcn4.cli.setting.place import SettingPlace, unknown
from cmcn4.locale import LANGUAGES, Key, Message
from cmcn4.model.asked import FileArea
from cmcn4.model.decision import Pin
from cmcn4.model.finding import ACCEPTABLE, LEVELS
from cmcn4.model.form import Addressed
from cmcn4.model.issuing import Issuing
from cmcn4.model.lazy.dataclass import fields_of
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.limits import USUAL, Limits
from cmcn4.model.period import parse

_METHODS = ("linear-pace", "cagr-ratio")
_MOST_OF_A_LIMIT = 1 << 40
LIMITS: Mapping[str, str] = MappingProxyType(
    {limit.replace("_", "-"): limit for limit in fields_of(Limits)}
)
"""The settings that raise a limit, to its field."""
_REPORT: Mapping[str, str] = MappingProxyType(
    {
        one.replace("_", "-"): one
        for one in fields_of(Issuing)
        if one not in ("date", "answer_by", "recipients")
    }
)
"""The settings of a report that are one text each, to their fields."""


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


def _is_day(value: Any) -> bool:
    return day_of(value) is not None


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


_YEAR_OR_DAY = r"\d{4}(-\d{2}-\d{2})?|\d{1,2}/\d{1,2}/\d{4}"
_SETTINGS: Mapping[str, tuple[_Condition, ...]] = MappingProxyType(
    {
        "targets": (_texts("targets"),),
        "as-of": (_Condition(_matches(_YEAR_OR_DAY), "errors.set.quoted-day"),),
        "fail-on": (
            _texts("fail-on")._replace(
                holds=lambda value: isinstance(value, str) or _are_texts(value)
            ),
        ),
        "expect": (_text("expect"),),
        "lang": (_one_of("errors.set.lang", LANGUAGES, [f'"{lang}"' for lang in LANGUAGES]),),
        "source-order.*": (_texts("default"),),
        "progress.method": (_one_of("errors.set.method", _METHODS),),
        "csv.separator": _csv((",", ";", "\t")),
        "csv.decimal": _csv((".", ",")),
        "sarif.missed-targets": (
            _Condition(lambda value: isinstance(value, bool), "errors.set.truth"),
        ),
        **{f"limits.{name}": _is_count(name) for name in LIMITS},
        **{f"report.{name}": (_text(name),) for name in _REPORT},
        "report.date": (_Condition(_is_day, "errors.set.day"),),
        "report.answer-by": (_Condition(_is_day, "errors.set.day"),),
        "report.recipients": (_texts("recipients"),),
        "form.recipient": (_text("recipient"),),
        "form.deadline": (_Condition(_is_day, "errors.set.day"),),
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
            _Condition(lambda value: isinstance(value, dict), "errors.set.table", PIN_HINT),
            _Condition(_is_pin, "errors.set.value", PIN_HINT),
        ),
        "accept.indicator": (_text("indicator"),),
        "accept.area": (_text("area"),),
        "accept.period": (
            _text("period"), _Condition(lambda code: bool(parse(code)), "errors.set.period"),
        ),
        "accept.path": (_text("path"),),
        "accept.cell": (_text("cell"),),
        "accept.value": (_text("value"),),
        "accept.found": (_text("found"),),
        "accept.count": (
            _Condition(lambda value: type(value) is int, "errors.set.value",
                       Message("errors.example", {"example": "count = 2"})),
        ),
        "accept.sha256": (_text("sha256"),),
        "accept.because": (_text("because"),),
        "accept.document": (_text("document"),),
        "accept.until": (_Condition(_is_day, "errors.set.day"),),
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
        expect=data["expect"].strip() if "expect" in data else None,
        lang=data.get("lang"),
        source_order={name: tuple(ids) for name, ids in data.get("source-order", {}).items()},
        **data.get("progress", {}),
        **csv,
        limits=Limits(**{LIMITS[name]: most for name, most in data.get("limits", {}).items()}),
        missed_targets=data.get("sarif", {}).get("missed-targets", False),
        accept=tuple(decision(*entry) for entry in place.entries("accept", data.get("accept", []))),
        areas=tuple(_areas(data, place)),
        issuing=_issuing(data.get("report", {})),
        form=_addressed(data.get("form", {})),
    )


def _addressed(entry: Mapping[str, Any]) -> Addressed:
    """Return who forms go to, until when, and where they are signed."""
    texts = {name: entry[name].strip() for name in ("recipient", "place") if name in entry}
    return Addressed(deadline=day_of(entry.get("deadline")), **texts)


def _areas(data: Mapping[str, Any], place: SettingPlace) -> Iterator[FileArea]:
    """Yield whose figures files are: those of single files, then of all others."""
    for entry, start in place.entries("file", data.get("file", [])):
        where = f"{place.path}:{start.line('file.area')}"
        yield FileArea(entry["area"].strip(), entry["path"].strip(), where)
    if "area" in data:
        yield FileArea(data["area"].strip(), place=f"{place.path}:{place.line('area')}")


def _issuing(table: Mapping[str, Any]) -> Issuing:
    """Return who issues reports, of a table that is right by itself."""
    texts = {_REPORT[key]: table[key].strip() for key in _REPORT if key in table}
    recipients = tuple(text.strip() for text in table.get("recipients", ()))
    return Issuing(
        **texts,
        date=day_of(table.get("date")),
        answer_by=day_of(table.get("answer-by")),
        recipients=recipients,
    )
