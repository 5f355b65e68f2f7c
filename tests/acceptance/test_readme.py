"""Every command and every line of Python in the READMEs does what it says there.

`python -m pytest tests/acceptance/test_readme.py --update-golden` writes what comes out today into
the READMEs; look at the difference before you keep it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
READMES = [ROOT / "README.md", ROOT / "README.vi.md"]
_FENCE = re.compile(r"^```(?P<info>[^`\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_BROKEN = re.compile(r"^(?:Traceback.*|exit code 4|cmcn4: .*Error: .*)$", re.MULTILINE)
_LANG = re.compile(r" --lang (en|vi)| '\^ (error|lỗi)'")


class Block(NamedTuple):
    """A fenced block: the word after the fence, a file name if there is one, and the text."""

    kind: str
    name: str
    body: str
    start: int
    end: int


def blocks(text: str) -> list[Block]:
    found = []
    for match in _FENCE.finditer(text):
        kind, _, name = match["info"].strip().partition(" ")
        found.append(Block(kind, name, match["body"], match.start("body"), match.end("body")))
    return found


def commands(body: str) -> list[str]:
    return [line.removeprefix("$ ") for line in body.splitlines() if line.startswith("$ ")]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like the repository's, so that nothing is written into that."""
    for name in ("samples", "targets"):
        shutil.copytree(ROOT / name, tmp_path / name)
    binaries = Path(sys.executable).parent
    monkeypatch.setenv("PATH", f"{binaries}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def run(command: list[str] | str, folder: Path) -> str:
    # NOTE: env is given because pytest loads GNU readline, which puts COLUMNS=80 into the
    # environment of the process behind Python's back.
    done = subprocess.run(
        command, cwd=folder, shell=isinstance(command, str), check=False, timeout=120,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        env=dict(os.environ),
    )  # fmt: skip
    return done.stdout.decode("utf-8")


def performed(text: str, folder: Path) -> str:
    """Do what the text says, and return it with what really came out."""
    pieces, last, printed = [], 0, None
    for block in blocks(text):
        new = block.body
        if block.kind == "console":
            new = "".join(f"$ {each}\n{run(each, folder)}" for each in commands(block.body))
        elif block.kind == "text" and printed is not None:
            new = printed
        printed = None
        if block.kind == "python":
            printed = run([sys.executable, "-c", block.body], folder)
        if block.name:
            (folder / block.name).write_text(block.body, encoding="utf-8")
        pieces += [text[last : block.start], new]
        last = block.end
    return "".join(pieces) + text[last:]


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_what_it_shows_is_what_comes_out(
    path: Path, workspace: Path, request: pytest.FixtureRequest
) -> None:
    text = path.read_text(encoding="utf-8")
    actual = performed(text, workspace)
    # A broken moment must not become what is expected.
    assert _BROKEN.findall(actual) == []
    if request.config.getoption("--update-golden"):
        path.write_text(actual, encoding="utf-8", newline="\n")
        return
    assert actual == text


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_python_is_followed_by_what_it_prints(path: Path) -> None:
    kinds = [block.kind for block in blocks(path.read_text(encoding="utf-8"))]
    assert "python" in kinds
    assert all(kinds[place + 1] == "text" for place, kind in enumerate(kinds) if kind == "python")


def test_both_languages_show_the_same() -> None:
    english, vietnamese = (path.read_text(encoding="utf-8") for path in READMES)
    both = [
        [(block.kind, commands(_LANG.sub("", block.body))) for block in blocks(text)]
        for text in (english, vietnamese)
    ]
    assert both[0] == both[1]
    headings = [re.findall(r"^#+ ", text, re.MULTILINE) for text in (english, vietnamese)]
    assert headings[0] == headings[1]


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_a_newcomer_needs_two_lines(path: Path) -> None:
    setup = [block.body for block in blocks(path.read_text(encoding="utf-8")) if block.kind == "sh"]
    first, second = setup[0].splitlines()
    assert "-m venv .venv" in first
    assert "cmcn4 check samples/" in first
    assert "'.[dev]'" in second
    assert second.endswith("pytest -q -n auto")
    assert all("-c constraints.txt" in line for line in (first, second))


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_what_it_links_to_is_there(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
