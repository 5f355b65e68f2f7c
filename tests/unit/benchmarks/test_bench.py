"""A job whose result is wrong has no row, however fast it was."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import bench
import data
import environments
import pytest
import run
import workbooks
from bench import Folders, measured
from jobs import Job, Kind

JOB = Job("tiny", "a tiny file", Kind.MONTHLY, "C_200.csv", "pack_200.yaml", others=("pandera",))
ROWS = list(data.rows(data.C_200))
FAILING = [row for row in ROWS if float(row[3]) < data.threshold(int(row[0][4:]))]
MISSED = len(FAILING)
RIGHT = "print(summary)\nwrite()\nsys.exit(1)\n"
PROGRAM = """
import os, sys
summary = {summary!r}
reports = {{".csv": {report!r}, ".json": {account!r}}}
def write():
    for path in sys.argv:
        if "-o" in sys.argv and path.endswith(("verdicts.csv", "accounts.json")):
            open(path, "w").write(reports[os.path.splitext(path)[1]])
"""
PEER = """
import sys
from itertools import islice
print({answer!r})
if len(sys.argv) > 5:
    open(sys.argv[5], "w").write({names!r})
"""


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """Return folders where all is made anew, a program and a pandera that say what is right."""
    monkeypatch.setattr(bench, "JOBS", (JOB,))
    (tmp_path / "work").mkdir()
    program(tmp_path, monkeypatch, RIGHT)
    pandera(tmp_path, monkeypatch, wrong=0)
    return Folders(tmp_path / "data", tmp_path / "environments", tmp_path / "work")


def program(folder: Path, monkeypatch: pytest.MonkeyPatch, lines: str) -> None:
    """Put something in the place of the program that knows the result, and does what lines say."""
    report = ["indicator,area,verdict,value,period,contested"]
    report += [
        f"{row[0]},{row[1]},{'fail' if row in FAILING else 'pass'},{row[3]},2025-12,false"
        for row in ROWS
    ]
    head = PROGRAM.format(
        summary=f"TARGETS  {200 - MISSED} met, {MISSED} missed, 0 to review, 0 not yet due, "
        "0 without data",
        report="\n".join(report),
        account='{"inputs": [{"observations": 200, "errors": 0}], "assessments": []}',
    )
    monkeypatch.setattr(bench, "CMCN4", str(script(folder / "cmcn4", head + lines)))


def pandera(folder: Path, monkeypatch: pytest.MonkeyPatch, *, wrong: int) -> None:
    """Put something in the place of pandera that knows the result, or one more."""
    names = "".join(f"{row[0]},{row[1]}\n" for row in FAILING)
    script(folder / "python", PEER.format(answer=f"200 {MISSED + wrong}", names=names))
    monkeypatch.setattr(environments, "ready", lambda *_: folder)


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!{sys.executable} -IS\n{text}", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_job_whose_results_are_right_has_a_row(folders: Folders) -> None:
    told = measured(JOB, folders, 1)
    assert (told.wrong, told.absent) == ([], [])
    (*_, row, end) = run.lines([told])
    assert row.startswith("| a tiny file | ")
    assert " | pandera 0.0" in row
    assert end == ""


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (RIGHT.replace("exit(1)", "exit(0)"), "exit code 0 instead of 1"),
        (RIGHT.replace("write()", ""), "no report was written"),
        (
            "reports['.csv'] = reports['.csv'].replace(',fail,', ',pass,', 1)\n" + RIGHT,
            "1 verdicts differ",
        ),
        (
            "reports['.json'] = reports['.json'].replace('200', '199')\n" + RIGHT,
            "199 figures read, 0 errors instead of 200 figures read, 0 errors",
        ),
        (f"summary = summary.replace('{MISSED}', '0')\n" + RIGHT, "the summary says"),
        ("print(os.getpid())\n" + RIGHT, "another result than the one"),
    ],
)
def test_a_job_whose_result_is_wrong_has_none(
    lines: str, problem: str, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, monkeypatch, lines)
    told = measured(JOB, folders, 1)
    assert told.result is None
    (wrong,) = told.wrong
    assert wrong.startswith("tiny: ")
    assert problem in wrong
    assert f"- **failed**: {wrong}" in run.lines([told])
    assert not any("a tiny file" in line for line in run.lines([told]))


def test_what_a_job_that_was_wrong_has_left_is_no_report_of_the_next(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, monkeypatch, RIGHT.replace("exit(1)", "exit(0)"))
    assert measured(JOB, folders, 1).wrong == ["tiny: exit code 0 instead of 1: "]
    program(tmp_path, monkeypatch, RIGHT.replace("write()", ""))
    assert measured(JOB, folders, 1).wrong == ["tiny: no report was written"]


def test_a_peer_that_counts_otherwise_is_left_out_and_told(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pandera(tmp_path, monkeypatch, wrong=1)
    told = measured(JOB, folders, 1)
    assert told.result is not None
    assert told.result.others == {}
    (wrong,) = told.wrong
    assert wrong.startswith("tiny, pandera: rows and failing rows '200 ")


def test_a_peer_that_cannot_be_installed_is_told_and_is_no_failure(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(*_: object) -> Path:
        raise environments.AbsentError("no network")

    monkeypatch.setattr(environments, "ready", absent)
    told = measured(JOB, folders, 1)
    assert told.result is not None
    assert (told.wrong, told.absent) == ([], ["tiny, pandera: could not be installed: no network"])


def test_an_engine_that_is_not_there_is_told_and_is_no_failure(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "_EXTRAS", {"duckdb": "no_such_module"})
    told = measured(JOB._replace(engine="duckdb"), folders, 1)
    assert told.result is None
    assert told.wrong == []
    assert told.absent == ["tiny: not available: no_such_module is not installed beside cmcn4"]


def test_an_engine_is_asked_for_where_it_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "_EXTRAS", {"duckdb": "csv", "spark": "csv"})
    assert [bench.engine(name) for name in ("", "python", "duckdb")] == [
        [], ["--engine", "python"], ["--engine", "duckdb"],
    ]  # fmt: skip
    monkeypatch.setattr(bench, "_EXTRAS", {"duckdb": "no_such_module"})
    with pytest.raises(bench.AbsentError, match="no_such_module is not installed"):
        bench.engine("duckdb")


def test_a_first_run_finds_an_empty_cache(folders: Folders) -> None:
    command = bench.ours(JOB._replace(first=True), folders)
    store = Path(command.environment["CMCN4_CACHE"])
    store.mkdir()
    (store / "left").touch()
    assert command.before is not None
    command.before()
    assert not store.exists()
    assert bench.ours(JOB, folders).before is None


def test_files_are_made_anew_when_what_makes_them_changes(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bench.file("pack_200.yaml", folders)
    path.write_text("kept", encoding="utf-8")
    assert bench.file("pack_200.yaml", folders).read_text(encoding="utf-8") == "kept"
    monkeypatch.setattr(bench, "_makers", lambda: "others")
    assert bench.file("pack_200.yaml", folders).read_text(encoding="utf-8").startswith("format:")


def test_rows_of_a_wide_file_are_its_lines(tmp_path: Path) -> None:
    workbooks.write(tmp_path / "L_wide.xlsx", islice(data.wide(), 5))
    known = bench.truth_of(Kind.BUILT_IN, tmp_path / "L_wide.xlsx")
    assert (known.rows, known.read) == (4, 4 * 36)
