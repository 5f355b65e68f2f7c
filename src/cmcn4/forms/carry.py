"""History: figures of an earlier submission for the lines of a new form, and what stays behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import MAX_PREC, Context, Decimal

from cmcn4.model.catalogue import Area, Catalogue
from cmcn4.model.form import Asked, Series
from cmcn4.model.interval import Bound, Interval, Range, left_open
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation
from cmcn4.model.period import YEARS

_EXACT = Context(prec=MAX_PREC)  # half a sum never rounds
_GROUP = 3  # as many decimals could be taken for thousands


class Figure(NamedTuple):
    """A figure as it goes into a form."""

    value: Decimal | str
    """A number, or the text of a bound such as `> 87`."""
    row: Observation


class Stayed(NamedTuple):
    """Figures that were not carried over, for one reason."""

    reason: str
    """`borders`, `elsewhere`, `forecast`, `source`, `tied`, `bound`, `not-asked`: the last word
    of the text's key."""
    what: tuple[str, ...]
    """Ids of what they are about: areas for `borders` and `elsewhere`, else indicators."""
    figures: int


@dataclass(slots=True)
class Carried:
    """What an earlier submission gives to a form."""

    figures: dict[Asked, Figure] = field(default_factory=dict)
    beside: dict[Asked, Figure] = field(default_factory=dict)
    """Figures of what is asked for other periods: they go into the empty lines."""
    stayed: tuple[Stayed, ...] = ()


def carry(
    rows: Iterable[Observation], asked: Sequence[Asked], catalogue: Catalogue, *, mark: str = "."
) -> Carried:
    """Return the figures for what is asked, of the source believed first and its last release.

    So is the last figure before the years asked for, to compare with. Figures of the same series
    for other periods of those years come beside. `mark` is the decimal mark of bounds, which are
    texts.
    """
    before = _before(asked, catalogue)
    lines = dict.fromkeys((*asked, *before))
    places = _Places(asked, before, catalogue)
    cells: dict[Asked, list[Observation]] = {asked_figure: [] for asked_figure in lines}
    stayed: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        reason = places.reason(row)
        if reason is None:
            cells.setdefault(places.key(row), []).append(row)
        else:
            of_areas = reason in ("borders", "elsewhere")
            stayed[reason][row.area if of_areas else row.indicator] += 1
    found = Carried()
    for key, same in cells.items():
        if same:
            figure, left = _chosen(same, catalogue, mark)
            if figure:
                (found.figures if key in lines else found.beside)[key] = figure
            for reason, count in left.items():
                stayed[reason][key.indicator] += count
    for key in _passed(before, found.figures):
        del found.figures[key]
    found.stayed = tuple(
        Stayed(reason, tuple(what), sum(what.values())) for reason, what in sorted(stayed.items())
    )
    return found


def _before(asked: Sequence[Asked], catalogue: Catalogue) -> list[Asked]:
    """Return the years before those asked for whose figures are still fit to compare with."""
    first: dict[Series, int] = {}
    for figure in asked:
        year = int(figure.period)
        first[figure.series] = min(year, first.get(figure.series, year))
    found = []
    for series, year in first.items():
        began = catalogue.areas[series.area].valid_from or ""
        ages = range(1, catalogue.indicators[series.indicator].age_limit + 1)
        years = [str(year - age) for age in ages if f"{year - age}-12-31" >= began]
        found += [Asked(*series, earlier) for earlier in years]
    return found


def _passed(before: Sequence[Asked], figures: Mapping[Asked, Figure]) -> Iterator[Asked]:
    """Yield the figures before the years asked for that a later one of them makes needless."""
    seen = set[Series]()
    for key in before:  # the later first
        if key in figures:
            if key.series in seen:
                yield key
            seen.add(key.series)


class _Places:
    """Where in a form a figure may go."""

    def __init__(
        self, asked: Sequence[Asked], before: Sequence[Asked], catalogue: Catalogue
    ) -> None:
        self._catalogue = catalogue
        self._lines = frozenset((*asked, *before))
        self._series = {figure[:3] for figure in asked}
        self._areas = {figure.area for figure in asked}
        self._heirs = _heirs(self._areas, catalogue)
        years = [int(figure.period) for figure in asked]
        self._years = range(min(years, default=0), max(years, default=0) + 1)

    def key(self, row: Observation) -> Asked:
        return Asked(row.indicator, row.breakdown, row.area, row.period.code)

    def reason(self, row: Observation) -> str | None:
        """Return why a figure stays behind; None when it has a place."""
        area, key = self._catalogue.areas[row.area], self.key(row)
        if area.valid_to is not None and row.period.last.isoformat() > area.valid_to:
            return "borders"
        if row.area not in self._areas:
            return "borders" if row.area in self._heirs else "elsewhere"
        beside = row.period.kind != YEARS and row.period.year in self._years
        if key not in self._lines and not (key[:3] in self._series and beside):
            return "not-asked"
        return "forecast" if row.origin.status == "forecast" else None


def _heirs(areas: set[str], catalogue: Catalogue) -> set[str]:
    """Return areas that were merged into one of these, or that one of these was merged into."""
    merged: dict[str, Area] = {
        name: area for name, area in catalogue.areas.items() if area.merged_into
    }
    into = {name for name, area in merged.items() if area.merged_into in areas}
    return (into | {merged[name].merged_into or "" for name in areas if name in merged}) - areas


def _chosen(
    rows: list[Observation], catalogue: Catalogue, mark: str
) -> tuple[Figure | None, Mapping[str, int]]:
    """Return the figure that counts, if one does, and how many stay behind for which reason."""
    indicator = catalogue.indicators[rows[0].indicator]
    order = {source: place for place, source in enumerate(catalogue.source_order(indicator.id))}
    best = min(order.get(row.origin.source_id, len(order)) for row in rows)
    same = [row for row in rows if order.get(row.origin.source_id, len(order)) == best]
    latest = max(str(row.origin.released or "") for row in same)
    same = [row for row in same if str(row.origin.released or "") == latest]
    first = same[0]
    if len({row.value for row in same}) > 1:
        return None, {"tied": len(rows)}
    value = spelled(first.value, indicator.scale(first.period.year), mark)
    if value is None:
        return None, {"bound": len(rows)}
    others = sum(row.value != first.value for row in rows)
    return Figure(value, first), {"source": others} if others else {}


def spelled(value: Interval, valid: Range, mark: str) -> Decimal | str | None:
    """Return a number, or the words that our readers take for just this interval; else None."""
    if value.is_point:
        return value.low
    middle = _EXACT.divide(_EXACT.add(value.low, value.high), Decimal(2))
    numbers: tuple[tuple[Bound, str, Decimal], ...] = (
        ("over", ">", value.low), ("least", "≥", value.low), ("under", "<", value.high),
        ("most", "≤", value.high), ("nearly", "gần", value.high), ("about", "~", middle),
    )  # fmt: skip
    for bound, sign, number in numbers:
        if number.is_finite() and left_open(bound, number, valid).cut(*valid) == value:
            return f"{sign} {_plain(number).replace('.', mark)}"
    return None


def _plain(number: Decimal) -> str:
    """Return a number that reads the same under either decimal mark."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}0" if len(text.partition(".")[2]) == _GROUP else text
