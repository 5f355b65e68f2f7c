"""Our own submission form: its rows are known by their codes, whatever became of the labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from cmcn4.model.form import DATA, FORMAT, GUIDE, IDS, MARK, Asked, Labels

if TYPE_CHECKING:
    from cmcn4.readers.containers.cells import Row

_MOST_ROWS = 500_000
_FIELDS = len(Asked._fields)


@dataclass(slots=True, kw_only=True)
class Form:
    """A workbook that was made as a form."""

    data: str
    """Title of the sheet that is filled in."""
    others: frozenset[str]
    """Titles of the sheets that hold no figures: instructions and ids."""
    rows: dict[str, tuple[Asked, Labels]] = field(default_factory=dict)
    """What was asked, by row code; empty when the sheet of ids is gone."""

    @property
    def broken_down(self) -> bool:
        """Whether it asks for parts of a total."""
        return any(asked.breakdown for asked, _ in self.rows.values())

    @property
    def area(self) -> str:
        """The name of the one area that is asked about; empty when there are several."""
        names = {labels.area for _, labels in self.rows.values()}
        return names.pop() if len(names) == 1 else ""


def form_of(
    names: Mapping[str, str], sheets: Sequence[str], cells: Callable[[str], Iterator[list[str]]]
) -> Form | None:
    """Return the form that a workbook is, if it is one.

    `names` are its defined names with the sheets they point to; `cells` gives the rows of a sheet.
    """
    if DATA not in names:
        return None
    titles = {name: names[name] if names.get(name) in sheets else "" for name in (DATA, GUIDE, IDS)}
    others = frozenset({titles[GUIDE], titles[IDS]} - {"", titles[DATA]})
    rest = [title for title in sheets if title not in others]
    if not titles[DATA] and len(rest) == 1:
        titles[DATA] = rest[0]  # renamed by a program that forgets what names point to
    if not titles[DATA]:
        return None
    form = Form(data=titles[DATA], others=others)
    listed = cells(titles[IDS]) if titles[IDS] else iter(())
    if next(listed, [""])[:1] == [FORMAT]:
        for key, *parts in islice(listed, _MOST_ROWS):
            if len(parts) >= 2 * _FIELDS and key.startswith(MARK):
                asked, labels = parts[:_FIELDS], parts[_FIELDS : 2 * _FIELDS]
                form.rows[key] = Asked(*asked), Labels(*labels)
    return form


def is_ids(rows: Sequence[Row]) -> bool:
    """Whether a sheet is that of a form's ids, even where nothing in the workbook says so."""
    return bool(rows) and rows[0][1][:1] == [FORMAT]
