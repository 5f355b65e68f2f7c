"""Rows that a pattern takes are those that expat would give, of good and of bad XML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cmcn4.model.limits import Limits
from cmcn4.readers.containers import parts as archive
from cmcn4.readers.containers.cells import Hidden
from cmcn4.readers.containers.limits import Budget
from cmcn4.readers.containers.numbers import Numbers
from cmcn4.readers.containers.parts import LARGEST, Parts
from cmcn4.readers.containers.xlsx import alike
from cmcn4.readers.containers.xlsx.sheet import Cells, Meaning
from cmcn4.readers.problems import Unreadable
from unit.readers.test_xlsx_cells import SHEET, packed

STRINGS = ["Tỷ lệ", "", "a_x0041_", "%"]
OPEN = '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CLOSE = '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>'


def outcome(rows: Any) -> Any:
    """Return the rows with the types of their cells, and what stopped them."""
    found = []
    try:
        found += [(number, [(type(c), str(c)) for c in cells]) for number, cells in rows]
    except Unreadable as reason:
        return found, (reason.code, reason.row, reason.facts)
    return found, None


def both(sheet: str, *, chunk: int = 1 << 16, cells: int = 10_000) -> tuple[Any, Any]:
    """Return what both ways make of a sheet: rows, error, what is hidden, what is left to spend."""
    found = []
    for by_pattern in (True, False):
        archived = Parts(packed({SHEET: sheet}), Limits())
        hidden, work = Hidden(), Budget(cells, "cells")
        meaning = Meaning(Numbers(["General", "0.0%"], since_1904=False), STRINGS, False, work)
        with patch.object(archive, "_CHUNK", chunk):
            rows = (
                alike.rows_of(archived, SHEET, meaning, hidden)
                if by_pattern
                else archived.made(SHEET, Cells(meaning, hidden), LARGEST)
            )
            made = outcome(rows)
        found.append((made, hidden, work.left))
    return found[0], found[1]


VALUES = st.sampled_from(["1", "18.3", "-0.07", "1E5", "1e999", "1.2.3", "", " 7 ", "12", "0", "3"])
TEXTS = st.sampled_from(
    ["Hà Nội", "a &amp; b", "", "_x0041_", "x>y", "]]>", "\r\n", "\x7f", "\ufffe", "\U0001f600"]
)
CELLS = st.one_of(
    VALUES.map(lambda value: ("", f"<v>{value}</v>")),
    VALUES.map(lambda value: (' s="1"', f"<v>{value}</v>")),
    VALUES.map(lambda value: (' s="1" t="n"', f"<v>{value}</v>")),
    st.integers(0, 5).map(lambda index: (' t="s"', f"<v>{index}</v>")),
    TEXTS.map(lambda text: (' t="inlineStr"', f"<is><t>{text}</t></is>")),
    TEXTS.map(lambda text: (' t="inlineStr"', f'<is><t xml:space="preserve">{text}</t></is>')),
    st.just((' s="1"', "")),
)
ODD = (
    ' t="b"', ' t="e"', ' t="str"', "<f>A1*2</f>", "<v>1</v>", "<!-- </row> -->",
    "<![CDATA[</row>]]>", "<![CDATA[5]]>", "&#49;", "&lt;", " ", "\n", "<is><t>x</t></is>",
    "<is/>", "</row>", "<row>", "<row/>", '<row r="3"/>', "</c>", "<c/>", '<c r="XFE1"/>',
    '<c r="A9"><v>4</v></c>', ' hidden="1"', ' r="2"', " x:r='4'", "'", '"', "/", ">", "<", "&",
    "<v/>", "<extLst><ext/></extLst>", "<?pi </row> ?>", "\t", ' spans="1:3"', ' s="1"', ' s="0"',
    "<r><t>2</t></r>", "<phoneticPr/>", "<x:v>1</x:v>", "é", "\ufffe",
)  # fmt: skip


def written(number: int, cells: list[tuple[str, str] | None], attributes: str) -> str:
    made = [
        f'<c r="{"ABCDE"[at]}{number}"{cell[0]}' + (f">{cell[1]}</c>" if cell[1] else "/>")
        for at, cell in enumerate(cells)
        if cell
    ]
    return f'<row r="{number}"{attributes}>{"".join(made)}</row>'


@st.composite
def disturbed(draw: st.DrawFn, text: str, odd: Sequence[str]) -> str:
    """Return a text into some places of which something odd was put."""
    for _ in range(draw(st.sampled_from([0, 0, 1, 1, 2, 3]))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.sampled_from([0, 0, 0, 1, 3]))
        text = text[:at] + draw(st.sampled_from(odd)) + text[at + cut :]
    return text


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """Return a sheet of rows mostly alike, in some places of which something odd was put."""
    kinds = draw(st.lists(st.lists(st.none() | CELLS, max_size=5), min_size=1, max_size=3))
    rows, number = [], 0
    for _ in range(draw(st.integers(1, 12))):
        number += draw(st.sampled_from([1, 1, 1, 1, 1, 2, 0]))
        given_ = draw(st.sampled_from(["", "", ' spans="1:5"', ' ht="15.5" hidden="1"', ' ht="0"']))
        rows.append(written(number, draw(st.sampled_from(kinds)), given_))
    sheet = OPEN + draw(st.sampled_from(["", "", "", "\n"])).join(rows) + CLOSE
    return draw(disturbed(sheet, ODD))


@given(sheets(), st.sampled_from([1 << 16, 700, 97]), st.sampled_from([10_000, 10_000, 40]))
@example(f"<row>{'<row></row>' * 3}</row>", 1 << 16, 10_000)
def test_a_pattern_takes_what_expat_would(sheet: str, chunk: int, cells: int) -> None:
    ours, theirs = both(sheet, chunk=chunk, cells=cells)
    assert ours == theirs


ALIKE = [
    written(number, [("", f"<v>{number}.5</v>"), (' t="s"', "<v>0</v>")], "")
    for number in range(1, 30)
]


def parsed(sheet: str) -> str:
    """Return what the parser is given of a sheet; the rest is taken by patterns."""
    fed: list[bytes] = []
    whole = alike._Alike._parse  # noqa: SLF001 - what it is spared is the point

    def told(self: alike._Alike, piece: bytes) -> None:
        fed.append(piece)
        whole(self, piece)

    with patch.object(alike._Alike, "_parse", told):  # noqa: SLF001 - as above
        assert both(sheet)[0] == both(sheet)[1]
    return b"".join(fed[: len(fed) // 2]).decode()


def test_of_rows_alike_the_parser_sees_three() -> None:
    seen = parsed(OPEN + "".join(ALIKE) + CLOSE)
    assert seen == OPEN + "".join(ALIKE[:3]) + CLOSE


@pytest.mark.parametrize(
    "odd",
    [
        "<!-- <row></row> -->",
        '<row r="30"><c r="A30"><f>1+1</f><v>2</v></c></row>',
        '<row r="30" hidden="1"><c r="A30"><v>2</v></c></row>',
        '<row r="30" ht="0" customHeight="1"><c r="A30"><v>2</v></c></row>',
        "<row><c><v>2</v></c></row>",
        "<row r='31'><c r='A31'><v>2</v></c></row>",
        '<row r="30"><c r="A30" t="inlineStr"><is><t>a &amp; b</t></is></c></row>',
    ],
)
def test_a_row_unlike_the_others_goes_to_the_parser_alone(odd: str) -> None:
    seen = parsed(OPEN + "".join([*ALIKE[:10], odd, *ALIKE[10:]]) + CLOSE)
    assert odd in seen
    assert all(row not in seen for row in (*ALIKE[3:10], *ALIKE[15:]))


@pytest.mark.parametrize(
    "odd",
    [
        *(
            written(15, [(' t="inlineStr"', f"<is><t>{text}</t></is>")], "")
            for text in ("a\r\nb", "a\rb", "", "]]>", "\ufffe", "\x01", "_x0041_", "é\x7f")
        ),
        '<row r="15"><v>7</v></row>',
        '<row r="15"><f>7</f></row>',
    ],
)
def test_what_is_odd_among_texts_in_their_cells_is_left_to_the_parser(odd: str) -> None:
    rows = [
        written(number, [(' t="inlineStr"', f"<is><t>Xã {number}</t></is>")], "")
        for number in range(1, 30)
    ]
    numbers = [written(number, [("", f"<v>{number}</v>")], "") for number in range(1, 30)]
    for some in (rows, numbers):
        ours, theirs = both(OPEN + "".join([*some[:14], odd, *some[15:]]) + CLOSE)
        assert ours == theirs


def test_an_error_of_the_xml_is_told_at_its_own_place() -> None:
    sheet = OPEN + "".join(ALIKE) + "</sheet>"
    (_, error), *_ = both(sheet)[0]
    assert both(sheet)[0] == both(sheet)[1]
    place = f"line 1, column {len(sheet) - len('sheet>')}"
    assert error[2]["problem"] == f"{SHEET}: mismatched tag: {place}"


@pytest.mark.parametrize("declared", ["latin-1", "utf-16", "us-ascii", "windows-1252"])
def test_texts_of_another_encoding_are_left_to_the_parser(declared: str) -> None:
    sheet = (OPEN + "".join(ALIKE) + CLOSE).replace("UTF-8", declared)
    ours, theirs = both(sheet)
    assert ours == theirs


def test_a_sheet_without_rows_alike_is_left_to_the_parser_after_a_while() -> None:
    odd = [f'<row r="{at}"><c r="A{at}"><f>A1</f><v>{at}</v></c></row>' for at in range(1, 101)]
    ours, theirs = both(OPEN + "".join(odd) + CLOSE)
    assert ours == theirs
    assert len(ours[0][0]) == 100
