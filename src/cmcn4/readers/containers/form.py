"""Our own submission form: its rows are known by their codes, whatever became of the labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from cmcn4.model.form import (
    DATA,
    FIRST_FORMAT,
    FORMAT,
    GUIDE,
    IDS,
    MARK,
    OTHERS,
    Asked,
    Earlier,
    Labels,
    Series,
)
from cmcn4.model.lazy.dataclass import dataclass, field

if TYPE_CHECKING:
    from cmcn4.readers.containers.cells import Row

_MOST_ROWS = 500_000
_FIELDS = len(Asked._fields)
_OF_SERIES = len(Series._fields)


@dataclass(slots=True, kw_only=True)
class Form:
    """A workbook that was made as a form."""

    data: str
    """Title of the sheet that is filled in."""
    beside: str = ""
    """Title of the sheet of figures of other periods and sources."""
    others: frozenset[str] = frozenset()
    """Titles of the sheets that hold no figures: instructions and ids."""
    rows: dict[str, tuple[Asked, Labels]] = field(default_factory=dict)
    """What was asked, by row code; empty when the sheet of ids is gone."""
    years: tuple[str, ...] = ()
    """The years asked for, each a column."""
    earlier: dict[tuple[str, str], Earlier] = field(default_factory=dict)
    """Figures that were filled in when it was made, by row code and year."""

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
    ours = (DATA, GUIDE, IDS, OTHERS)
    titles = {name: names[name] if names.get(name) in sheets else "" for name in ours}
    others = frozenset({titles[GUIDE], titles[IDS]} - {"", titles[DATA], titles[OTHERS]})
    rest = [title for title in sheets if title not in {*others, titles[OTHERS]}]
    if not titles[DATA] and len(rest) == 1:
        titles[DATA] = rest[0]  # renamed by a program that forgets what names point to
    if not titles[DATA]:
        return None
    form = Form(data=titles[DATA], beside=titles[OTHERS], others=others)
    listed = islice(cells(titles[IDS]) if titles[IDS] else iter(()), _MOST_ROWS)
    said, *years = next(listed, [""])
    if said == FIRST_FORMAT:
        for key, *parts in listed:
            if len(parts) >= 2 * _FIELDS and key.startswith(MARK):
                asked, labels = parts[:_FIELDS], parts[_FIELDS : 2 * _FIELDS]
                form.rows[key] = Asked(*asked), Labels(*labels)
    elif said == FORMAT:
        form.years = tuple(year for year in years[:1] for year in year.split())
        for key, *parts in listed:
            _note_line(form, key, parts)
    return form


def _note_line(form: Form, key: str, parts: Sequence[str]) -> None:
    """Note a row of the ids: a line with its labels, or a figure that was filled in."""
    code, _, year = key.partition("/")
    if not key.startswith(MARK):
        return
    if not year and len(parts) >= 2 * _OF_SERIES:
        indicator, part, area, *labels = parts[: 2 * _OF_SERIES]
        form.rows[code] = Asked(indicator, part, area, ""), Labels(*labels)
    elif year and parts:
        empty = ("",) * len(Earlier._fields)
        form.earlier[code, year] = Earlier(*(*parts, *empty)[: len(empty)])


def is_ids(rows: Sequence[Row]) -> bool:
    """Whether a sheet is that of a form's ids, even where nothing in the workbook says so."""
    return bool(rows) and rows[0][1][:1] in ([FORMAT], [FIRST_FORMAT])
