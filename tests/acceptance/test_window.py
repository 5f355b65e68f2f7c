"""The one-file program opened from the desktop: it asks, checks, writes, and waits to be closed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from acceptance.cli import HEADER, MISSED, write
from acceptance.pages import ROOT, blocks
from cmcn4.cli.window.places import named, places, writable

ASKED = "Kéo tệp Excel"
AS_OF = "Tính đến năm nào?"
CLOSE = "Nhấn Enter để đóng cửa sổ."
BAD = HEADER + "internet-users,VN,2025,many,% of population,MOST,\n"
READMES = {"vi": ROOT / "README.vi.md", "en": ROOT / "README.md"}
posix = pytest.mark.skipif(sys.platform == "win32", reason="starts it by a POSIX shell")


def opened(
    *given: object, typed: str = "", streams: str = "", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Open the program as the desktop does, a command in place of the browser."""
    program = [sys.executable, str(ROOT / "packaging" / "drop.py"), *map(str, given)]
    command = ["sh", "-c", f'exec "$@" {streams}', "sh", *program] if streams else program
    around = {name: text for name, text in os.environ.items() if name not in ("CI", "CMCN4_LANG")}
    return subprocess.run(
        command, input=typed, env=around | {"BROWSER": "true"} | dict(env or {}),
        encoding="utf-8", capture_output=True, timeout=60, check=False,
    )  # fmt: skip


