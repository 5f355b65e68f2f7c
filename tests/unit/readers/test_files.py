"""Paths: files, folders, standard input, rows of Python."""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cmcn4.errors import UsageError
from cmcn4.readers import Reading, parts, paths, read, read_rows
from cmcn4.readers.containers import Opened
from cmcn4.readers.problems import Unreadable
from cmcn4.readers.reading import FileReading
from unit.readers.conftest import Reader
from unit.readers.small import codes, only, options

TEXT = "indicator,area,period,value,source\negdi-rank,VN,2024,71,ITU\n"


def test_importing_the_room_loads_nothing_heavy() -> None:
    code = (
        "import sys, cmcn4.readers; "
        "assert not {'openpyxl', 'defusedxml', 'cmcn4.readers.files'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONPATH": "src"})


def test_a_csv_does_not_load_openpyxl(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TEXT)
    code = (
        "import sys; sys.path[:0] = ['src', 'tests']; "
        "from unit.readers.small import options; from cmcn4.readers import read; "
        "assert read([sys.argv[1]], options()).observations; assert 'openpyxl' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.csv")], check=True)


def test_a_path_that_does_not_exist_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="no such file"):
        read(["nowhere.csv"], options())


def test_a_folder_gives_every_data_file_below_it_sorted(tmp_path: Path) -> None:
    for name in ("b.csv", "a/c.csv", "a.csv", ".hidden.csv", "~$b.xlsx", ".git/x.csv", "read.me"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    got = read([str(tmp_path)], options())
    assert [each.path.removeprefix(str(tmp_path)) for each in got.inputs] == [
        "/a.csv", "/b.csv", "/a/c.csv",
    ]  # fmt: skip


def test_a_folder_without_data_is_a_finding(tmp_path: Path) -> None:
    finding = only(read([str(tmp_path)], options()))
    assert (finding.code, finding.facts["variant"]) == ("file-empty", "folder")


def test_an_old_spreadsheet_in_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    assert codes(read([str(tmp_path)], options())) == ["file-unreadable"]


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.xlsx", "a.xls", "a.ods"])
def test_a_pointer_of_git_lfs_is_not_the_file(name: str, read_text: Reader) -> None:
    finding = only(read_text(b"version https://git-lfs.github.com/spec/v1\nsize 12\n", name=name))
    assert (finding.code, finding.facts["variant"]) == ("file-unreadable", "pointer")


def test_one_bad_file_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 cut off")
    (tmp_path / "b.csv").write_text(TEXT)
    got = read([str(tmp_path)], options())
    assert [(each.errors, each.observations) for each in got.inputs] == [(1, 0), (0, 1)]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TEXT)
    assert len(read([str(path), str(tmp_path)], options()).observations) == 1


def test_standard_input_is_csv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    got = read(["-"], options())
    assert [(each.sheet.path, each.row) for each in got.observations] == [("-", 2)]


def test_a_device_is_not_read() -> None:
    assert only(read(["/dev/zero"], options())).facts["variant"] == "device"


def test_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"printf '{TEXT}' > '{pipe}'".replace("\n", "\\n")]):
        assert len(read([str(pipe)], options()).observations) == 1


def test_a_pipe_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_LARGEST_PIPE", 10)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert only(read(["-"], options())).facts["variant"] == "too-large"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TEXT)

    def refuse(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(paths, "_open", refuse)
    assert only(read([str(path)], options())).facts["variant"] == "denied"


def test_a_dangling_link_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to(tmp_path / "gone.csv")
    assert only(read([str(tmp_path / "a.csv")], options())).facts["variant"] == "system"


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TEXT)
    with pytest.raises(Unreadable) as caught, paths.opened(str(path)):
        path.write_text(TEXT * 2)
    assert caught.value.facts["variant"] == "changed"


def test_rows_of_python() -> None:
    got = read_rows(
        [
            {"indicator": "digital-economy-share", "năm": 2025, "value": 18.3, "source": "ITU"},
            {"indicator": "digital-economy-share", "năm": 2024.0, "value": Decimal("12.345")},
            {"indicator": "digital-economy-share", "năm": dt.date(2023, 6, 30), "value": "12,3"},
            {"indicator": "digital-economy-share", "năm": 2022, "value": float("nan")},
            {"indicator": "digital-economy-share", "năm": 2021, "value": None},
            {"indicator": "digital-government", "năm": 2025, "value": True, "source": "ITU"},
        ],
        options(),
    )
    assert [each.value.value for each in got.observations] == [
        Decimal("18.3"), Decimal("12.345"), Decimal("12.3"), Decimal(1),
    ]  # fmt: skip
    assert [each.row for each in got.observations] == [2, 3, 4, 7]
    assert got.observations[0].sheet.path == "<rows>"
    assert got.inputs[0].sha256


def test_no_rows_at_all() -> None:
    assert codes(read_rows([], options(), "frame")) == ["file-empty"]


@pytest.mark.parametrize("name", ["klingon", "rot13", "hex", "a\0b"])
def test_an_encoding_that_is_none_of_text_is_wrong_use(name: str) -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        read([], options(encoding=name))


@pytest.mark.parametrize("processes", [1, 2])
def test_a_defect_met_in_one_file_costs_no_other(
    processes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(file: FileReading, source: Opened, watch: object = None) -> None:
        if source.path.endswith("b.csv"):
            raise RuntimeError("x" * 1000)
        whole(file, source, watch)  # type: ignore[arg-type]

    whole = parts.read_sheets
    monkeypatch.setattr(parts, "read_sheets", broken)
    for name in ("a.csv", "b.csv", "c.csv"):
        (tmp_path / name).write_text(TEXT)
    got = read([str(tmp_path)], options(), Reading(processes=processes))
    (told,) = got.findings
    assert (told.code, told.level) == ("internal-error", "error")
    assert told.place.sheet.path.endswith("b.csv")
    assert told.facts["where"].startswith("test_files.py:")
    assert len(told.facts["error"]) < 130
    assert [each.observations for each in got.inputs] == [1, 0, 1]
