"""The environment is the same for every test, wherever it runs."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def scrubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove every variable that changes what cmcn4 shows."""
    for name in (
        "CMCN4_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "CI", "SOURCE_DATE_EPOCH",
        "LC_ALL", "LC_MESSAGES", "LANG", "TERM", "GITHUB_STEP_SUMMARY",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are rewritten on request, and then looked at."""
    parser.addoption("--update-golden", action="store_true", help="rewrite expected output")
