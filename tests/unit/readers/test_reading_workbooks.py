"""Whole workbooks of ministries and provinces: right area, right figures, no noise around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.reading.inputs import look
from cases.reading.workbooks import BOOKS


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_reads_as_an_expert_reads_it(name: str, tmp_path: Path) -> None:
    book = BOOKS[name]()
    seen = look(tmp_path, book)
    assert seen.read == sorted(book["read"])
    assert seen.findings == sorted(book.get("findings", []))
    assert seen.accepted is book.get("accepted", True)
    expected = book.get("left", {})
    assert {reason: seen.left.get(reason, 0) for reason in expected} == expected
