"""Every command and every line of Python in the READMEs does what it says there.

`python -m pytest tests/acceptance/test_readme.py --update-golden` writes what comes out today into
the READMEs; look at the difference before you keep it.
"""

from __future__ import annotations

import re
import shlex
from contextlib import chdir
from pathlib import Path

import pytest

from acceptance.cli import inside
from acceptance.pages import LANG, ROOT, blocks, commands, compare

READMES = [ROOT / "README.md", ROOT / "README.vi.md"]
PAGES = [path for folder in (ROOT, ROOT / "docs", ROOT / "samples") for path in folder.glob("*.md")]
VENV = ".venv\\Scripts\\"


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_what_it_shows_is_what_comes_out(path: Path, workspace: Path, *, update: bool) -> None:
    compare(path, workspace, update=update)


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_python_is_followed_by_what_it_prints(path: Path) -> None:
    kinds = [block.kind for block in blocks(path.read_text(encoding="utf-8"))]
    assert "python" in kinds
    assert all(kinds[place + 1] == "text" for place, kind in enumerate(kinds) if kind == "python")


def test_both_languages_show_the_same() -> None:
    english, vietnamese = (path.read_text(encoding="utf-8") for path in READMES)
    both = [
        [(block.kind, commands(LANG.sub("", block.body))) for block in blocks(text)]
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


def powershell(path: Path) -> list[str]:
    shown = [
        block.body for block in blocks(path.read_text(encoding="utf-8"))
        if block.kind in ("powershell", "ps1", "pwsh")
    ]  # fmt: skip
    return [line for body in shown for line in body.splitlines() if line.strip()]


def test_both_readmes_have_lines_for_powershell() -> None:
    assert {path.name for path in PAGES if powershell(path)} == {"README.md", "README.vi.md"}


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_lines_for_powershell_work_there(path: Path, workspace: Path) -> None:
    """None needs what Windows has not, such as `head` and `&&`; ours are run.

    A pipe or `>` there would read our UTF-8 by the code page of the console.
    """
    made = set[str]()
    for line in powershell(path):
        words = shlex.split(line.replace("\\", "/"))
        program = words[0].removeprefix(VENV.replace("\\", "/"))
        assert not set("|&;<>$`'\"") & set(line), line
        match program:
            case "py":
                assert words[1:] == ["-m", "venv", ".venv"]
            case "python":
                assert words[1:4] == ["-m", "pip", "install"]
                assert words[4:] == ["-c", "constraints.txt", "."]
                assert (ROOT / "constraints.txt").exists()
            case "Invoke-Item":
                assert words[1] in made
            case _:
                assert program == "cmcn4", line
                with chdir(workspace):
                    done = inside(*words[1:])
                assert done.code in (0, 1), line
                assert done.stdout, line
                assert done.stderr == b"", line
                made |= {word for word in words if (workspace / word).is_file()}
