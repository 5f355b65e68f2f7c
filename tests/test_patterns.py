"""No pattern of the package takes more than linear time, whatever text it is tried on."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from backtracking import Automaton, ambiguous
from cmcn4 import words
from cmcn4.cli.setting import place as setting_place
from cmcn4.engines.reading.texts import Rows
from cmcn4.model import markers
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.packs.yaml.syntax import _MISTAKES
from cmcn4.readers.containers.xlsx import alike
from cmcn4.readers.values.initials import _pattern

SOURCE = Path(__file__).parents[1] / "src" / "cmcn4"
ONCE, AGAIN = {"search"}, {"sub", "subn", "split", "findall", "finditer"}
METHODS = {*ONCE, *AGAIN, "match", "fullmatch"}
_ROW = (
    alike.Column("A", ' s="1" t="s"', "><v>", "shared", "1"),
    None,
    alike.Column("C", "", "><v>", "number", None),
    alike.Column("D", "", "/>", "", None),
    alike.Column("E", ' t="inlineStr"', "><is><t>", "inline", None),
)
MADE: Mapping[str, list[tuple[str, int]]] = {
    "model/lazy/pattern.py": [],  # the objects themselves are found where they stand
    "readers/values/numbers.py": [],  # as above
    "readers/containers/xlsx/alike.py": [(alike.pattern_of(_ROW), 0)],
    "readers/values/initials.py": [(_pattern(name).pattern, 0) for name in words.parts("initials")],
    "cli/setting/place.py": [(setting_place.start_of("name"), re.MULTILINE)],
    "cli/settings.py": [("[0-9]+", 0)],
    "packs/yaml/syntax.py": [(pattern, 0) for pattern, _, _ in _MISTAKES],
    "packs/selector.py": [("([,:])", 0)],
    "engines/reading/texts.py": [(Rows.shape, 0)],
    "packs/shape.py": [],  # those of the markers, found where they stand
}
"""Patterns that a module puts together while it runs."""


class Use(NamedTuple):
    """A pattern, where it stands, and the methods that are asked of it."""

    where: str
    pattern: str
    flags: int
    methods: AbstractSet[str]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def text_of(pattern: Any) -> str:
    return pattern.decode("latin-1") if isinstance(pattern, bytes) else str(pattern)


def patterns_in(value: Any) -> Iterator[tuple[str, int]]:
    """Yield what is compiled in a value, or will be, however deep in collections."""
    match value:
        case re.Pattern():
            yield text_of(value.pattern), int(value.flags)
        case Pattern():
            source, flags = value._source  # noqa: SLF001 - what is to be compiled
            yield text_of(source), flags
        case markers.Pattern():
            yield value.pattern, 0
        case list() | tuple() | set() | frozenset() | dict():
            parts = value.values() if isinstance(value, dict) else value
            for part in parts:
                yield from patterns_in(part)
        case _:
            for part in getattr(value, "__metadata__", ()):
                yield from patterns_in(part)


def methods_of(path: Path) -> dict[str, set[str]]:
    """Return by name which methods of patterns are asked of it; those of all else by no name."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            name = node.value.id if isinstance(node.value, ast.Name) else ""
            found.setdefault(name, set()).add(node.attr)
    return found


def global_patterns(path: Path) -> Iterator[Use]:
    """Yield the patterns that a module keeps, with how it uses them."""
    parts = ("cmcn4", *path.relative_to(SOURCE).with_suffix("").parts)
    name = ".".join(parts).removesuffix(".__init__")
    if "engines/spark" in path.as_posix() and find_spec("pyspark") is None:
        return  # an extra: with it they are looked at, too
    here = vars(importlib.import_module(name))
    own = {
        target.id
        for node in tree(path).body if isinstance(node, (ast.Assign, ast.AnnAssign))
        for target in ast.walk(node) if isinstance(target, ast.Name)
    }  # fmt: skip
    methods = methods_of(path)
    # Of what is kept in collections the methods are asked under another name; texts are split, too.
    others = {how for at in methods.keys() - own - {"re"} for how in methods[at]} - {"split"}
    for at in sorted(own & here.keys()):
        for pattern, flags in patterns_in(here[at]):
            asked = methods.get(at) or others or METHODS
            yield Use(f"{name}.{at}", pattern, flags, asked if at[0] == "_" else METHODS & asked)


