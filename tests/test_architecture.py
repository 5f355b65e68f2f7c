"""The house rules that a machine can check: imports point down, in no circle; rooms are small."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "cmcn4"
FILES = sorted(SOURCE.rglob("*.py"))
# Each room may import those before it, and itself.
LEVELS = {"_version": 0, "model": 1, "locale": 2, "words": 2, "errors": 3, "packs": 4,
          "readers": 4, "evaluation": 4, "reporters": 4, "forms": 4, "progress": 2,
          "engines": 4.5, "api": 5, "cli": 6, "python": 7, "spark": 8, "hook": 7,
          "__main__": 7}  # fmt: skip
# What the formats share; no format knows another.
SHARED = {"presentation": 0, "record": 1}
HEAVY = {"typer": ("cli",), "rich": ("reporters/terminal",),
         "pydantic": ("packs", "reporters/record", "model"), "yaml": ("packs", "words"),
         "openpyxl": ("readers", "reporters/xlsx", "forms"), "docx": ("reporters/docx",),
         "jinja2": ("reporters/html",), "python_calamine": ("readers",),
         "duckdb": ("engines", "readers/containers"),
         "pyspark": ("engines/spark", "spark")}  # fmt: skip


def module(path: Path) -> str:
    parts = ("cmcn4", *path.relative_to(SOURCE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


MODULES = {module(path): path for path in FILES}


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports(path: Path) -> Iterator[str]:
    """Yield the full names of all that a file imports, wherever in it; a module, if it is one."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module or ""


def only_typed(path: Path) -> set[str]:
    """Return what is imported for types alone."""
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for inner in ast.walk(node):
                if isinstance(inner, ast.ImportFrom):
                    found |= {f"{inner.module}.{alias.name}" for alias in inner.names}
                    found.add(inner.module or "")
    return found


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_down_and_formats_do_not_know_each_other(name: str) -> None:
    path = MODULES[name]
    here = path.relative_to(SOURCE).with_suffix("").parts
    for other in imports(path):
        parts = other.split(".")
        if parts[0] in HEAVY:
            assert "/".join(here).startswith(HEAVY[parts[0]]), other
        if parts[0] != "cmcn4" or len(parts) == 1 or name == "cmcn4":
            continue
        there = parts[1]
        assert there in LEVELS, other
        assert there == here[0] or LEVELS[there] < LEVELS[here[0]], other
        if here[0] == there == "reporters" and len(here) > 2 and other in MODULES and parts[2:]:
            assert parts[2] == here[1] or SHARED.get(parts[2], 9) < SHARED.get(here[1], 8), other


def test_no_module_imports_itself_by_a_circle() -> None:
    graph = {
        name: {each for each in imports(path) if each in MODULES}
        - only_typed(path) - {name}
        for name, path in MODULES.items()
    }  # fmt: skip
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name


def test_no_room_has_more_than_25_files_side_by_side() -> None:
    rooms = Counter(path.parent.relative_to(SOURCE) for path in FILES)
    assert {str(room): count for room, count in rooms.items() if count > 25} == {}
