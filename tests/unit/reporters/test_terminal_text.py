"""Our texts are laid out as Rich lays out its own."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console as RichConsole
from rich.text import Text as RichText

from cmcn4.reporters import Style
from cmcn4.reporters.terminal.console import console_to, text_of
from cmcn4.reporters.terminal.text import _ONE_COLUMN, Text, columns_of

STYLES = st.sampled_from(["", "bold", "not bold dim", "bold red", "cyan"])
TEXTS = st.text(st.sampled_from("ab -.\t\r\x07éậ✔漢字\u0301\u200b\u200d\ufe0f…👩♀"), max_size=40)
PARTS = st.lists(st.tuples(TEXTS, STYLES), max_size=4)
WIDTHS = st.integers(2, 30)
RICH = RichConsole(width=30, highlight=False)


def both(first: tuple[str, str], parts: list[tuple[str, str]]) -> tuple[Text, RichText]:
    """Return the same text of ours and of Rich."""
    ours, theirs = Text(*first), RichText(*first)
    for plain, style in parts:
        ours.append(plain, style)
        theirs.append(plain, style)
    return ours, theirs


def styled(text: Text | RichText) -> list[tuple[str, list[str]]]:
    """Return each character with the styles that lie on it, that of the whole first."""
    spans = [(0, len(text.plain), text.style), *text.spans]
    return [
        (
            character,
            _named(style for start, end, style in spans if start <= place < end),
        )
        for place, character in enumerate(text.plain)
    ]


def _named(styles: Iterable[object]) -> list[str]:
    """Return styles that say something; Rich takes that of the whole twice where there are tabs."""
    return [*dict.fromkeys(filter(None, map(str, styles)))]


@given(st.tuples(TEXTS, STYLES), PARTS, WIDTHS)
def test_lines_are_those_of_rich(
    first: tuple[str, str], parts: list[tuple[str, str]], width: int
) -> None:
    ours, theirs = both(first, parts)
    assert styled(ours) == styled(theirs)
    expected = theirs.wrap(RICH, width)
    found = ours.wrapped(width)
    assert [styled(line) for line in found] == [styled(line) for line in expected]


@given(st.tuples(TEXTS, STYLES), PARTS, WIDTHS)
def test_what_is_cut_is_cut_as_rich_does(
    first: tuple[str, str], parts: list[tuple[str, str]], width: int
) -> None:
    ours, theirs = both(first, parts)
    ours.shorten(width)
    theirs.truncate(width, overflow="ellipsis")
    assert styled(ours) == styled(theirs)
    ours.rstrip()
    theirs.rstrip()
    assert styled(ours) == styled(theirs)


def test_columns_are_counted_as_rich_counts_them() -> None:
    assert {letter for letter in _ONE_COLUMN if cell_len(letter) != 1} == set()
    assert columns_of("Tỷ lệ ≥ 80% ✔") == 13
    assert columns_of("漢字\u0301") == 4


@pytest.mark.parametrize("width", [12, 40])
def test_colours_are_rich_s_and_change_no_line(width: int) -> None:
    shown = []
    for colour in (False, True):
        console = console_to(Style(width=width, colour=colour))
        console.print(Text("one two three four", "bold").append(" five", "not bold dim"))
        console.print()
        console.print(Text("one two three four", "cyan"), soft_wrap=True)
        shown.append(text_of(console).decode())
    plain, coloured = shown
    first = "one two\nthree four\nfive" if width < 40 else "one two three four five"
    assert plain == f"{first}\n\none two three four\n"
    assert "\x1b[1mone two" in coloured
    assert "\x1b[2mfive\x1b[0m" in coloured.replace("\x1b[2m five", "\x1b[2mfive")
    assert coloured.endswith("\n\n\x1b[36mone two three four\x1b[0m\n")