def local_patterns(path: Path) -> Iterator[Use]:
    """Yield the patterns that stand, or are made, within functions."""
    where = path.relative_to(SOURCE).as_posix()
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if not isinstance(node.func.value, ast.Name) or node.func.value.id != "re":
            continue
        how, given = node.func.attr, node.args[:1]
        if how == "escape" or not given:
            continue
        asked = {how} if how in METHODS else METHODS
        if isinstance(given[0], ast.Constant) and how in METHODS:
            yield Use(where, text_of(given[0].value), 0, asked)
        elif node not in top_level(path):
            yield from (Use(where, pattern, flags, asked) for pattern, flags in MADE[where])


@cache
def top_level(path: Path) -> frozenset[ast.AST]:
    """Return what a module evaluates when it is imported."""
    found: list[ast.AST] = []
    left: list[ast.AST] = list(tree(path).body)
    while left:
        node = left.pop()
        found.append(node)
        if not isinstance(node, (ast.FunctionDef, ast.Lambda)):
            left += ast.iter_child_nodes(node)
    return frozenset(found)


FILES = [path for path in sorted(SOURCE.rglob("*.py")) if path.name != "__main__.py"]


def uses(path: Path) -> list[Use]:
    found = [use for of in (global_patterns, local_patterns) for use in of(path)]
    return [*dict.fromkeys(use._replace(methods=frozenset(use.methods)) for use in found)]


def judged(pattern: str, flags: int, methods: AbstractSet[str]) -> str | None:
    automaton = Automaton(pattern, flags, searched=bool(methods & (ONCE | AGAIN)))
    return ambiguous(automaton, whole="fullmatch" in methods, once=not methods & AGAIN)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_pattern_backtracks_more_than_linearly(path: Path) -> None:
    found = [(use, judged(use.pattern, use.flags, use.methods)) for use in uses(path)]
    assert [(use, told) for use, told in found if told] == []


@pytest.mark.parametrize(
    ("path", "fewest"), [("readers/values/periods.py", 30), ("cli/settings.py", 1)]
)
def test_patterns_of_modules_and_functions_are_found(path: str, fewest: int) -> None:
    assert len(uses(SOURCE / path)) >= fewest


@pytest.mark.parametrize(
    ("pattern", "method", "how"),
    [
        ("(a*)*", "fullmatch", "exponential"),
        ("(?:a+)+b", "match", "exponential"),
        ("(a|ab|b)*", "fullmatch", "exponential"),
        ("(?:a?b?)*c", "match", "exponential"),
        ("a*a*", "fullmatch", "polynomial"),
        (r"\s*:?\s*x", "match", "polynomial"),
        (r"[0-9]+\.?[0-9]*", "fullmatch", "polynomial"),
        (r"\s*-", "search", "polynomial"),
        ("<[^>]*>", "search", "polynomial"),
        ("a(?:.*b)?", "finditer", "polynomial"),
        (r"x(?=\d+\w*y)", "match", "polynomial"),
        ("a*", "fullmatch", None),
        ("x+y+x+", "fullmatch", None),
        (r"(?:\.[0-9]+)*", "fullmatch", None),
        (r"(?<!\s)\s*-", "search", None),
        ("a(?:.*b)?", "search", None),
        (r"\b[a-z]+\b-", "search", None),
        (r"^\s*-", "search", None),
    ],
)
def test_what_backtracks_is_told_by_the_tree(pattern: str, method: str, how: str | None) -> None:
    assert judged(pattern, 0, {method}) == how
