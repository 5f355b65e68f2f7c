"""Bad input, each kind: a message with the place, the exit code, nothing half written."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from acceptance.cli import (
    AT_2025,
    EGDI,
    FIBRE,
    GOOD,
    HEADER,
    Result,
    codes,
    finding,
    inside,
    judged,
    program,
    untraced,
    verdict,
    write,
)
from cmcn4.packs.locations import targets_folder
from cmcn4.readers import parts

FIBRE_2025 = "qd-2289/fibre-households-2025"
LAST_YEAR = FIBRE.replace("2025", "2024").replace("85.1", "90")


def check(*args: object) -> Result:
    result = inside("check", *args, "-f", "json", *AT_2025)
    untraced(result)
    return result


def workbook(*rows: list[str]) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(stream)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le")
OLD = OLE + "Workbook".encode("utf-16-le")
WHOLE = workbook(HEADER.strip().split(","), FIBRE.strip().split(","))

# name of the file, its bytes, the error's code, row and cell
FILES: dict[str, tuple[str, str | bytes, str, int | None, str | None]] = {
    "empty": ("a.csv", "", "file-empty", None, None),
    "blank lines only": ("a.csv", "\n\n ,,\n", "file-empty", None, None),
    "header only": ("a.csv", HEADER, "file-empty", 1, None),
    "no known column": ("a.csv", "a,b,c\n1,2,3\n", "header-not-found", None, None),
    "a column missing": ("a.csv", "indicator,area,period\negdi-rank,VN,2024\n",
                         "column-missing", 1, None),
    "two columns for one meaning": ("a.csv", "indicator,period,value,giá trị\negdi-rank,2024,1,2\n",
                                    "column-ambiguous", 1, "D1"),
    "empty workbook": ("a.xlsx", workbook(), "file-empty", None, None),
    "truncated workbook": ("a.xlsx", WHOLE[: len(WHOLE) // 2], "file-unreadable", None, None),
    "encrypted workbook": ("a.xlsx", ENCRYPTED, "file-unreadable", None, None),
    "old workbook renamed": ("a.xlsx", OLD, "file-unreadable", None, None),
    "workbook renamed to csv": ("a.csv", WHOLE, "file-unreadable", None, None),
    "text renamed to xlsx": ("a.xlsx", GOOD, "file-unreadable", None, None),
    "web page renamed to xlsx": ("a.xlsx", "<html><table></table></html>",
                                 "file-unreadable", None, None),
    "pdf renamed to csv": ("a.csv", b"%PDF-1.7", "file-unreadable", None, None),
    "gzip renamed to csv": ("a.csv", gzip.compress(GOOD.encode()), "file-unreadable", None, None),
    "a type not read": ("a.xls", OLD, "file-unreadable", None, None),
    "no suffix at all": ("data", GOOD, "file-unreadable", None, None),
    "not UTF-8": ("a.csv", GOOD.replace("MOST", "Bộ").encode("utf-8")[:-8] + b"\xff\xfe,\n",
                  "encoding-unknown", None, None),
}  # fmt: skip

NUMBERS_UNREAD = {"no known column", "two columns for one meaning"}
"""Where numbers were seen, and none was read: that is told beside its cause."""


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_cannot_be_used_is_one_error_of_its_own(kind: str, tmp_path: Path) -> None:
    name, content, code, row, cell = FILES[kind]
    path = write(tmp_path, content, name)
    result = check(path)
    assert result.code == 3
    found = finding(result, code)
    assert (found["level"], found["path"], found["cell"]) == ("error", path.as_posix(), cell)
    assert found["row"] == row or code == "encoding-unknown"
    assert found["message"]
    assert found["hint"]
    assert result.stderr == b""
    assert len(judged(result)) == 44
    assert {each["verdict"] for each in judged(result).values()} == {"no-data"}


@pytest.mark.parametrize("kind", FILES)
def test_the_table_names_the_file_that_cannot_be_used(kind: str, tmp_path: Path) -> None:
    name, content, code, _, _ = FILES[kind]
    said = inside("check", write(tmp_path, content, name), *AT_2025)
    assert said.code == 3
    assert f"error {code}  {name}" in said.out
    also = kind in NUMBERS_UNREAD
    assert f"not accepted: {1 + also} error" in said.out
    assert ("error nothing-read" in said.out) == also
    assert "Nothing could be judged: " in said.out


EGDI_2030 = "qd-2289/egdi-rank-2030"
# one row, the finding's code, its level, its cell, and the verdict on households with fibre
ROWS: dict[str, tuple[str, str, str, str | None, str]] = {
    "text as a value": (FIBRE.replace("85.1", "many"), "number-unreadable", "error", "D2",
                        "no-data"),
    "an indicator nearly ours": (FIBRE.replace("fibre-households", "fibre-housholds"),
                                 "indicator-unknown", "error", "A2", "no-data"),
    "an indicator far from ours": (FIBRE.replace("fibre-households", "rice exports"),
                                   "indicator-unlisted", "warning", "A2", "no-data"),
    "an area nearly ours": (FIBRE.replace("VN", "Hà Nộii"), "area-unknown", "error", "B2",
                            "no-data"),
    "an impossible period": (FIBRE.replace("2025", "2025-13"), "period-unreadable", "error", "C2",
                             "no-data"),
    "a value out of range": (FIBRE.replace("85.1", "185.1"), "value-out-of-range", "error", "D2",
                             "no-data"),
    "a negative value": (FIBRE.replace("85.1", "-5"), "value-out-of-range", "error", "D2",
                         "no-data"),
    "a unit of another kind": (FIBRE.replace("% of households", "rank"), "unit-mismatch", "error",
                               "E2", "no-data"),
    "a unit over another population": (FIBRE.replace("% of households", "% of population"),
                                       "unit-mismatch", "error", "E2", "no-data"),
    "the same cell twice": (FIBRE + FIBRE, "duplicate-same", "warning", "D3", "pass"),
    "the same cell with another value": (FIBRE + FIBRE.replace("85.1", "70"), "duplicate-conflict",
                                         "error", "D3", "no-data"),
    "no source": (FIBRE.replace("MOST", ""), "source-missing", "warning", "F2", "pass"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ROWS)
def test_a_bad_cell_is_a_finding_with_its_place(kind: str, tmp_path: Path) -> None:
    rows, code, level, cell, expected = ROWS[kind]
    path = write(tmp_path, HEADER + rows + EGDI)
    result = check(path)
    found = finding(result, code)
    assert (found["level"], found["path"], found["cell"]) == (level, path.as_posix(), cell)
    assert verdict(result, FIBRE_2025) == expected
    assert verdict(result, EGDI_2030) == "pending"
    assert result.code == (3 if level == "error" else 0)
    assert result.json["summary"][f"{level}s"] == found["count"] == 1


@pytest.mark.parametrize("kind", ROWS)
def test_the_table_names_the_bad_cell(kind: str, tmp_path: Path) -> None:
    rows, code, level, cell, _ = ROWS[kind]
    said = inside("check", write(tmp_path, HEADER + rows + EGDI), *AT_2025)
    assert f"{level} {code}  data.csv {cell}" in said.out
    assert said.stderr == b""


@pytest.mark.parametrize("kind", [kind for kind in ROWS if ROWS[kind][4] == "no-data"])
def test_an_older_value_never_slips_into_the_place_of_an_error(kind: str, tmp_path: Path) -> None:
    rows, code, level, _, _ = ROWS[kind]
    if level != "error" or code in {"area-unknown", "period-unreadable"}:
        return
    result = check(write(tmp_path, HEADER + rows + LAST_YEAR))
    found = judged(result)[FIBRE_2025, "VN"]
    if code == "indicator-unknown":
        assert found["verdict"] in {"no-data", "pass"}
        return
    assert (found["verdict"], found["reason_code"]) == ("no-data", "blocked")
    assert "data.csv" in found["reason"]


def test_an_error_cell_of_a_workbook_blocks_its_year(tmp_path: Path) -> None:
    rows = [row.strip().split(",") for row in (HEADER, FIBRE, LAST_YEAR)]
    content = workbook(rows[0], [*rows[1][:3], "#DIV/0!", *rows[1][4:]], rows[2])
    result = check(write(tmp_path, content, "a.xlsx"))
    found = finding(result, "cell-error")
    assert (found["sheet"], found["cell"], result.code) == ("Sheet", "D2", 3)
    assert judged(result)[FIBRE_2025, "VN"]["reason_code"] == "blocked"
    assert "a.xlsx Sheet!D2" in judged(result)[FIBRE_2025, "VN"]["reason"]


def test_an_error_cell_saved_as_csv_blocks_its_year_too(tmp_path: Path) -> None:
    rows = HEADER + FIBRE.replace("85.1", "#DIV/0!") + LAST_YEAR
    result = check(write(tmp_path, rows))
    (found,) = result.json["findings"]
    assert (found["level"], found["cell"]) == ("error", "D2")
    assert found["code"] in {"cell-error", "number-unreadable"}
    assert judged(result)[FIBRE_2025, "VN"]["reason_code"] == "blocked"


def test_an_error_in_a_year_that_does_not_count_blocks_nothing(tmp_path: Path) -> None:
    result = check(write(tmp_path, HEADER + FIBRE + LAST_YEAR.replace("90", "many")))
    assert verdict(result, FIBRE_2025) == "pass"
    assert result.code == 3


def test_an_unknown_indicator_is_offered_its_nearest(tmp_path: Path) -> None:
    result = check(write(tmp_path, HEADER + FIBRE.replace("fibre-households", "fibre-housholds")))
    assert "fibre-households" in finding(result, "indicator-unknown")["message"]


def test_an_area_that_is_not_ours_is_only_counted(tmp_path: Path) -> None:
    result = check(write(tmp_path, HEADER + FIBRE + FIBRE.replace("VN", "US")))
    assert codes(result) == ["rows-skipped"]
    assert result.json["inputs"][0]["skipped"] == 1
    assert result.code == 0


def test_another_population_informs_but_does_not_decide(tmp_path: Path) -> None:
    row = "adults-with-account,VN,2025,90,% of adults,SBV,\n"
    result = check(write(tmp_path, HEADER + row))
    found = judged(result)["qd-2289/e-payment-accounts-2025", "VN"]
    assert (found["verdict"], found["reason_code"], found["value"], found["unit"]) == (
        "review", "other-population", 90, "% of adults",
    )  # fmt: skip
    assert finding(result, "population-differs")["cell"] == "D2"
    assert result.code == 0


def test_a_missing_file_is_wrong_use(tmp_path: Path) -> None:
    result = inside("check", tmp_path / "no.csv", write(tmp_path, GOOD))
    assert (result.code, result.stdout) == (2, b"")
    assert result.err == f"cmcn4: {tmp_path / 'no.csv'}: no such file or folder\n"


def test_a_folder_without_data_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "# nothing", "README.md")
    result = check(tmp_path)
    assert (result.code, codes(result)) == (3, ["file-empty", "file-skipped"])
    assert "folder" in finding(result, "file-empty")["message"]


def test_a_device_is_not_read() -> None:
    result = check("/dev/zero")
    assert (result.code, codes(result)) == (3, ["file-unreadable"])


def test_an_empty_standard_input_is_an_error() -> None:
    result = inside("check", "-", *AT_2025)
    assert result.code == 3
    assert "error file-empty  -" in result.out


# nothing to judge


def test_nothing_to_judge_names_what_was_seen_and_expected(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + FIBRE.replace("fibre-households", "rice exports"))
    said = inside("check", path, *AT_2025)
    assert said.code == 3
    assert "Nothing could be judged: " in said.out
    assert "Indicator names seen: rice exports" in said.out
    assert "gii-rank (Global Innovation Index, world rank)" in said.out
    assert "Nothing could be judged: " in inside("check", path, *AT_2025, "-q").out


FUTURE = HEADER + FIBRE.replace("2025", "2030")


def test_data_of_the_future_judge_nothing(tmp_path: Path) -> None:
    assert check(write(tmp_path, FUTURE)).code == 3


def test_names_that_are_ours_count_as_seen(tmp_path: Path) -> None:
    said = inside("check", write(tmp_path, FUTURE), *AT_2025).out
    assert "None of the figures" not in said
    assert "seen: fibre-households" in said


def test_an_error_is_told_on_standard_error_when_the_format_has_no_findings(
    tmp_path: Path,
) -> None:
    path = write(tmp_path, HEADER + FIBRE.replace("85.1", "many"))
    result = inside("check", path, *AT_2025, "-f", "csv")
    assert result.code == 3
    assert "data.csv D2" in result.err


# packs


MISTAKES = """\
format: cmcn4/pack@1
id: plan
id: plan2
document:
  number: 1/KH
  issued: 2022-01-31
  issuer: {vi: Tỉnh, en: Province}
  title: {vi: Kế hoạch, en: Plan}
