"""Every code has its texts, in both languages, with the same facts."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import cmcn4.readers
from cmcn4.locale.en.findings import TEXTS as EN
from cmcn4.locale.vi.findings import TEXTS as VI
from cmcn4.model.finding import LEVELS

READERS = Path(cmcn4.readers.__file__).parent
NOT_FINDINGS = {"vi", "en"}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_the_same_texts_with_the_same_facts() -> None:
    assert EN.keys() == VI.keys()
    assert {key: fields(text) for key, text in EN.items()} == {
        key: fields(text) for key, text in VI.items()
    }


@pytest.mark.parametrize("code", LEVELS)
def test_every_code_has_a_message_and_a_hint(code: str) -> None:
    assert f"finding.{code}" in EN
    assert f"hint.{code}" in EN


def test_every_key_is_of_a_known_code() -> None:
    assert {key.split(".")[1] for key in EN} == set(LEVELS)


def test_every_variant_that_readers_name_has_a_text() -> None:
    named: set[str] = set()
    for path in READERS.rglob("*.py"):
        named |= set(re.findall(r'variant(?:"\])?\s*=\s*"([a-z-]+)"', path.read_text("utf-8")))
    known = {key.split(".")[2] for key in EN if key.count(".") == 2}
    assert named - known == set()


def test_every_problem_that_readers_state_has_its_text() -> None:
    for path in READERS.rglob("*.py"):
        for code, facts in problems(path):
            variant = facts.get("variant")
            own = f"finding.{code}.{variant}"
            assert f"finding.{code}" in EN, (path.name, code)
            if isinstance(variant, str):
                assert own in EN or f"hint.{code}.{variant}" in EN, (path.name, own)


def problems(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the code and the literal facts of each call of `problem` in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "problem" and node.args:
            code = node.args[0]
            if isinstance(code, ast.Constant):
                facts: dict[str, object] = {
                    each.arg: each.value.value
                    for each in node.keywords
                    if each.arg and isinstance(each.value, ast.Constant)
                }
                yield str(code.value), facts


def test_vietnamese_is_composed() -> None:
    assert all(unicodedata.is_normalized("NFC", text) for text in VI.values())
