"""The settings `[[accept]]`: what a person has decided, and why."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from cmcn4.cli.setting_place import SettingPlace, unknown
from cmcn4.locale import Message
from cmcn4.model.decision import Decision, Pin
from cmcn4.model.finding import ACCEPTABLE, LEVELS, WHOLE_FILE
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.period import parse
from cmcn4.model.verdict import Verdict

_COMMON = ("area", "because", "document", "until")
_OF_TARGETS = ("target", "verdict", "on", *_COMMON)
_MATCHERS = ("indicator", "area", "period", "path", "cell", "value")
_OF_FINDINGS = ("finding", *_MATCHERS, "count", "sha256", *_COMMON)
_OTHERS = {"on", "until", "count"}
_PIN = ("verdict", "value", "period", "source")
_TARGET = re.compile(r"[^/\s]+/[^/\s]+")


def accepted(value: Any, place: SettingPlace) -> tuple[Decision, ...]:
    """Return the decisions; UsageError at the line of what is wrong."""
    return tuple(_decision(entry, start) for entry, start in place.entries("accept", value))


def _decision(entry: Mapping[str, Any], place: SettingPlace) -> Decision:
    if ("target" in entry) == ("finding" in entry):
        if not {*entry} <= {*_OF_TARGETS, *_OF_FINDINGS}:
            _known(entry, (*_OF_TARGETS, *_OF_FINDINGS), place)
        raise place.wrong(Message("errors.set.either", {"key": "accept"}))
    _known(entry, _OF_TARGETS if "target" in entry else _OF_FINDINGS, place)
    if "because" not in entry:
        raise place.wrong(
            Message("errors.set.lacks", {"key": "accept", "name": "because"}),
            Message("errors.set.because"),
        )
    texts = {key: text.strip() for key, text in entry.items() if key not in _OTHERS}
    if "target" in entry:
        texts["verdict"] = _verdict(entry, place)
        texts["on"] = _pin(entry["on"], place) if "on" in entry else None
        _target(entry, place)
    else:
        _finding(entry, place)
        texts["period"] = _period(entry, place)
    texts["until"] = _until(entry, place)
    if "finding" in entry and not {*_MATCHERS} & {*entry}:
        what = Message("errors.set.matchers", {"key": "accept"})
        raise place.wrong(what, Message("errors.some-of", {"names": _MATCHERS}))
    at = Place(Sheet(place.shown), place.line("accept"))
    return Decision(place=at, count=entry.get("count", 1), **texts)


def _known(entry: Mapping[str, Any], keys: tuple[str, ...], place: SettingPlace) -> None:
    for key, value in entry.items():
        if key not in keys:
            if "finding" in entry and key in _OF_TARGETS:
                raise place.wrong(Message("errors.set.verdict", {"key": f"accept.{key}"}))
            raise unknown(f"accept.{key}", key, dict.fromkeys(keys), place)
        if key not in _OTHERS and not (isinstance(value, str) and value.strip()):
            hint = Message("errors.example", {"example": f'{key} = "…"'})
            raise place.wrong(Message("errors.set.text", {"key": f"accept.{key}"}), hint)
    count = entry.get("count", 1)
    if isinstance(count, bool) or not isinstance(count, int):
        hint = Message("errors.example", {"example": "count = 2"})
        raise place.wrong(Message("errors.set.value", {"key": "accept.count"}), hint)


def _target(entry: Mapping[str, Any], place: SettingPlace) -> None:
    if not _TARGET.fullmatch(entry["target"]):
        raise place.wrong(Message("errors.set.target", {"key": "accept.target"}))


def _verdict(entry: Mapping[str, Any], place: SettingPlace) -> Verdict:
    if entry.get("verdict") not in ("pass", "fail"):
        what = Message("errors.set.lacks", {"key": "accept", "name": "verdict"})
        if "verdict" in entry:
            what = Message("errors.set.value", {"key": "accept.verdict"})
        raise place.wrong(what, Message("errors.set.pass-or-fail"))
    return Verdict(entry["verdict"])


def _pin(value: Any, place: SettingPlace) -> Pin:
    """Return the figure decided on; all of it must be named, a text may be empty."""
    example = str(Pin("87..95.7", "2025", "…"))
    hint = Message("errors.example", {"example": f"on = {example}"})
    if not isinstance(value, dict):
        raise place.wrong(Message("errors.set.table", {"key": "accept.on"}), hint)
    if not {*value} <= {*_PIN} or not all(isinstance(text, str) for text in value.values()):
        raise place.wrong(Message("errors.set.value", {"key": "accept.on"}), hint)
    for name in ("value", "period", "source"):
        if name not in value:
            raise place.wrong(Message("errors.set.lacks", {"key": "accept.on", "name": name}), hint)
    return Pin(**value)


def _finding(entry: Mapping[str, Any], place: SettingPlace) -> None:
    code = entry["finding"]
    if code not in ACCEPTABLE:
        if LEVELS.get(code) == "error":
            raise place.wrong(Message("errors.set.error", {"key": "accept.finding"}))
        raise place.wrong(
            Message("errors.set.warning", {"key": "accept.finding"}),
            Message("errors.one-of", {"names": sorted(ACCEPTABLE)}),
        )
    if code == WHOLE_FILE:
        for name in ("path", "sha256"):
            if name not in entry:
                what = Message("errors.set.lacks", {"key": "accept", "name": name})
                raise place.wrong(what, Message("errors.set.whole-file"))


def _period(entry: Mapping[str, Any], place: SettingPlace) -> str | None:
    if "period" not in entry:
        return None
    period = parse(entry["period"])
    if period is None:
        raise place.wrong(Message("errors.set.period", {"key": "accept.period"}))
    return period.code


def _until(entry: Mapping[str, Any], place: SettingPlace) -> dt.date | None:
    until = entry.get("until")
    if isinstance(until, str):
        try:
            until = dt.date.fromisoformat(until)
        except ValueError:
            until = ""
    if until is None or (isinstance(until, dt.date) and not isinstance(until, dt.datetime)):
        return until
    raise place.wrong(Message("errors.set.day", {"key": "accept.until"}))
