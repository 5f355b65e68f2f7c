"""Raw cells: text as it stands; where a container knows more, a subclass of `str` says so.

CSV cells are plain `str` and need no wrapping. A number of a spreadsheet is exact and free of
locale, so it must never be mistaken for the same characters typed as text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Sheet

if TYPE_CHECKING:
    from cmcn4.readers.containers.form import Form

Row = tuple[int, list[str]]
"""Row number, counted from 1, and its cells."""
Doubt = Literal["struck", "volatile", "forecast", "elsewhere", "turned", "strokes", "white", "pale"]
"""Why a cell may show something else than it holds, or may hold no result."""
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, from 1."""

_EXCEL_EPOCH = dt.date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_BEYOND_FLOATS = 400
MINUS = frozenset("-‑–—−")
MOST_SAID = 10_000
_RAISED = str.maketrans(
    "0123456789()+-=−abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻⁼⁻ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)


class CellNumber(str):
    """A number in canonical text: decimal point, no grouping, e.g. `18.3`."""

    __slots__ = ()


class CellPercent(CellNumber):
    """A number shown as percent, already shifted: 0.07 under `0.0%` is `7`."""

    __slots__ = ()


class CellUnformatted(CellNumber):
    """A number whose format is not known: 0.07 may be shown as 7 %."""

    __slots__ = ()


class CellMasked(CellNumber):
    """A number that its format does not show, or shows as another one."""

    __slots__ = ()


class CellWhite(CellNumber):
    """A number in letters as white as their ground, or else not to be seen."""

    __slots__ = ()


class CellBool(str):
    """`TRUE` or `FALSE`."""

    __slots__ = ()


class CellDate(str):
    """A date as far as its format shows it: `2025`, `2025-06` or `2025-06-30`."""

    __slots__ = ()


class Unusable(str):
    """A cell that holds no value although it should."""

    __slots__ = ()


class CellError(Unusable):
    """An error of Excel's, e.g. `#DIV/0!`."""

    __slots__ = ()


class Covered(Unusable):
    """A number below a merged cell, which shows another."""

    __slots__ = ()


class CellDisguised(Unusable):
    """A text that its format shows as another one; a number shown as another, with words."""

    __slots__ = ()


class StruckOut(Unusable):
    """What stands in a cell that is struck out as a whole: whoever reads it takes it as gone."""

    __slots__ = ()


class Spread(Unusable):
    """A number in a cell merged over several lines or columns that differ."""

    __slots__ = ()


class Contradicted(Unusable):
    """A code beside which a label says something else, as both: `_T: Male`."""

    __slots__ = ("role",)
    role: str
    """By which the column of the code is found."""


class FormulaWithoutValue(Unusable):
    """A formula whose result was not stored, as the formula."""

    __slots__ = ()


class FormulaStale(FormulaWithoutValue):
    """A formula that gives something else than what was stored, as both: `=80+2 ≠ 95`."""

    __slots__ = ()


class CutOff(NamedTuple):
    """The last row of a text that ends before its line does, and before all other rows do."""

    row: int
    cells: int
    others: int
    """Cells of the narrowest of the others."""
    last: str
    """Its last cell, of which a part may be missing."""


class Comment(NamedTuple):
    """What somebody says of a cell, or of a sheet, which has neither row nor column."""

    row: int | None
    column: int | None
    text: str


@dataclass(slots=True, kw_only=True)
class Hidden:
    """What of a sheet is not shown to the person who opens it."""

    sheet: bool = False
    rows: int = 0
    columns: int = 0
    row: int | None = None
    """The first hidden row."""
    column: int | None = None
    """The first hidden column."""
    covered: int = 0
    """Texts below merged cells, which are not shown, as far as the sheet has been read."""
    first_covered: tuple[int, int, str] | None = None
    """Row and column of the first of them, and what stands there."""
    numbers: list[tuple[int, int, Covered]] = field(default_factory=list)
    """Row and column of numbers below merged cells, as far as the sheet has been read."""
    doubtful: dict[tuple[int, int], tuple[Doubt, str]] = field(default_factory=dict)
    """Row and column of cells that may show something else, why, and what they hold."""
    origins: dict[tuple[int, int], str] = field(default_factory=dict)
    """Row and column of those that are from elsewhere, and the names of those sheets."""
    cut_off: CutOff | None = None
    """The last row, if the text seems to end within it."""
    said: list[Comment] = field(default_factory=list)
    """What is said beside the cells, as far as the sheet has been read."""

    def unseen(self, row: int, column: int, what: tuple[Doubt, str]) -> None:
        """Note a cell that is not to be seen; of what else is told of it, all but its origin."""
        if self.doubtful.get((row, column), ("elsewhere",))[0] in ("forecast", "elsewhere"):
            self.doubtful[row, column] = what

    def tell(self, said: Iterable[Comment]) -> None:
        """Keep what is said beside the cells, as long as there is not too much."""
        self.said += islice(said, max(0, MOST_SAID - len(self.said)))


class Lines(NamedTuple):
    """The lines that the rows of a text stand in, for an engine that reads them at once."""

    file: BinaryIO
    """The whole text in UTF-8."""
    separator: str
    quoted: bool
    """Whether there is a quotation mark in it."""


class Records(NamedTuple):
    """The Parquet file that rows come from, for an engine that reads them at once."""

    path: Path


@dataclass(slots=True, kw_only=True)
class RawSheet:
    """The cells of one sheet, or of a text file, one row after the other."""

    sheet: Sheet
    rows: Iterator[Row]
    hidden: Hidden | None = None
    merges: tuple[Merge, ...] = ()
    form: Form | None = None
    """The form of ours that this sheet was filled in on."""
    comments: tuple[Comment, ...] = ()
    lines: Lines | Records | None = None
    """Where the rows are those of a text, or of a table in a file."""
    formats_lost: str = ""
    """Suffix of a file that does not tell formats and errors, or holds what was not looked at; on
    one of its sheets only."""


def with_gaps(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows that hold anything, and an empty one where there is a gap."""
    last = 0
    for number, cells in rows:
        if number > last + 1:
            yield number - 1, []
        yield number, cells
        last = number


def joined(pieces: Sequence[tuple[str, bool]]) -> str:
    """Return a text by its runs: one that is raised becomes superscript characters.

    «50,0» with a raised «2» is `50,0²`: a mark or an exponent, never a digit. A text that is
    raised as a whole is only small.
    """
    if len(pieces) == 1:
        return pieces[0][0]
    plain = any(not raised and text.strip() for text, raised in pieces)
    return "".join(text.translate(_RAISED) if raised and plain else text for text, raised in pieces)


def is_mark(before: Sequence[tuple[str, bool]]) -> bool:
    """Whether what is lowered behind these runs is a mark or an exponent: «8₁», and not «CO₂»."""
    return bool(before) and before[-1][0].rstrip()[-1:].isdigit()


def number_cell(value: float | Decimal, *, percent: bool = False) -> str:
    """Return a number as a cell with the digits it prints with; percent by shifting digits."""
    exact = Decimal(repr(float(value))) if isinstance(value, float) else Decimal(value)
    if exact.is_nan():
        return ""
    if not exact.is_finite():
        return str(exact)
    if not percent:
        return CellNumber(_plain(exact))
    sign, digits, exponent = exact.as_tuple()
    # NOTE: Decimal.scaleb would round to the context's 28 digits; this never does.
    return CellPercent(_plain(Decimal((sign, digits, int(exponent) + 2))))


def date_cell(value: dt.date, *, shows: str = "day") -> str:
    """Return a date as a cell, cut to what its format `shows`: year, month or day."""
    return CellDate(value.isoformat()[: {"year": 4, "month": 7}.get(shows, 10)])


def year_mistaken_for_date(text: str) -> int | None:
    """Return the year that a date of 1905 shows when its cell was formatted as a date."""
    try:
        serial = (dt.date.fromisoformat(text) - _EXCEL_EPOCH).days
    except ValueError:
        return None
    return serial if _FIRST_YEAR <= serial <= _LAST_YEAR else None


def _plain(number: Decimal) -> str:
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and abs(exponent) > _BEYOND_FLOATS:
        return str(number)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
