"""Of what is wrong a thousand times the first hundred are told, then how many more there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from acceptance.cli import AT_2025, HEADER, PLAN, inside, write
from cmcn4.cli.config import load
from cmcn4.cli.setting import place
from cmcn4.packs import wording
from cmcn4.packs.nearest import close

WRONG_RULE = """\
  - id: t{0}
    title: {{vi: T{0}, en: T{0}}}
    horizon: 2030
    rule: {{kind: threshold, indicator: egdi-rank, atmost: 50}}
"""
ROW = "fibre-households,VN,2025,{},% of households,MOST,\n"


@pytest.mark.parametrize(
    ("values", "code", "counts", "status"),
    [
        ([85] * 300, "duplicate-same", [1] * 100 + [199], 0),
        ([85, *range(86, 90), *[91] * 200], "duplicate-conflict", [1] * 100 + [104], 3),
    ],
)
def test_rows_of_one_cell_are_told_a_hundred_times(
    tmp_path: Path, values: list[int], code: str, counts: list[int], status: int
) -> None:
    path = write(tmp_path, HEADER + "".join(map(ROW.format, values)))
    ran = inside("check", path, "--no-config", "-f", "json", *AT_2025)
    told = [each for each in ran.json["findings"] if each["code"] == code]
    assert [each["count"] for each in told] == counts
    assert ran.code == status


def test_problems_of_one_kind_are_told_a_thousand_times_in_a_file(tmp_path: Path) -> None:
    rows = [f"fibre-households,VN,{year}-{month:02},{{}},%,{{}},\n"
            for year in range(1920, 2020) for month in range(1, 13)]  # fmt: skip
    path = write(tmp_path, HEADER + "".join(row.format("85", "") for row in rows))
    ran = inside("check", path, "--no-config", "-f", "json", *AT_2025)
    told = [each for each in ran.json["findings"] if each["code"] == "source-missing"]
    assert [each["count"] for each in told] == [1] * 1000 + [200]
    assert (told[-1]["cell"], told[-1]["accept"]) == ("F1002", None)
    assert told[-2]["accept"] is not None
    assert ran.json["inputs"][0]["warnings"] == ran.json["summary"]["warnings"] >= 1200
    wrong = write(
        tmp_path, HEADER + "".join(row.format("abc", "MOST") for row in rows), "wrong.csv"
    )
    ran = inside("check", wrong, "--no-config", "-f", "json", *AT_2025)
    told = [each for each in ran.json["findings"] if each["code"] == "number-unreadable"]
    assert [each["count"] for each in told] == [1] * 1000 + [200]
    assert ran.json["summary"]["errors"] == 1200
    assert ran.code == 3


def test_each_of_very_many_problems_can_be_accepted(tmp_path: Path) -> None:
    rows = [f"fibre-households,VN,{year}-{month:02},85,%,,\n"
            for year in range(1920, 2020) for month in range(1, 13)]  # fmt: skip
    path = write(tmp_path, HEADER + "".join(rows))
    settings = write(tmp_path, "", "cmcn4.toml")
    accepted = inside("accept", "source-missing", path, "--because", "b", "--config", settings)
    assert accepted.out.count("[[accept]]") == 1200
    ran = inside("check", path, "--config", settings, "-f", "json", *AT_2025)
    told = [each for each in ran.json["findings"] if each["code"] == "source-missing"]
    assert all(each["decision"] for each in told)
    assert [each["count"] for each in told] == [1] * 1200


def test_problems_of_a_pack_are_told_a_hundred_times(tmp_path: Path) -> None:
    pack = write(tmp_path, PLAN + "".join(f"documnt{n}: 1\n" for n in range(250)), "pack.yaml")
    ran = inside("check", write(tmp_path, HEADER), "-t", pack, "--no-config", *AT_2025)
    lines = ran.stderr.decode().splitlines()
    assert sum("documnt" in line for line in lines) == 100
    assert any("150" in line for line in lines)
    assert ran.code == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[" * 100_000, "nested more than 16 levels deep"),
        ("{a: " * 100_000, "nested more than 16 levels deep"),
        (f"0x{'f' * 1_000_000}", "number"),
    ],
    ids=["brackets", "braces", "digits"],
)
def test_a_pack_that_would_take_minutes_is_told_at_once(
    tmp_path: Path, text: str, told: str
) -> None:
    pack = write(tmp_path, f"{PLAN}more: {text}\n", "pack.yaml")
    ran = inside("check", write(tmp_path, HEADER), "-t", pack, "--no-config", *AT_2025)
    assert told in ran.stderr.decode()
    assert ran.code == 3


def test_what_was_meant_is_looked_for_a_hundred_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(name: str, names: Iterable[str]) -> list[str]:
        asked.append(name)
        return close(name, names)

    monkeypatch.setattr(wording, "close", counted)
    rules = "".join(map(WRONG_RULE.format, range(500)))
    pack = write(tmp_path, PLAN.partition("targets:")[0] + f"targets:\n{rules}", "pack.yaml")
    ran = inside("check", write(tmp_path, HEADER), "-t", pack, "--no-config", *AT_2025)
    assert ran.code == 3
    assert 0 < len(asked) <= 100


def test_each_line_of_the_settings_is_looked_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def counted(line: str) -> Iterator[str]:
        seen.append(line)
        return names_of(line)

    names_of = place._names  # noqa: SLF001 - to count what is asked of it
    monkeypatch.setattr(place, "_names", counted)
    lines = ["[source-order]", *(f'a{n} = ["b"]' for n in range(2_000))]
    settings = write(tmp_path, "\n".join(lines), "cmcn4.toml")
    stated = load(str(settings), wanted=True, start=tmp_path).stated
    assert [setting.place for setting in stated] == [f"cmcn4.toml:{n + 2}" for n in range(2_000)]
    assert seen == lines


def test_an_earlier_report_of_millions_of_values_is_not_read(tmp_path: Path) -> None:
    report = write(tmp_path, f"[{'1,' * 2_000_001}1]", "report.json")
    data = write(tmp_path, HEADER + ROW.format(85))
    ran = inside("check", data, "--baseline", report, "--no-config", *AT_2025)
    assert b"more than 2000000 values" in ran.stderr
    assert ran.code == 2
