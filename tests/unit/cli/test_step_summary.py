"""The summary of a step: appended to what is there, never beyond what GitHub takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcn4.cli.step_summary import LIMIT, VARIABLE, append_summary, fitted
from cmcn4.errors import OutputError
from cmcn4.reporters import Style, render
from golden.canonical import report


def test_without_the_variable_nothing_is_written(tmp_path: Path) -> None:
    for environ in ({}, {VARIABLE: ""}):
        append_summary(report(), Style(), environ)
    assert list(tmp_path.iterdir()) == []


def test_it_is_appended_to_what_other_commands_wrote(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    markdown = render("markdown", report(), Style(lang="vi"))
    path.write_bytes("Trước đó".encode())
    append_summary(report(), Style(lang="vi"), {VARIABLE: str(path)})
    assert path.read_bytes() == "Trước đó\n".encode() + markdown


def test_the_file_is_made_if_it_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    append_summary(report(), Style(), {VARIABLE: str(path)})
    assert path.read_bytes().endswith(render("markdown", report(), Style()))


@pytest.mark.parametrize("room", [200, 1_000, 3_000])
def test_what_does_not_fit_is_cut_at_a_line_and_said(room: int) -> None:
    content = render("markdown", report(), Style())
    cut = fitted(content, room, "en")
    assert room - 500 < len(cut) <= room
    kept, _, last = cut.decode().rstrip("\n").rpartition("\n")
    assert last == "… cut here: the summary of a step holds 1 MiB"
    assert f"\n{content.decode()}".startswith(kept)
    assert kept.endswith("\n")


@pytest.mark.parametrize("room", [-5, 0, 10, 48])
def test_where_nothing_fits_nothing_is_written(room: int) -> None:
    assert fitted(b"abc\n" * 100, room, "en") == b""


def test_a_full_summary_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "summary.md"
    path.write_bytes(b"x" * LIMIT)
    append_summary(report(), Style(), {VARIABLE: str(path)})
    assert path.stat().st_size == LIMIT
    assert "1 MiB" in capsys.readouterr().err


def test_a_summary_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        append_summary(report(), Style(), {VARIABLE: str(tmp_path)})
    assert caught.value.place == "$GITHUB_STEP_SUMMARY"
