"""Every error becomes a message on standard error and an exit code; no exception leaves."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

import cmcn4.api
from acceptance.cli import AT_2025, GOOD, inside, untraced, write
from cmcn4.cli.exit_codes import ExitCode
from cmcn4.errors import Cmcn4Error, OutputError, PackError, Problem, UsageError
from cmcn4.locale import Message


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write(tmp_path, GOOD)


def said(text: str) -> Message:
    return Message("errors.os", {"cause": text})


def raising(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def judge(*_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(cmcn4.api, "judge", judge)


def test_exit_codes_are_those_documented() -> None:
    assert [int(each) for each in ExitCode] == [0, 1, 2, 3, 4, 130]


def test_a_defect_says_so_and_where_to_send_it(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raising(ZeroDivisionError("by zero"), monkeypatch)
    result = inside("check", data, *AT_2025)
    assert (result.code, result.stdout) == (4, b"")
    assert result.err.splitlines() == [
        "cmcn4: This is a defect in cmcn4, not in your data: ZeroDivisionError: by zero",
        "cmcn4: Please report it where you got cmcn4, with the command you gave (-v shows where)",
    ]


@pytest.mark.parametrize("option", ["-v", "--verbose"])
def test_the_traceback_of_a_defect_is_shown_only_when_asked_for(
    option: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(ZeroDivisionError("by zero"), monkeypatch)
    result = inside("check", data, option)
    assert result.code == 4
    assert "Traceback" in result.err


def test_a_defect_is_told_in_the_language_of_the_environment(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMCN4_LANG", "vi")
    raising(ZeroDivisionError("by zero"), monkeypatch)
    assert "Đây là lỗi của cmcn4, không phải của số liệu" in inside("check", data).err


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (UsageError(said("wrong"), place="--x", hint=said("do y")), 2, "cmcn4: --x: wrong (do y)"),
        (OutputError(said("full"), place="a.json"), 2, "cmcn4: a.json: full"),
        (Cmcn4Error(said("so")), 2, "cmcn4: so"),
        (OSError(28, "No space left on device"), 2,
         "cmcn4: cannot write to standard output: No space left on device"),
        (OSError(5, "Input/output error", "a.csv"), 4, "cmcn4: This is a defect in cmcn4"),
    ],
)  # fmt: skip
def test_expected_errors_are_one_message(
    error: Exception, code: int, told: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(error, monkeypatch)
    result = inside("check", data, *AT_2025)
    assert (result.code, result.stdout) == (code, b"")
    assert result.err.startswith(told)
    untraced(result)


@pytest.mark.parametrize("words", [(), ("--lang", "xx"), ("--lang=xx",), ("--lang",)])
@pytest.mark.parametrize("given", ["xx", "", "français", "en_US.UTF-8"])
def test_a_language_that_we_do_not_have_is_no_defect(
    given: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMCN4_LANG", given)
    result = inside("check", "nosuch.csv", *words)
    assert (result.code, result.stdout) == (2, b"")
    assert "--lang" in result.err if words else result.err.startswith("cmcn4: nosuch.csv: no such")
    untraced(result)


@pytest.mark.parametrize("words", [(), ("--lang", "xx")])
def test_a_defect_is_told_whatever_the_language(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMCN4_LANG", "xx")
    monkeypatch.setattr("cmcn4.cli.boundary._invoke", lambda: 1 // 0)
    result = inside("check", "nosuch.csv", *words)
    assert (result.code, result.stdout) == (4, b"")
    assert "This is a defect in cmcn4" in result.err


def test_every_problem_of_a_pack_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = Problem("a.yaml", 3, 5, said("no `id`"), said("add one"))
    problems = (one, Problem("a.yaml", 9, 1, said("twice")))
    raising(PackError(problems), monkeypatch)
    result = inside("check", data, *AT_2025)
    assert result.code == 3
    assert result.err.splitlines()[:2] == ["a.yaml:3:5: no `id`; add one", "a.yaml:9:1: twice"]
    assert result.err.splitlines()[2].startswith("cmcn4: The targets cannot be used")
    assert len(result.err.splitlines()) == 3
    assert str(PackError(problems)).count("\n") == 1


def test_an_abort_is_an_interruption(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import typer

    raising(typer.Abort(), monkeypatch)
    result = inside("check", data)
    assert (result.code, result.err.strip()) == (130, "cmcn4: Interrupted.")


def test_an_interruption_says_so_in_one_line(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raising(KeyboardInterrupt(), monkeypatch)
    result = inside("check", data)
    assert (result.code, result.err) == (130, "cmcn4: Interrupted.\n")


def test_an_interruption_exits_130_without_output(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(KeyboardInterrupt(), monkeypatch)
    result = inside("check", data)
    assert (result.code, result.stdout) == (130, b"")
    untraced(result)


def test_an_exit_keeps_its_code(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import typer

    raising(typer.Exit(3), monkeypatch)
    assert inside("check", data).code == 3