unknown: 1
targets:
  - id: a
    order: 1
    indicator: no-such
    horizon: 2025
    title: {vi: A, en: A}
    quote: A
    rule: {kind: threshold, at_least: 1, at_most: 2}
"""


@pytest.mark.parametrize("command", ["check", "targets", "explain"])
def test_a_pack_with_mistakes_tells_them_all_with_line_and_column(
    command: str, tmp_path: Path
) -> None:
    given: dict[str, list[object]] = {"check": [write(tmp_path, GOOD)], "explain": ["plan/a"]}
    data = given.get(command, [])
    plan = write(tmp_path, MISTAKES, "plan.yaml")
    result = inside(command, *data, "-t", plan)
    assert (result.code, result.stdout) == (3, b"")
    untraced(result)
    *problems, last = result.err.splitlines()
    assert last.startswith("cmcn4: The targets cannot be used")
    places = [each.split(": ", 1)[0] for each in problems]
    assert len(places) >= 2
    for place in places:
        _, line, column = place.rsplit(":", 2)
        assert int(line) >= 1
        assert int(column) >= 1


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[", b"a: b: c", b"- x\n", b"\0"])
def test_a_file_that_is_no_pack_is_told_so(content: bytes, tmp_path: Path) -> None:
    result = inside("targets", "-t", write(tmp_path, content, "plan.yaml"))
    assert (result.code, result.stdout) == (3, b"")
    assert "plan.yaml:" in result.err
    untraced(result)


# outputs


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no/r.json", "its folder does not exist"),
        ("folder.json", "it is a folder"),
        ("r.exe", "no report format has the suffix '.exe'"),
        ("r", "no report format has the suffix"),
    ],
)
def test_an_output_that_cannot_be_is_refused_before_anything_is_written(
    name: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "folder.json").mkdir()
    data = write(tmp_path, GOOD)
    result = inside("check", data, "-o", tmp_path / "first.json", "-o", tmp_path / name)
    assert (result.code, result.stdout) == (2, b"")
    assert said in result.err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data.csv", "folder.json"]


def test_an_output_that_cannot_be_written_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    path = tmp_path / "r.json"
    result = inside("check", write(tmp_path, GOOD), "-o", path)
    assert (result.code, result.stdout) == (2, b"")
    hint = "ask for access to it, or name another place"
    assert result.err == f"cmcn4: {path}: Permission denied ({hint})\n"
    assert [each.name for each in tmp_path.iterdir()] == ["data.csv"]


def test_a_read_only_place_is_told_by_the_program_itself(tmp_path: Path) -> None:
    result = program("check", write(tmp_path, GOOD), "-o", "/proc/r.json")
    assert (result.code, result.stdout) == (2, b"")
    assert result.err.startswith("cmcn4: /proc/r.json: ")
    untraced(result)


# in Vietnamese


def test_findings_are_told_in_vietnamese(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + FIBRE.replace("85.1", "nhiều"))
    said = inside("check", path, "--as-of", "2025", "--lang", "vi").out
    assert "lỗi Giá trị không phải là số (number-unreadable)  data.csv D2" in said
    assert "“nhiều” không phải là số." in said
    assert "chưa chấp nhận được: 1 lỗi" in said


def test_wrong_use_is_told_in_vietnamese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMCN4_LANG", "vi")
    result = inside("check", tmp_path / "no.csv", "--lang", "vi")
    assert "no such file or folder" not in result.err


def test_the_option_sets_the_language_of_errors_too(tmp_path: Path) -> None:
    plan = write(tmp_path, MISTAKES, "plan.yaml")
    result = inside("targets", "-t", plan, "--lang", "vi")
    assert "Không dùng được tệp mục tiêu" in result.err


def test_figures_in_error_are_not_taken_for_names_that_are_missing(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + "fibre-households,VN,2025,12;345,% of households,MOST,\n")
    said = inside("check", path, *AT_2025)
    assert said.code == 3
    assert "Nothing could be judged" in said.out
    assert "None of the figures" not in said.out


def test_a_style_that_is_not_there_does_not_matter_to_what_a_workbook_holds(
    tmp_path: Path,
) -> None:
    book = Workbook()
    book.save(tmp_path / "plain.xlsx")
    path = tmp_path / "data.xlsx"
    with ZipFile(tmp_path / "plain.xlsx") as plain, ZipFile(path, "w") as broken:
        for name in plain.namelist():
            content = plain.read(name)
            if name == "xl/styles.xml":
                content = content.replace(b'name="Normal" xfId="0"', b'name="Normal" xfId="99"')
                assert b'xfId="99"' in content
            broken.writestr(name, content)
    result = inside("check", path, *AT_2025, "-f", "json")
    assert result.code == 3
    assert [each["code"] for each in result.json["findings"]] == ["file-empty"]


def test_figures_of_other_countries_alone_are_said_to_be_so(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + "egdi-rank,FR,2024,34,rank,UN DESA,\n")
    said = inside("check", path, *AT_2025)
    assert said.code == 3
    assert "None of the figures is of an indicator and area that the targets ask about" in said.out


@pytest.mark.parametrize("kept", ["data/in.json", "old.json", "set.json", "plan.json", "own.json"])
def test_nothing_that_is_read_is_written_over(
    kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("data").mkdir()
    write(tmp_path / "data", GOOD)
    Path("data/in.json").write_text("{}")
    Path("old.json").write_bytes(inside("check", "data", "-f", "json", *AT_2025).stdout)
    Path("set.json").write_text('lang = "en"\ntargets = ["own.json/*-2025"]\n')
    Path("own.json").write_bytes((targets_folder() / "khhd-btttt-2022.yaml").read_bytes())
    Path("plan.json").write_bytes((targets_folder() / "qd-2289.yaml").read_bytes())
    before = Path(kept).read_bytes()
    options = ("--baseline", "old.json", "--config", "set.json", "-t", "plan.json/*-2025")
    result = inside("check", "data", "data/in.json", *options, "-o", kept, *AT_2025)
    assert (result.code, Path(kept).read_bytes()) == (2, before)
    assert "this is one of the files to be read" in result.err


def test_a_file_within_a_folder_of_data_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    data = write(tmp_path / "data", GOOD)
    result = inside("check", data.parent, "-o", data, *AT_2025)
    assert (result.code, data.read_text(encoding="utf-8")) == (2, GOOD)


def test_an_annotated_copy_and_a_report_do_not_meet(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(WHOLE)
    (tmp_path / "out").mkdir()
    copies = tmp_path / "out"
    result = inside("check", book, "--annotate", copies, "-o", copies / "book.xlsx", *AT_2025)
    assert (result.code, list(copies.iterdir())) == (2, [])
    assert "two outputs would be written here" in result.err


def test_a_form_is_not_written_over_unless_forced(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    form.write_bytes(b"what an officer filled in")
    options = ("-t", "qd-2289/gci-rank-2025", "--lang", "en")
    result = inside("template", "-o", form, *options)
    assert (result.code, form.read_bytes()) == (2, b"what an officer filled in")
    assert "this file exists already (give --force to write over it)" in result.err
    assert inside("template", "-o", form, "--force", *options).code == 0
    assert form.read_bytes().startswith(b"PK")


def test_a_defect_met_in_a_file_makes_exit_4_and_the_report_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "read_sheets", lambda *_: 1 / 0)
    report = tmp_path / "report.json"
    result = inside("check", write(tmp_path, GOOD), "-o", report, *AT_2025)
    assert (result.code, json.loads(report.read_bytes())["summary"]["exit_code"]) == (4, 4)
    assert "cmcn4 met a defect of its own in this file" in " ".join(result.out.split())
