"""Texts that are taken past the parser are those that expat would give, of good and of bad XML."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cmcn4.model.limits import Limits
from cmcn4.readers.containers import parts as archive
from cmcn4.readers.containers.parts import Parts
from cmcn4.readers.containers.xlsx import strings
from cmcn4.readers.problems import Unreadable
from unit.readers.test_xlsx_alike import disturbed
from unit.readers.test_xlsx_cells import packed

NAME = "xl/sharedStrings.xml"
OPEN = '<?xml version="1.0" encoding="UTF-8"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
CLOSE = "</sst>"
PLAIN = [f"<si><t>Xã {number}</t></si>" for number in range(30)]


def outcome(part: str, most: int) -> Any:
    """Return the texts of a part, or why there are none."""
    try:
        return strings.shared_strings(Parts(packed({NAME: part}), Limits()), NAME, most)
    except Unreadable as reason:
        return reason.code, reason.row, reason.facts


def both(part: str, *, chunk: int = 1 << 16, most: int = 1_000) -> tuple[Any, Any]:
    """Return what is made of a part with what is taken past the parser, and with nothing."""
    with patch.object(archive, "_CHUNK", chunk):
        ours = outcome(part, most)
        with patch.object(strings._SharedStrings, "closing", ""):  # noqa: SLF001 - the other way
            return ours, outcome(part, most)


TEXTS = st.sampled_from(
    ["Hà Nội", "a &amp; b", "", "_x0041_", "_xD83D__xDE00_", "x>y", "]]>", "a\r\nb", "\x7f",
     "\ufffe", "\U0001f600", " ", "x" * 40_000]
)  # fmt: skip
ITEMS = st.one_of(
    TEXTS.map("<si><t>{}</t></si>".format),
    TEXTS.map('<si><t xml:space="preserve">{}</t></si>'.format),
    TEXTS.map("<si><r><t>50</t></r><r><vertAlign val='superscript'/><t>{}</t></r></si>".format),
    TEXTS.map("<si><r><strike/><t>{}</t></r><r><t>7</t></r></si>".format),
    TEXTS.map("<si><t>x</t><rPh><t>{}</t></rPh></si>".format),
)
ODD = (
    "<!-- </si> -->", "<![CDATA[</si>]]>", "<![CDATA[5]]>", "&#49;", "&lt;", " ", "\n", "</si>",
    "<si>", "<si/>", "<si><t/></si>", "<t>", "</t>", "<rPh>", "<strike/>", "<r>",
    "<strike val='0'/>",
    "<vertAlign val='superscript'/>", "<x:si>", "<x>", "</x>", "<?pi </si> ?>", "\t", "<", "&", ">",
    "é", "\x01",
)  # fmt: skip


@st.composite
def parts(draw: st.DrawFn) -> str:
    """Return a part of texts most of which are plain, in some places of which something is odd."""
    items = draw(st.lists(st.sampled_from(PLAIN[:3]) | ITEMS, max_size=12))
    part = OPEN + draw(st.sampled_from(["", "", "", "\n"])).join(items) + CLOSE
    return draw(disturbed(part, ODD))


@given(parts(), st.sampled_from([1 << 16, 700, 97]), st.sampled_from([1_000, 1_000, 6]))
@example(f"<si>{'<si></si>' * 3}</si>", 1 << 16, 1_000)
@example(f"{OPEN}<si><rPh></si>{PLAIN[0]}{CLOSE}", 1 << 16, 1_000)
@example(f"{OPEN}<si><strike/></si>{PLAIN[0]}{PLAIN[1]}{CLOSE}", 1 << 16, 1_000)
def test_what_is_taken_past_the_parser_is_what_expat_gives(
    part: str, chunk: int, most: int
) -> None:
    ours, theirs = both(part, chunk=chunk, most=most)
    assert ours == theirs


def seen_by_parser(part: str) -> str:
    """Return what the parser is given of a part."""
    fed: list[bytes] = []
    whole = strings._SharedStrings._parse  # noqa: SLF001 - what it is spared is the point

    def told(self: Any, piece: bytes) -> None:
        fed.append(piece)
        whole(self, piece)

    with patch.object(strings._SharedStrings, "_parse", told):  # noqa: SLF001 - as above
        outcome(part, 1_000)
    return b"".join(fed).decode()


def test_of_plain_texts_the_parser_sees_one() -> None:
    assert seen_by_parser(OPEN + "".join(PLAIN) + CLOSE) == OPEN + PLAIN[0] + CLOSE
    assert both(OPEN + "".join(PLAIN) + CLOSE)[0] == [f"Xã {number}" for number in range(30)]


@pytest.mark.parametrize(
    "odd", ["<si><r><t>a</t></r></si>", "<si><t>a&amp;b</t></si>", "<si/>", "<!-- <si></si> -->"]
)
def test_a_text_unlike_the_others_goes_to_the_parser_alone(odd: str) -> None:
    seen = seen_by_parser(OPEN + "".join([*PLAIN[:10], odd, *PLAIN[10:]]) + CLOSE)
    assert odd in seen
    assert all(item not in seen for item in (*PLAIN[1:10], *PLAIN[12:]))


def test_so_many_texts_are_read_whoever_takes_them() -> None:
    part = OPEN + "".join(PLAIN) + CLOSE
    assert both(part, most=30)[0] == both(part, most=30)[1] != both(part, most=29)[1]
    assert both(part, most=29)[0] == both(part, most=29)[1]
