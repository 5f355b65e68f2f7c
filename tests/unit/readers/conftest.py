"""Short ways to read a text as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cmcn4.model.observation import Submission
from cmcn4.readers import read
from unit.readers.small import options

Reader = Callable[..., Submission]


@pytest.fixture
def read_text(tmp_path: Path) -> Reader:
    """Read a text as a file."""

    def reader(text: str | bytes, *, name: str = "data.csv", **changes: Any) -> Submission:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read([str(path)], options(**changes))

    return reader


@pytest.fixture
def read_value(read_text: Reader) -> Reader:
    """Read one value, or several of one column, of an indicator."""

    def reader(*values: str, indicator: str = "egdi-rank", **changes: Any) -> Submission:
        rows = "".join(f"{indicator}\t{2025 - n}\t{value}\tITU\n" for n, value in enumerate(values))
        return read_text(f"indicator\tperiod\tvalue\tsource\n{rows}", name="data.tsv", **changes)

    return reader
