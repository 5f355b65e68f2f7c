"""Where the values of a table come from: what their rows say of it, understood once for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from cmcn4.model.observation import Origin, Status
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.readers.layout.records.area_ids import MOST_CACHED
from cmcn4.readers.layout.records.record import Head, Typed, cacheable
from cmcn4.readers.layout.surroundings.whose import Whose
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.values.origins import read_origin, with_note
from cmcn4.readers.values.phrases import is_missing

_Cells = tuple[str, ...]


class Origins:
    """The origins of one table by the cells source, url, released and note."""

    def __init__(self, vocabulary: Vocabulary, columns: Mapping[str, int], whose: Whose) -> None:
        """Start with none."""
        self._vocabulary, self._whose = vocabulary, whose
        self._has_sources = "source" in columns
        self.of_status: dict[Status, dict[_Cells, Origin]] = defaultdict(dict)
        """Those known of each status."""

    def unsourced(self, cells: _Cells) -> bool:
        """Whether a row leaves the column of sources empty."""
        return self._has_sources and is_missing(cells[0])

    def read(
        self, cells: tuple[str, str, str, str], status: Status, area: _Cells
    ) -> Origin | Problem:
        """Return what cells say, or the problem of the day, or of whose body is the source.

        `area` is what names the area beside them.
        """
        known = with_note(self.of_status[status], cells) if cacheable(cells) else None
        if known:
            return known
        own = read_origin(self._vocabulary, cells, status)
        return own if isinstance(own, Problem) else self._of_table(own, area)

    def _of_table(self, own: Origin, area: _Cells) -> Origin | Problem:
        """Return an origin with what the surroundings of the table say."""
        origin = self._whose.origin(own)
        if all(map(is_missing, area)) and self._whose.doubts(origin.source):
            return problem("area-unknown", variant="source", found=found(origin.source))
        return origin

    def keep(self, typed: Typed) -> None:
        """Remember the origin of a record."""
        record = typed.record
        if cacheable(cell for _, cell in record.key_cells()):
            known = self.of_status[typed.origin.status]
            if len(known) >= MOST_CACHED:
                known.clear()
            _remember(known, record.origin, typed.origin)

    def alike(self, head: Head, cells: _Cells, said: _Cells) -> Origin | Problem | None:
        """Return what is said in a row that is otherwise like others; None when it is odd.

        `said` is what its cells say of source, url, day and note.
        """
        if not cacheable(cells):
            return None
        first, second, third, fourth = said
        status = head.typed.origin.status
        own = read_origin(self._vocabulary, (first, second, third, fourth), status)
        if isinstance(own, Problem):
            return own
        made = self._of_table(own, head.typed.record.area)
        if not (isinstance(made, Problem) or self.unsourced(cells)):
            _remember(head.origins, cells, made)
        return made

    def plain(self, head: Head, cells: _Cells, said: _Cells) -> Origin | None:
        """Return the same where nothing has to be told of it."""
        made = None if self.unsourced(cells) else self.alike(head, cells, said)
        return None if isinstance(made, Problem) else made


def _remember(known: dict[_Cells, Origin], cells: _Cells, origin: Origin) -> None:
    known[(*cells[:3], "")] = origin._replace(note="")
    known[cells] = origin
