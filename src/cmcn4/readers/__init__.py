"""Reading: files become observations with their places; what cannot be read becomes findings.

Importing this package costs nothing: the modules that read are imported by the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.limits import USUAL, Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cmcn4.model.observation import Submission
    from cmcn4.model.so_far import Watch
    from cmcn4.model.vocabulary import Vocabulary
    from cmcn4.readers.parts import Part
    from cmcn4.readers.sieve import Sieve

__all__ = ["ReadOptions", "Reading", "read", "read_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read, where the files do not tell."""

    vocabulary: Vocabulary
    """The names that are known."""
    relevant: frozenset[str]
    """Ids of the areas that some target can use; rows of other areas are only counted."""
    aside: frozenset[str] = frozenset()
    """Indicators of which a file need tell nothing, and may not err: no target asks for them."""
    decimal: str = "auto"
    """The decimal mark of numbers written as text: `.`, `,` or `auto`."""
    encoding: str = "auto"
    """The codec of text files, or `auto`: UTF-8, or UTF-16 with a byte order mark."""
    default_area: str = "VN"
    """The area assumed where nothing says one; empty where none can be."""
    area: str = ""
    """Id of the area that the settings name for all files."""
    file_areas: tuple[tuple[str, str], ...] = ()
    """Patterns of paths with the ids of their areas, from the settings; the first that fits."""
    limits: Limits = USUAL
    """What one file may cost."""
    marks: frozenset[str] = frozenset()
    """Decimal marks that other parts of the same table give evidence of."""
    areas_named: bool = False
    """Whether another part of the same table names an area in its column of areas."""
    within: str = ""
    """The repository that no link among its files may lead out of; empty where it may."""
    senders: str = ""
    """The list of who is to send figures: no data where it lies among them in a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the work is done; what is read does not depend on it."""

    processes: int = 1
    """The most processes to read many or large files in. More than one only where the main module
    can be imported again without doing anything: never from a user's script unasked."""
    engine: Sieve | None = None
    """What reads the plain rows of large texts, and keeps them; the submission has the others."""
    parts: Callable[[Sequence[str], ReadOptions], Iterator[Part]] | None = None
    """What reads all files elsewhere, and gives their parts in this order."""
    watch: Watch | None = None
    """Told from time to time how far the work is."""


def read(paths: Sequence[str], options: ReadOptions, how: Reading | None = None) -> Submission:
    """Read files, folders and `-` (CSV on standard input).

    Raises UsageError for a path that does not exist or an unknown encoding; whatever is wrong
    with the files themselves becomes findings.
    """
    from cmcn4.readers.files import read_paths  # noqa: PLC0415 - nothing is loaded before needed

    return read_paths(paths, options, how or Reading())


def read_rows(
    rows: Iterable[Mapping[str, object]], options: ReadOptions, name: str = "<rows>"
) -> Submission:
    """Read mappings of column names, canonical or aliased, to values; NaN and None are missing.

    The names are row 1, the first mapping row 2, as in a sheet.
    """
    from cmcn4.readers.mappings import read_table  # noqa: PLC0415 - as above
    from cmcn4.readers.tables import of_rows  # noqa: PLC0415

    return read_table(of_rows(rows), options, name)
