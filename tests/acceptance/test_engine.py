"""Which engine is taken, and that nothing told depends on it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import cmcn4
from acceptance.cli import AT_2025, Result, inside
from cmcn4.engines import choice
from cmcn4.errors import UsageError
from cmcn4.reporters import FORMATS

pytest.importorskip("duckdb")

PACK = Path(__file__).parents[1] / "unit" / "engines" / "demo.yaml"
AREAS = ("VN", "xa-1", "xa-2", "vn-ha-noi")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a text of more than a megabyte in which some rows are in error."""
    lines = ["indicator,area,period,value,source,note"]
    note = "x" * 1600
    for year in range(2023, 2026):
        for month in range(1, 13):
            for number, area in enumerate(AREAS):
                for place, name in enumerate(("piped", "damp", "marks", "happy", "compared")):
                    value = f"{40 + (year - 2000) / 2 + month / 50 + number + place / 7:.2f}"
                    odd = (year, month, name, area) == (2024, 5, "damp", "xa-2")
                    said = f"mạng {number}" if place == 1 and month > 10 else note
                    lines.append(
                        f"{name},{area},{year}-{month:02},{'x' if odd else value},NSO,{said}"
                    )
    path = tmp_path_factory.mktemp("large") / "large.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert path.stat().st_size > 1 << 20
    return path


def checked(path: Path, *options: str) -> Result:
    return inside("check", path, "-t", PACK, *AT_2025, *options)


@pytest.mark.parametrize("name", [name for name, format_ in FORMATS.items() if format_.stdout])
def test_every_format_is_equal_with_either_engine(large: Path, name: str) -> None:
    told = [checked(large, "-f", name, "--engine", engine) for engine in ("python", "duckdb")]
    assert told[0] == told[1]


def test_what_was_taken_is_told_with_the_reason(large: Path, tmp_path: Path) -> None:
    small = tmp_path / "small.csv"
    small.write_text("indicator,area,period,value\npiped,xa-1,2025,50\n", encoding="utf-8")
    said: dict[str, tuple[str, ...]] = {
        "cmcn4: engine duckdb: much text is to be read": (str(large),),
        "cmcn4: engine duckdb: asked for": (str(small), "--engine", "duckdb"),
        "cmcn4: engine python: asked for": (str(large), "--engine", "python"),
        "cmcn4: engine python: little is to be read": (str(small),),
        "cmcn4: engine python: --baseline needs every row by itself": (
            str(large), "--baseline", str(small)),
        "cmcn4: engine python: -o, -f needs every row by itself": (str(large), "-f", "html"),
    }  # fmt: skip
    for line, (path, *options) in said.items():
        assert line in checked(Path(path), "-v", *options).err.splitlines()
        assert line not in checked(Path(path), *options).err


def test_an_engine_that_is_not_installed(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "find_spec", lambda _: None)
    asked = checked(large, "--engine", "duckdb")
    assert asked.code == 2
    assert "duckdb is not installed (install it: pip install 'cmcn4[scale]')" in asked.err
    assert "engine python: duckdb is not installed" in checked(large, "-v").err


def test_scripts_ask_for_it(large: Path) -> None:
    plainly, found = (
        cmcn4.check(large, targets=PACK, as_of=2025, engine=engine)
        for engine in ("python", "duckdb")
    )
    assert plainly.to_dict() == found.to_dict()
    assert plainly.observations == found.observations
    with pytest.raises(UsageError, match="engine"):
        cmcn4.check(large, engine="quick")


def test_duckdb_is_loaded_where_it_is_used_alone(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("indicator,area,period,value\ngii-rank,VN,2025,44\n", encoding="utf-8")
    code = (
        "import sys; from cmcn4.cli import main; sys.argv[1:] = ['check', sys.argv[1]]\n"
        "try: main()\nfinally: assert 'duckdb' not in sys.modules"
    )
    run = subprocess.run([sys.executable, "-c", code, path], capture_output=True, check=False)
    assert b"Traceback" not in run.stderr
