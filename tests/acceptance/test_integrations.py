"""What ships for CI does what docs/ci.md says: the hook, the action, the GitLab example."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from acceptance.cli import GOOD, HEADER, MISSED, committed, environment, git, program, write
from acceptance.pages import blocks
from cmcn4.reporters import FORMATS

ROOT = Path(__file__).parents[2]
BAD = HEADER + "internet-users,VN,2025,many,% of population,MOST,\n"
PAGES = {ROOT / "docs" / "ci.md": "en", ROOT / "docs" / "ci.vi.md": "vi"}
COUNTS = (
    "pass", "fail", "pending", "review", "no-data", "contested", "errors", "warnings",
)  # fmt: skip
SHA = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("git") is None, reason="runs bash scripts and git"
)


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


class Ran(NamedTuple):
    code: int
    text: str
    outputs: Mapping[str, str] = {}
    summary: str = ""


def shell(script: str, folder: Path, environ: Mapping[str, str]) -> Ran:
    """Run a script as GitHub's runner does for `shell: bash`."""
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder, env=dict(environ), timeout=300, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout.decode())


class Action:
    """The action's shell steps, with a runner's files and variables around them."""

    def __init__(self, temporary: Path, workspace: Path) -> None:
        action = loaded("action.yml")
        self.inputs = action["inputs"]
        self.steps = [each for each in action["runs"]["steps"] if "run" in each]
        self.temporary, self.workspace = temporary, workspace
        self.base = ""
        """The base commit of the pull request, if the event is one."""

    def step(self, place: int, **given: str) -> Ran:
        step = self.steps[place]
        files = {name: self.workspace.parent / name for name in ("OUTPUT", "STEP_SUMMARY")}
        for file in files.values():
            file.write_bytes(b"")
        environ = environment(
            RUNNER_TEMP=str(self.temporary), GITHUB_ACTION_PATH=str(ROOT), GITHUB_ACTIONS="true"
        )
        environ |= {f"GITHUB_{name}": str(file) for name, file in files.items()}
        environ |= {name: self.filled(text, given) for name, text in step["env"].items()}
        ran = shell(step["run"], self.workspace, environ)
        outputs, summary = (file.read_text(encoding="utf-8") for file in files.values())
        pairs = dict(line.split("=", 1) for line in outputs.splitlines())
        return ran._replace(outputs=pairs, summary=summary)

    def filled(self, text: str, given: Mapping[str, str]) -> str:
        if text.startswith("${{ github.event.pull_request.base.sha"):
            return self.base
        if text == "${{ steps.python.outputs.python-path }}":
            return sys.executable
        match = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", text)
        assert match, text
        name = match[1]
        return given.get(name.replace("-", "_"), self.inputs[name].get("default", ""))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the action's own first step has installed cmcn4."""
    temporary = tmp_path_factory.mktemp("runner")
    workspace = tmp_path_factory.mktemp("hostile")
    # A module of the submission must not be run in place of Python's.
    for name in ("venv", "pip", "json", "cmcn4"):
        (workspace / f"{name}.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
    ran = Action(temporary, workspace).step(0)
    if "No matching distribution" in ran.text or "Temporary failure" in ran.text:
        pytest.skip("nothing can be installed here")
    assert ran.code == 0, ran.text
    return temporary


@pytest.fixture
def action(installed: Path, tmp_path: Path) -> Action:
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    (workspace / "json.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
    (workspace / "cmcn4.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
    return Action(installed, workspace)


def test_the_action_accepts_good_data_and_gives_the_counts(action: Action) -> None:
    write(action.workspace, GOOD)
    ran = action.step(1, data="data.csv\n", as_of="2025-12-31", lang="en")
    assert ran.code == 0, ran.text
    assert set(ran.outputs) == {*COUNTS, "exit-code", "report"}
    report = json.loads(Path(ran.outputs["report"]).read_text(encoding="utf-8"))
    assert {name: str(report["summary"][name]) for name in COUNTS}.items() <= ran.outputs.items()
    assert (ran.outputs["exit-code"], ran.outputs["errors"]) == ("0", "0")
    assert "DATA accepted" in ran.text
    assert "**DATA** accepted" in ran.summary


def test_the_action_fails_on_bad_data_and_points_at_the_cell(action: Action) -> None:
    write(action.workspace, BAD)
    ran = action.step(1, data="data.csv", lang="en")
    assert (ran.code, ran.outputs["exit-code"], ran.outputs["errors"]) == (3, "3", "1")
    assert "::error file=data.csv,line=2,title=number-unreadable::" in ran.text
    assert "number-unreadable" in ran.summary


def test_a_missed_target_fails_the_action_only_when_asked(action: Action) -> None:
    write(action.workspace, MISSED, "a b.csv")
    asked = {"data": "a b.csv", "as_of": "2025", "targets": "qd-2289\nkhhd-btttt-2022\n"}
    assert action.step(1, **asked, fail_on="none").code == 0
    ran = action.step(1, **asked)
    assert (ran.code, ran.outputs["exit-code"], ran.outputs["fail"]) == (1, "1", "2")


def test_wrong_use_of_the_action_gives_no_report_and_no_counts(action: Action) -> None:
    assert action.step(1, data="data.csv").outputs == {"exit-code": "2"}


HOSTILE = (
    '"; touch pwned; echo "', "$(touch pwned)", "`touch pwned`", "'; touch pwned; '",
    "--output=pwned", "-opwned", "${{ github.token }}", "a\nexit-code=0", "[x-z]*.csv", "\\",
    "%0A::error::",
)  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "data", "targets", "as_of", "fail_on", "lang", "baseline", "config", "config_ref",
        "working_directory", "outputs",
    ],
)  # fmt: skip
def test_no_input_of_the_action_is_run_or_becomes_an_option(name: str, action: Action) -> None:
    write(action.workspace, GOOD)
    before = sorted(action.workspace.iterdir())
    for value in HOSTILE:
        ran = action.step(1, **({"data": "data.csv"} | {name: value}))
        assert ran.outputs == {"exit-code": "2"}, (value, ran.text)
        assert ran.code == 2
        assert sorted(action.workspace.iterdir()) == before


def test_a_file_may_have_any_name(action: Action) -> None:
    for name in ("$(touch pwned).csv", "-o.csv", "a;b 'c' \"d\".csv"):
        write(action.workspace, GOOD, name)
        assert action.step(1, data=name, as_of="2025").code == 0
        (action.workspace / name).unlink()
    assert not (action.workspace / "pwned").exists()


def test_names_with_spaces_globs_and_windows_line_ends_are_data(action: Action) -> None:
    (action.workspace / "a b").mkdir()
    write(action.workspace / "a b", GOOD, "one.csv")
    write(action.workspace / "a b", BAD, "two.csv")
    write(action.workspace, GOOD, "[x].csv")
    assert action.step(1, data="a b/one.csv\r\n[x].csv\r\n", as_of="2025").code == 0
    assert action.step(1, data="a b/*.csv\r\n", as_of="2025").code == 3
    assert action.step(1, data="**/o*.csv", as_of="2025").code == 0
    assert action.step(1, data="*.csv", as_of="2025", working_directory="a b").code == 3


def test_the_action_writes_the_reports_asked_for(action: Action) -> None:
    write(action.workspace, GOOD)
    ran = action.step(
        1, data="data.csv", as_of="2025", outputs="sarif\njunit\r\nmarkdown\ngitlab\n"
    )
    assert ran.code == 0, ran.text
    for name, suffix in (
        ("sarif", ".sarif"), ("junit", ".xml"), ("markdown", ".md"), ("gitlab", ".json"),
    ):  # fmt: skip
        assert Path(ran.outputs[name]).suffix == suffix
        assert Path(ran.outputs[name]).stat().st_size


def test_the_settings_of_the_repository_count_where_an_input_is_empty(action: Action) -> None:
    write(action.workspace, MISSED)
    write(action.workspace, 'fail-on = "none"\nas-of = "2025"\n', "cmcn4.toml")
    assert action.step(1, data="data.csv").code == 0
    write(action.workspace, 'fail-on = "fail"\nas-of = "2025"\n', "cmcn4.toml")
    assert action.step(1, data="data.csv").code == 1
    assert action.step(1, data="data.csv", fail_on="none").code == 0


# --- a pull request that would weaken its gate --------------------------------------------------

PLAN = """\
format: cmcn4/pack@1
id: plan
short: Plan
sources: [{id: m, title: Plan, publisher: me}]
document:
  number: null
  issued: "2022-01-01"
  issuer: {vi: X, en: X}
  title: {vi: X, en: X}
applies_to: [tinh-x]
areas:
  - {id: tinh-x, kind: province, parent: VN, names: {vi: Tỉnh X, en: Province X}}
targets:
  - id: a-2025
    order: 1
    indicator: fibre-communes
    horizon: 2025
    title: {vi: A, en: A}
    quote: x
    reports: [m]
    rule: {kind: threshold, at_least: 90}
"""
OTHER = HEADER + "internet-users,VN,2025,85,% of population,MOST,\n"
OWN = "fibre-communes,Tỉnh X,2025,50,% of communes,MOST,\n"
ELSEWHERE = "internet-users,Hà Nội,2025,many,% of population,MOST,\n"
ONLY_PLAN = 'targets = ["plan.yaml"]\n'


@pytest.fixture
def pull(action: Action) -> Action:
    """A repository with a missed target at its base, before the pull request changes anything."""
    write(action.workspace, HEADER + OWN)
    write(action.workspace, PLAN, "plan.yaml")
    write(action.workspace, f'{ONLY_PLAN}as-of = "2025"\nfail-on = "fail"\n', "cmcn4.toml")
    action.base = committed(action.workspace)
    return action


@pytest.mark.parametrize(
    "settings",
    [
        f'{ONLY_PLAN}as-of = "2025"\nfail-on = "none"\n',
        f'{ONLY_PLAN}as-of = "2024"\n',
        'targets = ["qd-2289"]\nas-of = "2025"\nfail-on = "none"\n',
        f"""{ONLY_PLAN}as-of = "2025"
[[accept]]
target = "plan/a-2025"
verdict = "pass"
on = {{value = "50", period = "2025", source = "MOST"}}
because = "x"
""",
        "",
    ],
)
def test_a_pull_request_does_not_bring_its_own_settings(settings: str, pull: Action) -> None:
    write(pull.workspace, settings, "cmcn4.toml")
    ran = pull.step(1, data="data.csv")
    assert (ran.code, ran.outputs["fail"]) == (1, "1"), ran.text
    assert f"Settings and target files are those of {pull.base}" in ran.text


def test_a_pull_request_does_not_bring_its_own_targets(pull: Action) -> None:
    write(pull.workspace, PLAN.replace("at_least: 90", "at_least: 1"), "plan.yaml")
    assert pull.step(1, data="data.csv").code == 1
    assert pull.step(1, data="data.csv", targets="plan.yaml").code == 1
    assert pull.step(1, data="data.csv", config_ref="head").code == 0
    write(pull.workspace, PLAN.replace("at_least: 90", "at_least: 1"), "own.yaml")
    ran = pull.step(1, data="data.csv", targets="own.yaml")
    assert (ran.code, ran.outputs) == (2, {"exit-code": "2"})


def test_a_named_settings_file_is_read_at_the_base_too(pull: Action) -> None:
    write(pull.workspace, ONLY_PLAN, "other.toml")
    assert pull.step(1, data="data.csv", config="other.toml").code == 2
    assert pull.step(1, data="data.csv", config="cmcn4.toml").code == 1


def test_settings_and_a_plan_do_not_turn_errors_of_others_into_rows_passed_over(
    action: Action,
) -> None:
    text = HEADER + OWN + ELSEWHERE
    write(action.workspace, text)
    write(action.workspace, PLAN.replace("at_least: 90", "at_least: 1"), "plan.yaml")
    write(action.workspace, ONLY_PLAN, "cmcn4.toml")
    assert action.step(1, data="data.csv", fail_on="none").code == 3
    action.base = committed(action.workspace)
    assert action.step(1, data="data.csv", fail_on="none").code == 3


def test_a_commit_that_is_not_there_is_wrong_use(pull: Action) -> None:
    pull.base = "0" * 40
    ran = pull.step(1, data="data.csv")
    assert (ran.code, ran.outputs) == (2, {"exit-code": "2"})
    assert "has to be fetched first" in ran.text


def test_a_base_that_was_not_fetched_is_fetched(pull: Action) -> None:
    origin, base = pull.workspace.rename(pull.workspace.parent / "origin"), pull.base
    write(origin, "", "cmcn4.toml")
    committed(origin)
    git(origin.parent, "clone", "-q", "--depth=1", f"file://{origin}", "workspace")
    ran = pull.step(1, data="data.csv")
    assert (ran.code, pull.base) == (1, base), ran.text


def test_a_junk_file_beside_a_good_one_is_not_accepted(action: Action) -> None:
    (action.workspace / "data").mkdir()
    write(action.workspace / "data", GOOD)
    write(action.workspace / "data", "a,b\n1,2\n", "junk.csv")
    ran = action.step(1, data="data", as_of="2025", fail_on="none")
    assert ran.code == 3
    assert "title=nothing-read" in ran.text


@pytest.mark.parametrize("base", [True, False])
def test_a_file_named_like_the_pattern_hides_no_other(base: bool, action: Action) -> None:
    write(action.workspace, GOOD, "a.csv")
    if base:
        action.base = committed(action.workspace)
    write(action.workspace, GOOD, "*.csv")
    write(action.workspace, BAD, "a.csv")
    ran = action.step(1, data="*.csv", as_of="2025")
    assert (ran.code, ran.outputs["errors"]) == (3, "1"), ran.text


def test_a_name_of_several_lines_is_one_file(action: Action) -> None:
    write(action.workspace, GOOD, "a.csv")
    write(action.workspace, GOOD, "b.csv")
    write(action.workspace, BAD, "a.csv\nb.csv")
    ran = action.step(1, data="*.csv", as_of="2025", fail_on="none")
    assert (ran.code, ran.outputs["errors"]) == (3, "1"), ran.text


def test_a_file_less_is_not_hidden_by_a_pattern(action: Action) -> None:
    (action.workspace / "data").mkdir()
    write(action.workspace / "data", GOOD, "a.csv")
    write(action.workspace / "data", OTHER, "b.csv")
    baseline = f"git:{committed(action.workspace)}"
    asked = {"as_of": "2025", "baseline": baseline, "targets": "qd-2289"}
    for pattern in ("data/*.csv", "**/*.csv", "./data/?.csv"):
        assert action.step(1, data=pattern, **asked).code == 0
    (action.workspace / "data" / "b.csv").unlink()
    assert action.step(1, data="data", **asked).code == 1
    for pattern in ("data/*.csv", "**/*.csv", "./data/?.csv"):
        ran = action.step(1, data=pattern, **asked)
        assert (ran.code, "gone: " in ran.text) == (1, True), ran.text
    ran = action.step(1, data="data/b*.csv\ndata/a.csv", **asked)
    assert (ran.code, ran.outputs) == (2, {"exit-code": "2"}), ran.text
    assert "data/b*.csv: no file or folder matches this pattern" in ran.text
    (action.workspace / "data" / "a.csv").unlink()
    ran = action.step(1, data="data/*.csv", **asked)
    assert (ran.code, ran.outputs) == (2, {"exit-code": "2"}), ran.text


@pytest.mark.parametrize(
    "pattern", ["data/*", "data/*/", "data/20[0-9][0-9]", "data/**/*.csv", "data/**/qu?-*.csv"]
)
@pytest.mark.parametrize("linked", [True, False])
def test_nor_is_a_folder_less(pattern: str, linked: bool, action: Action) -> None:
    for year, text in (("2024", GOOD), ("2025", OTHER)):
        (action.workspace / "data" / year).mkdir(parents=True)
        write(action.workspace / "data" / year, text, "quý-4.csv")
    baseline = f"git:{committed(action.workspace)}"
    asked = {"as_of": "2025", "baseline": baseline, "targets": "qd-2289"}
    assert action.step(1, data=pattern, **asked).code == 0
    gone = action.workspace / "data" / "2025"
    gone.rename(gone.with_name(".2025"))
    if linked:
        gone.symlink_to(".2025")
    ran = action.step(1, data=pattern, **asked)
    assert (ran.code, "gone: " in ran.text) == (1, True), ran.text


def test_a_link_does_not_lead_to_settings_of_another_folder(pull: Action) -> None:
    for name in ("strict", "lax"):
        (pull.workspace / name).mkdir()
        write(pull.workspace / name, MISSED)
    write(pull.workspace / "strict", 'as-of = "2025"\nfail-on = "fail"\n', "cmcn4.toml")
    write(pull.workspace / "lax", 'as-of = "2025"\nfail-on = "none"\n', "cmcn4.toml")
    pull.base = committed(pull.workspace)
    assert pull.step(1, data="data.csv", working_directory="lax").code == 0
    assert pull.step(1, data="data.csv", working_directory="strict").code == 1
    (pull.workspace / "strict").rename(pull.workspace / "away")
    (pull.workspace / "strict").symlink_to("lax")
    for folder in ("strict", "./strict/", "strict/../strict"):
        ran = pull.step(1, data="data.csv", working_directory=folder)
        assert (ran.code, ran.outputs) == (2, {"exit-code": "2"}), ran.text
        assert "neither a link nor a submodule" in ran.text


def test_a_folder_that_looks_like_a_repository_is_none(pull: Action) -> None:
    """The settings of git in it would run programs, and its commits be taken for the base."""
    folder = pull.workspace / "sub"
    folder.mkdir()
    write(folder, MISSED)
    write(folder, 'as-of = "2025"\n', "cmcn4.toml")
    pull.base = committed(pull.workspace)
    assert pull.step(1, data="data.csv", working_directory="sub").code == 1
    git(folder, "clone", "-q", "--bare", "..", "bare")
    for path in (folder / "bare").iterdir():
        path.rename(folder / path.name)
    git(folder, "config", "--file", "config", "core.sshCommand", "touch pwned; false")
    git(folder, "config", "--file", "config", "remote.origin.url", "ssh://x/y")
    for base in (pull.base, "1" * 40):
        pull.base = base
        ran = pull.step(1, data="data.csv", working_directory="sub")
        assert (ran.code, ran.outputs) == (2, {"exit-code": "2"}), ran.text
        done = program("check", "data.csv", "--config", f"git:{base}", cwd=folder)
        assert done.code == 2
    assert not (folder / "pwned").exists()


def test_no_script_holds_an_expression_and_every_action_is_pinned() -> None:
    action = loaded("action.yml")
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert "uses" in step or step["shell"] == "bash"
    for name in ("action.yml", ".github/workflows/ci.yml", ".github/workflows/release.yml"):
        path = ROOT / name
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            if "uses: " in line:
                assert SHA.search(line), (name, line)
    given = {each["value"] for each in action["outputs"].values()}
    assert given == {f"${{{{ steps.check.outputs.{name} }}}}" for name in action["outputs"]}


def test_the_gitlab_example_does_what_it_says(installed: Path, tmp_path: Path) -> None:
    path = ROOT / "docs" / "ci-examples" / "gitlab-ci.yml"
    (job,) = yaml.safe_load(path.read_text(encoding="utf-8")).values()
    assert job["artifacts"]["when"] == "always"
    reports = job["artifacts"]["reports"]
    assert reports == {"junit": "cmcn4.xml", "codequality": "cmcn4-quality.json"}
    binaries = f"{installed / 'cmcn4' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    origin, request = tmp_path / "origin", tmp_path / "request"
    origin.mkdir()
    write(origin, 'as-of = "1990"\nfail-on = "none"\n', "cmcn4.toml")
    committed(origin)
    git(origin, "branch", "-M", "main")
    git(tmp_path, "clone", "-q", f"file://{origin}", "request")
    # The branch merged into has gone on since the request was begun.
    write(origin, 'as-of = "2025"\nfail-on = "none"\n', "cmcn4.toml")
    committed(origin)
    (request / "data").mkdir()
    for name in ("pip", "json", "cmcn4"):
        write(request, "raise SystemExit(99)\n", f"{name}.py")
    base = job["variables"]["BASE"].replace("$CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")
    own = {"CMCN4": str(ROOT), "COMMIT": "HEAD", "PATH": binaries, "BASE": base}
    own["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = "main"
    environ = environment(**(job["variables"] | own))
    for text, code in ((GOOD, 0), (BAD, 3), (MISSED, 0)):
        write(request / "data", text)
        ran = shell("\n".join(job["script"]), request, environ)
        assert ran.code == code, ran.text
        assert "2025-12-31" in (request / "cmcn4.md").read_text(encoding="utf-8")
        for name in (*reports.values(), *job["artifacts"]["paths"]):
            (request / name).unlink()


@pytest.mark.parametrize("name", ["gitlab-ci.yml", "Jenkinsfile"])
def test_no_example_runs_a_module_of_the_request(name: str) -> None:
    text = (ROOT / "docs" / "ci-examples" / name).read_text(encoding="utf-8")
    assert {*re.findall(r"python3? (\S+)", text)} == {"-I"}


def test_the_documents_show_the_gitlab_example_itself() -> None:
    example = (ROOT / "docs" / "ci-examples" / "gitlab-ci.yml").read_text(encoding="utf-8")
    assert [*yaml.safe_load(example)["cmcn4"]["rules"][0]] == ["if"]
    for page in PAGES:
        shown = blocks(page.read_text(encoding="utf-8"))
        assert [each.body for each in shown if each.name == "gitlab"] == [example]


def test_the_workflow_shown_uses_inputs_and_outputs_there_are() -> None:
    action = loaded("action.yml")
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        found = [each.body for each in blocks(text) if each.kind == "yaml"]
        (workflow,) = (yaml.safe_load(each) for each in found if "jobs:" in each)
        assert workflow[True] == "pull_request"  # whatever it changes: folders may be links
        used, kept = workflow["jobs"]["data"]["steps"][1:]
        assert set(used["with"]) <= set(action["inputs"])
        assert f"steps.{used['id']}.outputs.report" in kept["with"]["path"]
        for name in (*action["inputs"], *action["outputs"]):
            assert f"`{name}`" in text


# --- pre-commit ---------------------------------------------------------------------------------


@pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="needs pre-commit")
def test_the_hook_stops_a_commit_of_bad_data_alone(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    shipped, scratch = tmp_path / "shipped", tmp_path / "scratch"
    scratch.mkdir()
    for name in ("src", "targets"):
        shutil.copytree(ROOT / name, shipped / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, shipped)
    hook = {"id": "cmcn4-check", "args": ["--lang", "en", "--as-of", "2025-12-31"]}
    repo = {"repo": str(shipped), "rev": committed(shipped), "hooks": [hook]}
    config = scratch / ".pre-commit-config.yaml"
    config.write_text(yaml.safe_dump({"repos": [repo]}), encoding="utf-8")
    committed(scratch)
    paths = {"PRE_COMMIT_HOME": str(tmp_path / "home"), "GIT_CONFIG_COUNT": "1",
             "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "install", "--install-hooks"], cwd=scratch,
        env=environment(**paths), timeout=300, check=False, capture_output=True,
    )  # fmt: skip
    if done.returncode:
        pytest.skip("pre-commit cannot install here: " + done.stdout.decode()[-300:])

    def commit(name: str, text: str) -> str:
        write(scratch, text, name)
        git(scratch, "add", "--", name)
        return git(scratch, "commit", "-m", name, **paths)

    write(scratch, 'fail-on = "none"\n', "cmcn4.toml")
    assert "exit 0" in commit("missed.csv", MISSED)
    assert "cmcn4 check......" in (good := commit("good.csv", GOOD))
    assert "Passed" in good
    assert "(no files to check)Skipped" in commit("notes.txt", "internet-users,many\n")
    assert "exit 1" in commit("--baseline=missed.csv", BAD)
    git(scratch, "rm", "-qf", "--", "--baseline=missed.csv")
    bad = commit("data.csv", BAD)
    assert bad.endswith("exit 1")
    assert "- exit code: 3" in bad
    assert "error number-unreadable  data.csv D2" in bad
    assert git(scratch, "log", "-1", "--format=%s").startswith("notes.txt")
    (scratch / "cmcn4.toml").unlink()
    for page, lang in PAGES.items():
        text = page.read_text(encoding="utf-8")
        documented = yaml.safe_load(next(each.body for each in blocks(text) if each.kind == "yaml"))
        documented["repos"][0] |= {"repo": repo["repo"], "rev": repo["rev"]}
        assert f"--lang={lang}" in documented["repos"][0]["hooks"][0]["args"]
        config.write_text(yaml.safe_dump(documented), encoding="utf-8")
        write(scratch, next(each.body for each in blocks(text) if each.name == "data.csv"))
        git(scratch, "add", "-A")
        shown = next(each for each in blocks(text) if each.name == "pre-commit")
        actual = git(scratch, "commit", "-m", "data", **paths).removesuffix("exit 1")
        actual = (
            re.sub(r"^\[(?:INFO|WARNING)\].*\n", "", actual, flags=re.MULTILINE).rstrip() + "\n"
        )
        if request.config.getoption("--update-golden"):
            text = text[: shown.start] + actual + text[shown.end :]
            page.write_text(text, encoding="utf-8", newline="\n")
        else:
            assert actual == shown.body


# --- the one-file executable --------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one-file program, built as the release workflow builds it."""
    folder = tmp_path_factory.mktemp("built")
    done = subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--clean", "--log-level", "WARN",
         "--distpath", folder / "dist", "--workpath", folder / "build",
         ROOT / "packaging" / "cmcn4.spec"],
        cwd=folder, env=environment(PYINSTALLER_CONFIG_DIR=str(folder / "cache")),
        timeout=300, check=False, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    (program,) = (folder / "dist").iterdir()
    return program


# Half a minute of building for what changes with a release: the release workflow installs
# PyInstaller for it, on Linux and on Windows, and [dev] does not.
executable = pytest.mark.skipif(
    importlib.util.find_spec("PyInstaller") is None, reason="needs PyInstaller"
)


@executable
def test_the_executable_holds_every_module_and_file_of_the_package(built: Path) -> None:
    from PyInstaller.archive.readers import CArchiveReader

    archive = CArchiveReader(str(built))
    (inner,) = (name for name in archive.toc if name.startswith("PYZ"))
    modules = set(archive.open_embedded_archive(inner).toc)
    source = ROOT / "src"
    for path in (source / "cmcn4").rglob("*"):
        if path.is_dir() or "__pycache__" in path.parts:
            continue
        name = path.relative_to(source)
        if path.suffix == ".py":
            assert ".".join(name.with_suffix("").parts).removesuffix(".__init__") in modules
        else:
            assert name.as_posix() in archive.toc
    for path in (ROOT / "targets").rglob("*.yaml"):
        assert f"cmcn4/targets/{path.relative_to(ROOT / 'targets').as_posix()}" in archive.toc
    assert built.stat().st_size < 60 << 20


@executable
def test_the_executable_needs_no_python_and_writes_every_format(
    built: Path, tmp_path: Path
) -> None:
    book = Path(shutil.copy(ROOT / "samples" / "vietnam.xlsx", tmp_path / "Việt Nam.xlsx"))
    broken = write(tmp_path, b"PK\x03\x04 broken", "hỏng.xlsx")

    def ran(*args: object) -> subprocess.CompletedProcess[bytes]:
        given = [str(built), *map(str, args)]
        return subprocess.run(
            given, cwd=tmp_path, env={}, stdin=subprocess.DEVNULL, timeout=60, check=False,
            capture_output=True,
        )  # fmt: skip

    for dropped, code in ((book, 0), (broken, 3)):
        done = ran(dropped)
        assert done.returncode == code
        assert (tmp_path / f"{dropped.name}.cmcn4" / dropped.name).exists() == (code == 0)
        assert f"Báo cáo: {dropped}.cmcn4.html\n" in done.stdout.decode()
        assert (tmp_path / f"{dropped.name}.cmcn4.html").stat().st_size
    assert "Kéo tệp Excel" in ran().stdout.decode()
    for each in FORMATS.values():
        if each.suffix:
            done = ran("check", book, "--as-of", "2025", "-o", f"report{each.suffix}")
            assert (done.returncode, done.stderr) == (1, b""), each
            assert (tmp_path / f"report{each.suffix}").stat().st_size
    for name in ("old-excel.xls", "opendocument.ods"):
        given = ran("check", ROOT / "tests" / "cases" / "input" / name, "-f", "json").stdout
        assert json.loads(given)["inputs"][0]["observations"] > 0, name
    assert ran("template", "-t", "qd-2289", "-o", "form.xlsx").returncode == 0
    assert (tmp_path / "form.xlsx").stat().st_size
    assert ran("check", book, "--as-of", "2025", "--annotate", "copies").returncode == 1
    assert (tmp_path / "copies" / book.name).stat().st_size
    assert b"12 targets are not met" in ran("gaps", book, "--as-of", "2025", "--lang", "en").stdout
    assert b"cmcn4/pack" in ran("schema", "pack").stdout
    assert ran("explain", "qd-2289/egdi-rank-2030", "--lang", "vi").returncode == 0
