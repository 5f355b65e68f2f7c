"""`cmcn4 gaps`: what is not met, worst first, in every format that has such a summary."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from acceptance.cli import AT_2025, HEADER, MISSED, inside, write

SAMPLE = str(Path(__file__).parents[2] / "samples" / "vietnam.csv")


def provinces(tmp_path: Path) -> str:
    """Return data of five provinces, each with fibre and Internet users."""
    names = ("vn-ha-noi", "vn-cao-bang", "vn-dien-bien", "vn-hue", "vn-son-la")
    rows = [
        f"{name},{area},2025,{60 + place * step},{unit},MOST,2025-12-01\n"
        for name, unit, step in (
            ("fibre-households", "% of households", 4),
            ("internet-users", "% of population", 3),
        )
        for place, area in enumerate(names)
    ]
    text = HEADER + "".join(rows)
    return str(write(tmp_path, text))


def test_missed_targets_do_not_fail_the_run(tmp_path: Path) -> None:
    path = str(write(tmp_path, MISSED))
    assert inside("gaps", path, *AT_2025).code == 0
    assert inside("gaps", path, *AT_2025, "--fail-on", "fail").code == 1


def test_data_in_error_exit_with_3_and_are_shown(tmp_path: Path) -> None:
    path = str(write(tmp_path, MISSED + "fibre-households,VN,2025,many,,MOST,\n"))
    result = inside("gaps", path, *AT_2025)
    assert result.code == 3
    assert "number-unreadable" in result.out


def test_settings_do_not_make_the_summary_fail(tmp_path: Path) -> None:
    path = str(write(tmp_path, MISSED))
    settings = write(tmp_path, 'fail-on = "fail"\n', "cmcn4.toml")
    assert inside("gaps", path, *AT_2025, "--config", settings).code == 0


def test_the_worst_comes_first_whatever_its_unit() -> None:
    said = inside("gaps", SAMPLE, *AT_2025, "-f", "csv").out.lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(said)))
    unmet = [each for each in rows if each["verdict"] in ("fail", "pending")]
    share = [float(each["road_left"] or each["relative_gap"]) for each in unmet]
    assert share == sorted(share, reverse=True)
    assert (unmet[0]["target"], unmet[0]["gap"], unmet[0]["road_left"]) == (
        "qd-2289/gii-rank-2030",
        "4",
        "2",
    )
    assert {each["verdict"] for each in rows[len(unmet) :]} == {"review", "no-data"}


def test_json_keeps_the_contract_and_leaves_out_what_is_met() -> None:
    whole = json.loads(inside("check", SAMPLE, *AT_2025, "-f", "json").out)
    short = json.loads(inside("gaps", SAMPLE, *AT_2025, "-f", "json").out)
    assert short["assessments"] == [
        each for each in whole["assessments"] if each["verdict"] != "pass"
    ]
    assert {**short["summary"], "exit_code": 1} == whole["summary"]


def test_many_areas_come_as_a_matrix_and_their_worst_gaps(tmp_path: Path) -> None:
    said = inside("gaps", provinces(tmp_path), *AT_2025, "--horizon", "2025").out
    assert "Areas and targets" in said
    assert "The worst gaps of each area" in said
    assert said.index(" Ha Noi") < said.index(" Son La")


@pytest.mark.parametrize(("by", "first"), [("area", "Ha Noi"), ("pack", "2289/QĐ-TTg")])
def test_sections_are_titled_by_what_they_group(tmp_path: Path, by: str, first: str) -> None:
    said = inside("gaps", provinces(tmp_path), *AT_2025, "--by", by, "-v", "-f", "markdown").out
    titles = [line[5:] for line in said.splitlines() if line.startswith("#### ")]
    assert titles[0] == first


def test_formats_without_a_summary_are_refused(tmp_path: Path) -> None:
    path = str(write(tmp_path, MISSED))
    target = tmp_path / "r.sarif"
    result = inside("gaps", path, "-o", str(target))
    assert result.code == 2
    assert "sarif" in result.err
    assert not target.exists()


def test_nothing_missed_is_said(tmp_path: Path) -> None:
    path = str(write(tmp_path, HEADER + "fibre-households,VN,2025,85.1,% of households,MOST,\n"))
    said = inside("gaps", path, *AT_2025, "--horizon", "2025").out
    assert "\nNothing is short of its target, as far as it could be judged\n" in said


def test_files_are_written_beside_what_is_printed(tmp_path: Path) -> None:
    path = str(write(tmp_path, MISSED))
    inside("gaps", path, *AT_2025, "-o", str(tmp_path / "g.md"), "-o", str(tmp_path / "g.csv"))
    assert "4 targets are not met" in (tmp_path / "g.md").read_text(encoding="utf-8")
    assert (tmp_path / "g.csv").read_bytes().startswith(b"\xef\xbb\xbftarget,")
