"""The JSON report: every key always there, numbers as written, the same input the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Any

from cmcn4.locale.numbers import digits
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Assessment, Report
from cmcn4.model.verdict import Verdict
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.record.assessment import AssessmentRecord
from cmcn4.reporters.record.build import record
from cmcn4.reporters.record.report import ReportRecord
from cmcn4.reporters.record.rows import Rows


def render(report: Report, style: Style) -> Iterator[bytes]:
    """Yield the report as UTF-8 JSON with a final newline, some assessments at a time."""
    found: Iterable[Assessment] = report.assessments
    if style.by is not None:
        # The counts stay those of the run; only what is met is left out.
        found = (each for each in found if each.decided is not Verdict.PASS)
    lines = _lines(report, style.lang, found)
    while batch := "".join(islice(lines, _BATCH)):
        yield encoded(batch)


def encoded(text: str) -> bytes:
    """Return JSON as UTF-8.

    A path may hold bytes that are no text: as escapes they stay valid JSON.
    """
    return harmless(text.encode(errors="backslashreplace"))


def harmless(written: bytes) -> bytes:
    """Return JSON with escapes for what it may hold as it is and a terminal may act on."""
    for begins, pattern in _ACTED_ON.items():
        if any(begin in written for begin in begins):
            written = pattern.sub(lambda match: b"\\u%04x" % ord(match[0].decode()), written)
    return written


def as_numbers(report: Report, lang: str) -> dict[str, Any]:
    """Return what parsing the JSON report gives: numbers as int or float."""
    lines = _lines(report, lang, report.assessments)
    parsed: dict[str, Any] = json.loads("".join(lines))
    return parsed


def _lines(report: Report, lang: str, assessments: Iterable[Assessment]) -> Iterator[str]:
    """Yield the text of the report: that of each assessment by itself."""
    said, begin = record(report, lang), "{"
    for field in fields(ReportRecord):
        yield f"{begin}\n  {_quoted(field.name)}: "
        if field.name == "assessments":
            rows = Rows(Words(lang, report.catalogue))
            yield from _list(map(_Assessments(rows, "\n    "), assessments), "\n  ")
        else:
            yield dumps(getattr(said, field.name), "\n  ")
        begin = ","
    yield "\n}\n"


def _list(items: Iterable[str], indent: str) -> Iterator[str]:
    begin = "["
    for item in items:
        yield f"{begin}{indent}  {item}"
        begin = ","
    yield "[]" if begin == "[" else f"{indent}]"


class _Assessments:
    """Writes assessments: what all of one target share is written once."""

    def __init__(self, rows: Rows, indent: str) -> None:
        self._rows, self._indent = rows, indent
        self._forms: dict[int, _Form] = {}

    def __call__(self, each: Assessment) -> str:
        shared = self._rows.shared(each)
        form = self._forms.get(id(shared))  # which its target keeps
        if form is None:
            form = _form(AssessmentRecord, self._indent, shared.told)
            self._forms[id(shared)] = form
        own = self._rows.own(each)
        return form.text % tuple(_written(map(own.__getitem__, form.names), f"{self._indent}  "))


def dumps(item: Any, indent: str = "\n") -> str:
    """Return JSON with Decimals written digit by digit, which the json module cannot do.

    Records are written as their fields stand.
    """
    return _written((item,), indent)[0]


def _written(contents: Iterable[Any], indent: str) -> list[str]:
    known = _PLAIN.get
    return [
        write(content) if (write := known(content.__class__)) else _nested(content, indent)
        for content in contents
    ]


def _nested(item: Any, indent: str) -> str:
    deeper = f"{indent}  "
    if isinstance(item, list):
        lines = [f"{deeper}{text}" for text in _written(item, deeper)]
        return f"[{','.join(lines)}{indent}]" if lines else "[]"
    if is_dataclass(item):
        form = _form_of(item.__class__, indent)
        contents = [getattr(item, name) for name in form.names]
        return form.text % tuple(_written(contents, deeper))
    if isinstance(item, dict) and item:
        texts = zip(item, _written(item.values(), deeper), strict=True)
        lines = [f"{deeper}{_quoted(key)}: {text}" for key, text in texts]
        return f"{{{','.join(lines)}{indent}}}"
    return json.dumps(item, ensure_ascii=False)


class _Form(NamedTuple):
    """How a record is written."""

    text: str
    """With room for what differs."""
    names: list[str]
    """The fields that do."""


def _form(record: type, indent: str, known: Mapping[str, Any]) -> _Form:
    """Return how a record is written of which some fields are known.

    A trailing underscore keeps a key from being a Python word.
    """
    names = [field.name for field in fields(record)]
    lines = []
    for name in names:
        text = dumps(known[name]).replace("%", "%%") if name in known else "%s"
        lines.append(f"{indent}  {_quoted(name.rstrip('_'))}: {text}")
    own = [name for name in names if name not in known]
    return _Form(f"{{{','.join(lines)}{indent}}}", own)


@cache
def _form_of(record: type, indent: str) -> _Form:
    return _form(record, indent, {})


_ACTED_ON = {
    (b"\x7f", b"\xc2", b"\xd8\x9c"): re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c"),
    (b"\xe2\x80", b"\xe2\x81"): re.compile(rb"\xe2(?:\x80[\x8e\x8f\xaa-\xae]|\x81[\xa6-\xa9])"),
}
"""Control characters, and those that turn the direction of what is read, by how they begin."""
# NOTE: a terminal takes U+009B for the beginning of a command.
_BATCH = 200
"""Pieces that are written at a time; an assessment is one."""
_quoted = json.encoder.encode_basestring
_PLAIN: dict[type, Callable[[Any], str]] = {
    str: _quoted,
    type(None): {None: "null"}.__getitem__,
    bool: {True: "true", False: "false"}.__getitem__,
    int: int.__repr__,
    Decimal: digits,
}
