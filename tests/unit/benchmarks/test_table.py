from __future__ import annotations

from pathlib import Path

import bench
import data
import environments
import pytest
import run
import table
from jobs import BARE, FASTEST, FASTEST_NAMING, GOALS, JOBS, QUICK, Unit
from measure import Measure
from programs import PROGRAMS
from table import Result

from cmcn4.cli.options import Engines

OTHERS = {
    "pandera": Measure(1.0, 1, 90),
    "cuallee": Measure(0.5, 1, 95.4),
    "duckdb": Measure(0.25, 1, 80),
}


def result(name: str, cpu: float = 1.1, base: Measure | None = None) -> Result:
    return Result(bench.by_name(name), Measure(cpu, 2.25, 449.6), base, OTHERS)


def test_a_job_has_a_line_for_each_goal_with_its_ratio_and_whether_it_is_met() -> None:
    first, second = table.rows(result("1M-csv"))
    assert first == (
        "| 1,000,000 rows of csv, 83,025 assessments, with `scale` | 1.10 / 2.25 / 450 | pandera "
        "1.00 / 90 · cuallee* 0.50 / 95 | duckdb 0.25 / 80 | 4.40 × duckdb | ≤ 4 × | **missed** |"
    )
    assert second == (
        "|  |  |  |  | 1.10 × pandera | ≤ 1.2 × fastest peer that names failing rows | met |"
    )


def test_the_fastest_peer_is_no_floor_and_names_rows_where_that_is_asked() -> None:
    assert table.fastest(OTHERS, naming=False) == "cuallee"
    assert table.fastest(OTHERS, naming=True) == "pandera"
    assert table.fastest({"duckdb": OTHERS["duckdb"]}, naming=False) is None


def test_memory_and_what_a_report_adds_are_told_in_their_units() -> None:
    (_, memory) = table.rows(result("10M-csv"))
    assert memory == "|  |  |  |  | 450 MB | ≤ 450 MB | met |"
    seconds, more = table.rows(result("many-csv", base=Measure(0.25, 1, 400)))
    assert seconds.endswith("| +0.85 s more without it | ≤ 1.2 s more | met |")
    assert more == "|  |  |  |  | +50 MB more without it | ≤ 50 MB more | met |"


def test_a_goal_whose_other_was_not_measured_is_neither_met_nor_missed() -> None:
    lone = result("1M-csv")._replace(others={"cuallee": OTHERS["cuallee"]})
    first, second = table.rows(lone)
    assert first.endswith("| duckdb was not measured | ≤ 4 × | ? |")
    assert second.endswith(" was not measured | ≤ 1.2 × | ? |")


def test_a_job_without_a_goal_has_one_line() -> None:
    (line,) = table.rows(result("1M-csv-gz", 12.34))
    assert line.endswith("| 12.3 / 2.25 / 450 | pandera 1.00 / 90 · cuallee* 0.50 / 95 | "
                         "duckdb 0.25 / 80 |  |  |  |")  # fmt: skip


def test_the_table_stands_between_its_marks_and_nothing_else_changes() -> None:
    text = f"a\n{table.BEGIN}\nold\n{table.END}\nb\n"
    assert table.written(text, ["", "new", ""]) == (f"a\n{table.BEGIN}\n\nnew\n\n{table.END}\nb\n")
    with pytest.raises(ValueError, match="no <!-- measured"):
        table.written("a\n", [])


def test_the_readme_has_the_marks_and_names_every_peer() -> None:
    text = run.README.read_text(encoding="utf-8")
    assert table.written(text, ["", "x", ""]).count("x") > 0
    assert all(name in text for name in PROGRAMS)


def test_each_goal_is_of_a_job_that_measures_what_it_is_against() -> None:
    for goal in GOALS:
        job = bench.by_name(goal.job)
        if goal.unit in (Unit.SECONDS_MORE, Unit.MEGABYTES_MORE):
            assert job.base
        elif goal.unit is Unit.RATIO and goal.against not in (FASTEST, FASTEST_NAMING):
            assert goal.against in (*job.others, job.base)


def test_each_job_is_of_files_packs_peers_and_jobs_that_there_are() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)
    for job in JOBS:
        assert job.data in ("", *data.FILES) or (bench.ROOT / job.data).exists()
        assert job.pack in ("", *data.FILES)
        assert job.engine in ("", *Engines)
        assert {name.partition("@")[0] for name in job.others} <= set(PROGRAMS)
        assert not job.base or bench.by_name(job.base)
    assert QUICK


def test_each_peer_has_a_script_and_pinned_versions() -> None:
    scripts = {program.script for program in PROGRAMS.values() if program.script}
    assert scripts == {path.name for path in Path(environments.PEERS).glob("with_*.py")}
    assert {program.environment for program in PROGRAMS.values()} == set(environments.PINNED)
    assert all("==" in pin for pins in environments.PINNED.values() for pin in pins)
    assert PROGRAMS[BARE].script == ""
