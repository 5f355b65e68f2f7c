"""Whatever packs, settings, earlier reports and filled forms hold, a run ends as it should.

Accepted, not accepted, or wrong use with a place: never a defect, never a traceback.
"""

# ruff: noqa: E501 - lists of pieces stand as they are
from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import MergedCell

from acceptance.cli import GOOD, PLAN, inside
from properties.test_fuzz import LONG, MUTATION, VALUES, mutated
from properties.test_fuzz_figures import read

ENDS = {0, 1, 2, 3}
"""Exit codes of a run that ended as it should."""
FULL = """\
targets = ["qd-2289"]
as-of = "2025-12-31"
fail-on = ["fail"]
lang = "en"
[source-order]
default = ["NSO"]
[progress]
method = "cagr-ratio"
[limits]
cells = 9
[form]
deadline = 2026-12-31
[[file]]
path = "*.csv"
area = "VN"
[[accept]]
finding = "source-missing"
cell = "D2"
because = "b"
until = 2026-12-31
"""
PIECES = st.sampled_from(
    ["[", "]", "{", "}", "=", '"', "'", ".", ",", ":", "#", "\n", "- ", "1e9", "0x", "&a", "*a", "<<",
     "[[accept]]", "true", "null", "\t", "\ufeff", "\u202e", "é", "9" * 50, "!!str ", "|", ">", "%"]
)  # fmt: skip
ODD: list[object] = [None, "", "x", -1, 10**40, 1e300, True, [], {}, [[]], "2025-13-01", "\x1b[2J"]
INSERTS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), PIECES, st.integers(0, 8)), min_size=1, max_size=4)  # fmt: skip


def ends(option: str, name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, path = Path(folder) / "data.csv", Path(folder) / name
        data.write_text(GOOD, encoding="utf-8")
        path.write_bytes(content)
        settings = [] if option == "--config" else ["--no-config"]
        result = inside("check", data, option, path, *settings, "--as-of", "2025", "-q")
    assert result.code in ENDS, result.stderr.decode()
    assert b"Traceback" not in result.stderr


def inserted(text: str, inserts: list[tuple[float, str, int]]) -> bytes:
    return mutated(text.encode(), [(at, new.encode(), length) for at, new, length in inserts])


@LONG
@given(inserts=INSERTS)
def test_any_pack_ends_as_it_should(inserts: list[tuple[float, str, int]]) -> None:
    ends("--targets", "pack.yaml", inserted(PLAN, inserts))


@LONG
@given(inserts=INSERTS)
def test_any_settings_end_as_they_should(inserts: list[tuple[float, str, int]]) -> None:
    ends("--config", "cmcn4.toml", inserted(FULL, inserts))


@cache
def report() -> str:
    """Return a report to be compared with."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.csv"
        data.write_text(GOOD + "egdi-rank,VN,2024,x,rank,UN\n", encoding="utf-8")
        return inside("check", data, "-f", "json", "--as-of", "2025", "--no-config").stdout.decode()


def spots(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each collection within a tree with each of its keys."""
    keys = tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in keys:
        yield tree, key
        yield from spots(tree[key])


@LONG
@given(inserts=INSERTS)
def test_any_earlier_report_ends_as_it_should(inserts: list[tuple[float, str, int]]) -> None:
    ends("--baseline", "report.json", inserted(report(), inserts))


@LONG
@given(place=st.floats(0, 1, exclude_max=True), new=st.sampled_from(ODD))
def test_an_earlier_report_of_any_value_ends_as_it_should(place: float, new: object) -> None:
    tree = json.loads(report())
    found = [*spots(tree)]
    inner, key = found[int(place * len(found))]
    inner[key] = new
    ends("--baseline", "report.json", json.dumps(tree).encode())


@cache
def form() -> bytes:
    """Return a small form: what is done with it is done for each example."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        few = ("-t", "qd-2289/*-2025", "--area", "vn-ha-noi", "--years", "2024-2025")
        done = inside("template", "-o", path, *few, "--no-config")
        assert done.code == 0, done.stderr.decode()
        return path.read_bytes()


def first_year(book: openpyxl.Workbook) -> tuple[tuple[int, int], Any]:
    """Return where the code of the first column of figures stands, and the sheet."""
    sheet: Any
    for sheet in book.worksheets:
        for row in sheet.iter_rows(max_row=40):
            for cell in row:
                if cell.value == "C-2024":
                    return (cell.row, cell.column), sheet
    raise AssertionError(book.sheetnames)


@LONG
@given(
    cells=st.lists(
        st.tuples(st.integers(1, 15), st.sampled_from([0, 0, 1, 1, -1, 2]), st.sampled_from([*VALUES, 5, 71.5, True])),
        min_size=1, max_size=8,
    )
)  # fmt: skip
def test_a_form_filled_in_anyhow_loses_no_figure(cells: list[tuple[int, int, object]]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(form()))
    (top, left), sheet = first_year(book)
    for row, column, value in cells:
        at = sheet.cell(top + row, left + column)
        if not isinstance(at, MergedCell):
            at.value = value
            at.data_type = "s" if isinstance(value, str) else at.data_type
    stream = io.BytesIO()
    book.save(stream)
    told = read("form.xlsx", stream.getvalue())
    figures = {(each.row, each.column): each for each in told.observations}
    for (row, column), each in figures.items():
        assert column in (left, left + 1), f"{each.value} in column {column}"
        assert sheet.cell(row, column).value is not None, f"made up: {each.value} in row {row}"
    rows = {finding.place.row for finding in told.findings}
    if None in rows or any(finding.level == "error" for finding in told.findings):
        return
    for row, column, _ in cells:
        at = top + row, left + column
        if column in (0, 1) and type(sheet.cell(*at).value) in (int, float) and at[0] not in rows:
            assert at in figures, f"lost: {at}"


@LONG
@given(changes=MUTATION)
def test_a_form_of_changed_bytes_ends_with_a_report(
    changes: list[tuple[float, bytes, int]],
) -> None:
    read("form.xlsx", mutated(form(), changes))
