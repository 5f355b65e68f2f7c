"""Data as a script has them: paths, open files, rows, columns, dataframes of any library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.observation import Submission
from cmcn4.readers import read
from cmcn4.readers.paths import Held
from cmcn4.readers.tables import Table, is_frame, of_columns, of_frame, of_rows

if TYPE_CHECKING:
    from cmcn4.readers import Reading, ReadOptions


class File(Protocol):
    """An open file, of bytes or of text."""

    def read(self) -> bytes | str:
        """Return what is left of it."""


class ArrowStream(Protocol):
    """A dataframe that gives Arrow's C stream, as those of pandas, Polars and DuckDB do."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Return the capsule of its stream."""


class Collected(Protocol):
    """A query that is worked out when it is asked for: a lazy frame of Polars or narwhals."""

    def collect(self) -> Any:
        """Return its dataframe."""


Path: TypeAlias = str | PathLike[str]
Rows: TypeAlias = Iterable[Mapping[str, Any]]
Columns: TypeAlias = Mapping[str, Any]
Data: TypeAlias = Path | File | Sequence[Path | File] | Rows | Columns | ArrowStream | Collected
"""What may be read."""

_PACKED = ((b"PK\x03\x04", ".xlsx"), (b"\xd0\xcf\x11\xe0", ".xls"), (b"\x1f\x8b", ".csv.gz"))
"""What a file without a name begins with, and its suffix."""
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


def read_given(data: Data, options: ReadOptions, how: Reading | None = None) -> Submission:
    """Read data in any of these forms.

    Raises UsageError for what is none, and for paths that do not exist.
    """
    if isinstance(data, (str, PathLike)):
        return read([fspath(data)], options, how)
    if _is_file(data):
        return read([_held(data, options)], options, how)
    table = _table(data)
    if table is not None:
        return _read_table(table, options)
    items = _items(data)
    if items and all(isinstance(item, (str, PathLike)) or _is_file(item) for item in items):
        files = [_held(item, options) if _is_file(item) else fspath(item) for item in items]
        return read(files, options, how)
    if not all(isinstance(item, Mapping) for item in items):
        raise _unknown(next(item for item in items if not isinstance(item, Mapping)))
    return _read_table(of_rows(items), options)


def paths_of(data: Data) -> list[str]:
    """Return the paths among what is given; of rows and frames there are none."""
    if isinstance(data, (str, PathLike)):
        return [fspath(data)]
    if isinstance(data, Sequence):
        return [fspath(item) for item in data if isinstance(item, (str, PathLike))]
    return []


def _table(data: Any) -> Table | None:
    if is_frame(data):
        return of_frame(data)
    return of_columns(data) if isinstance(data, Mapping) else None


def _items(data: Any) -> list[Any]:
    """Return what is given one after the other; bytes are text nobody has read."""
    if isinstance(data, (bytes, bytearray)) or not isinstance(data, Iterable):
        raise _unknown(data)
    return list(data)


def _unknown(data: object) -> UsageError:
    return UsageError(Message("errors.data", {"type": type(data).__qualname__}), place="data")


def _read_table(table: Table, options: ReadOptions) -> Submission:
    from cmcn4.readers.mappings import read_table  # noqa: PLC0415 - where there is a table

    return read_table(table, options, "<rows>")


def _is_file(data: object) -> bool:
    return callable(getattr(data, "read", None)) and not isinstance(data, PathLike)


def _held(file: Any, options: ReadOptions) -> Held:
    """Return what an open file holds, by its name; one without a name is known by its bytes."""
    content = file.read()
    if isinstance(content, str):
        known = options.encoding != "auto"
        content = content.encode(options.encoding if known else "utf-8", "surrogateescape")
    name = getattr(file, "name", None)
    return Held(name if isinstance(name, str) else f"<file>{_suffix(content)}", content)


def _suffix(content: bytes) -> str:
    if _OPEN_DOCUMENT in content[:200]:
        return ".ods"
    return next((suffix for start, suffix in _PACKED if content.startswith(start)), ".csv")
