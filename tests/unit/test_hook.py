"""The hook of pre-commit: a name of the commit is that file, no option and no pattern."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from acceptance.cli import FIBRE, HEADER
from cmcn4.hook import main


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("name", ["x[1].csv", "*.csv", "--lang=vi.csv", "a?.csv", "[!x].csv"])
def test_a_name_like_a_pattern_or_an_option_is_that_file_alone(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    bad = HEADER + "internet-users,VN,2025,many,% of population,MOST,\n"
    for other in ("x1.csv", "a1.csv", "b.csv"):
        (tmp_path / other).write_text(bad)
    (tmp_path / name).write_text(HEADER + FIBRE)
    monkeypatch.setattr(sys, "argv", ["cmcn4-hook", "check", "--as-of=2025", name])
    assert main() == 0, capsys.readouterr()
