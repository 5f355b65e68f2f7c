"""The settings `[[accept]]`: what a person has decided, and why."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from cmcn4.cli.setting_place import SettingPlace, unknown
from cmcn4.locale import Message
from cmcn4.model.decision import Decision
from cmcn4.model.finding import LEVELS
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.period import parse
from cmcn4.model.verdict import Verdict

_TEXTS = ("target", "finding", "area", "period", "because", "document", "verdict")
_KEYS = dict.fromkeys((*_TEXTS, "until"))
_TARGET = re.compile(r"[^/\s]+/[^/\s]+")
_OPEN = tuple(
    code for code, level in LEVELS.items() if level == "warning" and code != "accept-unused"
)


def accepted(value: Any, place: SettingPlace) -> tuple[Decision, ...]:
    """Return the decisions; UsageError at the line of what is wrong."""
    return tuple(_decision(entry, start) for entry, start in place.entries("accept", value))


def _decision(entry: Mapping[str, Any], place: SettingPlace) -> Decision:
    for key, value in entry.items():
        if key not in _KEYS:
            raise unknown(f"accept.{key}", key, _KEYS, place)
        if key in _TEXTS and not (isinstance(value, str) and value.strip()):
            hint = Message("errors.example", {"example": f'{key} = "…"'})
            raise place.wrong(Message("errors.set.text", {"key": f"accept.{key}"}), hint)
    if "because" not in entry:
        raise place.wrong(
            Message("errors.set.lacks", {"key": "accept", "name": "because"}),
            Message("errors.set.because"),
        )
    if ("target" in entry) == ("finding" in entry):
        raise place.wrong(Message("errors.set.either", {"key": "accept"}))
    return Decision(
        place=Place(Sheet(place.shown), place.line("accept")),
        because=entry["because"].strip(),
        target=_target(entry, place),
        verdict=_verdict(entry, place),
        finding=_finding(entry, place),
        area=entry.get("area"),
        period=_period(entry, place),
        document=entry.get("document"),
        until=_until(entry, place),
    )


def _target(entry: Mapping[str, Any], place: SettingPlace) -> str | None:
    target: str | None = entry.get("target")
    if target is not None and not _TARGET.fullmatch(target):
        raise place.wrong(Message("errors.set.target", {"key": "accept.target"}))
    return target


def _verdict(entry: Mapping[str, Any], place: SettingPlace) -> Verdict | None:
    if "finding" in entry:
        if "verdict" in entry:
            raise place.wrong(Message("errors.set.verdict", {"key": "accept.verdict"}))
        return None
    if entry.get("verdict") not in ("pass", "fail"):
        what = Message("errors.set.lacks", {"key": "accept", "name": "verdict"})
        if "verdict" in entry:
            what = Message("errors.set.value", {"key": "accept.verdict"})
        raise place.wrong(what, Message("errors.set.pass-or-fail"))
    return Verdict(entry["verdict"])


def _finding(entry: Mapping[str, Any], place: SettingPlace) -> str | None:
    code: str | None = entry.get("finding")
    if code is None or code in _OPEN:
        return code
    if LEVELS.get(code) == "error":
        raise place.wrong(Message("errors.set.error", {"key": "accept.finding"}))
    raise place.wrong(
        Message("errors.set.warning", {"key": "accept.finding"}),
        Message("errors.one-of", {"names": _OPEN}),
    )


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
