"""What has changed since an earlier report or earlier data, and that only the worse fails."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import FIBRE, HEADER, Result, committed, inside, untraced, write
from cmcn4.evaluation.compare.compare import is_worse
from cmcn4.model.baseline import Projection

ECONOMY = "digital-economy-share,VN,2025,{},% of GDP,NSO,\n"
SHARE = "qd-2289/digital-economy-share-2025 VN"
ASKED = ("--as-of", "2025", "--lang", "en", "-t", "qd-2289/*-2025", "--no-config")
MET, MISSED = ECONOMY.format(20.5), ECONOMY.format(14.02)
NAMELESS = "fibre-households,VN,2025,85.1,% of households,,\n"


def compared(folder: Path, old: str, new: str, *options: str, how: str = "csv") -> Result:
    """Check new rows against old ones, given as data or as the report on them."""
    before = write(folder, HEADER + old, "old.csv")
    data = write(folder, HEADER + new, "new.csv")
    if how == "json":
        report = folder / "old.json"
        lang = ("--lang", "vi")
        inside("check", before, *ASKED, *lang, "-q", "-o", report)
        before = report
    result = inside("check", data, "--baseline", before, *ASKED, *options)
    untraced(result)
    return result


def changes(result: Result, kind: str) -> list[tuple[Any, ...]]:
    found = result.json["baseline"]["changes"]
    return [
        (each["what"], each["old"], each["new"], each["worse"])
        for each in found
        if each["kind"] == kind
    ]


@pytest.mark.parametrize("how", ["csv", "json"])
def test_the_same_data_have_no_changes_and_do_not_fail(how: str, tmp_path: Path) -> None:
    text = MISSED + NAMELESS
    result = compared(
        tmp_path, text, text, "--fail-on", "fail,warning,no-data", "-f", "json", how=how
    )
    assert (result.code, result.json["baseline"]["changes"]) == (0, [])
    assert result.json["baseline"]["as_of"] == "2025-12-31"
    assert "no changes" in compared(tmp_path, text, text, how=how).out


@pytest.mark.parametrize("how", ["csv", "json"])
def test_a_verdict_that_got_worse_fails_and_one_that_got_better_does_not(
    how: str, tmp_path: Path
) -> None:
    worse = compared(tmp_path, MET + FIBRE, MISSED + FIBRE, "-f", "json", how=how)
    assert (worse.code, changes(worse, "verdict")) == (1, [(SHARE, "pass", "fail", True)])
    better = compared(tmp_path, MISSED + FIBRE, MET + FIBRE, "-f", "json", how=how)
    assert (better.code, changes(better, "verdict")) == (0, [(SHARE, "fail", "pass", False)])


@pytest.mark.parametrize("how", ["csv", "json"])
def test_values_are_revised_added_and_dropped(how: str, tmp_path: Path) -> None:
    what = "digital-economy-share VN 2025 NSO"
    options = ("--fail-on", "revised", "-f", "json")
    result = compared(tmp_path, MET, ECONOMY.format(21), *options, how=how)
    assert (result.code, changes(result, "revised")) == (1, [(what, 20.5, 21, False)])
    told = "Digital economy share of GDP · Viet Nam · 2025 · NSO: 20.5 → 21 (+0.5)"
    assert told in compared(tmp_path, MET, ECONOMY.format(21), how=how).out
    assert compared(tmp_path, MET, ECONOMY.format(21), how=how).code == 0
    options = ("--fail-on", "removed", "-f", "json")
    result = compared(tmp_path, MET, FIBRE, *options, how=how)
    assert [each[1:] for each in changes(result, "value")] == [(None, 85.1, False)]
    assert (result.code, changes(result, "removed")) == (1, [(what, 20.5, None, True)])


@pytest.mark.parametrize("how", ["csv", "json"])
@pytest.mark.parametrize(
    "row", [ECONOMY.format(14.02), ECONOMY.format(14.02).replace("NSO", "MOST")]
)
def test_a_row_that_fails_cannot_be_deleted_to_pass(how: str, row: str, tmp_path: Path) -> None:
    older = ECONOMY.format(20.5).replace("2025", "2024")
    result = compared(tmp_path, older + row, older, "-f", "json", how=how)
    ((_, old, new, worse),) = changes(result, "removed")
    assert (result.code, old, new, worse) == (1, 14.02, None, True)
    ((_, before, after, worse),) = changes(result, "verdict")
    assert (before.split()[0], after, worse) == ("fail", "pass", False)


@pytest.mark.parametrize("how", ["csv", "json"])
def test_a_preferred_source_cannot_be_deleted_to_pass(how: str, tmp_path: Path) -> None:
    other = ECONOMY.format(20.5).replace("NSO", "MOST")
    result = compared(tmp_path, MISSED + other, other, "-f", "json", how=how)
    assert (result.code, [each[1] for each in changes(result, "removed")]) == (1, [14.02])


def test_an_end_without_a_limit_is_null_in_a_report_and_compared(tmp_path: Path) -> None:
    compared(tmp_path, MET, MET, how="json")
    path = tmp_path / "old.json"
    report = re.sub(r'"low": \d[^,]*', '"low": null', path.read_text("utf-8"))
    report = re.sub(r'"observed": (\d[^,]*)', r'"observed": "(…, \1]"', report)
    path.write_text(report, "utf-8")
    new = tmp_path / "new.csv"
    result = inside("check", new, "--baseline", path, *ASKED, "-f", "json")
    assert [change[1:] for change in changes(result, "revised")] == [("…–20.5", 20.5, False)]


@pytest.mark.parametrize("how", ["csv", "json"])
def test_a_newer_figure_beside_the_old_one_is_no_loss(how: str, tmp_path: Path) -> None:
    older = ECONOMY.format(20.5).replace("2025", "2024")
    result = compared(tmp_path, older, older + MET, "-f", "json", how=how)
    assert (result.code, changes(result, "removed")) == (0, [])


@pytest.mark.parametrize("how", ["csv", "json"])
def test_a_figure_under_another_name_of_its_source_is_the_same_figure(
    how: str, tmp_path: Path
) -> None:
    new = MET.replace("NSO", "General Statistics Office")
    assert changes(compared(tmp_path, MET, new, "-f", "json", how=how), "removed") == []


@pytest.mark.parametrize("how", ["csv", "json"])
def test_an_old_miss_does_not_redden_and_a_new_area_is_not_worse(how: str, tmp_path: Path) -> None:
    assert compared(tmp_path, MISSED, MISSED, how=how).code == 0
    asked = ("-t", "qd-2289/fibre-communes-2025", "-f", "json")
    old = "fibre-communes,VN,2025,100,%,MOST,\n"
    new = old + "fibre-communes,vn-ha-noi,2025,50,%,MOST,\n"
    result = compared(tmp_path, old, new, *asked, "--fail-on", "worse", how=how)
    assert (result.code, {each[3] for each in changes(result, "verdict")}) == (0, {False})


def test_what_only_a_baseline_tells_needs_one(tmp_path: Path) -> None:
    data = write(tmp_path, HEADER + MET)
    for name in ("worse", "revised,removed"):
        result = inside("check", data, *ASKED, "--fail-on", name)
        assert (result.code, result.stdout) == (2, b"")
        assert "without --baseline" in result.err
    assert inside("check", data, *ASKED, "--fail-on", "fail,worse").code == 0


@pytest.mark.parametrize("how", ["csv", "json"])
def test_a_baseline_with_errors_is_used_and_said(how: str, tmp_path: Path) -> None:
    result = compared(tmp_path, ECONOMY.format("many") + FIBRE, MISSED + FIBRE, how=how)
    assert "errors in the data then: 1" in " ".join(result.out.split())
    result = compared(
        tmp_path, ECONOMY.format("many") + FIBRE, MISSED + FIBRE, "-f", "json", how=how
    )
    assert changes(result, "verdict") == [(SHARE, "no-data", "fail", True)]


def test_the_heading_says_what_was_not_asked_alike(tmp_path: Path) -> None:
    compared(tmp_path, MET, MET, how="json")
    path, data = tmp_path / "old.json", tmp_path / "new.csv"
    report = json.loads(path.read_text("utf-8"))
    report["tool"]["version"], report["config_sha256"] = "0.0.1", "0"
    report["catalogue_sha256"] = "0"
    path.write_text(json.dumps(report), "utf-8")
    asked = ("--as-of", "2025", "--lang", "en", "-t", "qd-2289", "--no-config")
    out = " ".join(inside("check", data, "--baseline", path, *asked).out.split())
    assert "not asked alike: targets, settings, catalogue, version of cmcn4" in out


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_a_report_as_powershell_writes_it_is_read(encoding: str, tmp_path: Path) -> None:
    compared(tmp_path, MET, MET, how="json")
    path, data = tmp_path / "old.json", tmp_path / "new.csv"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path.write_bytes((mark + path.read_text("utf-8")).encode(encoding))
    assert "no changes" in inside("check", data, "--baseline", path, *ASKED).out


POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 12345\n"


@pytest.mark.parametrize("name", ["old.json", "old.csv", "old.xlsx"])
def test_a_pointer_of_git_lfs_is_no_baseline(name: str, tmp_path: Path) -> None:
    data, old = write(tmp_path, HEADER + MET), write(tmp_path, POINTER, name)
    result = inside("check", data, "--baseline", old, *ASKED)
    assert (result.code, result.out) == (2, "")
    assert "pointer of Git LFS" in result.err
    assert "git lfs pull" in result.err


@pytest.mark.skipif(shutil.which("git") is None, reason="runs git")
@pytest.mark.parametrize(
    "begins",
    ["version https://git-lfs.github.com/spec/v1", "\n version https://git-lfs.github.com/spec/v1",
     "version https://hawser.github.com/spec/v1", "version http://git-media.io/v/2"],
)  # fmt: skip
def test_data_that_git_lfs_keeps_are_no_baseline_at_a_commit(
    begins: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, f"{begins}\n{POINTER.partition(chr(10))[2]}", "data.csv")
    committed(tmp_path)
    write(tmp_path, HEADER + MISSED, "data.csv")
    result = inside("check", "data.csv", "--baseline", "git:HEAD", *ASKED)
    assert (result.code, result.out) == (2, "")
    assert "data.csv: this is a pointer of Git LFS" in result.err
    assert "cmcn4-" not in result.err


@pytest.mark.skipif(shutil.which("git") is None, reason="runs git")
def test_the_same_paths_at_a_commit_are_a_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "số liệu"
    folder.mkdir()
    write(folder, HEADER + MET + FIBRE)
    committed(tmp_path)
    write(folder, HEADER + MISSED + FIBRE)
    before = sorted(tmp_path.rglob("*"))
    result = inside("check", folder.name, "--baseline", "git:HEAD", *ASKED, "-f", "json")
    assert (result.code, changes(result, "verdict")) == (1, [(SHARE, "pass", "fail", True)])
    assert result.json["baseline"]["path"] == "git:HEAD"
    assert sorted(tmp_path.rglob("*")) == before
    write(tmp_path, HEADER + MET, "other.csv")
    for data, ref in ((folder.name, "git:none"), ("other.csv", "git:HEAD"), (folder.name, "git:")):
        result = inside("check", data, "--baseline", ref, *ASKED)
        untraced(result)
        assert (result.code, result.stdout) == (2, b"")


@pytest.mark.parametrize("how", ["csv", "json"])
@pytest.mark.parametrize("old", [MET, MISSED])
def test_data_lost_are_worse_whatever_the_verdict_was(how: str, old: str, tmp_path: Path) -> None:
    options = ("--fail-on", "no-data", "-f", "json")
    result = compared(tmp_path, old + FIBRE, FIBRE, *options, how=how)
    (lost,) = changes(result, "verdict")
    assert (result.code, lost[0], lost[2:]) == (1, SHARE, ("no-data", True))


@pytest.mark.parametrize("how", ["csv", "json"])
def test_findings_are_new_or_gone_in_whichever_language_they_were_told(
    how: str, tmp_path: Path
) -> None:
    options = ("--fail-on", "warning", "-f", "json")
    new = compared(tmp_path, MET + FIBRE, MET + NAMELESS, *options, how=how)
    ((what, old, said, worse),) = changes(new, "finding")
    assert (new.code, what, old, worse) == (1, "source-missing new.csv F3", None, True)
    assert said == "The source of the value is not given."
    gone = compared(tmp_path, MET + NAMELESS, MET + FIBRE, *options, how=how)
    ((_, _, said, worse),) = changes(gone, "finding")
    assert (gone.code, said, worse) == (0, None, False)
    moved = compared(tmp_path, NAMELESS + MET, MET + NAMELESS, *options, how=how)
    assert (moved.code, changes(moved, "finding")) == (0, [])


@pytest.mark.parametrize("how", ["csv", "json"])
def test_errors_of_the_new_data_are_errors_new_or_not(how: str, tmp_path: Path) -> None:
    wrong = ECONOMY.format("many") + FIBRE
    result = compared(tmp_path, wrong, wrong, "-f", "json", how=how)
    assert (result.code, result.json["baseline"]["changes"]) == (3, [])


def test_a_newly_contested_verdict_is_worse(tmp_path: Path) -> None:
    other = "digital-economy-share,VN,2025,14,% of GDP,MOST,\n"
    result = compared(tmp_path, MET, MET + other, "--fail-on", "contested", "-f", "json")
    assert (result.code, changes(result, "verdict")) == (
        1,
        [(SHARE, "pass", "pass contested", True)],
    )


@pytest.mark.parametrize("how", ["csv", "json"])
def test_a_miss_that_was_contested_and_is_met_by_another_body_is_contested_anew(
    how: str, tmp_path: Path
) -> None:
    counts = "internet-users,VN,2025-10,78,% of population,MOST,\n"
    half = "internet-users,VN,2025-06,84.15,% of population,MOST,\n"
    other = "internet-users,VN,2025-10,84,% of population,NSO,\n"
    users = "qd-2289/internet-users-2025"
    asked = ("-t", users, "-f", "json")
    result = compared(tmp_path, counts + half, counts + half + other, *asked, how=how)
    assert (result.code, changes(result, "verdict")) == (
        1,
        [(f"{users} VN", "fail contested", "pass contested", True)],
    )
    named = compared(tmp_path, counts + half, counts + half + other, *asked,
                     "--fail-on", "contested", how=how)  # fmt: skip
    assert named.code == 1
    better = "internet-users,VN,2025-10,84,% of population,MOST,\n"
    agreed = compared(tmp_path, counts + half, better + half, *asked, how=how)
    assert (agreed.code, changes(agreed, "verdict")) == (
        0,
        [(f"{users} VN", "fail contested", "pass", False)],
    )


def test_a_contested_verdict_that_falls_due_is_missed_and_not_contested_anew(
    tmp_path: Path,
) -> None:
    rows = [ECONOMY.format(14), ECONOMY.format(25).replace("NSO", "MOST")]
    data = write(tmp_path, HEADER + "".join(rows).replace("2025", "2024"))
    report = tmp_path / "old.json"
    inside("check", data, *ASKED, "--as-of", "2025-06-30", "-q", "-o", report)
    now = ("check", data, *ASKED, "--baseline", report, "-f", "json", "--fail-on")
    told = [(SHARE, "pending contested", "fail contested", True)]
    assert changes(inside(*now, "contested"), "verdict") == told
    assert [inside(*now, name).code for name in ("contested", "worse")] == [0, 1]


def test_an_area_that_is_lost_is_worse_unless_it_was_not_asked_for(tmp_path: Path) -> None:
    other = "fibre-communes,vn-ha-noi,2025,100,%,MOST,\n"
    asked = ("-t", "qd-2289/fibre-communes-2025", "--fail-on", "no-data", "-f", "json")
    old = other + "fibre-communes,VN,2025,100,%,MOST,\n"
    new = "fibre-communes,VN,2025,100,%,MOST,\n"
    lost = [each for each in changes(compared(tmp_path, old, new, *asked), "verdict") if each[3]]
    assert [(each[0].split()[-1], each[2]) for each in lost] == [("vn-ha-noi", None)]
    narrowed = compared(tmp_path, old, new, *asked, "--area", "VN", how="json")
    assert changes(narrowed, "verdict") == []


def test_another_day_and_another_pack_are_named(tmp_path: Path) -> None:
    compared(tmp_path, MET, MET, how="json")
    path = tmp_path / "old.json"
    report = json.loads(path.read_text("utf-8"))
    report["as_of"], report["packs"][0]["sha256"] = "2024-12-31", "0"
    path.write_text(json.dumps(report), "utf-8")
    data = tmp_path / "new.csv"
    for form in ("table", "markdown"):
        out = inside("check", data, "--baseline", path, *ASKED, "-f", form).out
        assert "that was as of 2024-12-31 · targets since changed: qd-2289" in " ".join(out.split())


def test_people_see_the_worse_first_and_marked(tmp_path: Path) -> None:
    table = compared(tmp_path, MET, MISSED).out
    assert "Since old.csv: changes 2, worse 1\n ▾ " in table
    assert "Digital economy, share of GDP · 2025 · 2289 · Viet Nam: PASS → FAIL" in table
    markdown = compared(tmp_path, MET, MISSED, "-f", "markdown").out
    assert "### Since old.csv: changes 2, worse 1\n\n- ▾ " in markdown


@pytest.mark.parametrize("form", ["table", "github", "markdown"])
def test_however_many_findings_are_new_what_was_missed_is_told(form: str, tmp_path: Path) -> None:
    rows = (f"internet-users,vn-{area},{year},{value},% of population,{source},\n"
            for area in ("ha-noi", "cao-bang", "hue") for year in range(2016, 2026)
            for source, value in (("So A", 50), ("So B", 51)))  # fmt: skip
    result = compared(tmp_path, MISSED, MET + "".join(rows), "-f", form)
    assert result.code == 0
    lines = " ".join(result.out.split()).partition("Since old.csv")[2]
    assert "worse 30 " in lines
    assert lines.index("FAIL → PASS") < lines.index("14.02 → 20.5") < lines.index("new: ")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "cmcn4/report@1"}', "[" * 9999])
def test_what_is_no_report_is_wrong_use(text: str, tmp_path: Path) -> None:
    data, old = write(tmp_path, HEADER + MET), write(tmp_path, text, "old.json")
    result = inside("check", data, "--baseline", old, *ASKED)
    untraced(result)
    assert (result.code, result.stdout) == (2, b"")
    assert "not a JSON report of cmcn4" in result.err


@pytest.mark.parametrize("value", [float("nan"), "many", []])
def test_a_value_that_is_no_number_is_no_report(value: object, tmp_path: Path) -> None:
    compared(tmp_path, MET, MET, how="json")
    path = tmp_path / "old.json"
    report = json.loads(path.read_text("utf-8"))
    for each in report["assessments"]:
        each["low"] = value
    path.write_text(json.dumps(report), "utf-8")
    result = inside("check", tmp_path / "new.csv", "--baseline", path, *ASKED)
    assert (result.code, result.stdout) == (2, b"")


# Where a field stands in a report, and what never stands there.
OTHER_TYPES = [
    ("as_of", 2025), ("as_of", "yesterday"), ("tool.version", 1),
    ("config_sha256", []), ("catalogue_sha256", None), ("findings.0.fingerprint", 5),
    ("summary.errors", "0"), ("packs.0.id", 1), ("packs.0.sha256", None),
    ("assessments.0.target", []), ("assessments.0.area", 1), ("assessments.0.indicator", {}),
    ("assessments.0.period", 2025), ("assessments.0.verdict", []),
    ("assessments.0.threshold", "80"), ("assessments.0.contested", 1),
    ("assessments.0.informs", "no"), ("assessments.0.high", "14"),
    ("assessments.0.evidence", [1]), ("assessments.0.evidence.0.source", 5),
    ("assessments.0.evidence.0.figure", "gii-rank VN 2025-13"),
    ("assessments.0.evidence.0.figure", "gii-rank"), ("assessments.0.evidence.0.figure", 2025),
    ("assessments.0.evidence.0.released", "soon"), ("assessments.0.evidence.0.source_id", None),
    ("assessments.0.evidence.0.observed", "14"), ("assessments.0.evidence.0.observed", True),
    ("assessments.0.evidence.0.observed", "[1, 2"), ("assessments.0.evidence.0.stated", 1),
    ("assessments.0.considered", {"row": 1}), ("assessments.0.considered", None),
    ("findings.0.code", 5), ("findings.0.path", 5), ("findings.0.sheet", 5),
    ("findings.0.cell", []), ("findings.0.message", 5), ("findings.0.count", "2"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), OTHER_TYPES)
def test_a_field_of_another_type_is_wrong_use_and_no_defect(
    field: str, value: object, tmp_path: Path
) -> None:
    compared(tmp_path, MET.replace("NSO", ""), MET, how="json")
    path = tmp_path / "old.json"
    report = record = json.loads(path.read_text("utf-8"))
    report["assessments"].sort(key=lambda item: item["low"] is None)  # first what has a value
    *names, last = field.split(".")
    for name in names:
        record = record[int(name) if name.isdigit() else name]
    assert last in record
    record[last] = value
    path.write_text(json.dumps(report), "utf-8")
    result = inside("check", tmp_path / "new.csv", "--baseline", path, *ASKED)
    untraced(result)
    assert (result.code, result.stdout) == (2, b"")
    assert "not a JSON report of cmcn4" in result.err


@pytest.mark.parametrize("number", ["1e999999", "1e-999999"])
def test_a_number_that_nobody_could_write_out_is_no_report(number: str, tmp_path: Path) -> None:
    compared(tmp_path, MET, MET, how="json")
    path = tmp_path / "old.json"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r'("low"): \d[^,]*', rf"\1: {number}", text), "utf-8")
    assert inside("check", tmp_path / "new.csv", "--baseline", path, *ASKED).code == 2


@pytest.mark.parametrize("name", ["no.json", "no.csv"])
def test_a_baseline_that_is_not_there_is_wrong_use(name: str, tmp_path: Path) -> None:
    data = write(tmp_path, HEADER + MET)
    assert inside("check", data, "--baseline", tmp_path / name, *ASKED).code == 2


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("pass", "pending", True), ("pending", "review", True), ("review", "no-data", True),
        ("no-data", "fail", True), ("pass", "no-data", True), ("fail", "no-data", True),
        ("fail", "pass", False), ("no-data", "review", False), ("fail", "fail", False),
        ("no-data", "no-data", False),
    ],
)  # fmt: skip
def test_the_order_of_verdicts(old: str, new: str, expected: bool) -> None:
    assert is_worse(old, new) is expected


@pytest.mark.parametrize(
    ("comparison", "value", "margin", "projected", "expected"),
    [
        (">=", 1, 0, 10, False), (">", 1, 0, 10, True), ("<=", 1, 0, 10, False),
        ("<", 1, 0, 10, True), (">=", 1, 0, 9, True), ("<=", 1, 0, 11, True),
        ("~", 8, -2, 9, True), ("~", 8, 2, 9, False), ("~", None, None, 9, True),
        (">=", 1, 0, None, False),
    ],
)  # fmt: skip
def test_a_projection_misses_by_its_comparison(
    comparison: str, value: Any, margin: Any, projected: Any, expected: bool
) -> None:
    assert Projection(comparison, 10, value, margin, projected).misses is expected  # type: ignore[arg-type]


RANKS = "egdi-rank,VN,2020,{},rank,UN DESA,\negdi-rank,VN,2024,71,rank,UN DESA,\n"
EGDI = ("-t", "qd-2289/egdi-rank-2030", "-f", "json")


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_a_figure_where_the_pace_begins_is_revised_though_the_verdict_stays(
    suffix: str, tmp_path: Path
) -> None:
    old = write(tmp_path, HEADER + RANKS.format(86), "old.csv")
    new = write(tmp_path, HEADER + RANKS.format(90), "new.csv")
    inside("check", old, *ASKED, *EGDI, "-o", tmp_path / "old.json")
    baseline = ("--baseline", tmp_path / f"old.{suffix}")
    result = inside("check", new, *ASKED, *EGDI, *baseline, "--fail-on", "revised")
    expected = [("egdi-rank VN 2020 UN DESA", 86, 90, False)]
    assert (result.code, changes(result, "revised")) == (1, expected)
    assert changes(result, "verdict") == []
    assert inside("check", new, *ASKED, *EGDI, *baseline).code == 0
    assert changes(inside("check", old, *ASKED, *EGDI, *baseline), "revised") == []


def test_a_verdict_that_stays_on_rows_of_other_sources_is_revised(tmp_path: Path) -> None:
    compared(tmp_path, MET, MET, how="json")
    path, data = tmp_path / "old.json", tmp_path / "new.csv"
    report = json.loads(path.read_text("utf-8"))
    (one,) = (each for each in report["assessments"] if f"{each['target']} VN" == SHARE)
    one["evidence"] += [{**one["evidence"][0], "source": "MOST", "row": 9}, one["evidence"][0]]
    path.write_text(json.dumps(report), "utf-8")
    result = inside("check", data, "--baseline", path, *ASKED, "-f", "json")
    assert changes(result, "revised") == [(f"{SHARE} evidence", "MOST; NSO × 2", "NSO", False)]
    assert result.code == 0
    # Rows that have moved are no other evidence.
    one["evidence"] = [{**one["evidence"][0], "row": 9, "cell": "D9", "path": "b.csv"}]
    path.write_text(json.dumps(report), "utf-8")
    result = inside("check", data, "--baseline", path, *ASKED, "-f", "json")
    assert result.json["baseline"]["changes"] == []


@pytest.mark.parametrize("how", ["csv", "json"])
def test_of_very_many_problems_only_more_than_before_are_worse(how: str, tmp_path: Path) -> None:
    cells = [f"{year}-{month:02}" for year in range(1925, 2026) for month in range(1, 13)]
    rows = [f"fibre-households,VN,{cell},85,% of households,{{}},\n" for cell in cells]
    then = write(tmp_path, HEADER + "".join(row.format("") for row in rows[:1200]), "data.csv")
    if how == "json":
        inside("check", then, *ASKED, "-q", "-o", tmp_path / "old.json")
        then = tmp_path / "old.json"
    (tmp_path / "now").mkdir()

    def asked(mended: int, count: int) -> Result:
        now = [row.format("MOST" if at < mended else "") for at, row in enumerate(rows[:count])]
        path = write(tmp_path / "now", HEADER + "".join(now), "data.csv")
        options = ("--baseline", then, "--fail-on", "warning", "-f", "json")
        return inside("check", path, *ASKED, *options)

    def new(result: Result) -> int:
        return sum(old is None for _, old, _, _ in changes(result, "finding"))

    mended = asked(10, 1200)
    assert (mended.code, new(mended)) == (0, 0)
    more = asked(0, 1201)
    assert more.code == 1
    assert new(more) == 1
