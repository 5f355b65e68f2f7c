"""Texts of two halves: a name and a remark, or the same thing in two languages."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import clean
from cmcn4.readers.values.footnotes import without_footnote

_LONGEST, _LONGEST_REMARK = 400, 24  # characters
_MOST_JOINTS = 4
_JOINED = Pattern(r"\s[-–—|]\s|\s?[/|]\s?|\n")
_JOINTS, _DASHES = frozenset("/|\n"), frozenset("-–—")
_LINES = Pattern(r"[\r\n\v\f\u2028\u2029]+|_x000[aAdD]_")


def remark(text: str) -> tuple[str, str] | None:
    """Return a label that ends with a bracket, or with a few words behind a comma, in two."""
    text = without_footnote(text[:_LONGEST])
    bracket = max(text.rfind("("), text.rfind("["))
    if bracket > 0 and text.endswith((")", "]")):
        return text[:bracket].strip(), text[bracket + 1 : -1].strip()
    for mark in (",", ";"):
        name, found, inner = text.rpartition(mark)
        if found and 0 < len(inner.strip()) <= _LONGEST_REMARK and "(" not in inner:
            return name.strip(), inner.strip()
    return None


def halves(text: str) -> Iterator[tuple[str, str]]:
    """Return two languages in one text apart: «Năm - Year», «Chỉ tiêu/Indicator», line by line."""
    raw = text[:_LONGEST]
    if "_x000" in raw or raw.splitlines() != [raw]:
        raw = _LINES.sub("\n", raw)
    for joint in list(_JOINED.finditer(raw))[:_MOST_JOINTS] if _may_be_joined(raw) else ():
        first, second = clean(raw[: joint.start()]), clean(raw[joint.end() :])
        if first and second:
            yield first, second
    ended = remark(raw)
    if ended and all(ended):
        yield ended


def _may_be_joined(text: str) -> bool:
    """Whether a text has a sign that may stand between two languages: a dash between words."""
    if not _JOINTS.isdisjoint(text):
        return True
    return not _DASHES.isdisjoint(text) and len(text.split()) > 1
