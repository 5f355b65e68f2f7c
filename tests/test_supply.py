"""What is installed is what was looked at: versions and hashes in one place, used everywhere."""

from __future__ import annotations

import re
import runpy
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(text: str) -> dict[str, str]:
    """Return the versions of lines `NAME==VERSION`, by name."""
    found = re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE)
    return {plain(name): version for name, version in found}


def test_each_version_of_the_lock_has_hashes_and_nothing_else_stands_there() -> None:
    body = "".join(line for line in LOCK.splitlines(keepends=True) if not line.startswith("#"))
    entry = r"[\w.-]+==[\w.]+(?: ; [\w =']+)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
    assert re.fullmatch(rf"(?:{entry})+", body)


def test_the_lock_has_the_versions_that_the_tests_passed_with() -> None:
    constraints = pinned((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    locked = pinned(LOCK)
    assert {name: constraints.get(name, its) for name, its in locked.items()} == locked


def test_the_lock_has_all_that_is_needed_and_what_builds_it() -> None:
    project, (backend,) = PROJECT["project"], PROJECT["build-system"]["requires"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["legacy"], backend]
    names = {plain(re.split(r"[<>=!~\[ ]", each)[0]) for each in wanted}
    assert names <= set(pinned(LOCK))
    assert pinned(LOCK)["hatchling"] == backend.removeprefix("hatchling==")


@pytest.mark.parametrize(
    "name", ["action.yml", "docs/ci-examples/gitlab-ci.yml", "docs/ci-examples/Jenkinsfile"]
)
def test_what_runs_elsewhere_installs_from_the_lock_alone(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    asked = [line for line in text.splitlines() if "--no-deps" in line or "hashes -r" in line]
    assert len(asked) == 2
    assert text.count("pip install") + text.count('pip" install') <= 2
    assert "--require-hashes -r" in asked[0]
    assert "requirements.lock" in asked[0]
    assert "--no-deps --no-build-isolation" in asked[1]


def test_the_list_of_a_release_says_its_version_and_what_it_asks_for() -> None:
    module = runpy.run_path(str(ROOT / "packaging" / "sbom.py"))
    parts = [{"bom-ref": f"L{n}", "name": name} for n, name in enumerate(("Jinja2", "mdurl"))]
    listed = {
        "metadata": {"component": {"bom-ref": "root", "name": "cmcn4"}},
        "components": parts,
        "dependencies": [{"ref": "L0"}, {"ref": "L1"}, {"ref": "root"}],
    }
    made = module["completed"](listed, {"dependencies": ["jinja2>=3.1.4"]}, "1.2.3")
    assert made["metadata"]["component"] == {
        "bom-ref": "root", "name": "cmcn4", "version": "1.2.3", "purl": "pkg:pypi/cmcn4@1.2.3",
    }  # fmt: skip
    assert made["dependencies"] == [
        {"ref": "root", "dependsOn": ["L0"]}, {"ref": "L0"}, {"ref": "L1"},
    ]  # fmt: skip
