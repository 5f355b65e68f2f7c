"""Folders on the command line: many files at once, interrupted, empty, with strange names."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from acceptance.cli import AT_2025, FIBRE, HEADER, inside

# As the installed command is: the main module may be imported again without doing anything.
SCRIPT = """
from cmcn4.cli import main, reading
from cmcn4.readers import workers
workers.pays = lambda *_: True
reading._processes = lambda: 2
if __name__ == "__main__":
    main()
"""
CHILDREN = Path("/proc/self/task") / str(os.getpid()) / "children"


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def started(tmp_path: Path, *args: str, folder: Path | None = None) -> subprocess.Popen[bytes]:
    script = tmp_path / "as_installed.py"
    script.write_text(SCRIPT)
    return subprocess.Popen(
        [sys.executable, str(script), "check", *args, *AT_2025], cwd=folder,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def test_the_same_report_to_the_byte_from_several_processes(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for number in range(5):
        rows = FIBRE.replace("85.1", f"8{number}.1").replace("MOST", f"source {number}")
        (folder / f"{number}.csv").write_text(HEADER + rows)
    process = started(tmp_path, str(folder), "-f", "json")
    out, err = process.communicate(timeout=60)
    assert err == b""
    assert out == inside("check", folder, "-f", "json", *AT_2025).stdout


def test_no_module_among_the_submissions_is_run(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.csv").write_text(HEADER + FIBRE.replace("MOST", name))
    for name in ("multiprocessing", "pickle", "json", "cmcn4", "socket", "signal"):
        (folder / f"{name}.py").write_text("open('ran', 'w')\n")
    process = started(tmp_path, ".", "-f", "json", folder=folder)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert not (folder / "ran").exists()


@pytest.mark.skipif(not CHILDREN.exists(), reason="the system does not list children")
def test_ctrl_c_while_reading_at_once_ends_all_processes_quietly(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    rows = "".join(f"fibre-households,VN,2025,85.1,%,s{number}\n" for number in range(200_000))
    for name in ("a", "b", "c", "d"):
        (folder / f"{name}.csv").write_text(f"indicator,area,period,value,unit,source\n{rows}")
    process = started(tmp_path, str(folder), "--engine", "python")
    deadline = time.monotonic() + 30
    # Two workers, and the tracker of resources that Python itself starts.
    while len(found := children(process.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    try:
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, out, err) == (130, b"", b"cmcn4: Interrupted.\n")
    while any(map(alive, found)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [each for each in found if alive(each)] == []


def alive(pid: str) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_an_empty_folder_is_nothing_judged(tmp_path: Path) -> None:
    got = inside("check", tmp_path, *AT_2025)
    assert got.code == 3
    assert "file-empty" in got.out
    assert "The folder holds no data file" in got.out


def test_a_folder_that_does_not_exist_is_wrong_use(tmp_path: Path) -> None:
    assert inside("check", tmp_path / "nowhere", *AT_2025).code == 2
