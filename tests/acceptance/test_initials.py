"""Initials of two indices: what settles them in one row says nothing of another one."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from acceptance.cli import inside, write

ROWS = (
    'GII rank,MY,2019,35,rank,{},"GII 2019, Cornell/INSEAD/WIPO"\n',
    "GII rank,TH,2019,43,rank,{},a blog\n",
    "GII rank,VN,2019,42,rank,{},another blog\n",
)


@pytest.mark.parametrize("status", ["", "final", "verified"])
@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_rows_are_read_alike_in_whatever_order(
    order: tuple[int, ...], status: str, tmp_path: Path
) -> None:
    text = "indicator,area,period,value,unit,status,source\n"
    text += "".join(ROWS[place].format(status) for place in order)
    told = inside("read", write(tmp_path, text), "--no-config", "-f", "json").json
    found = [each["code"] for each in told["findings"] if each["level"] == "error"]
    assert [each["area"] for each in told["observations"]] == ["MY"]
    assert found == ["indicator-ambiguous"] * 2
