"""Markdown that a pull request shows: nothing of the data is markup, and it is never too long."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cmcn4.api import Report
from cmcn4.locale import LANGUAGES
from cmcn4.model.observation import Place, Sheet
from cmcn4.reporters import Style, render
from cmcn4.reporters.markdown.blocks import LIMIT
from cmcn4.reporters.presentation.markdown import BREAK, LONGEST, escaped
from cmcn4.reporters.presentation.outline import is_absent
from golden.canonical import report
from unit.reporters.hostile import actives, everywhere, quickly, settled

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text: str) -> list[Token]:
    found = []
    for each in PARSER.parse(text):
        found += [each, *(each.children or [])]
    return found


def shown(cell: str) -> str:
    """Return a cell as its reader sees it."""
    inline = PARSER.parse(f"| a |\n|---|\n| {cell} |\n")
    return "".join(each.content for token in inline for each in token.children or [])[1:]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_headings_tables_and_lists(lang: str) -> None:
    text = render("markdown", report(), Style(lang=lang)).decode()
    kinds = {each.type.removesuffix("_open").removesuffix("_close") for each in tokens(text)}
    assert kinds == {
        "heading", "inline", "text", "paragraph", "table", "thead", "tbody", "tr", "th", "td",
        "bullet_list", "list_item", "strong", "html_inline",
    }  # fmt: skip
    assert {each.content for each in tokens(text) if each.type == "html_inline"} == {"<br>"}
    assert text.startswith("## ")


def test_what_the_synopsis_tells_needs_no_second_table() -> None:
    parts = render("markdown", report(), Style()).decode().split("### ")
    tables = {part.splitlines()[0]: part.count("|---|") for part in parts}
    assert tables.pop("Synopsis") > 0
    due = {title: number for title, number in tables.items() if re.match(r"20\d\d ", title)}
    assert due
    assert set(due.values()) == {0}


def test_areas_that_are_only_counted_in_the_synopsis_have_tables_where_they_are_listed() -> None:
    areas = ("vn-hue", "vn-son-la", "vn-lai-chau", "vn-lang-son")
    judged = [each for each in report().assessments if each.area == "VN"]
    many = tuple(replace(each, area=area) for area in areas for each in judged)
    text = render("markdown", replace(report(), assessments=many), Style(verbosity=1)).decode()
    (due,) = [part for part in text.split("### ") if part.startswith("2025 (due)")]
    assert "| area |" in due
    assert "|---|" in text.split("### ")[1]


def test_verbose_lists_what_has_no_data() -> None:
    short, long = (render("markdown", report(), Style(verbosity=each)).decode() for each in (0, 1))
    assert "(-v lists" not in long
    absent = {each.chosen.id for each in report().assessments if is_absent(each)}
    assert all(f"({name}, " in long for name in absent)
    assert not any(f"({name}, " in short for name in absent)


@pytest.mark.parametrize("make", [everywhere, settled])
@quickly
@given(name=actives)
@example(name="a|b")
@example(name="\\|")
@example(name="`a` <script>x</script> **b** [c](http://e.org) ![d](e)")
def test_no_name_changes_the_shape_of_the_document(
    make: Callable[[str], Report], name: str
) -> None:
    text = render("markdown", make(name), Style(verbosity=1)).decode()
    found = tokens(text)
    active = {"link_open", "image", "code_inline", "fence", "html_block", "em_open", "s_open"}
    assert active.isdisjoint(each.type for each in found)
    assert {each.content for each in found if each.type == "html_inline"} <= {"<br>"}
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    lines = [line for table in tables for line in table.splitlines()]
    # Each line of a table but the one below its titles is a row of it.
    assert sum(each.type == "tr_open" for each in found) == len(lines) - len(tables)
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


@pytest.mark.parametrize(
    "text",
    ["a|b", "\\", "\\|", "a`b`", "<b>", "&lt;", "*a*", "_a_", "[a](b)", "![a](b)", "~~a~~", "$x$",
     "# a", "- a", "1. a", "https", "{a}", "^1"],
)  # fmt: skip
def test_text_is_shown_as_it_is(text: str) -> None:
    assert shown(escaped(text)).replace(BREAK, "") == text


@pytest.mark.parametrize(
    "text",
    ["@octocat", "a@e.org", "https://e.org", "www.e.org", "#12", "GH-12", "o/r#12", "!12",
     ":smile:", "mailto:a", "~bug", "%v1", "$12"],
)  # fmt: skip
def test_what_is_found_in_the_text_afterwards_is_parted(text: str) -> None:
    assert BREAK in shown(escaped(text))
    assert shown(escaped(text)).replace(BREAK, "") == text


@pytest.mark.parametrize("text", ["14.02% (2025)", "R&D", "12:30", "18,3 %/năm", "≥ 80%", "a: b"])
def test_ordinary_text_is_not_parted(text: str) -> None:
    assert shown(escaped(text)) == text


def test_a_text_is_one_line_of_bearable_length() -> None:
    assert escaped("a\r\nb\u2028c\x0bd") == "a b c d"
    assert escaped("a\x1b[31m\u202eb") == "a\ufffd\\[31m\ufffdb"
    assert escaped("x" * 32_767) == "x" * LONGEST + "…"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_too_long_is_cut_and_counted(lang: str) -> None:
    found = next(each for each in report().findings if each.level == "error")
    sheets = [Sheet(f"input/{number}.csv") for number in range(5)]
    many = [replace(found, place=Place(sheet, row, 5)) for sheet in sheets for row in range(1_000)]
    longer = replace(report(), findings=(*report().findings, *many))
    text = render("markdown", longer, Style(lang=lang)).decode()
    assert LIMIT * 0.9 < len(text) <= LIMIT
    left = re.findall(r"^… .*: (\d+)$", text, re.MULTILINE)
    assert len(left) == 1
    rows = len(re.findall(rf"^\| {'lỗi' if lang == 'vi' else 'error'} \|", text, re.MULTILINE))
    # The errors stand first: of the others none is left.
    assert rows + int(left[0]) == 5_000 + len(report().findings)
    full = render("markdown", report(), Style(lang=lang)).decode()
    assert (
        full[full.index("### 2025") : full.index("### 10 " if lang == "en" else "### Vấn đề")]
        in text
    )


def test_both_verdicts_and_findings_keep_their_share() -> None:
    found = report().findings * 400
    judged = report().assessments
    many = tuple(replace(each, area=f"{each.area}-{n}") for n in range(400) for each in judged)
    longer = replace(report(), assessments=many, findings=found)
    text = render("markdown", longer, Style(verbosity=1)).decode()
    assert len(text) <= LIMIT
    sizes = [len(each) for each in text.split("### ")[1:]]
    assert [size > LIMIT / 10 for size in sizes] == [False, True, True, True]
    assert text.count("rows left out") == 6
