"""Makers of tables whose rows are each wrong in another way, or in one way each elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import islice, product
from pathlib import Path

from hostile_texts import Makers, text
from hostile_workbooks import sheet, xlsx

_ROWS = 60_000
_HEAD = "indicator,area,period,value,unit,source,released,status\n"
_INDICATORS = (
    "internet-users", "fibre-households", "smartphone-share", "5g-population-coverage",
    "mobile-4g-5g-coverage", "fibre-communes", "e-payment-accounts",
)  # fmt: skip
_AREAS = (
    "VN", "vn-an-giang-2025", "vn-bac-ninh-2025", "vn-ca-mau-2025", "vn-can-tho-2025",
    "vn-ha-noi", "LA", "KH", "TH", "MY", "SG", "ID", "PH", "MM", "BN",
)  # fmt: skip
_PERIODS = [f"{year}-{month:02}" for year in range(1975, 2025) for month in range(1, 13)]
_KINDS = {
    "units": "{cell},71,unit {n},GSO,\n",
    "other-units": "{cell},71,USD {n},GSO,\n",
    "days": "{cell},71,%,GSO,day {n}\n",
    "sources-not-stated": "{cell},71,%,,\n",
    "shares": "{cell},0.{n:06},,GSO,\n",
    "statuses": "{cell},71,%,GSO,,st{n}\n",
    "numbers": "{cell},x{n},%,GSO,\n",
    "numbers-out-of-range": "{cell},{n}00,%,GSO,\n",
    "notes-in-numbers": "{cell},71 s{n},%,GSO,\n",
    "cells-too-many": "{cell},71,%,GSO,,,x{n}\n",
    "units-and-sources": "{cell},x{n},unit {n},,day {n}\n",
    "rows-again": "{cell},71,%,GSO,\n{cell},71,%,GSO,\n",
    "values-in-conflict": "{cell},71,%,GSO,\n{cell},72,%,GSO,\n",
    "sources-in-conflict": "{cell},71,%,GSO,\n{cell},72,%,MIC,\n",
}
"""Rows of one figure each; those of two lines are half as many."""

_SAME = '"' * 4
"""A cell of a mark of «the same as above»."""
_TABLE = (
    "UBND TỈNH LÀO CAI,,x\nLào Cai ngày {} tháng {} năm 2025\nChỉ tiêu,Năm 2025\n"
    "internet-users,70\nNơi nhận:\n\n"
)


def _rows(form: str) -> list[str]:
    cells = map(",".join, product(_INDICATORS, _AREAS, _PERIODS))
    numbered = enumerate(islice(cells, _ROWS // form.count("\n")))
    return [form.format(cell=cell, n=number) for number, cell in numbered]


def tables() -> Makers:
    """Return a table of each kind of wrong, and many tables side by side."""
    return {
        **{
            name: partial(lambda form: text(_HEAD + "".join(_rows(form))), form)
            for name, form in _KINDS.items()
        },
        "spans": lambda: text(
            _HEAD
            + "".join(
                f"fibre-households,VN,{1900 + n % 90}-{1991 + n % 30},71,%,GSO,\n"
                for n in range(_ROWS)
            )
        ),
        "rows-of-ditto-marks": lambda: text(
            f"{_HEAD}internet-users,VN,2025,70,%,MOST\n"
            + f"{_SAME},{_SAME},2025,70,{_SAME}\n" * 150_000
        ),
        "tables-side-by-side": lambda: text(_side_by_side(120)),
        "tables-below": lambda: text("Chỉ tiêu,Năm 2025\ninternet-users,70\n\n" * _ROWS),
        "tables-with-letterheads": lambda: text(
            "".join(_TABLE.format(n % 28 + 1, n % 12 + 1) for n in range(8_000))
        ),
        "headers": lambda: text(
            "".join(f"Chỉ tiêu,Năm {1990 + n % 40},Đơn vị,Nguồn\n" for n in range(100_000))
        ),
        "wide-headers": lambda: text(
            f"Chỉ tiêu{',Năm 2025' * 9_000}\n" * 30 + f"internet-users{',70' * 9_000}\n"
        ),
    }


def _side_by_side(count: int) -> str:
    row = ("Hà Nội", "Tỷ lệ hộ gia đình có cáp quang", "71", "")
    lines = [("Tỉnh", "Chỉ tiêu", "2024", "")] + [row] * 3 + [("a", "b", "c", "d")] * 40
    return "".join(",".join(line * count) + "\n" for line in lines)


def folders() -> dict[str, Callable[[], Callable[[Path], None]]]:
    """Return a folder of sixty files of each kind of wrong."""

    def maker(form: str) -> Callable[[Path], None]:
        def make(path: Path) -> None:
            path.mkdir()
            rows = _rows(form)
            for number in range(60):
                own = "".join(rows[number::60])
                path.joinpath(f"{number}.csv").write_text(_HEAD + own, encoding="utf-8")

        return make

    return {
        name: partial(maker, _KINDS[name]) for name in ("units", "sources-not-stated", "numbers")
    }


def workbooks() -> Makers:
    """Return a workbook of each of some kinds of wrong, and a wide one."""
    cell = '<c t="str"><v>{}</v></c>'.format
    row = "<row>{}</row>".format

    def wrong(form: str) -> str:
        return sheet(
            "".join(row("".join(map(cell, line.strip().split(",")))) for line in _rows(form))
        )

    wide = row(
        "".join(map(cell, ("indicator", "area", *(str(1990 + n % 36) for n in range(9_000)))))
    )
    figures = row(cell("fibre-households") + cell("VN") + "<c><v>71</v></c>" * 9_000)
    return {
        **{
            name: partial(lambda form: xlsx(wrong(form)), _KINDS[name])
            for name in ("units", "days", "numbers", "shares")
        },
        "wide": lambda: xlsx(sheet(wide + figures * 20)),
    }
