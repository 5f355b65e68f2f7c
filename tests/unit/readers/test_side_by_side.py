"""Tables side by side: each is read by its own columns, and by those before all of them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from cmcn4.readers.layout.roles.looks import Looks
from unit.readers.conftest import Reader
from unit.readers.small import codes

HEAD, ROW = "Chỉ tiêu,Đơn vị tính,Năm 2024", "egdi-rank,rank,71"


def test_each_is_read_by_its_own_columns(read_text: Reader) -> None:
    got = read_text(
        "Chỉ tiêu,Năm 2024,,Chỉ tiêu,Phân tổ lạ,Năm 2023\n"
        "egdi-rank,71,,egdi-rank,urban,72\n,,,productivity-growth,other,5\n"
    )
    assert [(each.value.value, str(each.period)) for each in got.observations] == [
        (Decimal(71), "2024")
    ]
    assert codes(got) == ["column-ambiguous"]


def test_areas_before_all_tables_are_those_of_each(read_text: Reader) -> None:
    got = read_text(
        "Địa phương,Chỉ tiêu,Năm 2024,,Chỉ tiêu,Năm 2023\n"
        "VN,egdi-rank,71,,egdi-rank,72\nLA,egdi-rank,150,,egdi-rank,152\n"
    )
    assert [(each.area, each.value.value) for each in got.observations] == [
        ("VN", Decimal(71)), ("LA", Decimal(150)), ("VN", Decimal(72)), ("LA", Decimal(152)),
    ]  # fmt: skip


def test_work_grows_with_the_number_of_tables(
    read_text: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = Counter[int]()
    texts = Looks.texts

    def counted(self: Looks, index: int) -> Counter[str]:
        looked[tables] += 1
        return texts(self, index)

    monkeypatch.setattr(Looks, "texts", counted)
    for tables in (8, 16, 32):
        got = read_text(f"{',,'.join([HEAD] * tables)}\n{',,'.join([ROW] * tables)}\n")
        assert len(got.observations) == tables
    assert looked[32] - looked[16] == 2 * (looked[16] - looked[8])
