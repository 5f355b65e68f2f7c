"""check --annotate: which copies are written, what is refused, and that others can open them."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from acceptance.cli import AT_2025, GOOD, Result, inside, program, write
from acceptance.pages import ROOT, compare

SOFFICE = shutil.which("soffice")
SAMPLE = ROOT / "samples" / "vietnam.xlsx"
ROWS = (
    ("indicator", "period", "value", "unit", "source", "area"),
    ("egdi-rank", 2024, "seventy-one", "rank", "UN DESA", "VN"),
    ("egdi-rank", 2022, 86, "rank", "UN DESA", "VN"),
    ("digital-economy-share", 2025, 250, "% of GDP", "NSO", "VN"),
)


def book(path: Path, title: str = "Data") -> Path:
    """Write a workbook with two errors, in C2 and C4."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in ROWS:
        sheet.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(path)
    return path


def check(*args: object) -> Result:
    return inside("check", *args, *AT_2025)


def comments(path: Path) -> set[tuple[str, str]]:
    return {
        (sheet.title, cell.coordinate)
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def places(result: Result) -> list[tuple[str, str, str, str]]:
    return [(each["code"], each["sheet"], each["cell"], each["message"])
            for each in result.json["findings"]]  # fmt: skip


def test_the_copy_has_the_findings_and_the_run_ends_as_without(tmp_path: Path) -> None:
    data, folder = book(tmp_path / "data.xlsx"), tmp_path / "new" / "copies"
    before = data.read_bytes()
    without = check(data, "-f", "json")
    result = check(data, "-f", "json", "--annotate", folder)
    assert (result.code, result.stdout) == (3, without.stdout)
    assert result.err == f"cmcn4: annotated copies: 1, in {folder}\n"
    assert data.read_bytes() == before
    assert comments(folder / "data.xlsx") == {("Data", "C2"), ("Data", "C4")}


def test_the_copy_reads_back_with_the_same_findings(tmp_path: Path) -> None:
    first = check(SAMPLE, "-f", "json", "--annotate", tmp_path)
    second = check(tmp_path / "vietnam.xlsx", "-f", "json")
    assert places(first) == places(second)
    assert first.code == second.code
    assert len(comments(tmp_path / "vietnam.xlsx")) == len({each[1:3] for each in places(first)})


def test_stored_results_of_formulas_stay(tmp_path: Path) -> None:
    check(SAMPLE, "--annotate", tmp_path)
    old, new = zipfile.ZipFile(SAMPLE), zipfile.ZipFile(tmp_path / "vietnam.xlsx")
    for name in old.namelist():
        if name.startswith("xl/worksheets/sheet"):
            head, _, tail = new.read(name).partition(b"<legacyDrawing ")
            assert head + (b"</worksheet>" if tail else b"") == old.read(name)
        elif name != "[Content_Types].xml":
            assert new.read(name) == old.read(name)


def test_the_language_of_the_comments_is_that_of_the_run(tmp_path: Path) -> None:
    data = book(tmp_path / "data.xlsx")
    result = inside(
        "check", data, "--annotate", tmp_path / "out", "--as-of", "2025", "--lang", "vi"
    )
    comment = load_workbook(tmp_path / "out" / "data.xlsx")["Data"]["C2"].comment
    assert comment is not None
    assert comment.text.startswith(
        "Lỗi · Giá trị không phải là số (number-unreadable)\n“seventy-one” không phải là thứ hạng."
    )
    assert result.err == f"cmcn4: bản sao có chú thích: 1, trong {tmp_path / 'out'}\n"


def test_a_file_without_findings_is_copied_so_that_no_older_copy_is_left(tmp_path: Path) -> None:
    data = book(tmp_path / "data.xlsx")
    check(data, "--annotate", tmp_path / "out")
    made = load_workbook(data)
    made["Data"]["C2"], made["Data"]["C4"] = 71, 14
    made.save(data)
    assert check(data, "--annotate", tmp_path / "out").code == 1
    assert (tmp_path / "out" / "data.xlsx").read_bytes() == data.read_bytes()


def test_macros_stay_in_a_workbook_that_has_some(tmp_path: Path) -> None:
    plain = book(tmp_path / "plain.xlsx").read_bytes()
    out = io.BytesIO(plain)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0macros")
    data = write(tmp_path, out.getvalue(), "data.xlsm")
    check(data, "--annotate", tmp_path / "out")
    with zipfile.ZipFile(tmp_path / "out" / "data.xlsm") as archive:
        assert archive.read("xl/vbaProject.bin") == b"\0macros"
        assert "xl/comments1.xml" in archive.namelist()


def test_files_that_are_no_workbook_or_unreadable_are_named(tmp_path: Path) -> None:
    text, broken = write(tmp_path, GOOD), write(tmp_path, b"PK\x03\x04", "broken.xlsx")
    locked = write(tmp_path, b"\xd0\xcf\x11\xe0" + b"E\0n\0c\0r\0y\0p\0t\0e\0d\0", "locked.xlsx")
    result = check(text, broken, locked, "--annotate", tmp_path / "out")
    assert result.code == 3
    assert result.err.splitlines() == [
        f"cmcn4: {text}: no annotated copy: only .xlsx and .xlsm are annotated",
        f"cmcn4: {broken}: no annotated copy: the file could not be read",
        f"cmcn4: {locked}: no annotated copy: the file could not be read",
        f"cmcn4: annotated copies: 0, in {tmp_path / 'out'}",
    ]
    assert not (tmp_path / "out").exists()


def test_standard_input_is_never_annotated(tmp_path: Path) -> None:
    result = inside("check", "-", "--annotate", tmp_path / "out", *AT_2025, stdin=GOOD.encode())
    assert result.code == 0
    assert "cmcn4: -: no annotated copy: only .xlsx and .xlsm" in result.err


def test_a_signed_workbook_is_not_copied(tmp_path: Path) -> None:
    data = book(tmp_path / "data.xlsx")
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("_xmlsignatures/origin.sigs", b"")
    result = check(data, "-q", "--annotate", tmp_path / "out")
    assert "no annotated copy: the workbook is signed, and a change would break" in result.err
    assert not (tmp_path / "out").exists()


def test_files_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    first, second = book(tmp_path / "a" / "x.xlsx", "A"), book(tmp_path / "b" / "X.xlsx", "B")
    result = check(first, second, first, "--annotate", tmp_path / "out")
    assert comments(tmp_path / "out" / "x.xlsx") == {("A", "C2"), ("A", "C4")}
    assert comments(tmp_path / "out" / "X-2.xlsx") >= {("B", "C2"), ("B", "C4")}
    assert result.err.splitlines() == [
        f"cmcn4: {second}: its annotated copy is {tmp_path / 'out' / 'X-2.xlsx'}",
        f"cmcn4: annotated copies: 2, in {tmp_path / 'out'}",
    ]


def test_files_of_a_folder_keep_their_place_in_it(tmp_path: Path) -> None:
    book(tmp_path / "in" / "hue" / "x.xlsx")
    book(tmp_path / "in" / "lao-cai" / "x.xlsx")
    assert "annotated copies: 2" in check(tmp_path / "in", "--annotate", tmp_path / "out").err
    found = sorted(each.relative_to(tmp_path) for each in (tmp_path / "out").rglob("*.xlsx"))
    assert found == [Path("out/hue/x.xlsx"), Path("out/lao-cai/x.xlsx")]


def test_a_submitted_file_is_never_replaced(tmp_path: Path) -> None:
    data = book(tmp_path / "data.xlsx")
    before = data.read_bytes()
    result = check(data, "--annotate", tmp_path)
    assert result.code == 2
    assert result.err == (
        f"cmcn4: {data}: this is one of the files to be read (name another folder)\n"
    )
    (tmp_path / "link").symlink_to(tmp_path)
    assert check(data, "--annotate", tmp_path / "link").code == 2
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "data.xlsx").symlink_to(data)
    assert check(data, "--annotate", tmp_path / "out").code == 2
    assert data.read_bytes() == before


