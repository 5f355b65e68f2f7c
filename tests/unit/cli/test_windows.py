"""What is different on Windows, simulated: paths, streams, line ends, files open in Excel."""

from __future__ import annotations

import ctypes
import errno
import io
import os
import sys
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from typing import Any, BinaryIO, NoReturn

import pytest

import cmcn4.api
from acceptance.cli import AT_2025, GOOD, Result, inside, judged, taken, write
from cmcn4.cli import boundary, outputs
from cmcn4.cli.line import console
from cmcn4.cli.line.console import style_of_stdout
from cmcn4.packs import selector
from cmcn4.packs.selector import parse_selector
from cmcn4.readers import paths

SHARING, LOCK, DENIED = 32, 33, 5
CLOSED = {
    "en": "The file is open in another program.",
    "vi": "Tệp đang mở trong một chương trình khác.",
}


def refusal(number: int | None) -> PermissionError:
    """A PermissionError as Python on Windows raises it: with the system's number, or without."""
    error = PermissionError(errno.EACCES, "Permission denied")
    if number is not None:
        vars(error)["winerror"] = number
    return error


def refused(number: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    def _open(_: str) -> BinaryIO:
        raise refusal(number)

    monkeypatch.setattr(paths, "_open", _open)


# --- a file open in Excel -----------------------------------------------------------------------


@pytest.mark.parametrize("lang", CLOSED)
@pytest.mark.parametrize("number", [None, SHARING, LOCK])
def test_data_open_in_another_program_are_told_so(
    lang: str, number: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "WINDOWS", True)
    refused(number, monkeypatch)
    result = inside("check", write(tmp_path, GOOD), "--lang", lang, "--as-of", "2025")
    assert result.code == 3
    assert CLOSED[lang] in result.out
    assert "Excel" in result.out


@pytest.mark.parametrize(("windows", "number"), [(True, DENIED), (False, None)])
def test_data_that_may_not_be_read_are_not_said_to_be_open(
    windows: bool, number: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "WINDOWS", windows)
    refused(number, monkeypatch)
    result = inside("check", write(tmp_path, GOOD), *AT_2025)
    assert result.code == 3
    assert "Reading the file is not permitted." in result.out


def test_a_file_that_is_locked_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Locked(io.BytesIO):
        def read(self, *_: Any) -> NoReturn:
            raise refusal(None)

    monkeypatch.setattr(paths, "WINDOWS", True)
    monkeypatch.setattr(paths, "_open", lambda _: Locked(b"x"))
    assert CLOSED["en"] in inside("check", write(tmp_path, GOOD), *AT_2025).out


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "the file is open in another program (close it there, or use another name)"),
        ("vi", "tệp đang mở trong một chương trình khác (hãy đóng tệp ở đó, hoặc dùng tên khác)"),
    ],
)
def test_a_report_open_in_another_program_stays_as_it_is(
    lang: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = write(tmp_path, "old", "report.csv")

    def replace(*_: Any) -> NoReturn:
        raise refusal(DENIED)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(outputs, "WINDOWS", True)
    data = write(tmp_path, GOOD)
    result = inside("check", data, "-o", report, "--lang", lang, "--as-of", "2025")
    assert (result.code, result.err) == (2, f"cmcn4: {report}: {said}\n")
    assert report.read_text(encoding="utf-8") == "old"
    assert sorted(tmp_path.iterdir()) == [data, report]


@pytest.mark.parametrize("windows", [True, False])
def test_a_new_report_that_may_not_be_written_is_not_said_to_be_open(
    windows: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(*_: Any) -> NoReturn:
        raise refusal(DENIED)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(outputs, "WINDOWS", windows)
    result = inside("check", write(tmp_path, GOOD), "-o", tmp_path / "a.csv", *AT_2025)
    assert (result.code, "Permission denied" in result.err) == (2, True)


def test_the_owner_file_that_excel_leaves_beside_a_workbook_is_no_data(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, b"\x05owner", "~$data.xlsx")
    assert inside("check", tmp_path, *AT_2025).code == 0


# --- paths --------------------------------------------------------------------------------------


class Disk(PureWindowsPath):
    """A path of a Windows machine that has two files."""

    FILES = frozenset({PureWindowsPath(r"C:\plans\a.yaml"), PureWindowsPath(r"plans\a.yaml")})

    def is_file(self) -> bool:
        return PureWindowsPath(self) in self.FILES

    def is_dir(self) -> bool:
        return False


@pytest.mark.parametrize(
    ("text", "path", "glob", "reading"),
    [
        (r"C:\plans\a.yaml", r"C:\plans\a.yaml", "*", None),
        ("C:/plans/a.yaml", r"C:\plans\a.yaml", "*", None),
        (r"c:\PLANS\A.YAML", r"C:\plans\a.yaml", "*", None),
        (r"plans\a.yaml", r"plans\a.yaml", "*", None),
        (r"C:\plans\a.yaml/gdp-2030", r"C:\plans\a.yaml", "gdp-2030", None),
        (r"C:\plans\a.yaml/gdp-2030:strict", r"C:\plans\a.yaml", "gdp-2030", "strict"),
        (r"C:\plans\a.yaml:strict", r"C:\plans\a.yaml", "*", "strict"),
    ],
)
def test_a_selector_may_hold_a_drive_and_backslashes(
    text: str, path: str, glob: str, reading: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selector, "Path", Disk)
    got = parse_selector(text, {})
    (file,) = got.packs
    assert (PureWindowsPath(file), got.glob, got.reading) == (PureWindowsPath(path), glob, reading)


def test_paths_are_shown_with_slashes(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = SimpleNamespace(sep="\\", fsencode=lambda text: text.encode("utf-8", "surrogatepass"))
    monkeypatch.setattr(paths, "os", machine)
    assert paths.shown(r"C:\Số liệu\a b.csv") == "C:/Số liệu/a b.csv"
    assert paths.shown("D:\\\ud800.csv") == r"D:/\xed\xa0\x80.csv"


# --- streams ------------------------------------------------------------------------------------


def out_of(result_encoding: str, monkeypatch: pytest.MonkeyPatch, *args: object) -> Result:
    """Run with the streams of a process that Windows has started in this code page."""
    streams = [io.TextIOWrapper(io.BytesIO(), result_encoding, "strict") for _ in range(2)]
    monkeypatch.setattr(sys, "argv", ["cmcn4", *map(str, args)])
    monkeypatch.setattr(boundary, "WINDOWS", True)
    monkeypatch.setattr(sys, "stdout", streams[0])
    monkeypatch.setattr(sys, "stderr", streams[1])
    return Result(int(boundary.run()), taken(streams[0]), taken(streams[1]))


@pytest.mark.parametrize("page", ["cp437", "cp1252", "cp1258", "utf-8"])
def test_output_is_utf_8_in_every_code_page(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write(tmp_path, GOOD)
    result = out_of(page, monkeypatch, "check", data, "--lang", "vi", "--as-of", "2025")
    assert result.code == 0
    assert "✔ Hộ gia đình" in result.out or "MỤC TIÊU" in result.out
    result = out_of(page, monkeypatch, "check", "không có.csv", "--lang", "vi")
    assert (result.code, "không có.csv: không có tệp" in result.err) == (2, True)


def test_half_a_character_in_a_name_is_shown_not_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write(tmp_path, GOOD)
    result = out_of("cp1258", monkeypatch, "check", data, "-o", "\ud83d.csw", "--lang", "en")
    assert result.code == 2
    assert ".csw" in result.err
    result = out_of("cp1258", monkeypatch, "check", data, "-t", "\ud83d", "--lang", "en")
    assert (result.code, r"\ud83d" in result.err) == (2, True)


@pytest.mark.parametrize(("windows", "code"), [(True, 0), (False, 2)])
def test_a_closed_pipe_ends_the_run_quietly(
    windows: bool, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge(*_: object) -> NoReturn:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(cmcn4.api, "judge", judge)
    monkeypatch.setattr(boundary, "WINDOWS", windows)
    monkeypatch.setattr(boundary, "_quiet", lambda: 0)
    result = inside("check", write(tmp_path, GOOD), *AT_2025)
    assert (result.code, bool(result.err)) == (code, bool(code))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError


@pytest.mark.parametrize(
    ("known", "accepted", "colour"), [(1, 1, True), (1, 0, False), (0, 1, False)]
)
def test_a_console_gets_colours_only_if_it_takes_them(
    known: int, accepted: int, colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def set_mode(_: int, mode: int) -> int:
        asked.append(mode)
        return accepted

    kernel = SimpleNamespace(
        GetStdHandle=lambda number: number, GetConsoleMode=lambda *_: known, SetConsoleMode=set_mode
    )
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(console, "WINDOWS", True)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert style_of_stdout("vi", 0, {}).colour is colour
    assert asked == [4] * known
    assert style_of_stdout("vi", 0, {"NO_COLOR": "1"}).colour is False
    assert asked == [4] * known


# --- line ends ----------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_change_nothing(
    end: str, mark: str, tmp_path: Path
) -> None:
    expected = inside("check", write(tmp_path, GOOD), "-f", "json", *AT_2025)
    data = write(tmp_path, mark + GOOD.replace("\n", end))
    result = inside("check", data, "-f", "json", *AT_2025)
    assert (result.code, judged(result)) == (0, judged(expected))


def test_a_pack_and_settings_may_have_windows_line_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Path(__file__).parents[3] / "samples" / "ke-hoach-tinh-mau.yaml"
    plan = source.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    write(tmp_path, plan, "plan.yaml")
    write(tmp_path, 'lang = "en"\r\nas-of = "2025"\r\n', "cmcn4.toml")
    monkeypatch.chdir(tmp_path)
    assert inside("targets", "-t", "plan.yaml").code == 0
    result = inside("check", write(tmp_path, GOOD))
    assert (result.code, "as of 2025-12-31" in result.out) == (0, True)


def test_reports_have_the_same_bytes_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, report = write(tmp_path, GOOD), tmp_path / "a.md"
    monkeypatch.setattr(os, "linesep", "\r\n")
    assert inside("check", data, "-o", report, *AT_2025).code == 0
    assert b"\r" not in report.read_bytes()
