"""Folders: what is read below one, what is passed over and named, and that links end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cmcn4.api import Question, day, judge
from cmcn4.model.observation import Submission
from cmcn4.readers import read
from cmcn4.reporters import Style, render
from unit.readers.small import codes, options

TEXT = "indicator,area,period,value,source\negdi-rank,VN,2024,71,ITU\n"


def skipped(got: Submission) -> dict[str, tuple[str, ...]]:
    """Return what was passed over, by the reason."""
    return {
        each.facts["variant"]: each.facts["files"]
        for each in got.findings
        if each.code == "file-skipped"
    }


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)


def test_what_is_not_read_in_a_folder_is_named_with_the_reason(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", "~$a.xlsx", "b/~$c.xlsx", ".d.csv", ".git/e.csv", "f.pdf", "b/g.docx")
    got = read([str(tmp_path)], options())
    assert [each.path for each in got.inputs] == [f"{tmp_path}/a.csv"]
    assert skipped(got) == {
        "lock": ("~$a.xlsx", "b/~$c.xlsx"),
        "hidden": (".git/", ".d.csv"),
        "suffix": ("f.pdf", "b/g.docx"),
    }
    (locks,) = (each for each in got.findings if each.facts["variant"] == "lock")
    assert (locks.count, locks.level, locks.place.sheet.path) == (2, "note", str(tmp_path))


def test_nothing_passed_over_is_no_note(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", "b/c.csv")
    assert codes(read([str(tmp_path)], options())) == []


def test_of_very_many_files_twenty_are_named_and_all_are_counted(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", *(f"p{number:02}.pdf" for number in range(30)))
    (note,) = read([str(tmp_path)], options()).findings
    assert note.facts["files"] == (*(f"p{number:02}.pdf" for number in range(20)), "…")
    assert (note.facts["number"], note.count) == (30, 30)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_report_of_an_earlier_check_is_no_data(tmp_path: Path, mark: str) -> None:
    put(tmp_path, "a.csv")
    report, _ = judge(str(tmp_path / "a.csv"), Question(as_of=day(2025)))
    content = render("csv", report, Style("en", separator=mark))
    (tmp_path / "report.csv").write_bytes(content)
    (tmp_path / "plain.csv").write_bytes(content.removeprefix(b"\xef\xbb\xbf"))
    got = read([str(tmp_path)], options())
    assert [each.path for each in got.inputs] == [f"{tmp_path}/a.csv"]
    assert skipped(got) == {"report": ("plain.csv", "report.csv")}


def test_a_workbook_of_an_earlier_check_is_no_data(tmp_path: Path) -> None:
    put(tmp_path, "a.csv")
    report, _ = judge(str(tmp_path / "a.csv"), Question(as_of=day(2025), history=True))
    (tmp_path / "report.xlsx").write_bytes(render("xlsx", report, Style("en")))
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 broken")
    got = read([str(tmp_path)], options())
    assert [each.path for each in got.inputs] == [f"{tmp_path}/a.csv", f"{tmp_path}/broken.xlsx"]
    assert skipped(got) == {"report": ("report.xlsx",)}


def test_links_that_lead_round_in_a_circle_end(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", "b/c.csv")
    (tmp_path / "b" / "up").symlink_to(tmp_path, target_is_directory=True)
    got = read([str(tmp_path)], options())
    assert [each.path for each in got.inputs] == [f"{tmp_path}/a.csv", f"{tmp_path}/b/c.csv"]
    assert skipped(got) == {"link": ("b/up/",)}


def test_a_link_to_a_file_is_read_once_and_a_broken_one_is_an_error(tmp_path: Path) -> None:
    put(tmp_path, "a.csv")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    (tmp_path / "c.csv").symlink_to(tmp_path / "nowhere.csv")
    got = read([str(tmp_path)], options())
    assert len(got.observations) == 1
    assert codes(got) == ["file-unreadable"]
    assert got.findings[0].place.sheet.path == f"{tmp_path}/c.csv"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    put(tmp_path, "a.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    assert skipped(read([str(tmp_path)], options())) == {"special": ("pipe.csv",)}


def test_a_folder_that_may_not_be_listed_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.csv", "secret/b.csv")
    real = os.scandir

    def denied(path: str) -> object:
        if str(path).endswith("secret"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", denied)
    (finding,) = read([str(tmp_path)], options()).findings
    assert (finding.code, finding.facts["variant"]) == ("file-unreadable", "folder")
    assert finding.place.sheet.path == f"{tmp_path}/secret"


def test_a_folder_without_data_is_an_error_and_says_what_it_has(tmp_path: Path) -> None:
    put(tmp_path, "notes.pdf")
    got = read([str(tmp_path)], options())
    assert sorted(codes(got)) == ["file-empty", "file-skipped"]
    assert [(each.path, each.errors) for each in got.inputs] == [(str(tmp_path), 1)]


def test_one_unreadable_file_does_not_hide_the_others(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", "c.csv")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 broken")
    got = read([str(tmp_path)], options())
    assert [(each.observations, each.errors) for each in got.inputs] == [(1, 0), (0, 1), (1, 0)]
