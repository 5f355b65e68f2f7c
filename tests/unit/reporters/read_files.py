"""A report on two files with all that the reader tells of them, made by hand."""

from __future__ import annotations

from dataclasses import replace

from cmcn4.model.account import Account, ColumnRead, Said, TableRead
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Input
from cmcn4.model.place import Place, Sheet
from cmcn4.model.report import Report
from unit.evaluation.submitted import report, row

FIRST = Sheet("in/Báo cáo tỉnh.xlsx", "Biểu 1")
NOTES = Sheet("in/Báo cáo tỉnh.xlsx", "Ghi chú")
EMPTY = Sheet("in/b.csv")
COLUMNS = (
    ColumnRead(1, "TT", "counter", "cells"),
    ColumnRead(2, "Chỉ tiêu", "indicator", "name"),
    ColumnRead(3, "Đơn vị tính", "unit", "name"),
    ColumnRead(4, "Thực hiện · Năm 2025", "value", "above", "2025"),
    ColumnRead(5, "Thực hiện · So với cùng kỳ năm trước (%)", "change", "name"),
    ColumnRead(6, "Xếp \x1b[31m hạng\ntrong vùng", "unread", "cells"),
)
SAID = (
    Said("area", "vn-lao-cai-2025", Place(FIRST, 1, 1)),
    Said("source", "UBND TỈNH LÀO CAI", Place(FIRST, 1, 1)),
    Said("released", "2025-12-05", Place(FIRST, 2, 4)),
    Said("period", "2025-H1", Place(FIRST)),
)
FOUND = {"columns": ("Xếp hạng trong vùng",), "variant": "heading"}
FINDINGS = (
    Finding("column-unread", Place(FIRST, 4, 6), FOUND, 9),
    Finding("nothing-read", Place(EMPTY), {"numbers": 12, "reasons": (("series", 7), ("plan", 5))}),
)


def read_files() -> Report:
    """Return the report of a reading: a workbook of two sheets, and a file that gave nothing."""
    made = report([row("85.1", FIRST.path, area="vn-lao-cai-2025", line=6)])
    own = made.observations[0]._replace(sheet=FIRST)
    table = TableRead(FIRST, (4, 5), (6, 20), COLUMNS, SAID, observations=1)
    accounts = (
        Account(FIRST, 44, 1, (("series", 20), ("change", 14), ("unread", 9))),
        Account(NOTES, 2, 0, (("surroundings", 2),)),
    )
    return replace(
        made,
        observations=[own],
        inputs=(
            Input(path=FIRST.path, sha256="0", area="vn-lao-cai-2025", observations=1, warnings=1,
                  accounts=accounts, tables=(table,)),
            Input(path=EMPTY.path, sha256="1", errors=1,
                  accounts=(Account(EMPTY, 12, 0, (("series", 7), ("plan", 5))),)),
        ),
        findings=FINDINGS,
        assessments=(),
    )  # fmt: skip
