"""`cmcn4 read`: how files were read, on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from acceptance.cli import GOOD, HEADER, inside, write


def test_what_was_read_is_told_and_nothing_is_judged(tmp_path: Path) -> None:
    result = inside("read", write(tmp_path, HEADER + GOOD), "--lang", "en")
    assert result.code == 0
    assert "data.csv: figures read: 1" in result.out
    assert "PASS" not in result.out


def test_errors_exit_with_3(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}fibre-households,VN,2025,many,% of households,MOST,\n")
    result = inside("read", path, "--lang", "en")
    assert result.code == 3
    assert "number-unreadable" in result.out


def test_csv_goes_to_standard_output_and_errors_to_the_other(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}{GOOD}fibre-households,VN,2024,many,% of households,MOST,\n")
    result = inside("read", path, "-f", "csv", "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(result.stdout.decode("utf-8-sig"))))
    assert [each["indicator"] for each in rows] == ["fibre-households"]
    assert "number-unreadable" in result.err
    assert result.code == 3


def test_each_suffix_has_its_format(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + GOOD)
    outputs = [tmp_path / f"out.{suffix}" for suffix in ("json", "csv", "txt")]
    options = [word for each in outputs for word in ("-o", str(each))]
    assert inside("read", path, *options, "--lang", "en").code == 0
    assert json.loads(outputs[0].read_bytes())["format"] == "cmcn4/read@1"
    assert outputs[1].read_bytes().startswith(b"\xef\xbb\xbfindicator,")
    assert "figures read: 1" in outputs[2].read_text("utf-8")


def test_what_was_read_of_a_file_that_breaks_is_in_error(tmp_path: Path) -> None:
    book = Workbook()
    for name in ("First", "Second"):
        sheet = book.create_sheet(name)
        for row in csv.reader((HEADER + GOOD).splitlines()):
            sheet.append(row)
    book.save(tmp_path / "whole.xlsx")
    broken = tmp_path / "broken.xlsx"
    with ZipFile(tmp_path / "whole.xlsx") as whole, ZipFile(broken, "w") as cut:
        for name in whole.namelist():
            content = whole.read(name)
            cut.writestr(name, content[:-40] if name.endswith("sheet3.xml") else content)
    result = inside("read", broken, "--lang", "en")
    assert result.code == 3
    assert "Numbers: 1, read: 0; left out: in error 1" in result.out
    assert result.out.count("figures read: 0") == 2  # of the file, of its table
    assert "Numbers in the file: 1; all that could be figures" in result.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("-o", "out.docx"),
            "no report format has the suffix '.docx' (use one of .txt .json .csv, or FORMAT:PATH",
        ),
        (("-t", "no-such-pack"), "no-such-pack"),
        (("-f", "html"), "html"),
    ],
)
def test_wrong_use_is_said(options: tuple[str, str], said: str, tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + GOOD)
    result = inside("read", path, *options, "--lang", "en")
    assert result.code == 2
    assert said in result.err


def test_the_input_is_never_written_over(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + GOOD)
    result = inside("read", path, "-o", path)
    assert result.code == 2
    assert path.read_text("utf-8") == HEADER + GOOD


def test_it_speaks_vietnamese(tmp_path: Path) -> None:
    result = inside("read", write(tmp_path, HEADER + GOOD), "--lang", "vi")
    assert "số liệu đọc được: 1" in result.out
