"""Compiling the words: each YAML file a list, a table (meaning: words) or a table in parts."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from cmcn4.model.text import fold
from cmcn4.words import FOLDED, MARKS

DATA = Path(__file__).with_name("data")


class WordsError(ValueError):
    """Words that cannot be compiled; the text names file, word and fault."""


def compiled(folder: Path = DATA) -> str:
    """Return the content of `words.json`; WordsError for a file that is not in order."""
    tables: dict[str, dict[str, dict[str, str]]] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            raise WordsError(f"{path.name}: {error}") from error
        for name, part in _parts(path.stem, content):
            tables[name] = _table(name, part)
    lines = ",\n".join(f"{_json(name)}: {_json(each)}" for name, each in tables.items())
    return f"{{{lines}}}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _parts(name: str, content: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(content, list):
        yield name, {"": content}
    elif isinstance(content, dict) and all(isinstance(table, dict) for table in content.values()):
        yield from ((f"{name}/{part}", each) for part, each in content.items())
    elif isinstance(content, dict):
        yield name, content
    else:
        raise WordsError(f"{name}: neither a list nor a table")


def _table(name: str, content: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    folded: dict[str, str] = {}
    marks: dict[str, str] = {}
    for meaning, words in content.items():
        for word in words if isinstance(words, list) else [words]:
            _check(name, meaning, word)
            key = fold(word)
            if word.casefold() in marks or folded.get(key, meaning) != meaning:
                other = marks.get(word.casefold(), folded.get(key))
                raise WordsError(f"{name}: {word!r} stands twice: {other!r}, {meaning!r}")
            marks[word.casefold()] = meaning
            if key:
                folded[key] = meaning
    return {FOLDED: folded, MARKS: marks}


def _check(name: str, meaning: Any, word: Any) -> None:
    if not isinstance(meaning, str) or not isinstance(word, str) or not word:
        raise WordsError(f"{name}: {meaning!r}: {word!r} is no text; quote it")
    if word != unicodedata.normalize("NFC", word) or word != " ".join(word.split()):
        raise WordsError(f"{name}: {word!r} is not NFC, or has spaces too many")
