from __future__ import annotations

from itertools import islice, pairwise
from pathlib import Path

import checks
import data
import openpyxl
import pytest
import truth
import workbooks

from acceptance.cli import inside

SMALL = data.Shape(4, months=14)


def test_files_are_the_same_each_time_and_have_the_rows_of_their_shape(tmp_path: Path) -> None:
    once, again = tmp_path / "once.csv", tmp_path / "again.csv"
    data.write_csv(once, data.rows(SMALL))
    data.write_csv(again, data.rows(SMALL))
    assert once.read_bytes() == again.read_bytes()
    assert len(list(truth.rows(once))) == SMALL.rows == 4 * 25 * 14


def test_the_shapes_have_as_many_rows_as_they_are_called() -> None:
    shapes = (data.C_200, data.C_100K, data.C_1M, data.C_10M, data.C_MANY, data.C_SENT)
    assert [shape.rows for shape in shapes] == [200, 99_900, 996_300, 9_963_000, 33_210, 500]


def test_monthly_values_end_in_december_and_move_a_little() -> None:
    made = [row for row in data.rows(SMALL) if row[:2] == ("ind-03", "xa-0002")]
    assert [row[2] for row in made[:2]] == ["2024-11", "2024-12"]
    assert made[-1][2] == "2025-12"
    values = [float(row[3]) for row in made]
    assert all(abs(one - other) < 0.7 for one, other in pairwise(values))


def test_one_value_in_a_hundred_is_spoilt_and_the_others_are_as_in_the_clean_file() -> None:
    clean, dirty = data.Shape(40), data.dirty(data.Shape(40))
    pairs = list(zip(data.rows(clean), data.rows(dirty), strict=True))
    spoilt = [other for one, other in pairs if one != other]
    assert 80 < len(spoilt) < 160
    assert {row[3] for row in spoilt} == set(data.SPOILT)
    assert all(one[:3] == other[:3] for one, other in pairs)


@pytest.mark.parametrize("name", ["packed.csv.gz", "book.xlsx", "columns.parquet"])
def test_the_same_rows_stand_in_every_kind_of_file(name: str, tmp_path: Path) -> None:
    if name.endswith(".xlsx"):
        workbooks.write(tmp_path / name, data.typed(data.rows(SMALL)))
    elif name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
        data.write_parquet(tmp_path / name, data.rows(SMALL))
    else:
        data.write_csv(tmp_path / name, data.rows(SMALL))
    read = [(*row[:3], float(row[3]), *row[4:]) for row in truth.rows(tmp_path / name)]
    assert read == [(*row[:3], float(row[3]), *row[4:]) for row in data.rows(SMALL)]


def test_a_workbook_is_whole_and_its_figures_are_numbers(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    workbooks.write(path, [("a & b", "ổ"), ("x", 1.5), ("ổ", 2024)])
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert list(sheet.iter_rows(values_only=True)) == [("a & b", "ổ"), ("x", 1.5), ("ổ", 2024)]
    assert inside("read", path).err == ""


def test_built_in_rows_are_of_real_indicators_each_cell_once() -> None:
    made = list(islice(data.built_in(5_000), None))
    assert len({row[:3] for row in made}) == 5_000
    assert {row[2] for row in made[:200]} == {"2025"}


def test_wide_rows_read_as_a_figure_for_each_of_36_years(tmp_path: Path) -> None:
    workbooks.write(tmp_path / "wide.xlsx", islice(data.wide(), 3))
    read = list(truth.rows(tmp_path / "wide.xlsx"))
    assert [row[2] for row in read] == [str(year) for year in range(1990, 2026)] * 2
    assert len({(row[0], row[1]) for row in read}) == 2


def test_the_program_says_of_spoilt_data_what_plain_python_says(tmp_path: Path) -> None:
    shape = data.Shape(12, months=14, share=0.3)
    data.write_csv(tmp_path / "data.csv", data.rows(shape))
    data.write_pack(tmp_path / "pack.yaml", shape.areas)
    read = truth.rows(tmp_path / "data.csv")
    known = truth.monthly(read, data.thresholds(), data.periods(12))
    report, account = tmp_path / "report.csv", tmp_path / "report.json"
    asked = ("--targets", tmp_path / "pack.yaml", "--as-of", data.AS_OF)
    run = inside("check", tmp_path / "data.csv", *asked, "-o", report, "-o", account)
    assert run.code == 3
    for path in (report, account):
        assert list(checks.verdicts(path, known, exact=True)) == []
    assert list(checks.accounts(account, known)) == []
    assert {verdict.word for verdict in known.verdicts.values()} == {"pass", "fail", "no-data"}
    assert known.errors > 0
