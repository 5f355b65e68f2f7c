"""Parquet: its texts are texts, its numbers are exact, its dates are dates."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from cmcn4.model.limits import Limits
from cmcn4.readers import read
from unit.readers.small import codes, only, options

ROWS = """
    SELECT 'fibre-households' AS indicator, 'VN' AS area, 2024 AS period, {value} AS value,
    '%' AS unit
    UNION ALL SELECT 'fibre-households', 'vn-ha-noi', 2025, {other}, '%'
"""


def made(path: Path, select: str) -> str:
    duckdb.connect().execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return str(path)


@pytest.mark.parametrize(
    ("value", "other"),
    [
        ("55.20::DECIMAL(10, 2)", "7.125"),
        ("55.2::DOUBLE", "7.125"),
        ("'55.2'", "'7.125'"),
        ("55.2::DOUBLE", "'7.125'::DOUBLE"),
    ],
)
def test_numbers_and_texts_of_parquet_are_read_as_of_a_workbook(
    tmp_path: Path, value: str, other: str
) -> None:
    path = made(tmp_path / "a.parquet", ROWS.format(value=value, other=other))
    submission = read([path], options())
    assert codes(submission) == []
    found = [(row.area, row.period.code, str(row.value.low), row.row, row.column)
             for row in submission.observations]  # fmt: skip
    assert found == [("VN", "2024", "55.2", 2, 4), ("vn-ha-noi", "2025", "7.125", 3, 4)]


def test_a_date_and_what_is_missing_are_read(tmp_path: Path) -> None:
    select = """
        SELECT 'fibre-households' AS indicator, 'VN' AS area, DATE '2024-06-30' AS period,
        55::INTEGER AS value, 'ITU' AS source, TIMESTAMP '2024-12-20 10:00:00' AS released
        UNION ALL SELECT 'fibre-households', 'VN', DATE '2025-06-30', NULL, 'ITU', NULL
    """
    submission = read([made(tmp_path / "a.parquet", select)], options())
    (row,) = submission.observations
    assert (row.period.code, str(row.value.low), str(row.origin.released)) == (
        "2024-06-30", "55", "2024-12-20",
    )  # fmt: skip


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    path = Path(made(tmp_path / "a[*].parquet", ROWS.format(value="5", other="6")))
    assert len(read([str(path)], options()).observations) == 2
    whole = path.read_bytes()
    for broken in (whole[:100], b"PAR1", b"", whole[:40] + bytes(60) + whole[100:], b"a,b\n" * 99):
        path.write_bytes(broken)
        finding = only(read([str(path)], options()))
        told = finding.code, {key: said for key, said in finding.facts.items() if key != "suffix"}
        assert told in (("file-unreadable", {"variant": "parquet"}), ("file-empty", {})), broken


def test_texts_that_are_no_utf_8_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    select = "SELECT 'fibre-households' AS indicator, 'Xzyzzy' AS area, 2024 AS period, 5 AS value"
    duckdb.connect().execute(
        f"COPY ({select}) TO '{path}' (FORMAT parquet, COMPRESSION uncompressed)"
    )
    path.write_bytes(path.read_bytes().replace(b"Xzyzzy", b"X\xff\xfezzy"))
    finding = only(read([str(path)], options()))
    assert (finding.code, finding.facts["variant"]) == ("file-unreadable", "parquet")


def test_without_the_extra_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "a.parquet", ROWS.format(value="5", other="6"))
    monkeypatch.setattr("cmcn4.readers.containers.parquet.find_spec", lambda _: None)
    finding = only(read([path], options()))
    assert (finding.code, finding.facts["variant"]) == ("file-unreadable", "scale")


def test_a_small_file_of_very_many_rows_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cmcn4.readers.containers.parquet._part", None)
    nothing = "SELECT NULL::INT AS value, NULL::INT AS indicator FROM range(100000)"
    few = options(limits=Limits(cells=1 << 14))
    submission = read([made(tmp_path / "a.parquet", nothing)], few)
    (finding,) = submission.findings
    assert (finding.code, finding.facts["setting"]) == ("file-unreadable", "cells")
