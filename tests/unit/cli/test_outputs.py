"""Files are written whole or not at all; standard output in its own style."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from cmcn4 import reporters
from cmcn4.cli import outputs
from cmcn4.cli.line.console import style_of_stdout
from cmcn4.cli.outputs import planned, print_bytes, write_file, write_reports
from cmcn4.errors import OutputError, UsageError
from cmcn4.reporters import Folder, Style
from golden.canonical import report


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError


def test_the_suffix_chooses_the_format(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in ("a.json", "b.CSV")]
    assert planned(paths) == [(paths[0], "json"), (paths[1], "csv")]


@pytest.mark.parametrize("name", ["report", "report.exe", "report.table", ".json"])
def test_an_unknown_suffix_is_wrong_use(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no report format has the suffix") as caught:
        planned([str(tmp_path / name)])
    assert ".json" in str(caught.value.hint)


def test_a_folder_or_a_path_without_one_is_refused_early(tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(OutputError, match="it is a folder"):
        planned([str(tmp_path / "folder.json")])
    with pytest.raises(OutputError, match="its folder does not exist"):
        planned([str(tmp_path / "no" / "a.json")])


@pytest.fixture(name="notes")
def notes_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return an output of a format that is a folder of two files."""
    module = ModuleType("cmcn4.reporters.notes")
    vars(module)["files"] = lambda _report, style: iter(
        [("a.txt", style.lang.encode()), ("b.txt", b"b")]
    )
    monkeypatch.setitem(sys.modules, module.__name__, module)
    for room in (reporters, outputs):
        monkeypatch.setattr(room, "FOLDERS", {"notes": Folder("notes", ".txt")})
    return f"notes:{tmp_path / 'new' / 'folder'}"


def test_a_folder_is_made_with_all_its_files(notes: str, tmp_path: Path) -> None:
    plan = planned([notes])
    write_reports(report(), plan, Style("vi"))
    folder = tmp_path / "new" / "folder"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "a.txt": b"vi", "b.txt": b"b",
    }  # fmt: skip
    write_reports(report(), planned([notes]), Style("en"))
    assert (folder / "a.txt").read_bytes() == b"en"


def test_a_folder_takes_no_place_of_what_is_read_or_written_too(notes: str, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    folder.mkdir(parents=True)
    data = tmp_path / "data.csv"
    data.touch()
    with pytest.raises(UsageError, match="two outputs would be written here"):
        planned([notes, f"csv:{folder / 'x.TXT'}"])
    with pytest.raises(UsageError, match="two outputs would be written here"):
        planned([notes, notes])
    assert planned([notes, str(folder / "x.csv")], [str(data)])
    (folder / "a.txt").symlink_to(data)
    with pytest.raises(UsageError, match="one of the files to be read"):
        planned([notes], [str(data)])


def test_a_folder_is_no_file_and_a_document_of_reports_alone(notes: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown name: 'notes'"):
        planned([notes], document="reading")
    (tmp_path / "new").touch()
    with pytest.raises(OutputError, match="Not a directory"):
        planned([notes])
    with pytest.raises(OutputError, match="it is not a folder"):
        planned([f"notes:{tmp_path / 'new'}"])


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"much longer than before")
    write_file(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", [OSError, KeyboardInterrupt, ValueError])
def test_a_report_that_breaks_off_leaves_the_old_file_and_no_other(
    tmp_path: Path, kind: type[BaseException]
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def half() -> Iterator[bytes]:
        yield b"half of it"
        raise kind

    with pytest.raises(OutputError if kind is OSError else kind):
        write_file(str(path), half())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_comes_in_pieces_is_written_as_one(tmp_path: Path) -> None:
    write_file(str(tmp_path / "a.json"), iter([b"one ", b"two"]))
    assert (tmp_path / "a.json").read_bytes() == b"one two"


def test_a_report_is_as_readable_as_any_new_file(tmp_path: Path) -> None:
    path, other = tmp_path / "a.json", tmp_path / "other"
    other.touch()
    write_file(str(path), b"")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


def test_a_device_is_written_in_place() -> None:
    write_file(os.devnull, b"x")
    assert Path(os.devnull).is_char_device()


def test_a_full_device_is_an_output_error() -> None:
    with pytest.raises(OutputError, match="No space left on device") as caught:
        write_file("/dev/full", b"x")
    assert caught.value.place == "/dev/full"


def test_a_file_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file or directory"):
        write_file(str(tmp_path / "no" / "a.json"), b"x")


def test_a_failed_write_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match="No space left"):
        write_file(str(path), b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_bytes_go_to_a_text_stream_without_a_buffer(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    print_bytes("Đạt\n".encode())
    assert stream.getvalue() == "Đạt\n"


@pytest.mark.parametrize(
    ("environ", "colour"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True),
    ],
)
def test_a_terminal_has_colours_unless_told_otherwise(
    environ: dict[str, str], colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert style_of_stdout("vi", 1, environ) == Style("vi", None, colour, 1)


@pytest.mark.parametrize(
    ("environ", "style"),
    [
        ({}, Style("en")),
        ({"FORCE_COLOR": "1"}, Style("en", colour=True)),
        ({"COLUMNS": "72"}, Style("en", width=72)),
        ({"COLUMNS": "0"}, Style("en")),
        ({"COLUMNS": "wide"}, Style("en")),
        ({"COLUMNS": "-1"}, Style("en")),
    ],
)
def test_a_pipe_has_neither_colour_nor_width(
    environ: dict[str, str], style: Style, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert style_of_stdout("en", 0, environ) == style


def test_a_file_keeps_the_permissions_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.touch()
    path.chmod(0o640)
    write_file(str(path), b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_file(str(link), b"new")
    assert (link.is_symlink(), target.read_bytes()) == (True, b"new")


def test_the_longest_name_there_can_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 250 + ".json")
    write_file(str(path), b"new")
    assert path.read_bytes() == b"new"


def test_a_name_that_is_too_long_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="File name too long"):
        planned([str(tmp_path / ("a" * 300 + ".json"))])


def test_a_pipe_that_nobody_reads_is_an_output_error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(OutputError, match="No such device"):
        write_file(str(tmp_path / "pipe.json"), b"new")


def test_two_outputs_do_not_meet_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with pytest.raises(UsageError, match="two outputs would be written here"):
        planned([str(path), str(tmp_path / "." / "a.json")])
