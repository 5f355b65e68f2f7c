"""Files made to do harm: bounded time and memory, a finding, exit 3, never a traceback."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

if sys.platform == "win32":
    pytest.skip("pipes, links and limits are those of POSIX", allow_module_level=True)

import resource

SHEET = "xl/worksheets/sheet1.xml"
HEAD = "indicator,area,period,value,source\n"
ROW = "egdi-rank,VN,2024,71,UN DESA\n"
MEMORY, SECONDS = 1 << 30, 60
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def check(*data: Path | str) -> tuple[int, list[dict[str, Any]], str]:
    """Run `check` within the limits; return the exit code, the findings, and the errors."""
    done = subprocess.run(
        [sys.executable, "-m", "cmcn4", "check", *map(str, data), "--as-of", "2025", "-f", "json"],
        capture_output=True, timeout=SECONDS, preexec_fn=limited, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    errors = done.stderr.decode()
    assert "Traceback" not in errors
    return done.returncode, json.loads(done.stdout)["findings"], errors


def workbook(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write a workbook of one good row with its parts changed."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD.strip().split(","))
    sheet.append(["egdi-rank", "VN", 2024, 71, "UN DESA"])
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def rows_added(rows: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")

    return change


def value_of(size: int) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        random = os.urandom(size // 2).hex().encode()
        parts[SHEET] = parts[SHEET].replace(b"<v>71</v>", b"<v>" + random + b"</v>")

    return change


def declared(part: str, document_type: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        content = parts.get(part, b"<sst/>")
        body = content.partition(b"?>")[2] if content.startswith(b"<?xml") else content
        parts[part] = document_type.encode() + body

    return change


@pytest.mark.parametrize("document_type", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "_rels/.rels"]
)
def test_entities_are_refused_in_every_part(tmp_path: Path, part: str, document_type: str) -> None:
    path = workbook(tmp_path / "data.xlsx", declared(part, document_type))
    status, findings, _ = check(path)
    assert (status, [each["code"] for each in findings]) == (3, ["file-unreadable"])
    assert "entities" in findings[0]["message"]


def test_formatted_rows_without_end_change_nothing(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}" s="1" customFormat="1" ht="15"/>' for n in range(3, 200_000))
    path = workbook(tmp_path / "data.xlsx", rows_added(rows.encode()))
    status, findings, _ = check(path)
    assert (status, findings) == (0, [])


def test_a_row_of_all_columns_is_passed_over_whole(tmp_path: Path) -> None:
    row = "".join(f"<c><v>{n}</v></c>" for n in range(1, 16_385))
    path = workbook(tmp_path / "data.xlsx", rows_added(f"<row>{row}</row>".encode()))
    status, findings, _ = check(path)
    assert status == 0
    notes = [(each["code"], each["count"]) for each in findings if each["level"] == "note"]
    assert notes == []


def test_a_header_of_all_columns_in_two_rows_is_read(tmp_path: Path) -> None:
    years = [str(1990 + n % 30) for n in range(8_000)]
    path = tmp_path / "data.csv"
    above = ",".join(f"{year}," for year in years)
    path.write_text(
        f"indicator,{above}\n,{'male,female,' * 8_000}\ninternet-users,{'50.5,49.5,' * 8_000}\n"
    )
    status, findings, _ = check(path)
    assert status == 3  # of parts alone no target can be judged
    codes = {"area-assumed", "source-missing", "duplicate-same"}
    assert {each["code"] for each in findings} == codes
    (missing,) = (each for each in findings if each["code"] == "source-missing")
    assert missing["count"] == 16_000


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("cell.csv", f"{HEAD}egdi-rank,VN,2024,{'7' * 200_000},x\n".encode, "131,072"),
        ("line.csv", lambda: HEAD.encode() + b"7" * (20 << 20), "longer than a mebibyte"),
        ("commas.csv", lambda: HEAD.encode() + b"," * (20 << 20), "longer than a mebibyte"),
        ("bytes.csv", lambda: HEAD.encode() + b"\xff\n" * (1 << 20), "utf-8"),
        ("blank.csv", lambda: HEAD.encode() + b"\n" * (2 << 20), "empty lines"),
        ("nul.csv", lambda: HEAD.encode() + b"a\0,\n" * 9, "zero bytes"),
        ("quote.csv", f'{HEAD}"{ROW * 9_000}'.encode, "quotation mark"),
        ("bomb.csv.gz", lambda: gzip.compress(b"0" * (64 << 20)), "more than a hundredfold"),
        ("rows.csv.gz", lambda: gzip.compress((HEAD + ROW * 400_000).encode()), "a hundredfold"),
        ("wide.csv", lambda: b"a,2024\n" + b"a" + b",a" * 16_000 + b"\n", None),
    ],
)
def test_texts_beyond_all_measure_are_refused(
    tmp_path: Path, name: str, content: Callable[[], bytes], words: str | None
) -> None:
    path = tmp_path / name
    path.write_bytes(content())
    status, findings, _ = check(path)
    assert status == 3
    assert len(findings) == 1
    assert words is None or words in findings[0]["message"]


def test_a_wide_table_of_millions_of_cells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(b"indicator,2023,2024\n" + (b"internet-users" + b"," * 5_000 + b"\n") * 2_000)
    status, findings, _ = check(path)
    assert (status, "million cells" in findings[0]["message"]) == (3, True)


def test_a_cell_of_many_megabytes_is_refused(tmp_path: Path) -> None:
    status, findings, _ = check(workbook(tmp_path / "data.xlsx", value_of(30 << 20)))
    assert (status, [each["code"] for each in findings]) == (3, ["file-unreadable"])


def test_every_line_end_ends_a_line(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(
        b"indicator,area,period,value,source\r\negdi-rank,VN,2024,71,UN\regdi-rank,VN,2022,86,UN\n"
    )
    assert check(path)[:2] == (0, [])


def test_pipes_devices_and_links_never_hang(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("password\nhunter2\n")
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "good.csv").write_text(HEAD + ROW)
    (folder / "again").symlink_to(folder)
    (folder / "inside.csv").symlink_to("good.csv")
    (folder / "loop.csv").symlink_to("loop.csv")
    (folder / "secret.csv").symlink_to(secret)
    (folder / "zero.csv").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.csv")
    status, findings, _ = check(folder)
    assert status == 3
    told = {each["path"].rpartition("/")[2]: each["message"] for each in findings}
    assert told.keys() == {"data", "loop.csv", "secret.csv"}
    assert "leads out of the folder" in told["secret.csv"]
    assert "hunter2" not in told["data"]
    assert "hunter2" not in json.dumps(findings)


def test_a_device_is_refused() -> None:
    status, findings, _ = check("/dev/zero")
    assert (status, [each["code"] for each in findings]) == (3, ["file-unreadable"])


def test_names_with_control_characters_and_markup_stay_text(tmp_path: Path) -> None:
    folder = tmp_path / "\x1b[31mred"
    folder.mkdir()
    path = folder / "[bold]x[!bold]\x1b]0;title\x07.csv"
    path.write_text(
        f"{HEAD}egdi-rnak,VN,2024,71,[red]U\n\x1b[2Jmine,VN,2024,1,x\n[link=x]y,VN,2024,1,x\n"
        "egdi-rank,VN,2024,\x1b[31m7x\x07,UN\n"
    )
    for form in ("table", "markdown", "github", "csv"):
        done = subprocess.run(
            [sys.executable, "-m", "cmcn4", "check", str(path), "-v", "--lang", "en", "-f", form],
            capture_output=True, timeout=SECONDS, check=False,
        )  # fmt: skip
        assert done.returncode == 3
        # A CSV report is data, with the path as it is; what is said about it goes to a terminal.
        shown = done.stderr if form == "csv" else done.stdout + done.stderr
        assert b"Traceback" not in shown
        assert not {0x1B, 0x07} & set(shown), form
        if form == "table":
            assert b"[bold]x[!bold]" in shown


ACTS = "[\x1b\x85\u202a-\u202e\u2066-\u2069]"


def texts_of(path: Path) -> str:
    """Return all that a report says; of JSON without the paths, which lead to files."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return "".join(
                archive.read(name).decode(errors="ignore") for name in archive.namelist()
            )
    text = path.read_text(encoding="utf-8")
    if not text.startswith(("{", "[")):
        return text
    said: list[str] = []

    def kept(pairs: list[tuple[str, Any]]) -> None:
        said.extend(told for key, told in pairs if isinstance(told, str) and key != "path")

    json.loads(text, object_pairs_hook=kept)
    return "".join(said)


@pytest.mark.parametrize(
    "name",
    ["junit", "sarif", "gitlab", "json", "csv", "xlsx", "docx", "html", "markdown", "github",
     "table"],
)  # fmt: skip
def test_nothing_of_the_data_acts_in_the_texts_of_any_report(name: str, tmp_path: Path) -> None:
    acting = "A\u202eB\x1b[31mC\u2066D\x85E"
    rows = f"{acting},VN,2024,71,{acting}\negdi-rank,{acting},2024,71,x\n"
    rows += f"egdi-rank,VN,2024,7{acting},\n"
    for file in ("plain.csv", "b\u202ex.csv"):
        (tmp_path / file).write_text(HEAD + rows, encoding="utf-8")
    out = tmp_path / "report"
    done = subprocess.run(
        [sys.executable, "-m", "cmcn4", "check", tmp_path, "--as-of", "2025", "--no-config",
         "-o", f"{name}:{out}"],
        capture_output=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert (done.returncode, re.findall(ACTS, texts_of(out))) == (3, [])
    assert re.findall(ACTS, (done.stdout + done.stderr).decode()) == []
