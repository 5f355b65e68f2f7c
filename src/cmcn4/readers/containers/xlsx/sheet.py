"""The cells of a worksheet straight from its XML (ECMA-376 18.3.1), in one pass, row by row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.place import column_letters
from cmcn4.readers.containers import limits
from cmcn4.readers.containers.cells import (
    CellBool,
    CellError,
    Doubt,
    FormulaWithoutValue,
    Hidden,
    Row,
)
from cmcn4.readers.containers.constants import doubt_of, stale
from cmcn4.readers.containers.limits import DEEPEST, LAST_COLUMN, damaged
from cmcn4.readers.containers.numbers import Numbers, column_number, truth, whole
from cmcn4.readers.containers.parts import Attributes
from cmcn4.readers.containers.xlsx.outside import PAGES, TIPS, of_page, tip
from cmcn4.readers.containers.xlsx.strings import RUNS, RichText, unescaped

_REFERENCE = Pattern(r"([A-Z]{1,3})([0-9]{1,7})")
LETTERS = [column_letters(number) for number in range(1, 257)]
_MOST_KEPT, _LONGEST_KEPT, _FIRST_ROWS = 65_536, 64, 1 << 14
_LEAST_SEEN = {"ht": 1, "width": 0.5}  # points, characters: nothing that could be read


class Meaning(NamedTuple):
    """What a workbook says of its cells elsewhere."""

    numbers: Numbers
    strings: list[str] | None
    """None when the workbook has no part of shared texts."""
    recalculates: bool
    work: limits.Budget


class Kept(dict[str, str]):
    """Texts as written to cells; each is made once, as long as there are not too many."""

    def __init__(self, made: Callable[[str], str]) -> None:
        """`made` gives the cell of a text."""
        super().__init__()
        self._made = made

    def __missing__(self, text: str) -> str:
        cell = self._made(text)
        if len(text) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[text] = cell
        return cell


class Cells(RichText[Row]):
    """Makes rows of cells, of those that hold anything."""

    def __init__(self, meaning: Meaning, hidden: Hidden) -> None:
        """`hidden` is told what is hidden, as far as it was read."""
        super().__init__("c", "v", "f", "is", "row", "col", *TIPS, *PAGES)
        self._numbers, self._strings, self._recalculates, self._work = meaning
        self._hidden = hidden
        self._depth = self._row = self._at = 0
        self._seen = bytearray(_FIRST_ROWS)
        self._cells: list[str] | None = None
        self._number = ""
        self._elsewhere = False
        """Whether the cell says that it is in another row."""
        self._cell: Attributes | None = None
        self._value: str | None = None
        self._formula: str | None = None
        self._group = ""
        """Of cells that share a formula, which one of them alone has."""
        self._doubts: dict[str, tuple[Doubt, str]] = {}
        """Of those whose formula is doubtful."""
        self._inline = False
        self._shared = Kept(partial(_shared_text, self._strings or []))

    def start(self, tag: str, attributes: Attributes, /) -> None:
        """Begin a row, a cell, or what stands in one."""
        if tag == "v" and self._value is None and self._depth < DEEPEST:
            if self.texts:
                self.texts.clear()
        elif tag == "c" and self._cell is None and self._cells is not None:
            self._cell = attributes
            self._value = self._formula = None
            self._inline = False
        elif tag == "row" and self._cells is None:
            self._begin_row(attributes)
        else:
            self._begin_other(tag, attributes)
        self._depth += 1

    def end(self, tag: str, /) -> None:
        """End it."""
        self._depth -= 1
        if tag == "v":
            if self._value and self._cell is not None:  # which of them others show is not known
                raise damaged("two values in one cell", self._row)
            texts = self.texts
            self._value = texts[0] if len(texts) == 1 else "".join(texts)
            texts.clear()
        elif tag == "c":
            if self._cell is not None:
                self._end_cell(self._cell)
                self._cell = None
        elif tag == "row":
            cells, self._cells = self._cells or [], None
            self._work.spend(1 + max(self._at, len(cells)))
            if cells:
                self.done.append((self._row, cells))
            self.noted_end()
        elif tag == "f":
            self._formula = "".join(self.texts)
        elif self._cell is not None and tag in RUNS:
            self.end_run(tag)
            self._inline = True
        elif tag in PAGES:
            self._hidden.tell(of_page("".join(self.texts)))

    def _begin_row(self, attributes: Attributes) -> None:
        before, given = self._row, attributes.get("r")
        self._row = whole(given.partition(".")[0]) if given else before + 1
        if not 0 < self._row <= limits.LAST_ROW or self.has_seen(self._row):
            raise damaged(f"row {(given or str(self._row))[:20]}", before)
        self._seen[self._row] = 1
        self._number = str(self._row)
        self._cells, self._at = [], 0
        if is_unseen(attributes, "ht"):
            self._hidden.rows += 1
            self._hidden.row = self._hidden.row or self._row

    def _begin_other(self, tag: str, attributes: Attributes) -> None:
        self.texts.clear()
        if self._depth > DEEPEST:
            raise damaged(limits.TOO_DEEP)
        if tag in ("c", "row"):
            raise damaged(f"<{tag}>", self._row)
        if self._cell is not None and tag in RUNS:
            self.begin_run(tag, attributes)
        elif self._cell is not None and tag == "f" and self._formula is None:
            self._group = attributes.get("si", "")
        else:
            self._work.spend(tag != "is")
            if tag == "col" and is_unseen(attributes, "width"):
                self._hide_columns(attributes)
            elif tag.endswith(TIPS):
                self._hidden.tell(tip(tag, attributes))

    def has_seen(self, row: int) -> bool:
        """Whether there was such a row before; most sheets have few."""
        if row >= len(self._seen):
            self._seen.extend(bytes(limits.LAST_ROW + 1 - len(self._seen)))
        return bool(self._seen[row])

    def _hide_columns(self, attributes: Attributes) -> None:
        first = max(whole(attributes.get("min")), 1)
        last = min(whole(attributes.get("max")), LAST_COLUMN)
        if first <= last:
            hidden = self._hidden
            hidden.columns = min(hidden.columns + last - first + 1, LAST_COLUMN)
            hidden.column = hidden.column or first

    def _end_cell(self, attributes: Attributes) -> None:
        at = self._at
        reference = attributes.get("r")
        if reference is not None and (
            at >= len(LETTERS) or reference != LETTERS[at] + self._number
        ):
            at = self._located(reference)
        elif at >= LAST_COLUMN:
            raise damaged("cells beyond column XFD", self._row)
        self._at = at + 1
        value, cells = self._value, self._cells
        if self._formula is not None or self._inline or self._elsewhere:
            cell = self._odd(value, attributes.get("t"), attributes)
        else:
            cell = self._typed(value, attributes) if value else ""
        if not cell or cells is None:
            return
        missing = at - len(cells)
        if missing >= 0:
            if missing:
                cells += [""] * missing
            cells.append(cell)
            if type(cell) is str and attributes.get("s") in self._numbers.unseen:
                self._hidden.unseen(self._row, at + 1, ("white", cell))
        else:
            twice = f"{column_letters(at + 1)}{self._number} ×2"
            cells[at] = CellError(twice) if cells[at] else cell

    def _located(self, reference: str) -> int:
        """Return the index of the column that a cell names; its row must be the one it is in."""
        self._work.spend()
        match = _REFERENCE.fullmatch(reference)
        column = column_number(match[1]) if match else LAST_COLUMN + 1
        if match is None or column > LAST_COLUMN:
            raise damaged(f"cell {reference[:20]}", self._row)
        self._elsewhere = int(match[2]) != self._row
        return column - 1

    def _odd(self, value: str | None, kind: str | None, attributes: Attributes) -> str:
        """Return a cell that is not just a value; a CellError where Excel might see another."""
        inline = self.taken() if self._inline else ""
        elsewhere, self._elsewhere = self._elsewhere, False
        if elsewhere and (value or inline or self._formula is not None):
            # Which row it belongs to is not known, nor which of ours lacks it.
            raise damaged(f"cell {attributes.get('r', '')[:20]}", self._row)
        if inline and kind == "inlineStr" and value in (None, "", inline):
            return self._numbers.text(inline, attributes.get("s"))
        if inline:
            return CellError(f"{value} / {inline}" if value else inline)
        if self._formula is not None and self._without_result(value, kind):
            return FormulaWithoutValue(f"={self._formula}")
        if self._formula and value and kind in (None, "n", "str"):
            stored = unescaped(value) if kind == "str" else value
            if told := stale(self._formula, stored):
                return told
        if self._formula is not None and value and (why := self._doubt(self._formula)):
            cell = self._typed(value, attributes)
            self._hidden.doubtful[self._row, self._at] = why[0], cell
            self._hidden.origins |= {(self._row, self._at): why[1]} if why[1] else {}
            return cell
        return self._typed(value, attributes) if value else ""

    def _doubt(self, formula: str) -> tuple[Doubt, str] | None:
        told: tuple[Doubt, str] | None = ("volatile", "")
        told = told if self._recalculates else doubt_of(formula)
        if told and self._group:
            self._doubts[self._group] = told
        return told if told or formula else self._doubts.get(self._group)

    def _typed(self, value: str, attributes: Attributes) -> str:
        kind = attributes.get("t")
        if kind is None or kind == "n":  # the commonest
            return self._numbers[attributes.get("s")][value]
        match kind:
            case "s":
                if self._strings is None:
                    raise damaged("sharedStrings.xml", self._row)
                return self._numbers.text(self._shared[value], attributes.get("s"))
            case "str" | "inlineStr":
                if len(value) > limits.LONGEST_TEXT:
                    raise damaged(limits.TOO_LONG)
                return self._numbers.text(unescaped(value), attributes.get("s"))
            case "b" if value.lower() in ("0", "1", "false", "true"):
                said = CellBool("TRUE" if truth(value.lower()) else "FALSE")
                return self._numbers.text(said, attributes.get("s"))
            case "d":
                return self._numbers[attributes.get("s")].day(value)
            case _:
                return CellError(value)

    def _without_result(self, value: str | None, kind: str | None) -> bool:
        """Whether no result is stored beside a formula; an empty text is one.

        NOTE: XlsxWriter stores 0 for all formulas and asks for recalculation.
        """
        if not value:
            return value is None or kind != "str" or self._recalculates
        return self._recalculates and kind in (None, "n") and not value.strip("+-0.")


def _shared_text(strings: list[str], value: str) -> str:
    index = whole(value.strip())
    return strings[index] if 0 <= index < len(strings) else CellError(f"sharedStrings {value}")


def is_unseen(attributes: Attributes, size: str) -> bool:
    """Whether a row or a column is hidden, or as high or wide as nothing; `size` says how much.

    NOTE: below `zeroHeight` rows are hidden that are not written; what has cells is.
    """
    if truth(attributes.get("hidden")):
        return True
    try:
        return float(attributes.get(size, "1")) < _LEAST_SEEN[size]
    except ValueError:
        return False
