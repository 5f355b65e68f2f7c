"""XLS, XLSB and ODS: read in a process apart, with what they do not tell said."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from cmcn4.model.observation import Submission
from cmcn4.readers import read
from cmcn4.readers.containers.legacy import calamine, calamine_process
from unit.readers.opendocument import cell, rows, write
from unit.readers.small import codes, only, options

HEAD: list[object] = ["indicator", "area", "period", "value", "source"]
OLE = b"\xd0\xcf\x11\xe0" + b"\0" * 600


def found(path: Path) -> Submission:
    return read([str(path)], options())


def test_values_have_their_sheet_and_cell_and_the_file_one_warning(tmp_path: Path) -> None:
    path = write(
        tmp_path / "data.ods",
        Bìa=rows(["Báo cáo"]),
        A=rows(HEAD, ["egdi-rank", "VN", 2024, 71, "ITU"]),
        B=rows(HEAD, ["gci-score", "VN", "2024", 94.59, "ITU"]),
    )
    got = found(path)
    assert [(each.place.cell, each.sheet.name, str(each.value.value)) for each in got.observations
            ] == [("D2", "A", "71"), ("D2", "B", "94.59")]  # fmt: skip
    assert codes(got) == ["legacy-format", "rows-skipped"]
    assert got.findings[0].facts["suffix"] == ".ods"


@pytest.mark.parametrize("value", [0.79, 1, 0.004])
def test_what_may_be_a_percentage_is_marked_and_not_multiplied(
    tmp_path: Path, value: float
) -> None:
    head = rows(HEAD)
    line = "".join(map(cell, ["fibre-households", "VN", 2024]))
    row = f"<table:table-row>{line}{cell(value, percent=True)}{cell('ITU')}</table:table-row>"
    got = found(write(tmp_path / "data.ods", A=head + row))
    assert [str(each.value.value) for each in got.observations] == [str(value)]
    assert codes(got) == ["legacy-format", "percent-suspicious"]
    assert got.findings[1].facts["variant"] == "format"


def test_a_rate_below_one_may_be_a_percentage_too(tmp_path: Path) -> None:
    table = rows(HEAD, ["productivity-growth", "VN", 2024, 0.0588, "ITU"])
    assert codes(found(write(tmp_path / "data.ods", A=table))) == [
        "legacy-format", "percent-suspicious",
    ]  # fmt: skip


def test_rows_count_from_the_first_of_the_sheet(tmp_path: Path) -> None:
    blank = '<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>'
    table = blank + rows(HEAD, ["egdi-rank", "VN", 2024, 71, "ITU"])
    assert found(write(tmp_path / "data.ods", A=table)).observations[0].place.cell == "D6"


def test_without_the_extra_the_remedy_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calamine, "find_spec", lambda _: None)
    finding = only(found(write(tmp_path / "data.ods", A=rows(HEAD))))
    assert (finding.code, finding.facts["variant"]) == ("file-unreadable", "legacy")


@pytest.mark.parametrize(
    ("name", "content", "variant"),
    [
        ("data.xls", b"anything", "not-workbook"),
        ("data.ods", b"anything", "not-workbook"),
        ("data.xls", OLE + "Workbook".encode("utf-16-le") * 99, "truncated"),
        ("data.xls", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("data.xls", b"PK\x03\x04", "is-workbook"),
        ("data.xlsb", b"PK\x03\x04", "truncated"),
        ("data.ods", OLE, "encrypted"),
    ],
)
def test_what_is_none_of_these_is_told(
    tmp_path: Path, name: str, content: bytes, variant: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    finding = only(found(path))
    assert (finding.code, finding.facts["variant"]) == ("file-unreadable", variant)


def test_an_archive_that_is_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "data.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b" " * (20 << 20))
    assert only(found(path)).facts["variant"] == "bomb"


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")
def test_cells_repeated_a_billion_times_are_refused(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="16000" office:value-type="float"'
    repeated = f'<table:table-row table:number-rows-repeated="1000000">{blank} office:value="1"/>'
    path = write(tmp_path / "data.ods", A=f"{repeated}</table:table-row>")
    assert codes(found(path)) == ["file-unreadable"]


def test_a_process_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(calamine, "_PROCESS", slow)
    monkeypatch.setattr(calamine, "_LONGEST", 0.1)
    assert only(found(write(tmp_path / "data.ods", A=rows(HEAD)))).facts["variant"] == "bomb"


def test_a_file_too_large_for_the_process_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calamine, "_LARGEST_FILE", 100)
    assert only(found(write(tmp_path / "data.ods", A=rows(HEAD)))).facts["variant"] == "bomb"


def test_dates_truth_and_times_go_over_as_they_are() -> None:
    import datetime as dt

    day = dt.datetime(2025, 6, 30, 7, 30)  # noqa: DTZ001 - cells have none
    cells = [day, True, 2.5, "x", dt.time(7, 30)]
    assert [calamine_process.plain(each) for each in cells] == [
        {"date": "2025-06-30"}, True, 2.5, "x", "07:30:00",
    ]  # fmt: skip
