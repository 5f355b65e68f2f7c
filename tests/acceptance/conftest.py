"""Fixtures of the acceptance tests."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from acceptance.newcomer import House
from acceptance.pages import ROOT


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like the repository's, so that nothing is written into that."""
    for name in ("samples", "targets"):
        shutil.copytree(ROOT / name, tmp_path / name)
    binaries = Path(sys.executable).parent
    monkeypatch.setenv("PATH", f"{binaries}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A copy of the house to add something to."""
    return House(tmp_path)
