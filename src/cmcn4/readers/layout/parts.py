"""Parts as columns: «Tổng số, Nam, Nữ», «Thành thị, Nông thôn», sectors and regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmcn4.model.text import clean, fold

if TYPE_CHECKING:
    from cmcn4.model.vocabulary import Vocabulary

TOTAL = "_T"
_TOTALS = frozenset({"tong so", "tong", "tong cong", "chung", "total", "both sexes", "all"})
_FEMALE = frozenset({"nu", "nu gioi", "female", "females", "women"})
_SEXES = _FEMALE | {"nam gioi", "male", "males", "men"}
_SHORTEST = 5  # shorter names of parts are codes, of sections for example


def part(text: str, vocabulary: Vocabulary) -> str:
    """Return the part that a heading names, `_T` for the total; empty when it names none."""
    key = fold(text)
    if key in _TOTALS:
        return TOTAL
    known = len(key) >= _SHORTEST and key in vocabulary.breakdowns
    return text if known or key in _SEXES else ""


def with_sexes(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows of a header with «Nam» spelled out beside «Nữ»: folded it is «Năm»."""
    if any(fold(cell) in _FEMALE for cells in rows for cell in cells):
        return [["Nam giới" if _is_nam(cell) else cell for cell in cells] for cells in rows]
    return rows


def _is_nam(cell: str) -> bool:
    return clean(cell).casefold() == "nam"
