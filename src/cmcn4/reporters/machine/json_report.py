"""The JSON report: every key always there, numbers as written, the same input the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import Any

from cmcn4.model.report import Report
from cmcn4.model.verdict import Verdict
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.record.build import record
from cmcn4.reporters.record.report import ReportRecord
from cmcn4.reporters.record.rows import Rows


def render(report: Report, style: Style) -> Iterator[bytes]:
    """Yield the report as UTF-8 JSON with a final newline, some assessments at a time."""
    said = record(report, style.lang)
    if style.by is not None:
        # The counts stay those of the run; only what is met is left out.
        rows, met = Rows(Words(style.lang, report.catalogue)), Verdict.PASS
        found = (each for each in report.assessments if each.decided is not met)
        said = replace(said, assessments=map(rows.record, found))
    lines = _lines(said)
    while batch := "".join(islice(lines, _BATCH)):
        # A path may hold bytes that are no text: as escapes they stay valid JSON.
        yield batch.encode(errors="backslashreplace")


def as_numbers(report: Report, lang: str) -> dict[str, Any]:
    """Return what parsing the JSON report gives: numbers as int or float."""
    parsed: dict[str, Any] = json.loads("".join(_lines(record(report, lang))))
    return parsed


def _lines(said: ReportRecord) -> Iterator[str]:
    """Yield the text of the report: that of each assessment by itself."""
    begin = "{"
    keys, contents = _keys(ReportRecord, "\n  ")
    for key, content in zip(keys, contents(said), strict=True):
        yield f"{begin}{key}"
        if isinstance(content, Iterator):
            yield from _list(content, "\n  ")
        else:
            yield dumps(content, "\n  ")
        begin = ","
    yield "\n}\n"


def _list(items: Iterator[Any], indent: str) -> Iterator[str]:
    deeper, begin = f"{indent}  ", "["
    for item in items:
        yield f"{begin}{deeper}{dumps(item, deeper)}"
        begin = ","
    yield "[]" if begin == "[" else f"{indent}]"


def dumps(item: Any, indent: str = "\n") -> str:
    """Return JSON with Decimals written digit by digit, which the json module cannot do.

    Records are written as their fields stand.
    """
    if write := _PLAIN.get(type(item)):
        return write(item)
    deeper = f"{indent}  "
    if is_dataclass(item):
        keys, contents = _keys(item.__class__, deeper)
        return f"{{{_joined(keys, contents(item), deeper)}{indent}}}"
    if isinstance(item, dict) and item:
        keys = [f"{deeper}{_quoted(key)}: " for key in item]
        return f"{{{_joined(keys, item.values(), deeper)}{indent}}}"
    if isinstance(item, list) and item:
        return f"[{_joined([deeper] * len(item), item, deeper)}{indent}]"
    return json.dumps(item, ensure_ascii=False)


def _joined(keys: Iterable[str], contents: Iterable[Any], indent: str) -> str:
    lines = [
        key + (write(content) if (write := _PLAIN.get(type(content))) else dumps(content, indent))
        for key, content in zip(keys, contents, strict=True)
    ]
    return ",".join(lines)


@cache
def _keys(record: type, indent: str) -> tuple[list[str], Callable[[Any], tuple[Any, ...]]]:
    """Return the keys of a record as they are written, and what gets their contents.

    A trailing underscore keeps a key from being a Python word.
    """
    names = [field.name for field in fields(record)]
    return [f"{indent}{_quoted(name.rstrip('_'))}: " for name in names], attrgetter(*names)


_BATCH = 200
"""Pieces that are written at a time; an assessment is one."""
_quoted = json.encoder.encode_basestring
_PLAIN: dict[type, Callable[[Any], str]] = {
    str: _quoted,
    type(None): lambda _none: "null",
    bool: lambda item: "true" if item else "false",
    int: int.__repr__,
    Decimal: "{:f}".format,
}
