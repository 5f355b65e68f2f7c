"""A floor: Python's csv.reader iterates, nothing else."""

from __future__ import annotations

import csv
from pathlib import Path

from asked import answer, asked

with Path(asked().path).open(encoding="utf-8", newline="") as stream:
    answer(sum(1 for _ in csv.reader(stream)) - 1, -1)
