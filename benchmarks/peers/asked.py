"""What every peer and floor is asked and answers: the same words for all, of the standard library.

    python with_polars.py FILE THRESHOLDS PERIOD [NAMES]

FILE is csv, csv.gz, Parquet or xlsx, or a folder of xlsx; THRESHOLDS a csv of indicators and the
least they must reach; PERIOD the one that is judged. NAMES is written with the failing rows,
if given. The answer is one line: rows read, failing rows.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class Asked(NamedTuple):
    """The arguments."""

    path: str
    thresholds: str
    period: str
    names: str

    @property
    def paths(self) -> list[str]:
        """The file, or the files of the folder."""
        if not Path(self.path).is_dir():
            return [self.path]
        return sorted(str(each) for each in Path(self.path).glob("*.xlsx"))

    def floors(self) -> dict[str, float]:
        """Return what each indicator must reach."""
        with Path(self.thresholds).open(encoding="utf-8", newline="") as stream:
            return {row["indicator"]: float(row["threshold"]) for row in csv.DictReader(stream)}

    def names_wanted(self, failing: Iterable[tuple[str, str]]) -> None:
        """Write indicator and area of each failing row, where that was asked."""
        if self.names:
            with Path(self.names).open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows(failing)


def asked() -> Asked:
    """Return what the command line asks."""
    return Asked(*(sys.argv[1:] + [""] * 4)[:4])


def answer(rows: int, failing: int) -> None:
    """Print the answer."""
    print(rows, failing)
