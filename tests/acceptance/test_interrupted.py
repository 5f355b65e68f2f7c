"""Ctrl-C on a terminal, at each stage of a run: one line, exit code 130, nothing left behind."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from acceptance.cli import GOOD, environment, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
if sys.platform != "win32":
    import pty
    import termios

# The function of a stage says once that it was reached, and waits: no clock decides when.
SCRIPT = """
import fcntl, os, sys, termios
from importlib import import_module
from cmcn4.cli import main, reading
reading._QUIET = 0
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
ready, hold, stages = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(",")

def halt(room, name):
    before = getattr(room, name)

    def reached(*given, **named):
        setattr(room, name, before)
        os.write(ready, b".")
        os.read(hold, 1)
        return before(*given, **named)

    setattr(room, name, reached)

for stage in stages:
    module, name = stage.split(":")
    halt(import_module(module), name)
del sys.argv[1:4]
main()
"""
STAGES = {
    "settings": "cmcn4.cli.config:_read",
    "reading": "cmcn4.readers.parts:read_sheets",
    "judging": "cmcn4.evaluation.run:assess",
    "writing": "cmcn4.cli.outputs:_mode",
    "printing": "cmcn4.cli.check:print_bytes",
}
_PATIENCE = 30.0
CTRL_C = b"\x03"
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Run(NamedTuple):
    """A run on a terminal of its own that has come to a stage, and waits there."""

    process: subprocess.Popen[bytes]
    terminal: int
    ready: int
    hold: int

    def press(self, keys: bytes) -> None:
        os.write(self.terminal, keys)

    def wait_until_reached(self) -> None:
        assert select.select([self.ready], [], [], _PATIENCE)[0]
        assert os.read(self.ready, 1) == b"."

    def let_go(self) -> None:
        os.write(self.hold, b".")

    def shown(self) -> str:
        """Return all that the terminal has shown, once the run has ended."""
        found = b""
        with suppress(OSError):  # its other end is closed
            while select.select([self.terminal], [], [], _PATIENCE)[0]:
                found += os.read(self.terminal, 65_536)
        self.process.wait(_PATIENCE)
        return found.decode()


def last_line(shown: str) -> str:
    """Return what stands in the last line."""
    assert shown.endswith("\r\n")
    lines = ESCAPE.sub("", shown).rstrip("\r\n").replace("\n", "\r")
    return lines.rpartition("\r")[2]


def new_terminal() -> tuple[int, int]:
    """Open a terminal and return its two ends.

    It shows no keys, which it does when it comes to it, and on Ctrl-C it keeps what was written
    and not yet read, which terminals throw away: what it shows does not hang on who was faster.
    """
    leader, follower = pty.openpty()
    settings = termios.tcgetattr(follower)
    settings[3] = settings[3] & ~termios.ECHO | termios.NOFLSH
    termios.tcsetattr(follower, termios.TCSANOW, settings)
    return leader, follower


@contextmanager
def run(folder: Path, stage: str, *options: str) -> Iterator[Run]:
    leader, follower = new_terminal()
    ready, says = os.pipe()
    waits, hold = os.pipe()
    script = write(folder, SCRIPT, "as_installed.py")
    process = subprocess.Popen(
        [sys.executable, script, str(says), str(waits), stage, "check", *options],
        cwd=folder, stdin=follower, stdout=follower, stderr=follower, start_new_session=True,
        pass_fds=(says, waits),
        env=environment(TERM="xterm", COLUMNS="100", CI="", NO_COLOR=""),
    )  # fmt: skip
    for number in (follower, says, waits):
        os.close(number)
    try:
        yield Run(process, leader, ready, hold)
    finally:
        process.kill()
        process.wait()
        for number in (leader, ready, hold):
            os.close(number)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(("lang", "said"), [("en", "Interrupted."), ("vi", "Đã dừng.")])
def test_ctrl_c_ends_every_stage_with_one_line(
    tmp_path: Path, stage: str, lang: str, said: str
) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, f'lang = "{lang}"\n', "cmcn4.toml")
    before = {"data.csv", "cmcn4.toml", "as_installed.py"}
    with run(tmp_path, STAGES[stage], "data.csv", "--as-of", "2025", "-o", "report.json") as begun:
        begun.wait_until_reached()
        begun.press(CTRL_C)
        shown = begun.shown()
        assert begun.process.returncode == 130
    assert last_line(shown) == f"cmcn4: {said}"
    assert "Traceback" not in shown
    left = {path.name for path in tmp_path.iterdir()} - before
    assert left == ({"report.json"} if stage == "printing" else set())


def test_what_is_interrupted_while_it_writes_keeps_the_report_that_was_there(
    tmp_path: Path,
) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, "before", "report.html")
    with run(tmp_path, STAGES["writing"], "data.csv", "-o", "report.html") as begun:
        begun.wait_until_reached()
        assert any(path.name.startswith(".cmcn4-") for path in tmp_path.iterdir())
        begun.press(CTRL_C)
        begun.shown()
    assert (tmp_path / "report.html").read_text() == "before"
    assert {path.name for path in tmp_path.iterdir()} == {
        "data.csv", "as_installed.py", "report.html",
    }  # fmt: skip


def test_a_second_ctrl_c_does_not_break_off_the_tidying_up(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    stages = f"{STAGES['judging']},cmcn4.cli.boundary:late"
    with run(tmp_path, stages, "data.csv", "--as-of", "2025", "--lang", "en") as begun:
        begun.wait_until_reached()
        begun.press(CTRL_C)
        begun.wait_until_reached()  # on the way to say that it was interrupted
        begun.press(CTRL_C)
        begun.let_go()
        shown = begun.shown()
        assert begun.process.returncode == 130
    assert last_line(shown) == "cmcn4: Interrupted."
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    ("stage", "label"), [("judging", "Judging"), ("writing", "Writing reports")]
)
def test_a_bar_is_shown_on_the_way_and_gone_at_the_end(
    tmp_path: Path, stage: str, label: str
) -> None:
    write(tmp_path, GOOD)
    asked = ("data.csv", "--as-of", "2025", "--lang", "en", "-o", "report.json", "-q")
    for options, there in ((asked[:-1], True), (asked, False)):
        with run(tmp_path, STAGES[stage], *options) as begun:
            begun.let_go()
            shown = begun.shown()
            assert begun.process.returncode == 0
        assert (label in shown) is there
        assert label not in shown.rpartition("\x1b[2K")[2]


def test_no_bar_is_loaded_for_a_short_run(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    leader, follower = pty.openpty()
    code = (
        "import sys\nfrom cmcn4.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "data.csv", "-f", "json"], cwd=tmp_path,
        stdout=subprocess.PIPE, stderr=follower, check=True, env=environment(TERM="xterm", CI=""),
    )  # fmt: skip
    os.close(follower)
    os.close(leader)
    loaded = done.stdout.decode().splitlines()[-1].split()
    assert "cmcn4.cli.reading" in loaded
    assert not {"rich.progress", "cmcn4.reporters.terminal.bar"} & {*loaded}
