"""Streams, pipes, terminals, signals and start-up, each in a process of its own."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

import cmcn4
from acceptance.cli import (
    AT_2025,
    GOOD,
    HEADER,
    MISSED,
    command,
    inside,
    program,
    untraced,
    write,
)

FULL = Path("/dev/full")
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
ASCII = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "LANG": "C"}


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write(tmp_path, GOOD)


# colour and width


def on_a_terminal(*args: object, env: Mapping[str, str], columns: int) -> str:
    """Run with standard output on a terminal of that many columns."""
    import fcntl
    import struct
    import termios

    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    process = subprocess.Popen(
        command(*args), stdout=follower, stderr=subprocess.DEVNULL, env=os.environ | env
    )
    os.close(follower)
    found = b""
    while select.select([leader], [], [], 30)[0]:
        try:
            more = os.read(leader, 65536)
        except OSError:
            break
        if not more:
            break
        found += more
    process.wait(30)
    os.close(leader)
    return found.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_and_its_own_width(good: Path) -> None:
    said = on_a_terminal("check", good, *AT_2025, env={"TERM": "xterm"}, columns=80)
    assert "\x1b[" in said
    assert max(map(len, ESCAPE.sub("", said).splitlines())) <= 80
    assert "✔" in said


def test_no_color_keeps_a_terminal_plain(good: Path) -> None:
    env = {"TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "100"}
    said = on_a_terminal("check", good, *AT_2025, env=env, columns=80)
    assert "\x1b" not in said
    assert said.encode() == program("check", good, *AT_2025, env={"COLUMNS": "100"}).stdout


def test_a_pipe_has_no_colours_unless_they_are_forced(good: Path) -> None:
    plain = program("check", good, *AT_2025)
    forced = program("check", good, *AT_2025, env={"FORCE_COLOR": "1", "NO_COLOR": "1"})
    assert "\x1b" not in plain.out
    assert "\x1b[" in forced.out
    without = [line.rstrip() for line in ESCAPE.sub("", forced.out).splitlines()]
    assert without == plain.out.splitlines()
    assert (plain.code, plain.stderr) == (forced.code, forced.stderr) == (0, b"")


def test_columns_set_the_width_and_a_pipe_is_not_cut_at_80(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, HEADER + "adults-with-account,VN,2025,90,% of adults,A bank,\n")
    wide = inside("check", path, *AT_2025).out
    assert max(map(len, wide.splitlines())) > 80
    monkeypatch.setenv("COLUMNS", "60")
    narrow = inside("check", path, *AT_2025).out
    assert max(map(len, narrow.splitlines()[2:])) <= 60
    assert " ? " in narrow


@pytest.mark.parametrize("name", ["json", "csv"])
def test_machines_never_get_colours_or_cut_lines(
    name: str, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = inside("check", good, *AT_2025, "-f", name)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "20")
    assert inside("check", good, *AT_2025, "-f", name) == plain


# locales without UTF-8


@pytest.mark.parametrize("name", ["table", "json", "csv"])
def test_a_locale_without_utf8_gets_the_same_bytes(name: str, good: Path) -> None:
    asked = ("check", good, "--as-of", "2025", "--lang", "vi", "-f", name)
    result = program(*asked, env=ASCII)
    assert (result.code, result.stderr) == (0, b"")
    assert result.stdout == inside(*asked).stdout


@pytest.mark.parametrize("name", ["data.csv", "số liệu.csv"])
@pytest.mark.parametrize("format_", ["table", "json", "csv"])
def test_a_locale_without_utf8_changes_no_name(name: str, format_: str, tmp_path: Path) -> None:
    path = write(tmp_path, MISSED.replace("14.02", "nhiều"), name)
    asked = ("check", path, *AT_2025, "-f", format_)
    assert program(*asked, env=ASCII).stdout == inside(*asked).stdout


def test_an_error_in_vietnamese_names_reaches_an_ascii_stream(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD.replace("85.1", "nhiều"))
    result = program("check", path, "--as-of", "2025", "--lang", "vi", env=ASCII)
    assert result.code == 3
    assert "lỗi Giá trị không phải là số (number-unreadable)  data.csv D2" in result.out
    assert "“nhiều” không phải là số." in result.out
    untraced(result)


def test_a_missing_file_keeps_its_name_on_an_ascii_stream(tmp_path: Path) -> None:
    missing = program("check", tmp_path / "thiếu.csv", env=ASCII)
    assert (missing.code, missing.stdout) == (2, b"")
    assert "thiếu.csv: no such file or folder" in missing.err


# full disks and closed pipes


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
@pytest.mark.parametrize("args", [("check",), ("targets",), ("schema", "report"), ("--help",)])
def test_a_full_disk_behind_standard_output_is_one_line(args: tuple[str, ...], good: Path) -> None:
    data = (good,) if args == ("check",) else ()
    with FULL.open("wb") as full:
        result = program(*args, *data, stdout=full)
    assert result.code == 2
    assert result.err == "cmcn4: cannot write to standard output: No space left on device\n"


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
def test_the_version_on_a_full_disk_is_one_line_too() -> None:
    with FULL.open("wb") as full:
        result = program("--version", stdout=full)
    assert (result.code, len(result.err.splitlines())) == (2, 1)


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
def test_a_full_disk_behind_an_output_is_one_line(good: Path, tmp_path: Path) -> None:
    path = tmp_path / "full.json"
    path.symlink_to(FULL)
    result = program("check", good, "-o", path)
    assert (result.code, result.stdout) == (2, b"")
    assert result.err == f"cmcn4: {path}: No space left on device\n"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data.csv", "full.json"]


def with_a_closed_pipe(*args: object) -> tuple[int, str]:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        command(*args), stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    return done.returncode, done.stderr


@pytest.mark.parametrize("args", [("check", "-f", "json"), ("targets",)])
def test_a_closed_pipe_ends_the_run_quietly(args: tuple[str, ...], good: Path) -> None:
    data = (good,) if args[0] == "check" else ()
    _, said = with_a_closed_pipe(*args, *data)
    assert said == ""


def test_a_closed_pipe_is_no_missed_target(good: Path) -> None:
    assert with_a_closed_pipe("check", good, *AT_2025)[0] != 1


def test_a_closed_pipe_ends_the_version_quietly() -> None:
    assert with_a_closed_pipe("--version")[1] == ""


def test_the_first_line_can_be_taken_alone(good: Path) -> None:
    process = subprocess.Popen(
        command("check", good, *AT_2025), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    first = process.stdout.readline().decode()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    process.wait(30)
    assert "2025-12-31" in first
    assert said == b""


def test_reports_are_written_even_if_nobody_reads_the_table(good: Path, tmp_path: Path) -> None:
    with_a_closed_pipe("check", good, *AT_2025, "-o", tmp_path / "r.json")
    assert (tmp_path / "r.json").read_bytes().endswith(b"}\n")


# interruption


def interrupted(process: subprocess.Popen[bytes]) -> tuple[int, bytes, bytes]:
    """Interrupt once the process has come to wait for its data."""
    deadline = time.monotonic() + 20
    while not waiting(process.pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    return process.returncode, out, err


def waiting(pid: int) -> bool:
    with suppress(OSError):
        return "pipe" in Path(f"/proc/{pid}/wchan").read_text(encoding="ascii") or (
            Path(f"/proc/{pid}/syscall").read_text(encoding="ascii").split()[:2] == ["0", "0x0"]
        )
    return False


@pytest.fixture
def reading(tmp_path: Path) -> subprocess.Popen[bytes]:
    """Start a run that waits for standard input."""
    return subprocess.Popen(
        command("check", "-", "-o", tmp_path / "r.json"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_ctrl_c_exits_130_and_leaves_nothing(
    reading: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    code, out, err = interrupted(reading)
    assert (code, out) == (130, b"")
    assert b"Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_ctrl_c_says_so_in_one_line(reading: subprocess.Popen[bytes]) -> None:
    assert interrupted(reading)[2] == b"cmcn4: Interrupted.\n"


# start-up


def imported(*args: str) -> set[str]:
    """Return what is imported by a run."""
    code = (
        "import sys\nfrom cmcn4.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("args", [("--version",), ("--help",), ("check", "--help")])
def test_version_and_help_load_nothing_heavy(args: tuple[str, ...]) -> None:
    heavy = {"openpyxl", "jinja2", "pydantic", "pydantic_core", "yaml", "docx", "defusedxml",
             "cmcn4.packs", "cmcn4.readers", "cmcn4.evaluation"}  # fmt: skip
    assert imported(*args) & heavy == set()


def test_the_version_does_not_even_load_typer() -> None:
    assert imported("--version") & {"typer", "click", "rich", "cmcn4.cli.app"} == set()


def test_checking_a_csv_loads_neither_openpyxl_nor_pydantic(good: Path) -> None:
    heavy = {"openpyxl", "jinja2", "pydantic", "yaml", "docx", "lxml"}
    assert imported("check", str(good), *AT_2025) & heavy == set()


def test_checking_a_csv_loads_nothing_for_commits_packed_files_baselines_and_defects(
    good: Path,
) -> None:
    rare = {"subprocess", "tempfile", "shutil", "gzip", "traceback", "cmcn4.model.baseline"}
    assert (imported("check", str(good), *AT_2025) - imported("--version")) & rare == set()


def test_both_entry_points_are_the_same_program() -> None:
    script = Path(sys.executable).parent / "cmcn4"
    expected = f"cmcn4 {cmcn4.__version__}\n".encode()
    assert program("--version") == (0, expected, b"")
    if script.exists():
        done = subprocess.run([script, "--version"], capture_output=True, check=True)
        assert (done.stdout, done.stderr) == (expected, b"")


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (MISSED, 1), (HEADER, 3)])
def test_the_process_exits_with_the_result(text: str, code: int) -> None:
    result = program("check", "-", *AT_2025, stdin=text.encode())
    assert (result.code, result.stderr) == (code, b"")
    assert "TARGETS" in result.out


def test_a_run_is_the_same_from_one_process_to_the_next(tmp_path: Path) -> None:
    path = write(tmp_path, MISSED)
    asked = ("check", path, *AT_2025, "-f", "json")
    one, other = (program(*asked, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2"))
    assert one == other == inside(*asked)


@pytest.mark.parametrize(
    ("closed", "code"),
    [("<&-", 0), ("2>&-", 0), ("2>/dev/full", 0), (">&-", 2), (">&- 2>&- <&-", 2)],
)
def test_a_stream_that_is_closed_gives_the_documented_exit_code(
    closed: str, code: int, good: Path
) -> None:
    line = f"{shlex.join(command('check', good, '-q', *AT_2025))} {closed}"
    done = subprocess.run(["sh", "-c", line], capture_output=True, check=False)
    said = b"cmcn4: cannot write to standard output: Bad file descriptor\n"
    assert (done.returncode, done.stderr) == (code, said if closed == ">&-" else b"")


def test_an_error_that_nobody_can_hear_keeps_its_exit_code() -> None:
    line = f"{shlex.join(command('check', 'nowhere.csv'))} 2>/dev/full"
    assert subprocess.run(["sh", "-c", line], check=False).returncode == 2


def test_a_working_folder_that_is_gone_is_told(good: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    line = f"rmdir {shlex.quote(str(gone))}; {shlex.join(command('check', good, *AT_2025))}"
    done = subprocess.run(["sh", "-c", line], capture_output=True, check=False, cwd=gone)
    assert done.returncode == 2
    assert done.stderr.startswith(b"cmcn4: the working folder cannot be used: ")
