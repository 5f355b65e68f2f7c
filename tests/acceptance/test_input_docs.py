"""docs/input.md and docs/input.vi.md: each table of cells is read as the page says below it.

`python -m pytest tests/acceptance/test_input_docs.py --update-golden` writes what comes out today.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from acceptance.cli import inside
from acceptance.pages import BROKEN, LANG, ROOT, blocks, commands

PAGES = {"en": ROOT / "docs" / "input.md", "vi": ROOT / "docs" / "input.vi.md"}
LEFT, ABOVE = "←", "↑"
"""A cell merged with the one to its left, or with the one above it."""
_PICTURE = re.compile(r"^`(?P<name>[\w-]+\.\w+)`\n\n(?P<grid>(?:\|.*\|\n)+)", re.MULTILINE)


def pictures(text: str) -> dict[str, list[list[str]]]:
    """Return the tables of cells of a page by the names of their files."""
    found = {}
    for match in _PICTURE.finditer(text):
        lines = [line.strip("|").split("|") for line in match["grid"].splitlines()]
        rows = [[cell.strip() for cell in line] for line in lines]
        letters, rows = rows[0][1:], rows[2:]
        assert letters == [chr(ord("A") + place) for place in range(len(letters))]
        assert [row[0] for row in rows] == [f"**{place + 1}**" for place in range(len(rows))]
        found[match["name"]] = [row[1:] for row in rows]
    return found


def build(path: Path, rows: list[list[str]]) -> None:
    """Make the file that a table of cells shows."""
    if path.suffix == ".csv":
        stream = io.StringIO()
        for cells in rows:
            last = max((place for place, cell in enumerate(cells) if cell), default=-1)
            csv.writer(stream, lineterminator="\n").writerow(cells[: last + 1])
        path.write_text(stream.getvalue(), encoding="utf-8", newline="")
        return
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row, cells in enumerate(rows, 1):
        for column, text in enumerate(cells, 1):
            if text and text not in (LEFT, ABOVE):
                number = re.fullmatch(r"\d+(?:,\d+)?", text)
                value = float(text.replace(",", ".")) if number else text
                sheet.cell(row, column).value = int(value) if text.isdecimal() else value
    for span in merges(rows):
        sheet.merge_cells(None, *span)
    book.save(path)


def merges(rows: list[list[str]]) -> list[tuple[int, int, int, int]]:
    """Return the merged ranges, each by its first row and column and its last."""
    found = []
    for row, cells in enumerate(rows, 1):
        for column, text in enumerate(cells, 1):
            down, right = row, column
            while down < len(rows) and rows[down][column - 1] == ABOVE:
                down += 1
            while right < len(cells) and cells[right] == LEFT:
                right += 1
            if text not in ("", LEFT, ABOVE) and (down, right) != (row, column):
                found.append((row, column, down, right))
    return found


def performed(text: str) -> str:
    """Read every file that a page shows, and return the page with what is said of it."""
    for name, rows in pictures(text).items():
        build(Path(name), rows)
    pieces, last = [], 0
    for block in blocks(text):
        if block.kind != "console":
            continue
        outputs = []
        for each in commands(block.body):
            result = inside(*each.split()[1:])
            outputs.append(f"$ {each}\n{result.out}")
            assert result.code in (0, 3), each
        pieces += [text[last : block.start], "\n".join(outputs)]
        last = block.end
    return "".join(pieces) + text[last:]


@pytest.mark.parametrize("lang", PAGES)
def test_each_picture_is_read_as_shown(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    text = PAGES[lang].read_text(encoding="utf-8")
    actual = performed(text)
    assert BROKEN.findall(actual) == []
    if request.config.getoption("--update-golden"):
        PAGES[lang].write_text(actual, encoding="utf-8", newline="\n")
        return
    assert actual == text


def test_both_languages_show_the_same_tables_and_commands() -> None:
    english, vietnamese = (path.read_text(encoding="utf-8") for path in PAGES.values())
    assert pictures(english) == pictures(vietnamese)
    both = [[commands(LANG.sub("", each.body)) for each in blocks(text)]
            for text in (english, vietnamese)]  # fmt: skip
    assert both[0] == both[1]
    headings = [re.findall(r"^#+ ", text, re.MULTILINE) for text in (english, vietnamese)]
    assert headings[0] == headings[1]
    codes = [sorted(set(re.findall(r"`[a-z]+-[a-z-]+`", text))) for text in (english, vietnamese)]
    assert codes[0] == codes[1]


@pytest.mark.parametrize("lang", PAGES)
def test_every_table_of_cells_is_read(lang: str) -> None:
    text = PAGES[lang].read_text(encoding="utf-8")
    read = [each for block in blocks(text) for each in commands(block.body)]
    for name in pictures(text):
        assert any(name in each.split() for each in read), name
