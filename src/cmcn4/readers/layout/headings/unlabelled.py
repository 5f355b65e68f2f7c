"""SDMX-CSV with `labels=both`: `REF_AREA: Reference area` over `VN: Viet Nam` is code and label.

See the SDMX-CSV field guide, section on labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.columns import Meaning, meaning
from cmcn4.readers.values.names import Indicators
from cmcn4.words import table

_BOTH = Pattern(r"([A-Z][A-Z0-9_]*): \S")
_ID = Pattern(r"[A-Z][A-Z0-9_]*")
_CODED = Pattern(r"[A-Z0-9_][A-Z0-9_.-]*: \S")
_CELL = Pattern(r"([A-Za-z0-9_+.-]+): ")
_FEWEST = 2
_PAIRED = frozenset({
    *("indicator", "area", "status", "period", "unit", "multiplier", "breakdown"),
})  # fmt: skip
"""What a label may say otherwise than its code."""
_STEPS = frozenset({"FREQ", "FREQUENCY"})


def without_labels(
    first: list[Row], rest: Iterator[Row], indicators: Indicators
) -> tuple[list[Row], Iterator[Row]]:
    """Return the rows with codes alone where the header joins a code with its label.

    Labels of what a figure is of stand behind them, below `INDICATOR_LABEL`: code and label are a
    pair, as in files that have a column for each.
    """
    for index, (_, cells) in enumerate(first[:2]):
        joined = {i: match[1] for i, cell in enumerate(cells) if (match := _BOTH.match(cell))}
        joined |= _bare(cells, [row for _, row in first[index + 1 :]])
        meant = {i: meaning(joined.get(i, cell)) for i, cell in enumerate(cells) if cell}
        known = sum(found.publisher for found in meant.values() if found)
        if known >= _FEWEST and joined:
            roles = {i: role for i in joined if (role := _role(joined[i], meant[i])) in _PAIRED}
            plain = _Plain(tuple(joined), roles, len(cells), indicators)
            header = [*(joined.get(i, cell) for i, cell in enumerate(cells)),
                      *(f"{joined[i]}_LABEL" for i in roles)]  # fmt: skip
            number = first[index][0]
            below = map(plain.below, first[index + 1 :])
            return [(number, header), *below], map(plain.below, rest)
    return first, rest


def _bare(header: list[str], below: list[list[str]]) -> dict[int, str]:
    """Return the columns called by a code alone whose cells join theirs with labels."""
    found = {}
    for index, name in enumerate(header):
        if not _ID.fullmatch(name) or _role(name, meaning(name)) not in _PAIRED:
            continue
        cells = [row[index] for row in below if index < len(row) and row[index]]
        if cells and all(map(_CODED.match, cells)) and not table("about").get(fold(name)):
            found[index] = name
    return found


def _role(name: str, found: Meaning | None) -> str:
    """Return what a column of codes and labels says; one that is not known divides figures."""
    if found is None or name in _STEPS:
        return "breakdown"
    return found.role


class _Plain:
    """Takes codes and labels apart."""

    def __init__(
        self, joined: Sequence[int], roles: Mapping[int, str], width: int, indicators: Indicators
    ) -> None:
        """Take the columns, and the roles of those whose labels are kept."""
        self._joined, self._paired, self._width = joined, [*roles], width
        self._names = {index for index, role in roles.items() if role == "indicator"}
        self._indicators = indicators

    def row(self, cells: list[str]) -> list[str]:
        """Return a row with codes alone."""
        for index in self._joined:
            match = _CELL.match(cells[index]) if index < len(cells) else None
            if match:
                cells[index] = match[1]
        return cells

    def below(self, row: Row) -> Row:
        """Return a row below the header with its labels behind it, what is too long behind them."""
        number, cells = row
        beyond = cells[self._width :]
        del cells[self._width :]
        cells.extend([""] * (self._width - len(cells)))
        both = [cells[index] for index in self._paired]
        self.row(cells)
        for index, text in zip(self._paired, both, strict=True):
            label = text[len(cells[index]) :].removeprefix(": ")
            if index in self._names and self._indicators.strays(cells[index], label):
                cells[index] = text
            cells.append(label)
        cells.extend(beyond)
        return number, cells
