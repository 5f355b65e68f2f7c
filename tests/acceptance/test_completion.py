"""What a shell completes: ids of targets, packs, areas and indicators, and codes of findings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from acceptance.cli import PLAN, write
from cmcn4.model.finding import ACCEPTABLE
from cmcn4.packs import load

ALL = load(["all"])


def completed(line: str, cwd: Path | None = None) -> list[str]:
    """Return what bash is offered at the end of a line."""
    words = line.split(" ")
    asked = {"_CMCN4_COMPLETE": "complete_bash", "COMP_WORDS": line}
    done = subprocess.run(
        [sys.executable, "-m", "cmcn4"], cwd=cwd, capture_output=True, text=True, check=False,
        env={**os.environ, **asked, "COMP_CWORD": str(len(words) - 1)}, timeout=60,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.split()


def test_targets_are_completed_by_their_pack() -> None:
    assert completed("cmcn4 explain qd-2289/digital-e") == [
        chosen.id for chosen in ALL.targets if chosen.id.startswith("qd-2289/digital-e")
    ]


def test_targets_are_completed_by_their_bare_id() -> None:
    assert completed("cmcn4 explain smart-city-n") == ["smart-city-network-2030"]


def test_selectors_are_packs_and_then_their_targets() -> None:
    assert set(completed("cmcn4 check data.csv -t q")) == {
        file.pack.id for file in ALL.packs if file.pack.id.startswith("q")
    }
    assert completed("cmcn4 gaps -t al") == ["all"]
    assert completed("cmcn4 check -t nq-57-tw-2024/tfp") == ["nq-57-tw-2024/tfp-share-2030"]


def test_areas_are_completed() -> None:
    assert completed("cmcn4 template --area vn-hue") == ["vn-hue"]


def test_groups_of_areas_are_completed_and_no_others() -> None:
    assert completed("cmcn4 check data --expect ") == [
        group.id for group in ALL.vocabulary.catalogue.groups.values() if group.kind == "areas"
    ]
    assert completed("cmcn4 check data --expect provinces-2") == ["provinces-2025"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("cmcn4 list indicators fibre-h", ["fibre-households", "fibre-households-using"]),
        ("cmcn4 list groups as", ["asean"]), ("cmcn4 list packs qd-7", ["qd-749-2020"]),
        ("cmcn4 list in", ["indicators"]), ("cmcn4 ini", ["init"]), ("cmcn4 init p", ["pack"]),
    ],
)  # fmt: skip
def test_what_may_be_listed_is_completed(line: str, found: list[str]) -> None:
    assert completed(line) == found


def test_codes_are_completed_where_findings_may_be_accepted() -> None:
    assert completed("cmcn4 accept source-") == sorted(
        code for code in ACCEPTABLE if code.startswith("source-")
    )
    assert completed("cmcn4 gaps -t source-") == []


# An error is explained, and never accepted.
@pytest.mark.parametrize(
    ("command", "codes"),
    [("explain", ["number-unreadable", "number-ambiguous"]), ("accept", [])],
)
def test_codes_and_targets_are_completed(command: str, codes: list[str]) -> None:
    assert completed(f"cmcn4 {command} number-") == codes
    assert completed(f"cmcn4 {command} qd-2289/egdi-rank-") == ["qd-2289/egdi-rank-2030"]
    assert completed(f"cmcn4 {command} nothing-at-all") == []


def test_targets_of_a_pack_on_the_line_are_completed_and_its_readings_are_none(
    tmp_path: Path,
) -> None:
    reading = "    readings: [{id: strict, because: {vi: a, en: b}, rule: {kind: milestone}}]\n"
    more = "    readings:\n      - id: other\n        because: {vi: a, en: b}\n"
    write(tmp_path, PLAN + more + "  - id: two\n" + reading, "plan.yaml")
    assert completed("cmcn4 explain -t plan.yaml plan/", tmp_path) == [
        "plan/fibre-2025",
        "plan/two",
    ]
    assert completed("cmcn4 check -t plan.yaml -t pl", tmp_path) == ["plan"]


def test_files_are_left_to_the_shell() -> None:
    assert completed("cmcn4 check samples/") == []
    assert completed("cmcn4 check -t nowhere.yaml -t ./pl") == []


def test_completion_imports_nothing_that_reads_or_judges() -> None:
    script = (
        "import json, sys\n"
        "from cmcn4.cli.boundary import run\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        "print('\\n' + json.dumps(sorted(sys.modules)))\n"
    )
    asked = {"_CMCN4_COMPLETE": "complete_bash", "COMP_CWORD": "2"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        env={**os.environ, **asked, "COMP_WORDS": "cmcn4 explain qd-2289/"},
    )  # fmt: skip
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "qd-2289/smart-cities-2025" in done.stdout
    assert not loaded & {
        "pydantic", "yaml", "openpyxl", "jinja2", "docx", "cmcn4.evaluation", "cmcn4.readers.files",
        "cmcn4.cli.check",
    }  # fmt: skip


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_ask_in_their_own_words(shell: str) -> None:
    line = "cmcn4 explain qd-2289/smart-c"
    asked = {"_CMCN4_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line,
             "_TYPER_COMPLETE_FISH_ACTION": "get-args"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "cmcn4"], capture_output=True, text=True, check=False,
        env={**os.environ, **asked}, timeout=60,
    )  # fmt: skip
    assert "qd-2289/smart-cities-2025" in done.stdout