def test_no_link_below_its_folder_is_followed(tmp_path: Path) -> None:
    data, own = book(tmp_path / "in" / "sub" / "data.xlsx"), tmp_path / "own"
    out, said = tmp_path / "out", "a link among the files of this folder is not followed"
    own.write_bytes(b"own")
    (out / "sub").mkdir(parents=True)
    (out / "sub" / "data.xlsx").symlink_to(own)
    result = check(tmp_path / "in", "--annotate", out)
    assert (result.code, said in result.err, own.read_bytes()) == (2, True, b"own")
    (out / "sub" / "data.xlsx").unlink()
    (out / "sub").rmdir()
    (out / "sub").symlink_to(tmp_path)
    result = check(tmp_path / "in", "--annotate", out)
    assert (result.code, said in result.err, (tmp_path / "data.xlsx").exists()) == (2, True, False)
    (tmp_path / "link").symlink_to(tmp_path / "there")
    (tmp_path / "there").mkdir()
    assert check(data, "--annotate", tmp_path / "link").code != 2
    assert (tmp_path / "there" / "data.xlsx").exists()


def test_another_submitted_file_is_not_replaced_either(tmp_path: Path) -> None:
    first, second = book(tmp_path / "a" / "x.xlsx"), book(tmp_path / "b" / "x.xlsx")
    before = second.read_bytes()
    assert check(first, second, "--annotate", tmp_path / "b").code == 2
    assert second.read_bytes() == before


