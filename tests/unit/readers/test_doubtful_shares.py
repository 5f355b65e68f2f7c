"""A share up to 1: its container, its unit and its neighbours decide whether it counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import cmcn4
from cmcn4.model.observation import Observation
from unit.readers import biff, opendocument, xlsb

Rows = list[list[object]]
COMMUNES = "Tỷ lệ xã được phủ cáp quang"
HEAD: list[object] = ["Chỉ tiêu", "Địa phương", "Năm", "Giá trị"]
DOUBT = "percent-suspicious"


def csv(folder: Path, rows: Rows) -> Path:
    path = folder / "data.csv"
    path.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
    return path


def binary(folder: Path, rows: Rows) -> Path:
    return xlsb.write(folder / "data.xlsb", rows)


def only(path: Path) -> Observation:
    (each,) = cmcn4.read(path).observations
    return each


@pytest.mark.parametrize("write", [csv, binary])
def test_a_container_that_tells_no_formats_leaves_a_share_in_doubt(
    write: Callable[[Path, Rows], Path], tmp_path: Path
) -> None:
    each = only(write(tmp_path, [HEAD, [COMMUNES, "Nghệ An", 2024, 0.931]]))
    assert (str(each.value.low), each.origin.doubt) == ("0.931", DOUBT)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ([*HEAD, "Đơn vị tính"], [COMMUNES, "Nghệ An", 2024, 0.931, "%"]),
        ([*HEAD, "Đơn vị tính"], [COMMUNES, "Nghệ An", 2024, 0.931, "% xã"]),
        (HEAD, [COMMUNES, "Nghệ An", 2024, "0.931%"]),
    ],
)
def test_a_percent_sign_beside_or_behind_it_ends_the_doubt(
    head: list[object], row: list[object], tmp_path: Path
) -> None:
    each = only(csv(tmp_path, [head, row]))
    assert (str(each.value.low), each.origin.doubt) == ("0.931", "")


def test_neighbours_of_its_size_end_the_doubt_and_others_do_not(tmp_path: Path) -> None:
    rows: Rows = [
        HEAD,
        ["Tỷ lệ dân số được phủ sóng 5G", "Cả nước", 2022, 0.7],
        ["Tỷ lệ dân số được phủ sóng 5G", "Cả nước", 2023, 1.6],
        ["Tỷ lệ dân số sử dụng Internet", "Cả nước", 2023, 78.4],
        ["Tỷ lệ dân số sử dụng Internet", "Cả nước", 2024, 0.812],
    ]
    found = cmcn4.read(csv(tmp_path, rows)).observations
    assert [each.origin.doubt for each in found] == ["", "", "", DOUBT]


def test_a_percent_cell_of_an_xls_is_a_percentage(tmp_path: Path) -> None:
    pytest.importorskip("xlrd")
    path = tmp_path / "data.xls"
    rows = [HEAD, [COMMUNES, "Nghệ An", 2024, (0.931, "0.0%")], [COMMUNES, "Hà Tĩnh", 2024, 94.5]]
    path.write_bytes(biff.workbook(biff.Sheet("A", rows)))
    found = cmcn4.read(path).observations
    assert [(str(each.value.low), each.origin.doubt) for each in found] == [
        ("93.1", ""), ("94.5", ""),
    ]  # fmt: skip


def test_a_percent_cell_of_an_ods_is_a_percentage(tmp_path: Path) -> None:
    cell, row = opendocument.cell, opendocument.row
    first = row(cell(COMMUNES), cell("Nghệ An"), cell(2024), cell(0.931, percent=True))
    second = row(cell(COMMUNES), cell("Hà Tĩnh"), cell(2024), cell(94.5))
    path = opendocument.write(tmp_path / "data.ods", A=opendocument.rows(HEAD) + first + second)
    found = cmcn4.read(path).observations
    assert [(str(each.value.low), each.origin.doubt) for each in found] == [
        ("93.1", ""), ("94.5", ""),
    ]  # fmt: skip


def test_a_plain_cell_of_an_xls_tells_that_it_is_no_percentage(tmp_path: Path) -> None:
    pytest.importorskip("xlrd")
    path = tmp_path / "data.xls"
    rows = [HEAD, [COMMUNES, "Nghệ An", 2024, 0.931]]
    path.write_bytes(biff.workbook(biff.Sheet("A", rows)))
    each = only(path)
    assert (str(each.value.low), each.origin.doubt) == ("0.931", "")
