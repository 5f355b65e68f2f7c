"""Which engine is taken, and why: DuckDB where it is there, and where much has to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.readers.folders import found_at
from cmcn4.readers.patterns import expanded

_TEXTS = (".csv", ".tsv", ".txt", ".gz", ".parquet")
_LIBRARIES = {"duckdb": ("duckdb", "scale"), "spark": ("pyspark", "spark")}
"""What an engine needs, and the extra that installs it."""
_LEAST = 1 << 20
"""Bytes of text from which on DuckDB makes up for its own start."""


class Choice(NamedTuple):
    """An engine, and the reason, as it is told with `-v`."""

    engine: str
    why: Message


def engine_for(engine: str, paths: Iterable[str], whole: str) -> Choice:
    """Return the engine asked for; else the one that is fastest for what has to be read.

    `whole` is what is asked that needs every row by itself; empty where nothing does.
    Raises UsageError for an engine that is not installed.
    """
    installed = find_spec("duckdb") is not None
    library, extra = _LIBRARIES.get(engine, ("", ""))
    if library and find_spec(library) is None:
        facts = {"engine": engine, "extra": extra}
        raise UsageError(Message("errors.engine", facts), place="--engine")
    if engine != "auto":
        return Choice(engine, Message("cli.engine.asked"))
    if not installed:
        return Choice("python", Message("cli.engine.absent"))
    if whole:
        return Choice("python", Message("cli.engine.whole", {"option": whole}))
    size = 0
    for path in expanded(paths):
        size += sum(_sizes(found_at(path).files))
        if size >= _LEAST:
            return Choice("duckdb", Message("cli.engine.large"))
    return Choice("python", Message("cli.engine.small"))


def _sizes(files: Iterable[str]) -> Iterator[int]:
    """Yield the sizes of the texts among files; what cannot be weighed weighs nothing."""
    for file in map(Path, files):
        if file.suffix.lower() in _TEXTS:
            try:
                yield file.stat().st_size
            except OSError:
                continue
