"""The bar on a terminal: seen only where somebody watches, and gone at the end."""

from __future__ import annotations

import io
import os
import re
from types import SimpleNamespace

import pytest

from cmcn4.cli import reading
from cmcn4.model.so_far import SoFar

HALF = SoFar("reading", 100_000, 200_000)


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
        how.watch(SoFar("reading", 0, 200_000))
        how.watch(HALF)
    last = [line for line in drawn(terminal) if line][-1]
    assert re.fullmatch(r"Reading ━+[╸╺]━+  50% 100 of 200 kB", last)
    assert terminal.getvalue().endswith(WIPED)


@pytest.mark.parametrize(
    ("so_far", "en", "vi"),
    [
        (SoFar("reading", 12_300_000, 80_900_000, 120_000, 3, 63),
         "Reading 15% 3 of 63 files · 120,000 rows · 12 of 80 MB",
         "Đang đọc 15% 3/63 tệp · 120.000 dòng · 12/80 MB"),
        (SoFar("reading", 4_000, 8_000, 4_096, 0, 1),
         "Reading 50% 4,096 rows · 4 of 8 kB", "Đang đọc 50% 4.096 dòng · 4/8 kB"),
        (SoFar("judging", 1_600, 8_325),
         "Judging 19% 1,600 of 8,325 assessments", "Đang đánh giá 19% 1.600/8.325 lượt đánh giá"),
        (SoFar("writing", 1, 2), "Writing reports 50% 1 of 2", "Đang ghi báo cáo 50% 1/2"),
    ],
)  # fmt: skip
def test_each_stage_tells_what_is_counted(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, so_far: SoFar, en: str, vi: str
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    for lang, said in (("en", en), ("vi", vi)):
        with reading.reading(lang, 0, {}) as how:
            assert how.watch is not None
            how.watch(HALF)
            how.watch(so_far)
        last = [line for line in drawn(terminal) if line][-1]
        assert " ".join(re.sub("[━╸╺]", "", last).split()) == said


def test_the_cursor_is_never_hidden(terminal: Terminal) -> None:
    """Who is killed in the middle could not show it again."""
    with reading.reading("en", 0, {}) as how:
        assert how.watch is not None
        how.watch(HALF)
    assert "\x1b[?25l" not in terminal.getvalue()


def test_more_than_all_is_all(terminal: Terminal) -> None:
    with reading.reading("vi", 1, {}) as how:
        assert how.watch is not None
        how.watch(SoFar("reading", 900_000, 200_000))
    assert drawn(terminal)[-1].endswith(" 100% 200/200 kB")


def test_a_bar_fits_a_narrow_terminal(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "12")
    with reading.reading("en", 0, {}) as how:
        assert how.watch is not None
        how.watch(HALF)
    assert max(map(len, drawn(terminal))) <= 12


def interrupted() -> None:
    with reading.reading("en", 0, {}) as how:
        assert how.watch is not None
        how.watch(HALF)
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
        how.watch(HALF)
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