def page(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    return text


def sample(folder: Path, name: str = "Số liệu 2025.xlsx") -> Path:
    return write(folder, (ROOT / "samples" / "vietnam.xlsx").read_bytes(), name)


def test_a_double_click_asks_for_a_file_and_a_year_and_waits_for_enter(tmp_path: Path) -> None:
    book = sample(tmp_path)
    done = opened(typed=f'\n{tmp_path / "gone.xlsx"}\n"{book}" \n20x5\n2025\n\n')
    assert done.returncode == 0
    assert done.stdout.count(ASKED) == 3  # nothing typed, no such file, the file
    assert f"Không tìm thấy: {tmp_path / 'gone.xlsx'}." in done.stdout
    assert "Chưa hiểu: không phải là ngày: '20x5'." in done.stdout
    assert done.stdout.count(AS_OF) == 2
    assert "0 lỗi, 20 cảnh báo\n MỤC TIÊU  5 đạt, 8 chưa đạt, 4 cần xem xét" in done.stdout
    assert f"\nBáo cáo: {book}.cmcn4.html\n" in done.stdout
    assert CLOSE in done.stdout
    assert "31/12/2025" in page(tmp_path / f"{book.name}.cmcn4.html")
    assert (tmp_path / f"{book.name}.cmcn4" / book.name).read_bytes()[:2] == b"PK"


def test_the_page_names_the_file_and_no_folder_of_the_machine(tmp_path: Path) -> None:
    book = sample(tmp_path)
    opened(book)
    text = page(tmp_path / f"{book.name}.cmcn4.html")
    assert book.name in text
    assert str(tmp_path) not in text


def test_q_leaves(tmp_path: Path) -> None:
    done = opened(typed="Q\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert AS_OF not in done.stdout
    assert CLOSE not in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_nobody_to_ask_is_told_how_the_command_is_used() -> None:
    done = opened()
    assert done.returncode == 0
    assert "check" in done.stdout.partition(ASKED)[2]


def test_files_and_folders_dropped_on_it_are_checked_together(tmp_path: Path) -> None:
    data = write(tmp_path, MISSED, "--số liệu.csv")
    (tmp_path / "tỉnh").mkdir()
    write(tmp_path / "tỉnh", BAD, "b.csv")
    done = opened(data, tmp_path / "tỉnh")
    assert done.returncode == 3
    assert ASKED not in done.stdout
    assert "Số liệu chưa được chấp nhận." in done.stdout
    text = page(tmp_path / "--số liệu.csv.cmcn4.html")
    assert "tỉnh/b.csv" in text.replace("\\", "/")
    assert not (tmp_path / "--số liệu.csv.cmcn4").exists()  # no workbook, no copies


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    data = write(tmp_path, MISSED, "a.csv")
    (tmp_path / "a.csv.cmcn4.html").write_text("mine", encoding="utf-8")
    (tmp_path / "a.csv-2.cmcn4").mkdir()
    assert "a.csv-3.cmcn4.html" in opened(data).stdout
    assert (tmp_path / "a.csv.cmcn4.html").read_text(encoding="utf-8") == "mine"
    page(tmp_path / "a.csv-3.cmcn4.html")


def test_copies_left_in_a_folder_are_no_data_when_the_folder_is_checked(tmp_path: Path) -> None:
    folder = tmp_path / "nộp"
    folder.mkdir()
    opened(sample(folder))
    done = opened(folder)
    assert "0 lỗi, 20 cảnh báo" in done.stdout
    assert "Báo cáo của lần kiểm tra trước" in page(tmp_path / "nộp.cmcn4.html")


def test_the_page_is_opened_in_the_browser(tmp_path: Path) -> None:
    data = write(tmp_path, MISSED, "số liệu.csv")
    shown = opened(data, env={"BROWSER": "echo opened %s"}).stdout
    assert f"opened {(tmp_path / 'số liệu.csv.cmcn4.html').as_uri()}" in shown
    again = opened(data, env={"BROWSER": "false"}).stdout
    assert "hãy mở tệp này bằng trình duyệt" in again


@posix
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_do_not_keep_the_page_from_being_written(
    closed: str, tmp_path: Path
) -> None:
    data = write(tmp_path, MISSED, "a.csv")
    done = opened(data, streams=closed)
    assert (done.returncode, done.stderr) == (0, "")
    page(tmp_path / "a.csv.cmcn4.html")


@posix
def test_without_streams_and_files_it_ends() -> None:
    assert opened(streams="<&- >&-").returncode == 0


@pytest.mark.parametrize("encoding", ["cp1258", "cp437", "ascii"])
def test_no_code_page_breaks_what_is_said(encoding: str, tmp_path: Path) -> None:
    data = write(tmp_path, MISSED, "so-lieu.csv")
    done = opened(typed=f"{data}\n\n\n", env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, "")
    assert ASKED in done.stdout
    assert CLOSE in done.stdout


def test_a_file_that_cannot_be_read_is_told_in_vietnamese_and_what_to_do(tmp_path: Path) -> None:
    broken = write(tmp_path, b"PK\x03\x04 broken", "hỏng.xlsx")
    done = opened(typed=f"{broken}\n\n\n")
    assert done.returncode == 3
    assert "Số liệu chưa được chấp nhận." in done.stdout
    assert CLOSE in done.stdout
    assert "Traceback" not in done.stderr


def test_settings_beside_the_data_count_and_wrong_ones_are_told(tmp_path: Path) -> None:
    data = write(tmp_path, MISSED, "a.csv")
    write(tmp_path, 'targets = ["nowhere"]\n', "cmcn4.toml")
    done = opened(typed=f"{data}\n\n\n")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "Chưa kiểm tra được" in done.stdout
    assert CLOSE in done.stdout
    assert not (tmp_path / "a.csv.cmcn4.html").exists()


def test_a_folder_that_cannot_be_written_to_sends_the_page_to_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Documents").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert writable(tmp_path)
    assert not writable(tmp_path / "gone")
    found = places([tmp_path / "gone" / "a.xlsx"])
    assert found == (
        tmp_path / "Documents" / "a.xlsx.cmcn4.html", tmp_path / "Documents" / "a.xlsx.cmcn4", True,
    )  # fmt: skip
    assert places([tmp_path / "a.xlsx"]) == (
        tmp_path / "a.xlsx.cmcn4.html", tmp_path / "a.xlsx.cmcn4", False,
    )  # fmt: skip


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="needs a folder nobody may write to")
def test_the_window_says_where_the_page_went_instead(tmp_path: Path) -> None:
    (tmp_path / "Documents").mkdir()
    done = opened("/proc/version", env={"HOME": str(tmp_path)})
    assert f"nên kết quả được ghi vào {tmp_path / 'Documents'}." in done.stdout
    page(tmp_path / "Documents" / "version.cmcn4.html")


def test_paths_are_taken_as_terminals_write_them(tmp_path: Path) -> None:
    one, two = sample(tmp_path, "a b.xlsx"), sample(tmp_path, "c.xlsx")
    for line in (f'"{one}"', f"'{one}' ", f"{one}", f"& '{one}'"):
        assert named(line) == [str(one)]
    assert named(f'"{one}" {two}') == [str(one), str(two)]
    if os.sep == "/":
        assert named(str(one).replace(" ", "\\ ")) == [str(one)]
    quoted = sample(tmp_path, "d'e'.xlsx")
    assert named(str(quoted)) == [str(quoted)]
    assert named('"no such.xlsx"') == ["no such.xlsx"]


def test_a_command_that_is_typed_is_no_file_dropped(tmp_path: Path) -> None:
    (tmp_path / "check").mkdir()
    assert "Targets: 124" in opened("targets", "--lang", "en").stdout
    gone = opened("check", tmp_path / "gone.xlsx")
    assert gone.returncode == 2
    assert CLOSE not in gone.stdout


@pytest.mark.parametrize("lang", READMES)
def test_the_readme_shows_what_the_window_says(lang: str, tmp_path: Path, *, update: bool) -> None:
    readme = READMES[lang]
    text = readme.read_text(encoding="utf-8")
    (shown,) = (block for block in blocks(text) if block.kind == "window")
    book = sample(tmp_path, "vietnam.xlsx")
    printed = opened(typed=f"{book}\n2025\n\n", env={"CMCN4_LANG": lang}).stdout
    for answer in (str(book), "2025"):
        printed = printed.replace("> \n", f"› {answer}\n", 1)
    printed = printed.replace("> \n", "").replace(f"{tmp_path}{os.sep}", "D:\\so-lieu\\")
    if update:
        readme.write_text(text[: shown.start] + printed + text[shown.end :], encoding="utf-8")
    else:
        assert shown.body == printed
