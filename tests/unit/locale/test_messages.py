"""A text is said by its key and facts: every key is there, and the facts are those it names."""

from __future__ import annotations

import ast
import re
import string
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cmcn4.locale import LANGUAGES, Message, all_texts, composed, write
from cmcn4.locale.__main__ import KEYS, generated
from cmcn4.model.target import Pack
from cmcn4.packs.catalogue_files import CATALOGUE_FILES
from cmcn4.packs.schema import record_schema

SOURCE = Path(__file__).parents[3] / "src" / "cmcn4"
FILES = sorted(set(SOURCE.rglob("*.py")) - set(SOURCE.glob("locale/*/*.py")))
ALL = {lang: all_texts(lang) for lang in LANGUAGES}
ERRORS = [key for key in ALL["en"] if key.startswith(("errors.", "meaning.", "pack.", "yaml."))]
# What the texts of these rooms are said by puts the room before the key.
ROOM_OF = {"annex": "docx.", "content": "form.", "scope": "opening."}
SAYING = {"docx/annex.py": "docx.", "forms/layout.py": "form."}

GIVEN = {"opening.": {"noun"}}
"""Facts that a room gives to every text of its own."""


class Said(NamedTuple):
    """A place where a text is said, or a message made."""

    where: str
    key: ast.expr
    """Two keys, if one of them is chosen there."""
    facts: frozenset[str] | None
    """Their names; None where the place cannot tell."""
    room: str = ""


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def written(lang: str, key: str) -> set[str]:
    """Return the facts that a text names, and the text on what to do about it."""
    return placeholders(ALL[lang][key]) | placeholders(ALL[lang].get(f"{key}.hint", ""))


def names(facts: ast.expr | None, tree: ast.Module) -> frozenset[str] | None:
    """Return the names of facts that are written out as a mapping, there or just before."""
    if facts is None:
        return frozenset()
    if isinstance(facts, ast.Name):
        before = [
            each for each in ast.walk(tree)
            if isinstance(each, ast.Assign | ast.AnnAssign) and each.lineno < facts.lineno
            and ast.unparse(each).startswith((f"{facts.id} =", f"{facts.id}:"))
        ]  # fmt: skip
        facts = max(before, key=lambda each: each.lineno).value if before else None
    keys = facts.keys if isinstance(facts, ast.Dict) else [None]
    found = [each.value for each in keys if isinstance(each, ast.Constant)]
    return frozenset(map(str, found)) if len(found) == len(keys) else None


@cache
def all_said() -> list[Said]:
    return list(said())


def said() -> Iterator[Said]:
    """Yield all that is said in the sources."""
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name, args = node.func, node.args
            where = f"{path.relative_to(SOURCE).as_posix()}:{node.lineno}"
            if isinstance(name, ast.Name) and name.id in ("say", "Message"):
                args = args[name.id == "say" :]
                yield Said(where, args[0], names(args[1] if len(args) > 1 else None, tree))
            elif isinstance(name, ast.Attribute) and name.attr in ("say", "composed"):
                given = [each.arg for each in node.keywords]
                own = frozenset(each for each in given if each)
                who = ast.unparse(name.value).rpartition(".")[2]
                file = "/".join(path.parts[-2:])
                room = SAYING.get(file, "") if who == "self" else ROOM_OF.get(who, "")
                yield Said(where, args[0], None if None in given else own, room)
            elif isinstance(name, ast.Name) and name.id == "composed":
                yield Said(where, args[0], None)


def keys(each: Said) -> list[str]:
    """Return the keys that stand there as they are."""
    parts = [each.key.body, each.key.orelse] if isinstance(each.key, ast.IfExp) else [each.key]
    return [
        f"{each.room}{part.value}"
        for part in parts
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]


def test_every_place_is_looked_at() -> None:
    assert len([each for each in all_said() if keys(each)]) > 500


@pytest.mark.parametrize("lang", LANGUAGES)
def test_facts_are_those_that_the_texts_name(lang: str) -> None:
    wrong: list[tuple[str, list[str], set[str]]] = []
    for each in all_said():
        found = keys(each)
        missing = [key for key in found if key not in ALL[lang]]
        if missing:
            wrong.append((each.where, missing, set()))
        elif found and each.facts is not None:
            named = set().union(*(written(lang, key) for key in found))
            if named - GIVEN.get(each.room, set()) != each.facts:
                wrong.append((each.where, found, named ^ each.facts))
    assert wrong == []


