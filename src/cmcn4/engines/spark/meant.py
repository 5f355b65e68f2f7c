"""What the texts of a dataframe mean, found out by the reader's own resolvers, once for each."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.engines.reading.meanings import Known, Meanings
from cmcn4.engines.reading.texts import Columns
from cmcn4.engines.rows import Listed
from cmcn4.engines.spark.reading import root
from cmcn4.evaluation.dataset import lateness
from cmcn4.model.observation import Origin
from cmcn4.readers.layout.rows.table import Table

Texts = tuple[str, ...]
HEAD = (
    "era int, status int, indicator int, rank int, low double, high double, one double,"
    " factor bigint, most bigint"
)
AREA = "era int, area int, key string, label int"
ORIGIN = "status int, origin int"


class Meant:
    """The meanings of all distinct texts of a table, as rows that its own are joined with."""

    def __init__(
        self, table: Table, columns: Columns, texts: tuple[list[Texts], list[Texts], list[Texts]]
    ) -> None:
        """Ask for each; raise NotSifted where rows hang on each other."""
        self._table, self._columns, self._meanings = table, columns, Meanings(table)
        self.texts = texts
        """Those of heads, of areas, of origins."""
        self.indicators: Listed[str] = Listed()
        self.areas: Listed[str] = Listed()
        self.origins: Listed[Origin] = Listed()
        heads, areas, origins = texts
        known = self._known(heads, self._pattern(areas, origins))
        periods = {one.head.period for _, one in known}
        self.periods = tuple(sorted(periods, key=lateness))
        eras = {one.era: one.head for _, one in known}
        statuses = {one.head.typed.origin.status: one.head for _, one in known}
        catalogue = table.recorder.file.context.vocabulary.catalogue
        ranks = {period: rank for rank, period in enumerate(self.periods)}
        places = {name: place for place, name in enumerate(statuses)}
        self.heads = [
            (*said, one.era, places[one.head.typed.origin.status],
             self.indicators.place(one.head.indicator), ranks[one.head.period], *one.bounds)
            for said, one in known
        ]  # fmt: skip
        self.of_areas = [
            (*said, place, self.areas.place(name), root(catalogue, name), label)
            for label, said in enumerate(areas)
            for place, head in eras.items()
            if (name := self._meanings.area(head, (*said, "", "")[: max(2, len(said))]))
        ]
        self.of_origins = [
            (*said, place, self.origins.place(origin))
            for said in origins
            for status, place in places.items()
            if (origin := self._meanings.origin(statuses[status], self._origin(said))) is not None
        ]

    def _known(self, heads: list[Texts], pattern: list[str] | None) -> list[tuple[Texts, Known]]:
        """Return what rows may be of, by their texts; nothing where no row can be plain."""
        if pattern is None:
            return []
        found = []
        for said in heads:
            cells = _filled(pattern, self._columns.head, said)
            known = self._meanings.head(cells)
            if known is not None and known.fits:
                found.append((said, known))
        return found

    def _pattern(self, areas: list[Texts], origins: list[Texts]) -> list[str] | None:
        """Return a row with a good area and a good origin, if there are any."""
        area = next(filter(self._meanings.is_good_area, areas), None)
        good = self._meanings.is_good_origin
        origin = next((said for said in origins if good(self._origin(said))), None)
        if area is None or origin is None:
            return None
        found = _filled([""] * self._columns.width, self._columns.area, area)
        return _filled(found, self._columns.origin, origin)

    def _origin(self, texts: Texts) -> tuple[str, str, str, str]:
        """Return source, address, day and note, empty where there is no column of them."""
        said = dict(zip(self._columns.origin, texts, strict=True))
        source, url, released, note = (said.get(index, "") for index in self._table.origin)
        return source, url, released, note


def _filled(cells: Sequence[str], columns: Sequence[int], texts: Sequence[str]) -> list[str]:
    """Return the cells with those of some columns set."""
    found = [*cells]
    for index, text in zip(columns, texts, strict=True):
        found[index] = text
    return found
