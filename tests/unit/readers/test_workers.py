"""Reading at once: the same as one after the other, whatever becomes of the processes."""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cmcn4.model.observation import Submission
from cmcn4.model.so_far import SoFar
from cmcn4.readers import Reading, read, workers
from cmcn4.readers.parts import Part, read_part
from cmcn4.readers.reading import Context
from unit.readers.small import options

ROWS = (
    "chỉ tiêu,địa phương,năm,giá trị,nguồn\n"
    "egdi-rank,VN,2024,71,ITU\n"
    "Households with fibre,VN,2023,«gần 80»,MIC\n"
    "Something else,VN,2024,4,x\n"
    "egdi-rank,VN,2022,abc,ITU\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(6):
        (tmp_path / f"{number}.csv").write_text(ROWS * (number + 1), encoding="utf-8")
    (tmp_path / "5a.xlsx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "english.csv").write_text("indicator,area,period,value\negdi-rank,VN,2020,86\n")
    return tmp_path


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "pays", lambda *_: True)


def plain(got: Submission) -> object:
    return dataclasses.asdict(got), list(got.seen), got.language


@pytest.mark.usefixtures("always")
def test_reading_at_once_gives_the_same_in_the_same_order(folder: Path) -> None:
    alone = read([str(folder)], options())
    at_once = read([str(folder)], options(), Reading(processes=3))
    assert alone.observations
    assert alone.blocks
    assert plain(at_once) == plain(alone)
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("always")
def test_an_error_blocks_by_the_same_finding_when_it_comes_from_another_process(
    folder: Path,
) -> None:
    got = read([str(folder)], options(), Reading(processes=2))
    assert all(any(block.finding is each for each in got.findings) for block in got.blocks)


def killed(connection: object) -> None:
    """Stand for a worker that the system ends in the middle of a file."""
    assert isinstance(connection, multiprocessing.connection.Connection)
    connection.recv()  # the options
    connection.recv()
    os.kill(os.getpid(), signal.SIGTERM)


def stillborn(_connection: object) -> None:
    """Stand for a worker that ends before it has taken anything."""
    os._exit(1)


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("worker", [killed, stillborn])
def test_a_worker_that_fails_leaves_its_files_to_the_caller(
    folder: Path, monkeypatch: pytest.MonkeyPatch, worker: object
) -> None:
    monkeypatch.setattr(workers, "_work", worker)
    got = read([str(folder)], options(), Reading(processes=2))
    assert plain(got) == plain(read([str(folder)], options()))
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("always")
def test_where_no_process_can_be_started_the_caller_reads(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing:
        def Pipe(self) -> object:  # noqa: N802 - as in multiprocessing
            raise OSError(24, "Too many open files")

    monkeypatch.setattr(workers, "get_context", lambda _: Refusing())
    got = read([str(folder)], options(), Reading(processes=2))
    assert plain(got) == plain(read([str(folder)], options()))


@pytest.mark.usefixtures("always")
def test_reading_at_once_works_outside_the_main_thread(folder: Path) -> None:
    got: list[Submission] = []
    how = Reading(processes=2)
    thread = threading.Thread(target=lambda: got.append(read([str(folder)], options(), how)))
    thread.start()
    thread.join()
    assert plain(got[0]) == plain(read([str(folder)], options()))


def test_a_part_survives_the_way_from_one_process_to_another(folder: Path) -> None:
    part = read_part(str(folder / "3.csv"), Context(options()))
    copy: Part = pickle.loads(pickle.dumps(part))  # noqa: S301 - our own
    assert copy == part


@pytest.mark.parametrize(
    ("files", "sizes", "worth"),
    [
        (["a.csv"], [100_000_000], False),
        (["a.xlsx"] * 63, [7_000] * 63, False),
        (["a.xlsx"] * 63, [15_000] * 63, False),
        (["a.xlsx"] * 63, [60_000] * 63, True),
        (["a.csv"] * 63, [60_000] * 63, False),
        (["a.csv"] * 10, [20_000_000] * 10, True),
        (["a.xlsx", "b.csv"], [5_000_000, 1_000], False),
    ],
    ids=["one", "small workbooks", "workbooks", "large workbooks", "small texts", "texts",
         "one beside a large one"],
)  # fmt: skip
def test_processes_are_started_only_where_that_pays(
    files: list[str], sizes: list[int], worth: bool
) -> None:
    assert workers.pays(files, sizes, 2) is worth


def test_one_file_never_loads_what_starts_processes(folder: Path) -> None:
    code = (
        "import sys; sys.path[:0] = ['src', 'tests']; from unit.readers.small import options; "
        "from cmcn4.readers import Reading, read; "
        "assert read([sys.argv[1]], options(), Reading(processes=2)).observations; "
        "assert 'multiprocessing' not in sys.modules"
    )
    # What measures coverage would load it, too.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    subprocess.run([sys.executable, "-c", code, str(folder / "1.csv")], check=True, env=alone)


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("processes", [1, 2])
def test_who_watches_is_told_how_far_it_is(folder: Path, processes: int) -> None:
    told: list[SoFar] = []
    read([str(folder)], options(), Reading(processes=processes, watch=told.append))
    total, files = sum(each.stat().st_size for each in folder.iterdir()), len([*folder.iterdir()])
    last = told[-1]
    assert (last.done, last.total, last.files, last.of_files) == (total, total, files, files)
    assert told == sorted(told)


def test_of_a_long_file_parts_are_told(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    rows = "".join(f"egdi-rank,VN,2024,71,s{number}\n" for number in range(10_000))
    path.write_text(f"indicator,area,period,value,source\n{rows}")
    told: list[SoFar] = []
    read([str(path)], options(), Reading(watch=told.append))
    assert [so_far.rows for so_far in told] == [4_096, 8_192, 10_001, 10_001]
    assert [so_far.files for so_far in told] == [0, 0, 0, 1]
    first, second, *rest = (so_far.done for so_far in told)
    assert 0 < first < second < rest[0] == rest[1] == path.stat().st_size