def test_facts_of_a_message_can_be_told_where_it_is_made() -> None:
    unsure = [
        each.where for each in all_said() if each.facts is None and keys(each)
        and any(key in ERRORS for key in keys(each))
    ]  # fmt: skip
    assert unsure == []


def test_a_composed_key_fits_some_text() -> None:
    for each in all_said():
        if isinstance(each.key, ast.JoinedStr):
            parts = (
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*"
                for part in each.key.values
            )
            pattern = re.compile(re.escape(each.room) + "".join(parts))
            assert any(map(pattern.fullmatch, ALL["en"])), each.where


def test_every_text_of_an_error_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in FILES)
    said_by = {key: f'"{key.removesuffix(".hint")}"' for key in ERRORS}
    unused = [key for key in ERRORS if said_by[key] not in code and not key.startswith("meaning.")]
    assert unused == []


def test_what_to_do_belongs_to_something_that_is_wrong() -> None:
    hints = {key for key in ERRORS if key.endswith(".hint")}
    assert {key.removesuffix(".hint") for key in hints} <= set(ERRORS)
    code = "".join(path.read_text(encoding="utf-8") for path in FILES)
    assert [key for key in hints if f'"{key}"' in code] == []


def test_a_message_knows_what_to_do_about_it() -> None:
    message = Message("errors.copies", {"name": "data/"})
    assert str(message.hint) == "name a folder outside data/"
    assert Message("errors.path").hint is None


def test_the_type_of_keys_is_up_to_date() -> None:
    assert KEYS.read_text(encoding="utf-8") == generated()


def required() -> Iterator[tuple[str, str]]:
    """Yield each key that some record must have, with what it is for."""
    records: tuple[Any, ...] = (Pack, *CATALOGUE_FILES.values())
    for record in records:
        schema = record_schema(record)
        for part in (schema, *schema["$defs"].values()):
            for name in part.get("required", ()):
                field = part["properties"][name]
                if "const" not in field:
                    yield f"meaning.{part['title']}.{name}", field["description"]


def test_what_a_required_key_is_for_is_said_as_the_records_say_it() -> None:
    meant = dict(required())
    told = {key: text for key, text in ALL["en"].items() if key.startswith("meaning.")}
    assert {key: f"{text[0].upper()}{text[1:]}." for key, text in told.items()} == meant


ENGLISH = re.compile(
    r"\b(?<!-)(?:the|is|are|not|must|there|did|mean|write|unknown|missing|and|or|of|with|from|has|have"
    r"|need|needs|leave|choose|keep|cannot|found|expected|while|such|known|its|your|text|number"
    r"|list|quotes|mapping|file|folder|target|reading|rule|key)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"|'[^']*'|\[[^\]]*\]|\{[^}]*\}")


@pytest.mark.parametrize("key", [*ERRORS, *(key for key in ALL["en"] if key.startswith("cli."))])
def test_errors_are_told_in_vietnamese_with_all_that_is_quoted(key: str) -> None:
    vi, en = ALL["vi"][key], ALL["en"][key]
    assert vi != en or key == "errors.os"
    assert not ENGLISH.findall(QUOTED.sub("", vi))
    quoted = r"`[^`]*`|\"[^\"]*\"|\d+"
    assert not Counter(re.findall(quoted, en)) - Counter(re.findall(quoted, vi))


def test_a_fact_may_be_a_message() -> None:
    cause = Message("errors.os.denied")
    message = Message("errors.unread.file", {"path": "a.yaml", "cause": cause})
    assert write("vi", message) == "không đọc được a.yaml: không có quyền ghi hoặc đọc"
    assert str(message) == "a.yaml cannot be read: Permission denied"


@pytest.mark.parametrize("name", ["text", "nothing", "the file", "{name}"])
def test_a_name_that_looks_like_a_text_stays_a_name(name: str) -> None:
    message = Message("errors.folder.empty", {"name": name})
    assert write("vi", message).endswith(f"thư mục {name}")


def test_a_key_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        write("en", Message(composed("errors.wheel")))
