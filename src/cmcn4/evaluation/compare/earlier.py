"""An earlier JSON report (`cmcn4/report@1`), read to be compared with."""

from __future__ import annotations

import codecs
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from cmcn4.errors import UsageError, cause
from cmcn4.evaluation.compare.basis import in_rows
from cmcn4.locale import Message
from cmcn4.model.baseline import (
    Basis,
    Cell,
    Earlier,
    Projection,
    ReportedFinding,
    Snapshot,
    SourcedValue,
    Standing,
    joined,
)
from cmcn4.model.finding import LEVELS
from cmcn4.model.report import Report
from cmcn4.model.text import Text
from cmcn4.model.wire import REPORT, is_pointer

_INFINITE = Decimal("Infinity")
_MOST_DIGITS, _LARGEST, _MOST_VALUES = 400, 1 << 26, 2_000_000
"""Of a number; bytes of a report; values in it, a hundred times those of a large one."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_Value = TypeVar("_Value")


def read_report(path: str) -> Snapshot:
    """Return the state that a report tells of; UsageError when it is none."""
    try:
        with Path(path).open("rb") as file:
            raw = file.read(_LARGEST + 1)
        # PowerShell's `>` writes UTF-16.
        text = raw.decode("utf-16" if raw[:2] in _UTF16 else "utf-8-sig")
    except OSError as error:
        raise UsageError(Message("errors.unread", {"cause": cause(error)}), place=path) from error
    except UnicodeDecodeError as error:
        raise _no_report(path) from error
    if is_pointer(raw):
        raise UsageError(Message("errors.pointer"), place=path)
    if len(raw) > _LARGEST or text.count(",") > _MOST_VALUES:
        what = Message("errors.report.large", {"limit": _LARGEST >> 20, "count": _MOST_VALUES})
        raise UsageError(what, place=path)
    try:
        data = json.loads(text, parse_float=_parsed, parse_int=_parsed, parse_constant=_refused)
        if data["format"] != REPORT:
            raise _no_report(path)
        if data["asked"].get("assume"):
            raise UsageError(Message("errors.assume.baseline"), place=path)
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


def refuse_pointers(report: Report, above: str = "") -> None:
    """Raise UsageError for earlier data that are kept elsewhere; `above` is their folder, with `/`.

    NOTE: compared with none of their figures, nothing would be worse.
    """
    for finding in report.findings:
        if finding.facts.get("variant") == "pointer":
            raise UsageError(
                Message("errors.pointer"), place=finding.place.sheet.path.removeprefix(above)
            )


def _parsed(text: str) -> Decimal:
    """Return a number; ValueError for one whose digits nobody could write out."""
    number = Decimal(text)
    if abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError(text)
    return number


def _refused(constant: str) -> None:
    raise ValueError(constant)


def _no_report(path: str) -> UsageError:
    return UsageError(Message("errors.report", {"format": REPORT}), place=path)


def _snapshot(data: dict[str, Any]) -> Snapshot:
    values: dict[Cell, set[tuple[Decimal, Decimal]]] = defaultdict(set)
    sources: dict[Cell, str] = {}
    behind: dict[Cell, set[Decimal]] = defaultdict(set)
    for item in data["assessments"]:
        low, high = (_maybe(item, key, Decimal) for key in ("low", "high"))
        if low is not None or high is not None:
            indicator, kind, area = (_of(item, key, str) for key in ("indicator", "kind", "area"))
            cell = Cell(indicator, kind, area, _maybe(item, "period", str) or "")
            ends = -_INFINITE if low is None else low, _INFINITE if high is None else high
            values[cell].add(ends)
            sources.setdefault(cell, _maybe(item, "source", str) or "")
            behind[cell].update(_others(item))
    return Snapshot(
        as_of=dt.date.fromisoformat(_of(data, "as_of", str)).isoformat(),
        packs={_of(pack, "id", str): _of(pack, "sha256", str) for pack in data["packs"]},
        values={
            key: SourcedValue(joined(ends), sources[key], frozenset(behind[key]))
            for key, ends in values.items()
        },
        verdicts={
            (_of(item, "target", str), _of(item, "area", str)): _standing(item)
            for item in data["assessments"]
        },
        bases={
            (_of(item, "target", str), _of(item, "area", str)): _basis(item)
            for item in data["assessments"]
        },
        targets={
            (_of(item, "target", str), _of(item, "area", str)): _earlier(item)
            for item in data["assessments"]
        },
        findings=tuple(
            _told(item) for item in data["findings"] if _of(item, "code", str) in LEVELS
        ),
        figures=None,
        errors=int(_of(data["summary"], "errors", Decimal)),
        settings=_maybe(data, "config_sha256", str),
        catalogue=_of(data, "catalogue_sha256", str),
        version=_of(data["tool"], "version", str),
    )


def _others(item: dict[str, Any]) -> Iterator[Decimal]:
    """Yield the values of other sources and releases."""
    for other in item["alternatives"]:
        value = _maybe(other, "value", Decimal)
        if _of(other, "kind", str) in ("source", "vintage") and value is not None:
            yield value


def _standing(item: dict[str, Any]) -> Standing:
    decision, progress = item["decision"], item["progress"]
    verdict = _of(decision or item, "verdict", str)
    if verdict not in ("pass", "fail", "pending", "review", "no-data"):
        raise ValueError(verdict)
    threshold, value, margin = (
        _maybe(item, key, Decimal) for key in ("threshold", "value", "margin")
    )
    begun = progress and progress["from"]
    projected = _maybe(progress, "projected", Decimal) if begun else None
    road = Projection(_maybe(item, "comparison", str), threshold, value, margin, projected)
    return Standing(
        verdict=verdict,
        contested=_of(item, "contested", bool) and decision is None,
        off_track=road.misses and not (decision and verdict == "pass"),
        informs=_of(item, "informs", bool),
    )


def _basis(item: dict[str, Any]) -> Basis:
    progress = item["progress"]
    return Basis(
        indicator=_of(item, "indicator", str),
        pace=_maybe(progress, "pace", Decimal) if progress else None,
        progress=_of(progress, "class", str) if progress else None,
        evidence=in_rows(_maybe(row, "source", str) for row in item["evidence"]),
    )


def _earlier(item: dict[str, Any]) -> Earlier:
    gap, low, high = (_maybe(item, key, Decimal) for key in ("gap", "low", "high"))
    return Earlier(_standing(item).verdict, gap, low, high, _maybe(item, "period", str))


def _told(item: dict[str, Any]) -> ReportedFinding:
    message, code = _of(item, "message", str), _of(item, "code", str)
    sheet, cell = _maybe(item, "sheet", str), _maybe(item, "cell", str)
    name = _of(item, "path", str).rpartition("/")[2]
    return ReportedFinding(
        code=code,
        level=LEVELS[code],
        where=" ".join(filter(None, (name, sheet, cell))),
        sheet=sheet,
        cell=cell,
        message=Text.of(lambda _: message),
        fingerprint=_of(item, "fingerprint", str),
        times=int(_of(item, "count", Decimal)),
        accepted=item["decision"] is not None,
    )


def _of(record: dict[str, Any], key: str, kind: type[_Value]) -> _Value:
    """Return a field of a record; TypeError where it is of another type than in reports."""
    value = record[key]
    if not isinstance(value, kind):
        raise TypeError(key)
    return value


def _maybe(record: dict[str, Any], key: str, kind: type[_Value]) -> _Value | None:
    """Return a field that may be null; TypeError as above."""
    return None if record[key] is None else _of(record, key, kind)
