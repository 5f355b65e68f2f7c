"""The settings `[[accept]]`: what a person has decided, and why."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from cmcn4.cli.setting_place import SettingPlace, unknown
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
            raise place.wrong(f"accept.{key}", "must be a text", f'e.g. {key} = "…"')
    if "because" not in entry:
        raise place.wrong("accept", "lacks `because`", 'say why: because = "…"')
    if ("target" in entry) == ("finding" in entry):
        raise place.wrong("accept", "needs `target` or `finding`", "write one of the two")
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
        raise place.wrong("accept.target", "must be one target", "write PACK/ID")
    return target


def _verdict(entry: Mapping[str, Any], place: SettingPlace) -> Verdict | None:
    if "finding" in entry:
        if "verdict" in entry:
            raise place.wrong("accept.verdict", "is of a target only", "leave it out")
        return None
    if entry.get("verdict") not in ("pass", "fail"):
        key = "accept.verdict" if "verdict" in entry else "accept"
        said = "cannot be that" if "verdict" in entry else "lacks `verdict`"
        raise place.wrong(key, said, 'write "pass" or "fail"')
    return Verdict(entry["verdict"])


def _finding(entry: Mapping[str, Any], place: SettingPlace) -> str | None:
    code: str | None = entry.get("finding")
    if code is None or code in _OPEN:
        return code
    if LEVELS.get(code) == "error":
        hint = "correct the data; only warnings are accepted"
        raise place.wrong("accept.finding", "is an error, which cannot be accepted", hint)
    raise place.wrong("accept.finding", "is not a warning", f"one of {', '.join(_OPEN)}")


def _period(entry: Mapping[str, Any], place: SettingPlace) -> str | None:
    if "period" not in entry:
        return None
    period = parse(entry["period"])
    if period is None:
        hint = "e.g. 2025, 2025-Q2, 2025-06 or 2021-2025"
        raise place.wrong("accept.period", "is not a period", hint)
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
    raise place.wrong("accept.until", "must be a day", "write YYYY-MM-DD")
