"""docs/python.md, docs/python.vi.md and docs/python.ipynb: all that is shown there is done.

`python -m pytest tests/acceptance/test_python_docs.py --update-golden` writes what comes out today.
"""

from __future__ import annotations

import ast
import io
import json
import re
from contextlib import chdir, redirect_stdout
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

import cmcn4
from acceptance.pages import BROKEN, ROOT, blocks, compare

PAGES = {lang: ROOT / "docs" / name for lang, name in (("en", "python.md"), ("vi", "python.vi.md"))}
NOTEBOOK = ROOT / "docs" / "python.ipynb"
NEEDED = ("pandas", "polars")


@pytest.fixture(autouse=True)
def libraries() -> None:
    for name in NEEDED:
        pytest.importorskip(name)


@pytest.mark.parametrize("lang", PAGES)
def test_what_it_shows_is_what_comes_out(lang: str, workspace: Path, *, update: bool) -> None:
    compare(PAGES[lang], workspace, update=update)


def test_both_languages_show_the_same() -> None:
    texts = [path.read_text(encoding="utf-8") for path in PAGES.values()]
    both = [
        [(each.kind, each.name, re.sub(r'lang="(?:en|vi)"', "", each.body))
         for each in blocks(text) if each.kind != "text"]
        for text in texts
    ]  # fmt: skip
    assert both[0] == both[1]
    assert len({tuple(re.findall(r"^#+ ", text, re.MULTILINE)) for text in texts}) == 1
    rows = [re.findall(r"^\| (.*?) \|", text, re.MULTILINE) for text in texts]
    assert len(rows[0]) == len(rows[1])


@pytest.mark.parametrize("lang", PAGES)
def test_every_argument_and_every_part_of_a_report_is_told(lang: str) -> None:
    text = PAGES[lang].read_text(encoding="utf-8")
    named = {word for told in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"\w+", told)}
    assert {*signature(cmcn4.check).parameters} - {"data"} <= named
    public = {name for name in vars(cmcn4.Report) if not name.startswith("_")} - {
        "of",
        "style",
        "paths",
    }
    assert public - {"lang"} <= named
    assert {*cmcn4.__all__} - {"__version__", "Report", "OutputError"} <= named


def test_the_notebook_shows_what_its_cells_give(workspace: Path, *, update: bool) -> None:
    book = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    (workspace / "docs").mkdir()
    names: dict[str, Any] = {}
    with chdir(workspace / "docs"):
        numbers = 0
        for cell in book["cells"]:
            if cell["cell_type"] == "code":
                numbers += 1
                cell["outputs"] = outputs("".join(cell["source"]), names, numbers)
                cell["execution_count"] = numbers
        assert {each.name for each in Path().iterdir()} == {"report.html", "gaps.xlsx"}
    actual = json.dumps(book, ensure_ascii=False, indent=1) + "\n"
    assert BROKEN.findall(actual) == []
    if update:
        NOTEBOOK.write_text(actual, encoding="utf-8", newline="\n")
    assert actual == NOTEBOOK.read_text(encoding="utf-8")


def outputs(source: str, names: dict[str, Any], number: int) -> list[dict[str, Any]]:
    """Run a cell as a notebook does: what it prints, then the value of its last expression."""
    tree, printed, value = ast.parse(source), io.StringIO(), None
    with redirect_stdout(printed):
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - our own notebook
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307
    found: list[dict[str, Any]] = []
    if printed.getvalue():
        lines = printed.getvalue().splitlines(keepends=True)
        found.append({"name": "stdout", "output_type": "stream", "text": lines})
    if value is not None:
        data = {"text/plain": repr(value).splitlines(keepends=True)}
        found.append({"data": data, "execution_count": number, "metadata": {},
                      "output_type": "execute_result"})  # fmt: skip
    return found
