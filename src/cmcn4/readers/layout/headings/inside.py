"""What stands in brackets in a line, or behind a dash at its end, and says something of figures."""

from __future__ import annotations

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.asides import aside
from cmcn4.readers.layout.headings.bodies import is_reference, kind_of_body
from cmcn4.readers.layout.headings.brackets import brackets, in_brackets
from cmcn4.readers.layout.headings.denials import is_another
from cmcn4.readers.layout.headings.phrases import TOTAL
from cmcn4.readers.layout.headings.pieces import prices
from cmcn4.readers.layout.headings.places import counts_some
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.values.doubts import doubt
from cmcn4.readers.values.periods import has_part, sums, when
from cmcn4.readers.values.units import is_unit

MORE = Pattern(r"\+[0-9]|[0-9]\+|[x×*:÷] ?[0-9]")
"""«15+», «+5»: those so old, so much more; «x10»: times ten."""
IN_YEAR = Pattern(
    r"\b(?:thang|quy|tuan) (?:[0-9]{1,2}|[ivx]{1,4})\b|\b[0-9]{1,2} thang\b"
    r"|\b(?:den|ngay|het) [0-9]{1,2} [0-9]{1,2}\b"
)
"""A part of a year, as a line may name it that is no period by itself."""
_PIECES = Pattern(r"[,;/]\s")
_MOST = 16
"""Brackets of a line that are looked at."""


def without_references(line: str) -> str:
    """Return a line without the papers in its brackets: «(Kèm theo Báo cáo số 99/BC-SKHCN)»."""
    for inner in filter(is_reference, in_brackets(line)[:_MOST]):
        line = line.replace(f"({inner})", "").replace(f"[{inner}]", "")
    return line


def says_inside(line: str, texts: Texts) -> bool:
    """Whether brackets in a line, or its end, say of figures what nothing is made of there."""
    return any(
        says_of_figures(piece.strip(), texts)
        for inner in brackets(line)[:_MOST]
        for piece in _PIECES.split(inner)
    )


def says_of_figures(piece: str, texts: Texts) -> bool:
    """Whether words say of whom, where, when or what figures are: «ASEAN», «tháng 6», «dự báo».

    Periods with their year are heard elsewhere.
    """
    if not piece or piece.isdecimal() or is_reference(piece) or kind_of_body(piece) or when(piece):
        return False
    if is_unit(texts.vocabulary, piece) or prices(piece) is not None or "=" in piece:
        return False
    said, key = texts.peek(piece), fold(piece)
    if said.plan or said.change or said.status not in (None, "final") or is_place(piece, texts):
        return True
    if said.part not in ("", TOTAL) or MORE.search(piece) or sums(piece) or has_part(piece):
        return True
    return bool(IN_YEAR.search(key) or aside(piece, texts, grouping=True) or doubt(piece))


def is_place(piece: str, texts: Texts) -> bool:
    """Whether words are the name of another country or a region, or count places."""
    return is_another(piece, texts) or counts_some(piece)
