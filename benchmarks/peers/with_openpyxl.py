"""A floor: openpyxl's read-only mode iterates the cells, nothing else."""

from __future__ import annotations

import openpyxl
from asked import answer, asked

rows = 0
for path in asked().paths:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows += sum(1 for row in book.worksheets[0].rows if [cell.value for cell in row]) - 1
answer(rows, -1)
