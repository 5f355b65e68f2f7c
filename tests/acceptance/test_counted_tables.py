"""Tables and long labels without end: counted, refused beyond a number that a setting raises."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import Result, inside, untraced, write

TABLE = "Chỉ tiêu,Năm {year}\ninternet-users,70\n\n"
HEADER = "Chỉ tiêu,Năm {year},Đơn vị,Nguồn\n"
ROW = "internet-users,70,%,x\n"
WIDE = "Chỉ tiêu" + ",Năm 2025" * 400 + "\n"
BESIDE = "Chỉ tiêu,Năm 2025,," * 120 + "\n" + "internet-users,70,," * 120 + "\n"
HUNDRED = "[limits]\ntables = 100\n"
LIMIT = "The file has more than the limit `tables` allows."


def checked(data: Path, *options: str) -> Result:
    result = inside("check", data, "--as-of", "2025", "--lang", "en", "-f", "json", *options)
    untraced(result)
    return result


def told(result: Result) -> list[tuple[object, object]]:
    errors = [each for each in result.json["findings"] if each["level"] == "error"]
    return [(each["code"], each["message"].split("\n")[0]) for each in errors]


def tables(count: int) -> str:
    return "".join(TABLE.format(year=1990 + n % 36) for n in range(count))


def test_tables_beyond_the_limit_are_refused_with_the_setting(tmp_path: Path) -> None:
    result = checked(write(tmp_path, tables(3_000)), "--no-config")
    assert (result.code, told(result)) == (3, [("file-unreadable", LIMIT)])


@pytest.mark.parametrize(
    "content",
    [
        tables(120),
        "".join(HEADER.format(year=1990 + n % 36) for n in range(1_000)) + ROW,
        tables(1) + "".join(f"Chỉ tiêu,Đơn vị,cột {n % 40}\n" for n in range(1_000)),
        WIDE * 9 + "internet-users" + ",70" * 400 + "\n",
        BESIDE,
    ],
    ids=["below", "headers", "no-headers", "wide-headers", "beside"],
)
def test_looking_for_tables_counts_whatever_comes_of_it(content: str, tmp_path: Path) -> None:
    config = write(tmp_path, HUNDRED, "cmcn4.toml")
    result = checked(write(tmp_path, content), "--config", str(config))
    assert (result.code, told(result)) == (3, [("file-unreadable", LIMIT)])
    assert told(checked(tmp_path / "data.csv", "--no-config"))[:1] != [("file-unreadable", LIMIT)]


def test_a_header_that_comes_again_in_a_long_table_is_no_table(tmp_path: Path) -> None:
    head = "indicator,area,period,value,unit,source\n"
    rows = (f"{head}internet-users,VN,{1990 + n % 36},70,%,MOST\n" for n in range(2_500))
    config = write(tmp_path, HUNDRED, "cmcn4.toml")
    result = checked(write(tmp_path, "".join(rows)), "--config", str(config))
    assert result.json["inputs"][0]["observations"] == 2_500


@pytest.mark.parametrize(("long", "refused"), [(180, False), (220, True)])
def test_a_long_label_counts_twice(long: int, refused: bool, tmp_path: Path) -> None:
    config = write(tmp_path, "[limits]\nlabels = 100\n", "cmcn4.toml")
    labels = (("tỷ lệ (a) [b] - * " * 22)[: long - 2] + str(10 + n) for n in range(70))
    rows = "Chỉ tiêu,Năm 2025\ninternet-users,70\n" + "".join(f"{label},70\n" for label in labels)
    result = checked(write(tmp_path, rows), "--config", str(config))
    limit = [("file-unreadable", LIMIT.replace("tables", "labels"))]
    assert told(result) == (limit if refused else [])