def test_copies_do_not_go_where_they_would_be_read_as_data(tmp_path: Path) -> None:
    book(tmp_path / "in" / "x.xlsx")
    result = check(tmp_path / "in", "--annotate", tmp_path / "in" / "out")
    assert result.code == 2
    assert "the copies would be read as data the next time (name a folder outside" in result.err
    assert not (tmp_path / "in" / "out").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    data, file = book(tmp_path / "data.xlsx"), write(tmp_path, "x", "file")
    result = inside("check", data, "--annotate", file, "--lang", "vi")
    assert (result.code, result.stdout) == (2, b"")
    assert result.err == f"cmcn4: {file}: đó không phải là thư mục (hãy chọn một thư mục)\n"


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    data, file = book(tmp_path / "data.xlsx"), write(tmp_path, "x", "file")
    result = check(data, "--annotate", file / "below")
    assert result.code == 2
    assert b"Traceback" not in result.stderr


def test_without_the_option_nothing_of_it_is_imported(tmp_path: Path) -> None:
    data = write(tmp_path, GOOD)
    code = """
import sys
from cmcn4.cli.boundary import run
run()
print([each for each in sys.modules if "annotation" in each], file=sys.stderr)
"""
    script = write(tmp_path, code, "script.py")
    done = subprocess.run([sys.executable, script, "check", data, *AT_2025], check=True,
                          capture_output=True, timeout=60)  # fmt: skip
    assert done.stderr == b"[]\n"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.office
def test_libreoffice_opens_the_copy_and_keeps_every_comment(tmp_path: Path) -> None:
    check(SAMPLE, "--annotate", tmp_path / "out")
    copy = tmp_path / "out" / "vietnam.xlsx"
    subprocess.run(
        [SOFFICE or "", "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path, copy],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    assert comments(tmp_path / "vietnam.xlsx") == comments(copy) != set()


@pytest.mark.parametrize("name", ["annotate.md", "annotate.vi.md"])
def test_the_documents_show_what_comes_out(name: str, workspace: Path, *, update: bool) -> None:
    compare(ROOT / "docs" / name, workspace, update=update)


def test_the_program_itself_writes_copies(tmp_path: Path) -> None:
    result = program("check", book(tmp_path / "d.xlsx"), "-q", "--annotate", "out", cwd=tmp_path)
    assert result.code == 3
    assert comments(tmp_path / "out" / "d.xlsx") == {("Data", "C2"), ("Data", "C4")}
