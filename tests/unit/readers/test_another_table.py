"""Tables below one another whose columns stand elsewhere; rows that do not stand below theirs."""

from __future__ import annotations

import pytest

from cmcn4.model.observation import Observation
from unit.readers.conftest import Reader
from unit.readers.small import codes, only

HEAD = "indicator,area,period,value,unit,source\n"
FIRST = "fibre-households,VN,2025,100,% of households,MOST\n"
SECOND = "smart-cities,VN,2025,12,cities,MOST\n"


def _seen(rows: list[Observation]) -> list[tuple[str, str, int, str | None]]:
    return [(each.indicator, str(each.value.value), each.row, each.place.cell) for each in rows]


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize("first", ["target", "Kế hoạch", "title"])
def test_a_table_below_one_with_a_column_more_in_front_is_read(
    read_text: Reader, first: str, gap: str
) -> None:
    got = read_text(f"{first},{HEAD}x,{FIRST}{gap}{HEAD}{SECOND}egdi-rank,VN,2025,many,,MOST\n")
    below = 4 + len(gap)
    assert _seen(got.observations) == [
        ("fibre-households", "100", 2, "E2"),
        ("smart-cities", "12", below, f"D{below}"),
    ]
    (wrong,) = (each for each in got.findings if each.level == "error")
    assert (wrong.code, wrong.place.cell) == ("number-unreadable", f"D{below + 1}")


def test_a_table_below_may_stand_further_right_and_have_more_columns(read_text: Reader) -> None:
    got = read_text(f"{HEAD}{FIRST},,{HEAD},,{SECOND}")
    assert _seen(got.observations) == [
        ("fibre-households", "100", 2, "D2"),
        ("smart-cities", "12", 4, "F4"),
    ]
    assert codes(got) == []


def test_a_table_with_years_may_follow_one_of_rows(read_text: Reader) -> None:
    got = read_text(f"{HEAD}{FIRST}Chỉ tiêu,Đơn vị tính,2024,2025\nsmart-cities,cities,11,12\n")
    assert _seen(got.observations) == [
        ("fibre-households", "100", 2, "D2"),
        ("smart-cities", "11", 4, "C4"),
        ("smart-cities", "12", 4, "D4"),
    ]


def test_a_table_of_rows_may_follow_one_with_years(read_text: Reader) -> None:
    got = read_text(
        f"Chỉ tiêu,Đơn vị tính,2024,2025\nfibre-households,% of households,99,100\n{HEAD}{SECOND}"
    )
    assert _seen(got.observations) == [
        ("fibre-households", "99", 2, "C2"),
        ("fibre-households", "100", 2, "D2"),
        ("smart-cities", "12", 4, "D4"),
    ]


def test_the_same_header_once_more_begins_no_table(read_text: Reader) -> None:
    got = read_text(f"{HEAD}{FIRST}{HEAD}{SECOND}")
    assert [each.row for each in got.observations] == [2, 4]
    assert codes(got) == []


def test_a_row_of_a_year_and_a_day_begins_no_table(read_text: Reader) -> None:
    head = "indicator,area,period,sex,value,unit,source,released\n"
    row = "labour-productivity-growth,VN,{},,{},%/year,NSO,2023-02\n"
    got = read_text(head + row.format(2019, "6.62") + row.format(2020, "gần 5"))
    assert [each.row for each in got.observations] == [2, 3]
    assert codes(got) == []


@pytest.mark.parametrize("by", [1, 2, 3])
def test_a_row_beside_its_headings_is_an_error_at_its_name(read_text: Reader, by: int) -> None:
    row = "," * by + "smart-cities,VN,2025,12"
    got = read_text(f"{HEAD}{FIRST}{row}\n")
    assert _seen(got.observations) == [("fibre-households", "100", 2, "D2")]
    wrong = only(got)
    assert (wrong.level, wrong.code, wrong.place.cell) == ("error", "row-ragged", f"{'ABCD'[by]}3")
    ((account,),) = (each.accounts for each in got.inputs)
    assert (account.seen, account.read, account.left) == (3, 1, (("error", 2),))


def test_a_row_moved_to_the_left_is_an_error_too(read_text: Reader) -> None:
    got = read_text(f"title,{HEAD}x,{FIRST}{SECOND}")
    assert _seen(got.observations) == [("fibre-households", "100", 2, "E2")]
    (wrong,) = (each for each in got.findings if each.level == "error")
    assert (wrong.code, wrong.place.cell) == ("row-ragged", "A3")
