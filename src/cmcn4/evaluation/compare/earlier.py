"""An earlier JSON report (`cmcn4/report@1`), read to be compared with."""

from __future__ import annotations

import codecs
import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from cmcn4.errors import UsageError, cause
from cmcn4.evaluation.compare.snapshot import settings_name
from cmcn4.locale import Message
from cmcn4.model.baseline import Cell, Held, Road, Snapshot, Standing, Told, joined
from cmcn4.model.finding import LEVELS
from cmcn4.model.text import Text
from cmcn4.model.wire import REPORT

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_report(path: str) -> Snapshot:
    """Return the state that a report tells of; UsageError when it is none."""
    try:
        raw = Path(path).read_bytes()
        # PowerShell's `>` writes UTF-16.
        text = raw.decode("utf-16" if raw[:2] in _UTF16 else "utf-8-sig")
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
    values: dict[Cell, set[tuple[Decimal, Decimal]]] = defaultdict(set)
    sources: dict[Cell, str] = {}
    for each in data["assessments"]:
        if each["low"] is not None:
            key = Cell(each["indicator"], each["kind"], each["area"], each["period"] or "")
            values[key].add((Decimal(each["low"]), Decimal(each["high"])))
            sources.setdefault(key, each["source"] or "")
    return Snapshot(
        as_of=data["as_of"],
        packs={each["id"]: each["sha256"] for each in data["packs"]},
        values={key: Held(joined(ends), sources[key]) for key, ends in values.items()},
        verdicts={(each["target"], each["area"]): _standing(each) for each in data["assessments"]},
        findings=tuple(_told(each) for each in data["findings"] if each["code"] in LEVELS),
        figures={},
        errors=int(data["summary"]["errors"]),
        settings=settings_name(data["config"]),
        version=data["tool"]["version"],
    )


def _standing(each: dict[str, Any]) -> Standing:
    decision, progress = each["decision"], each["progress"]
    verdict = decision["verdict"] if decision else each["verdict"]
    if verdict not in ("pass", "fail", "pending", "review", "no-data"):
        raise ValueError(verdict)
    projected = progress["projected"] if progress and progress["from"] else None
    road = Road(each["comparison"], each["threshold"], each["value"], each["margin"], projected)
    return Standing(
        verdict=verdict,
        contested=each["contested"] and decision is None,
        off_track=road.misses and not (decision and verdict == "pass"),
        informs=each["informs"],
    )


def _told(each: dict[str, Any]) -> Told:
    name = each["path"].rpartition("/")[2]
    return Told(
        code=each["code"],
        level=LEVELS[each["code"]],
        where=" ".join(filter(None, (name, each["sheet"], each["cell"]))),
        sheet=each["sheet"],
        cell=each["cell"],
        message=Text.of(lambda _: each["message"]),
        times=int(each["count"]),
        accepted=each["decision"] is not None,
    )
