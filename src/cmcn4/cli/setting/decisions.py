"""What settings say that a person has decided: on a target with a verdict, on findings without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from cmcn4.cli.setting.place import SettingPlace, unknown
from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.decision import Decision, Pin
from cmcn4.model.finding import WHOLE_FILE
from cmcn4.model.period import parse
from cmcn4.model.place import Place, Sheet
from cmcn4.model.verdict import Verdict

_COMMON = ("area", "because", "document", "until")
_OF_TARGETS = ("target", "verdict", "on", *_COMMON)
_MATCHERS = ("indicator", "area", "period", "path", "cell", "value", "found")
_OF_FINDINGS = ("finding", *_MATCHERS, "count", "sha256", *_COMMON)
_TEXTS = {*_OF_TARGETS, *_OF_FINDINGS} - {"verdict", "on", "period", "count", "until"}
PIN_HINT = Message("errors.example", {"example": f"on = {Pin('87..95.7', '2025', '…')}"})
"""What pins a decision to its figure."""


def day_of(value: Any) -> dt.date | None:
    """Return a day, TOML's own or one in quotes; None for anything else."""
    if isinstance(value, str):
        with suppress(ValueError):
            return dt.date.fromisoformat(value)
    return value if type(value) is dt.date else None


def decision(entry: Mapping[str, Any], place: SettingPlace) -> Decision:
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
        until=day_of(entry.get("until")),
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
            raise _lacks("accept.on", name, place, PIN_HINT)


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
