"""What an engine must do that reads the plain rows of large texts in the reader's place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from cmcn4.model.observation import Observation
from cmcn4.readers.containers.cells import Lines, Records, Row

if TYPE_CHECKING:
    from cmcn4.readers.layout.rows.table import Table


class Sieved(Protocol):
    """The plain rows of a file, which an engine has read, and those that it has left."""

    rows: int
    """The number of plain ones."""
    areas: Collection[str]
    """Ids of their areas."""

    def others(self) -> Iterator[Row]:
        """Yield the rows that are left to the reader; raise NotSifted where that cannot be."""
        ...

    def sizes(
        self, series: Collection[tuple[str, str, str]]
    ) -> Iterable[tuple[tuple[str, str, str], Decimal]]:
        """Yield the smallest value over one of each of some series that has any."""
        ...

    def late(self, observations: Sequence[Observation]) -> None:
        """Take note of observations that come behind all others of the file."""
        ...


class Sieve(Protocol):
    """An engine that reads the plain rows of large texts."""

    def sift(self, table: Table, lines: Lines | Records, sample: Sequence[Row]) -> Sieved | None:
        """Read the plain rows below a header; None where it is not to be used."""
        ...

    def drop(self) -> None:
        """Forget the rows of the file that is being read."""
        ...


class NotSifted(Exception):  # noqa: N818 - no error: the file is read in the ordinary way
    """A file whose rows hang on each other so that none may be read apart."""
