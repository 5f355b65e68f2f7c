"""An earlier JSON report (`cmcn4/report@1`), read to be compared with."""

from __future__ import annotations

import codecs
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from cmcn4.errors import UsageError, cause
from cmcn4.evaluation.compare.basis import in_rows
from cmcn4.evaluation.compare.fields import maybe, of
from cmcn4.evaluation.compare.reported import ends, reported
from cmcn4.locale import Message
from cmcn4.model.baseline import (
    Basis,
    Cell,
    Earlier,
    Projection,
    ReportedFinding,
    Snapshot,
    Standing,
    joined,
)
from cmcn4.model.finding import LEVELS
from cmcn4.model.report import Report
from cmcn4.model.text import Text
from cmcn4.model.wire import REPORT, is_pointer

_MOST_DIGITS, _LARGEST, _MOST_VALUES = 400, 1 << 26, 2_000_000
"""Of a number; bytes of a report; values in it, a hundred times those of a large one."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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
    assessments = data["assessments"]
    figures, stood = reported(assessments)
    return Snapshot(
        as_of=dt.date.fromisoformat(of(data, "as_of", str)).isoformat(),
        packs={of(pack, "id", str): of(pack, "sha256", str) for pack in data["packs"]},
        values=_values(assessments),
        verdicts={_key(item): _standing(item) for item in assessments},
        bases={_key(item): _basis(item) for item in assessments},
        targets={_key(item): _earlier(item) for item in assessments},
        findings=tuple(_told(item) for item in data["findings"] if of(item, "code", str) in LEVELS),
        figures=figures,
        stood=stood,
        complete=False,
        errors=int(of(data["summary"], "errors", Decimal)),
        blocks=(),
        files=frozenset(of(item, "path", str) for item in data["inputs"]),
        settings=maybe(data, "config_sha256", str),
        catalogue=of(data, "catalogue_sha256", str),
        version=of(data["tool"], "version", str),
    )


def _key(item: dict[str, Any]) -> tuple[str, str]:
    return of(item, "target", str), of(item, "area", str)


def _values(assessments: list[dict[str, Any]]) -> Mapping[Cell, Decimal | str]:
    found: dict[Cell, set[tuple[Decimal, Decimal]]] = defaultdict(set)
    for item in assessments:
        if value := ends(item):
            indicator, kind, area = (of(item, key, str) for key in ("indicator", "kind", "area"))
            cell = Cell(indicator, kind, area, maybe(item, "period", str) or "")
            found[cell].add(value)
    return {key: joined(values) for key, values in found.items()}


def _standing(item: dict[str, Any]) -> Standing:
    decision, progress = item["decision"], item["progress"]
    verdict = of(decision or item, "verdict", str)
    if verdict not in ("pass", "fail", "pending", "review", "no-data"):
        raise ValueError(verdict)
    threshold, value, margin = (
        maybe(item, key, Decimal) for key in ("threshold", "value", "margin")
    )
    begun = progress and progress["from"]
    projected = maybe(progress, "projected", Decimal) if begun else None
    road = Projection(maybe(item, "comparison", str), threshold, value, margin, projected)
    return Standing(
        verdict=verdict,
        contested=of(item, "contested", bool) and decision is None,
        off_track=road.misses and not (decision and verdict == "pass"),
        informs=of(item, "informs", bool),
        decided=decision is not None,
    )


def _basis(item: dict[str, Any]) -> Basis:
    progress = item["progress"]
    return Basis(
        indicator=of(item, "indicator", str),
        pace=maybe(progress, "pace", Decimal) if progress else None,
        progress=of(progress, "class", str) if progress else None,
        evidence=in_rows(maybe(row, "source", str) for row in item["evidence"]),
    )


def _earlier(item: dict[str, Any]) -> Earlier:
    gap, low, high = (maybe(item, key, Decimal) for key in ("gap", "low", "high"))
    return Earlier(_standing(item).verdict, gap, low, high, maybe(item, "period", str))


def _told(item: dict[str, Any]) -> ReportedFinding:
    message, code = of(item, "message", str), of(item, "code", str)
    sheet, cell = maybe(item, "sheet", str), maybe(item, "cell", str)
    path = of(item, "path", str)
    texts = item.get("texts")  # which reports of earlier versions do not have
    return ReportedFinding(
        code=code,
        level=LEVELS[code],
        where=" ".join(filter(None, (path.rpartition("/")[2], sheet, cell))),
        sheet=sheet,
        cell=cell,
        message=Text.of(lambda _: message),
        fingerprint=of(item, "fingerprint", str),
        times=int(of(item, "count", Decimal)),
        accepted=item["decision"] is not None,
        path=path,
        texts=None if texts is None else tuple(map(str, texts)),
    )
