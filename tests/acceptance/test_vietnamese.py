"""The sample in Vietnamese, in every format: Vietnamese bodies, dates and marks."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import inside
from acceptance.pages import ROOT
from cmcn4.packs import load
from cmcn4.reporters import FORMATS

SAMPLE = ROOT / "samples" / "vietnam.xlsx"
AS_WRITTEN = ("source", "note", "url", "path", "evidence", "aliases")
"""What programs get as it stands in the data or the packs, in whatever language it was written."""
SOURCES = load().vocabulary.catalogue.sources
VIETNAMESE = ("nso", "mic", "most", "mpi", "mof", "sbv", "moc", "da-nang-city", "vnisa")
BODIES = "|".join(
    re.escape(name)
    for source in map(SOURCES.__getitem__, VIETNAMESE)
    for name in (source.id.upper(), source.names.get("en"), *source.aliases)
    if name.isascii() and (name == source.id.upper() or len(name.split()) > 2)
)
ENGLISH = {
    "body": rf"\b(?:GSO|{BODIES})\b",
    "date": r"\b\d\d?/0[3-9]/\d{4}|\b\d{4}-\d\d-\d\d\b",
    "marks": "[«»]",
}


def of_json(found: Any, key: str = "") -> Iterator[str]:
    if isinstance(found, dict):
        for name, value in found.items():
            yield from of_json(value, name) if name not in AS_WRITTEN else ()
    elif isinstance(found, list):
        for value in found:
            yield from of_json(value, key)
    elif isinstance(found, str) and key in ("title", "rule", "reason", "message", "hint"):
        yield found


def of_parts(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.startswith(("word/document", "xl/worksheets", "xl/sharedStrings", "xl/chart")):
                yield of_markup(parts.read(name).decode())


def of_markup(text: str) -> str:
    text = re.sub(r"<(style|script)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def of_tables(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            rows = database.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - of its own schema
            names = [column[0] for column in rows.description]
            for row in rows:
                told = zip(names, row, strict=True)
                yield from (str(cell) for name, cell in told if name in ("title", "rule", "reason"))


def said(name: str, folder: Path) -> str:
    """Return what a format says to people, without what it repeats as it is written."""
    path = folder / f"report{FORMATS[name].suffix or '.txt'}"
    asked = ("check", SAMPLE, "--as-of", "2025", "--lang", "vi", "--fail-on", "none", "-v")
    if FORMATS[name].suffix:
        inside(*asked, "-o", path)
        data = path.read_bytes()
    else:
        data = inside(*asked, "-f", name).stdout
    match ".csv" if name == "excel-csv" else FORMATS[name].suffix:
        case ".json":
            return "\n".join(of_json(json.loads(data)))
        case ".csv":
            mark = ";" if name == "excel-csv" else ","
            rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=mark)
            return "\n".join(f"{row['title']} {row['reason']}" for row in rows)
        case ".docx" | ".xlsx":
            return "\n".join(of_parts(data))
        case ".sqlite":
            return "\n".join(of_tables(path))
        case ".sarif":
            return "\n".join(re.findall(r'"text": "(.*)"', data.decode()))
        case ".xml" | ".html":
            return of_markup(data.decode())
        case _:
            return data.decode()


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_speaks_english_of_vietnamese_bodies_and_days(name: str, tmp_path: Path) -> None:
    # Addresses, and settings as they are written, which name a source as the data do.
    as_written = r"https?://\S+|^on = \{.*\}$|^ as-of = .*$"
    text = re.sub(as_written, "", said(name, tmp_path), flags=re.MULTILINE)
    assert "Tỷ trọng kinh tế số" in text or name in ("sarif", "gitlab")
    found = {what: re.findall(f".{{0,30}}(?:{never})", text) for what, never in ENGLISH.items()}
    assert {what: texts for what, texts in found.items() if texts} == {}
