"""What is wrong with packs and settings reaches every format, at its line; exit codes stay."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from acceptance.cli import FIBRE, HEADER, PLAN, committed, inside, untraced, write
from cmcn4.reporters import FORMATS

WRONG = PLAN.replace("    horizon: 2025\n", "    horizon: 2025\n    colour: red\n")
"""In line 13, from character 5 on."""
SETTINGS = '# ours\nfail_on = "fail"\n'
NO_TOML = 'lang = "vi"\ntargets = [\n"a" "b"]\n'
CASES = {
    "pack": ("plan.yaml", WRONG, ("-t", "plan.yaml"), 3, (13, 5), "targets-invalid"),
    "settings": ("my.toml", SETTINGS, ("--config", "my.toml"), 2, (2, None), "settings-invalid"),
    "no toml": ("my.toml", NO_TOML, ("--config", "my.toml"), 2, (3, 5), "settings-invalid"),
}
Case = tuple[str, str, tuple[str, ...], int, tuple[int, int | None], str]


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, HEADER + FIBRE)
    found = CASES[request.param]
    write(tmp_path, found[1], found[0])
    return found


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_standard_error_and_the_exit_code_are_as_before(case: Case, lang: str) -> None:
    name, _, options, code, (line, _), _ = case
    plain = inside("check", "data.csv", *options, "--lang", lang)
    assert (plain.code, plain.stdout) == (code, b"")
    assert f"{name}:{line}" in plain.err or name in plain.err
    told = inside("check", "data.csv", *options, "--lang", lang, "-f", "github", "-o", "a.xml")
    assert (told.code, told.err) == (plain.code, plain.err)


def test_github_is_told_line_and_column_and_the_summary_of_the_step_too(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, _, options, _, (line, column), code = case
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    out = inside("check", "data.csv", *options, "--lang", "en", "-f", "github").out
    at = f"line={line}" + (f",col={column}" if column else "")
    first, *_ = out.splitlines()
    assert first.startswith(f"::error file={name},{at},title={code}::{name}:{line}: ")
    assert out.count("::error") == 1  # that nothing was judged goes without saying
    assert f"| error | {code} | {name}:{line} |" in (tmp_path / "summary.md").read_text("utf-8")


def test_sarif_junit_gitlab_and_json_have_it_at_its_line(case: Case, tmp_path: Path) -> None:
    name, _, options, status, (line, column), code = case
    outputs = ("-o", "a.sarif", "-o", "a.xml", "-o", "gitlab:a.gitlab", "-o", "a.json")
    assert inside("check", "data.csv", *options, *outputs, "--lang", "en").code == status
    (result,) = json.loads((tmp_path / "a.sarif").read_bytes())["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (result["ruleId"], result["level"]) == (code, "error")
    assert place["artifactLocation"]["uri"] == name
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (line, column or 1)
    (error,) = ET.parse(tmp_path / "a.xml").getroot().iter("error")  # noqa: S314 - it is our own
    assert error.get("type") == code
    (entry,) = json.loads((tmp_path / "a.gitlab").read_bytes())
    assert (entry["check_name"], entry["location"]) == (
        code,
        {"path": name, "lines": {"begin": line}},
    )
    report = json.loads((tmp_path / "a.json").read_bytes())
    assert report["summary"] | {"errors": 1, "exit_code": status} == report["summary"]
    (finding,) = report["findings"]
    assert finding["fingerprint"] == entry["fingerprint"]
    assert finding["fingerprint"] == result["partialFingerprints"]["primaryLocationLineHash"]


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_fails_on_a_report_of_problems_alone(
    name: str, case: Case, tmp_path: Path
) -> None:
    _, _, options, code, _, _ = case
    done = inside("check", "data.csv", *options, "-o", f"{name}:out")
    untraced(done)
    assert (done.code, (tmp_path / "out").stat().st_size > 0) == (code, True)


def test_files_are_named_from_the_root_of_the_repository(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, text, options, _, _, _ = case
    (tmp_path / ".git").mkdir()
    below = tmp_path / "a"
    below.mkdir()
    write(below, HEADER + FIBRE)
    write(below, text, name)
    monkeypatch.chdir(below)
    out = inside("check", "data.csv", *options, "-f", "github").out
    assert out.startswith(f"::error file=a/{name},line=")


def test_settings_that_were_found_are_named_from_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a").mkdir()
    write(tmp_path, SETTINGS, "cmcn4.toml")
    data = write(tmp_path / "a", HEADER + FIBRE)
    monkeypatch.chdir(tmp_path / "a")
    result = inside("check", data, "-f", "github")
    assert result.code == 2
    assert result.out.startswith("::error file=cmcn4.toml,line=2,title=settings-invalid::")


@pytest.mark.skipif(shutil.which("git") is None, reason="runs git")
def test_settings_of_a_commit_are_named_from_the_root_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    write(tmp_path, SETTINGS, "cmcn4.toml")
    data = write(tmp_path / "a", HEADER + FIBRE)
    committed(tmp_path)
    monkeypatch.chdir(tmp_path / "a")
    for config in ("git:HEAD", "git:HEAD:cmcn4.toml"):
        result = inside("check", data, "-f", "github", "--config", config)
        assert result.code == 2
        assert result.out.startswith("::error file=cmcn4.toml,line=2,title=settings-invalid::")


def test_no_report_of_problems_is_written_over_what_is_read(case: Case, tmp_path: Path) -> None:
    name, text, options, code, _, _ = case
    for target in (name, "data.csv"):
        before = (tmp_path / target).read_bytes()
        assert inside("check", "data.csv", *options, "-o", f"json:{target}").code in (2, code)
        assert (tmp_path / target).read_bytes() == before
    assert (tmp_path / name).read_text("utf-8") == text


def test_wrong_use_that_stands_in_no_file_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = inside("check", "nowhere.csv", "-f", "github", "-o", "a.json")
    assert (result.code, result.stdout, (tmp_path / "a.json").exists()) == (2, b"", False)
