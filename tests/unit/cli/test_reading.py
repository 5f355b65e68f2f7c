"""The bar on a terminal: seen only where somebody watches, and gone at the end."""

from __future__ import annotations

import io
import os
import re
from types import SimpleNamespace

import pytest

from cmcn4.cli import reading


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    stream = Terminal()
    monkeypatch.setattr(reading, "sys", SimpleNamespace(stderr=stream))
    monkeypatch.setattr(reading, "_QUIET", 0)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    return stream


WIPED = "\r\x1b[1A\x1b[2K"
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def drawn(terminal: Terminal) -> list[str]:
    """Return what the line showed, one after the other."""
    return [line.rstrip() for line in ESCAPE.sub("", terminal.getvalue()).split("\r") if line]


def test_a_bar_is_drawn_and_wiped(terminal: Terminal) -> None:
    with reading.reading("en", 0, {}) as how:
        assert how.watch is not None
        how.watch(0, 200)
        how.watch(100, 200)
    last = [line for line in drawn(terminal) if line][-1]
    assert re.fullmatch(r"Reading ━{20}[╸╺]━{19}  50%", last)
    assert terminal.getvalue().endswith(WIPED)


def test_the_cursor_is_never_hidden(terminal: Terminal) -> None:
    """Who is killed in the middle could not show it again."""
    with reading.reading("en", 0, {}) as how:
        assert how.watch is not None
        how.watch(100, 200)
    assert "\x1b[?25l" not in terminal.getvalue()


def test_more_than_all_is_all(terminal: Terminal) -> None:
    with reading.reading("vi", 1, {}) as how:
        assert how.watch is not None
        how.watch(900, 200)
    assert drawn(terminal)[-1].endswith(" 100%")


def test_a_bar_fits_a_narrow_terminal(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "12")
    with reading.reading("en", 0, {}) as how:
        assert how.watch is not None
        how.watch(100, 200)
    assert max(map(len, drawn(terminal))) <= 12


def interrupted() -> None:
    with reading.reading("en", 0, {}) as how:
        assert how.watch is not None
        how.watch(100, 200)
        raise KeyboardInterrupt


def test_the_bar_is_wiped_when_reading_breaks_off(terminal: Terminal) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert terminal.getvalue().endswith(WIPED)


@pytest.mark.parametrize(
    ("verbosity", "environ"),
    [(-1, {}), (0, {"NO_COLOR": "1"}), (0, {"CI": "true"}), (0, {"TERM": "dumb"})],
    ids=["quiet", "NO_COLOR", "CI", "dumb"],
)
@pytest.mark.usefixtures("terminal")
def test_nothing_is_drawn_for_those_who_do_not_want_it(
    verbosity: int, environ: dict[str, str]
) -> None:
    with reading.reading("en", verbosity, environ) as how:
        assert how.watch is None


def test_nothing_is_drawn_where_standard_error_is_no_terminal() -> None:
    with reading.reading("en", 0, {}) as how:
        assert how.watch is None


def test_a_short_run_shows_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_QUIET", 3600)
    with reading.reading("en", 0, {}) as how:
        assert how.watch is not None
        how.watch(100, 200)
    assert terminal.getvalue() == ""


def test_processes_are_those_that_may_run_but_not_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)), raising=False)
    with reading.reading("en", 0, {}) as how:
        assert how.processes == 8
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3}, raising=False)
    with reading.reading("en", 0, {}) as how:
        assert how.processes == 1
