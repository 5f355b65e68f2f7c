"""The environment is the same for every test, wherever it runs."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections import Counter
from collections.abc import Generator
from functools import cache
from pathlib import Path

import pytest

# The tests start many processes. What they import is compiled once, whatever the environment says.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# In the background of a shell the tests, and all that they start, would not hear Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
os.environ["CMCN4_CACHE"] = ""  # what an earlier run kept must not stand in for what is tested

HERE = Path(__file__).parent
APART = {"browser": "browser", "office": "office", "test_integrations.py": "integrations",
         "test_fuzz.py": "fuzz", "test_fuzz_figures.py": "fuzz", "test_fuzz_settings.py": "fuzz",
         "test_hostile_input.py": "fuzz",
         "test_newcomers.py": "newcomers", "test_newcomer_kind.py": "newcomers",
         "test_cases_both_ways.py": "engines", "spark": "spark"}  # fmt: skip
"""What a plain `pytest` leaves to `.ci/run`, by folder or file: see `markers` in pyproject.toml."""

UNCOUNTED = {
    "acceptance", "properties", "second_judge",
    "cli/test_telling.py", "engines/test_cases_both_ways.py", "engines/test_judging.py",
    "engines/test_reading.py", "packs/test_cures.py", "packs/test_shape.py",
    "readers/test_workers.py", "reporters/test_docx_hostile.py", "reporters/test_json_report.py",
    "reporters/test_one_by_one.py", "reporters/test_sections.py", "reporters/test_xlsx_report.py",
}  # fmt: skip
"""Folders, and files below `unit/`, that run again what others run: to count lines would double
their time."""
COUNTED_THERE = {
    f"test_{name}.py"
    for name in (
        "accept", "across_documents", "annotate", "asked", "assume", "baseline",
        "baseline_checkout", "baseline_figures", "baseline_rules", "baseline_vague", "beside",
        "charts", "cite", "claims", "cli_explain", "cli_streams", "columns_of_reports",
        "completion", "contradicted", "decisions", "doubts", "engine", "every_code", "expect",
        "explain_code", "first_form", "form_docs", "gap_kinds", "gaps", "globs", "headings", "init",
        "input_docs", "language", "letters", "list", "lost_beside", "lost_rows", "merged_headings",
        "not_the_result", "not_what_is_shown", "one_language", "outside_cells", "part_cells",
        "problems", "publishers_files", "read", "rows_of_reports", "said_elsewhere", "section_rows",
        "titles_and_days", "unread_elsewhere", "unread_texts", "visible_form", "what_is_drawn",
        "what_is_seen", "wholes", "whose_titles", "window", "year_end",
    )
}  # fmt: skip
"""Files below `acceptance/` that run lines which no others run."""
PROCESSES = "COVERAGE_PROCESS_CONFIG"
"""Tells processes that are started that their lines are counted."""
COUNTED = 12
"""Of how many cases of a test lines are counted: the others run the same ones."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not open files without a test of those that are wanted: to open all takes long."""
    wanted = str(config.option.markexpr)
    if not collection_path.name.startswith("test_"):
        return None
    if wanted == _PLAIN:
        return bool(apart(collection_path)) or None
    marks = {*wanted.split(" or ")}
    if not marks <= {*APART.values()}:
        return None
    text = collection_path.read_text(encoding="utf-8")
    held = marks & {*apart(collection_path)} or any(f"mark.{name}" in text for name in marks)
    return None if held else True


@pytest.fixture(autouse=True)
def scrubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove every variable that changes what cmcn4 shows."""
    for name in (
        "CMCN4_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "CI", "SOURCE_DATE_EPOCH",
        "LC_ALL", "LC_MESSAGES", "LANG", "TERM", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE",
        *(name for name in os.environ if name.startswith("GIT_")),
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def packs_kept(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """Keep what packs are compiled to for the tests of a module that read the same ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CMCN4_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Tell whether what is expected is to be written anew."""
    return bool(request.config.getoption("--update-golden"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are rewritten on request, and then looked at."""
    parser.addoption("--update-golden", action="store_true", help="rewrite expected output")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests that need other programs or much time."""
    for name in apart(item.path):
        item.add_marker(name)
    test = item.path, item.name.partition("[")[0]
    _cases[test] += 1
    item.stash[_UNCOUNTED] = _cases[test] > COUNTED or is_uncounted(item.path)


_cases = Counter[tuple[Path, str]]()
_UNCOUNTED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Count no lines of what is not to be counted, nor of the processes that it starts.

    The marker of pytest-cov stops and starts the whole of coverage, which takes milliseconds.
    """
    tracer = sys.gettrace()
    if tracer is None or not item.stash[_UNCOUNTED]:
        return (yield)
    told = os.environ.pop(PROCESSES, None)
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)
        if told is not None:
            os.environ[PROCESSES] = told


@cache
def is_uncounted(path: Path) -> bool:
    room, *rest = path.relative_to(HERE).parts
    return (room in UNCOUNTED and not COUNTED_THERE & {*rest}) or "/".join(rest) in UNCOUNTED


@cache
def apart(path: Path) -> list[str]:
    return [APART[part] for part in path.relative_to(HERE).parts if part in APART]


def pytest_collection_finish() -> None:
    """Look for no cycles among what stays, and seldom: the command itself looks for none."""
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)


def pytest_configure(config: pytest.Config) -> None:
    """Leave out nothing that is asked for by its path."""
    asked = " ".join(config.args)
    if any(part in asked for part in APART) and config.option.markexpr == _PLAIN:
        config.option.markexpr = ""


_PLAIN = " and ".join(f"not {name}" for name in dict.fromkeys(APART.values()))
