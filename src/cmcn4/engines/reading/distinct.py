"""What is distinct among the texts of some columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from cmcn4.engines.reading.texts import Columns, Rows, TooMany, quoted
from cmcn4.model.lazy.named import NamedTuple

_UNSEEN = 0.25
"""Where more of a sample than this says what no row before it says, there will be much else."""


class Alike(NamedTuple):
    """Conditions that rows have the texts of rows of a table."""

    same: str
    """Of these rows alone, empty where there is none: for texts that are the same everywhere."""
    equal: str
    """Of both."""


class Distinct:
    """The distinct texts of some columns, each with its place in a list."""

    def __init__(self, of: Columns, columns: Sequence[int], most: int) -> None:
        """Start with nothing; there may be so many."""
        self._columns, self._most = columns, most
        self._kinds = [of.kinds.get(index, str) for index in columns]
        self.texts: list[tuple[str, ...]] = []
        self._known: set[tuple[str, ...]] = set()
        if not columns:
            self._add([()])

    def learn(self, rows: Rows) -> None:
        """Add those of a sample of rows, or of all where the sample says little of the others."""
        if not self._columns:
            return
        counted = Counter(tuple(row[at] for at in self._columns) for row in rows.sample)
        once = [texts for texts, count in counted.items() if count == 1]
        seldom = sum(texts not in self._known for texts in once)
        if seldom > _UNSEEN * len(rows.sample) or not counted:
            self.learn_all(rows)
        else:
            self._add(counted)

    def learn_all(self, rows: Rows) -> None:
        """Add those of rows as long as the header."""
        if not self._columns:
            return
        names = ", ".join(f"c{index}" for index in self._columns)
        found = rows.connection.execute(
            f"SELECT {names} FROM (SELECT {names}, min(place) AS first FROM {rows.source}"
            f" WHERE {rows.whole} GROUP BY {names}) ORDER BY first"
        ).fetchmany(self._most + 1)
        self._add(found)

    def _add(self, found: Iterable[tuple[str, ...]]) -> None:
        new = [texts for texts in found if texts not in self._known]
        self._known.update(new)
        if len(self._known) > self._most:
            raise TooMany
        kinds = self._kinds
        self.texts += [
            tuple(kind(text) if text else "" for kind, text in zip(kinds, texts, strict=True))
            for texts in new
        ]

    def fields(self) -> dict[str, str]:
        """Return the columns of a table of them."""
        return {f"c{index}": "VARCHAR" for index in self._columns}

    def alike(self, rows: str, table: str, *, known: bool) -> Alike:
        """Return the conditions that rows have the texts of those of a table.

        Texts that are the same everywhere need not be compared where all are `known`.
        """
        same, equal = list[str](), list[str]()
        for at, *texts in zip(self._columns, *self.texts, strict=True):
            if len(set(texts)) > 1:
                equal.append(f"{rows}.c{at} = {table}.c{at}")
            elif not known:
                same.append(f"c{at} = {quoted(texts[0])}")
        return Alike(" AND ".join(same), " AND ".join(equal) or "true")
