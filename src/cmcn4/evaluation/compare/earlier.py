"""An earlier JSON report (`cmcn4/report@1`), read to be compared with."""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from cmcn4.errors import UsageError, cause
from cmcn4.locale import Message
from cmcn4.model.baseline import (
    Projection,
    ReportedFinding,
    Snapshot,
    SourcedValue,
    Standing,
    joined,
)
from cmcn4.model.finding import LEVELS
from cmcn4.model.text import Text
from cmcn4.model.wire import REPORT


def read_report(path: str) -> Snapshot:
    """Return the state that a report tells of; UsageError when it is none."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(Message("errors.unread", {"cause": cause(error)}), place=path) from error
    except UnicodeDecodeError as error:
        raise _no_report(path) from error
    try:
        data = json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_refused)
        if data["format"] != REPORT:
            raise _no_report(path)
        return _snapshot(data)
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise _no_report(path) from error


def _refused(constant: str) -> None:
    raise ValueError(constant)


def _no_report(path: str) -> UsageError:
    return UsageError(Message("errors.report", {"format": REPORT}), place=path)


def _snapshot(data: dict[str, Any]) -> Snapshot:
    values: dict[tuple[str, ...], set[tuple[Decimal, Decimal]]] = defaultdict(set)
    sources: dict[tuple[str, ...], str] = {}
    for item in data["assessments"]:
        if item["low"] is not None:
            key = item["indicator"], item["kind"], item["area"], item["period"] or ""
            values[key].add((Decimal(item["low"]), Decimal(item["high"])))
            sources.setdefault(key, item["source"] or "")
    return Snapshot(
        as_of=data["as_of"],
        packs={item["id"]: item["sha256"] for item in data["packs"]},
        values={key: SourcedValue(joined(ends), sources[key]) for key, ends in values.items()},
        verdicts={(item["target"], item["area"]): _standing(item) for item in data["assessments"]},
        findings=tuple(_told(item) for item in data["findings"] if item["code"] in LEVELS),
    )


def _standing(each: dict[str, Any]) -> Standing:
    decision, progress = each["decision"], each["progress"]
    verdict = decision["verdict"] if decision else each["verdict"]
    if verdict not in ("pass", "fail", "pending", "review", "no-data"):
        raise ValueError(verdict)
    projected = progress["projected"] if progress and progress["from"] else None
    road = Projection(
        each["comparison"], each["threshold"], each["value"], each["margin"], projected
    )
    return Standing(
        verdict=verdict,
        contested=each["contested"] and decision is None,
        off_track=road.misses and not (decision and verdict == "pass"),
        informs=each["informs"],
    )


def _told(each: dict[str, Any]) -> ReportedFinding:
    name = each["path"].rpartition("/")[2]
    return ReportedFinding(
        code=each["code"],
        level=LEVELS[each["code"]],
        where=" ".join(filter(None, (name, each["sheet"], each["cell"]))),
        sheet=each["sheet"],
        cell=each["cell"],
        message=Text.of(lambda _: each["message"]),
        times=int(each["count"]),
        accepted=each["decision"] is not None,
    )
