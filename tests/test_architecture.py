"""The house rules that a machine can check: imports point down, rooms are small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "cmcn4"
FILES = sorted(SOURCE.rglob("*.py"))
# Each room may import those to its left, and itself.
LEVELS = {"errors": 0, "model": 1, "locale": 2, "words": 2, "packs": 3, "readers": 3,
          "evaluation": 3, "reporters": 3, "forms": 3, "api": 4, "cli": 5,
          "__main__": 6}  # fmt: skip
HEAVY = {"typer": ("cli",), "rich": ("reporters",), "pydantic": ("packs", "reporters", "model"),
         "yaml": ("packs", "words"), "openpyxl": ("readers", "reporters", "forms"),
         "docx": ("reporters",), "jinja2": ("reporters",),
         "python_calamine": ("readers",)}  # fmt: skip


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_down_and_siblings_do_not_know_each_other(path: Path) -> None:
    here = room(path)
    if here == "__init__":
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "cmcn4" and len(parts) > 1 and parts[1] in LEVELS:
            there = parts[1]
            assert there == here or LEVELS[there] < LEVELS[here], name
        if parts[0] in HEAVY:
            assert here in HEAVY[parts[0]], name


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_rooms_and_functions_are_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name
