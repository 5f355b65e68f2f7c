from __future__ import annotations

import sys
from pathlib import Path

import pytest
from measure import Command, Limits, Measure, Run, WrongError, interleaved, median, once

PYTHON = sys.executable


def python(script: str, **environment: str) -> Command:
    return Command([PYTHON, "-c", script], environment)


def test_a_run_is_told_with_its_end_and_what_it_printed(tmp_path: Path) -> None:
    script = "import sys,os;print(os.environ['X']);print('no',file=sys.stderr);sys.exit(3)"
    run = once(python(script, X="yes"), tmp_path)
    assert (run.status, run.out, run.err) == (3, b"yes\n", b"no\n")


def test_processor_time_is_that_of_children_too_and_not_of_sleep(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < .3: pass"
    script = f"import subprocess,sys;subprocess.run([sys.executable,'-c',{busy!r}])"
    assert once(python(script), tmp_path).cost.cpu > 0.3
    asleep = once(python("import time;time.sleep(.5)"), tmp_path).cost
    assert asleep.wall > 0.5 > asleep.cpu


def test_the_memory_of_who_measures_is_not_counted(tmp_path: Path) -> None:
    held = bytearray(200 << 20)
    assert once(python("pass"), tmp_path).cost.megabytes < 60
    assert once(python("bytearray(b'x') * (100 << 20)"), tmp_path).cost.megabytes > 100
    assert len(held) == 200 << 20


@pytest.mark.parametrize(
    ("script", "limits", "status"),
    [
        ("while True: pass", Limits(cpu=1), -9),
        ("import time;time.sleep(60)", Limits(wall=1), -9),
        ("bytearray(1 << 30)", Limits(memory=1 << 29), 1),
        ("bytearray(1 << 20)", Limits(cpu=5, wall=20, memory=1 << 29), 0),
    ],
)
def test_a_run_is_ended_by_its_limits(
    script: str, limits: Limits, status: int, tmp_path: Path
) -> None:
    assert once(python(script), tmp_path, limits).status == status


def test_commands_take_turns_and_the_first_turn_does_not_count(tmp_path: Path) -> None:
    turns: list[str] = []
    commands = {
        name: python("pass")._replace(before=lambda name=name: turns.append(name))  # type: ignore[misc]
        for name in ("one", "other")
    }
    expected = dict.fromkeys(commands, Run(Measure(0, 0, 0), 0, b"", b""))
    found = interleaved(commands, 2, tmp_path, expected)
    assert turns == ["one", "other"] * 3
    assert found.keys() == commands.keys()


@pytest.mark.parametrize("expected", [(0, b"2\n"), (1, b"1\n")])
def test_a_run_that_ends_otherwise_than_the_checked_one_is_no_measure(
    expected: tuple[int, bytes], tmp_path: Path
) -> None:
    checked = {"one": Run(Measure(0, 0, 0), *expected, b"")}
    with pytest.raises(WrongError, match="one: another result"):
        interleaved({"one": python("print(1)")}, 1, tmp_path, checked)


def test_medians_are_of_each_figure() -> None:
    costs = [Measure(3, 1, 10), Measure(1, 2, 30), Measure(2, 9, 20)]
    assert median(costs) == Measure(2, 2, 20)
