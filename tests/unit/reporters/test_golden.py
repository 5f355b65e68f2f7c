"""Each format of the canonical report, byte for byte; --update-golden rewrites what is expected.

One language and width of each stands in `golden/` as a whole, of the others what differs.
"""

from __future__ import annotations

import pytest

from cmcn4.locale import ENGLISH, LANGUAGES
from cmcn4.reporters import FORMATS, Style, render
from golden.canonical import compare, report

NARROW = Style(width=80)
# Each with the table that it is told apart from.
TABLES = {
    "table-80": (NARROW, Style()),
    "table-80-colour": (NARROW._replace(colour=True), NARROW),
    "table-120-colour": (Style(width=120, colour=True), Style(width=120)),
    "table-verbose": (Style(verbosity=1), Style()),
    "table-quiet": (Style(verbosity=-1), Style()),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", TABLES)
def test_table_is_as_expected(name: str, lang: str, *, update: bool) -> None:
    style, like = (each._replace(lang=lang) for each in TABLES[name])
    base = render("table", report(), like)
    compare(f"{name}.{lang}", render("table", report(), style), update=update, base=base)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_table_is_120_wide_where_no_width_is_told(lang: str) -> None:
    told = render("table", report(), Style(lang=lang, width=120))
    assert told == render("table", report(), Style(lang=lang))


NO_TEXTS = {".xlsx", ".docx", ".sqlite"}
"""These have tests of their own; a new format is compared unless it is here."""


def name_of(format_: str, lang: str) -> str:
    return f"{format_}.{lang}{FORMATS[format_].suffix or '.txt'}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "name", [name for name, each in FORMATS.items() if each.suffix not in NO_TEXTS]
)
def test_format_is_as_expected(name: str, lang: str, *, update: bool) -> None:
    base = None if lang == ENGLISH else render(name, report(), Style(lang=ENGLISH))
    compare(name_of(name, lang), render(name, report(), Style(lang=lang)), update=update, base=base)


GAPS = [name for name, each in FORMATS.items() if each.gaps and each.suffix not in NO_TEXTS]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", GAPS)
def test_gap_summary_is_as_expected(name: str, lang: str, *, update: bool) -> None:
    # What it says of the data the report says too.
    base = render(name, report(), Style(lang=lang))
    actual = render(name, report(), Style(lang=lang, by="target"))
    compare(f"gaps.{name_of(name, lang)}", actual, update=update, base=base)


def test_gap_summary_is_grouped_as_expected(*, update: bool) -> None:
    base = render("table", report(), Style(by="target"))
    by_area = render("table", report(), Style(by="area"))
    compare("gaps-area.table.en", by_area, update=update, base=base)
    # Its targets come pack by pack already.
    assert render("table", report(), Style(by="pack")) == base


def test_canonical_report_shows_every_verdict_and_level() -> None:
    verdicts = {each.verdict.value for each in report().assessments}
    assert verdicts == {"pass", "fail", "pending", "review", "no-data"}
    assert {each.level for each in report().findings} == {"error", "warning", "note"}
    assert any(each.contested for each in report().assessments)
    assert {each.area for each in report().assessments} == {"VN", "vn-ha-noi"}
    kinds = {each.chosen.rule.kind for each in report().assessments}
    assert kinds == {
        "threshold", "peer-rank", "average", "sum", "change", "every", "count", "milestone", "some",
    }  # fmt: skip


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_table_fits_the_width_and_keeps_every_verdict(lang: str, width: int) -> None:
    from rich.cells import cell_len

    text = render("table", report(), Style(lang=lang, width=width)).decode()
    assert max(map(cell_len, text.splitlines())) <= width
    assert {line.strip()[:1] for line in text.splitlines()} >= {"✔", "✘", "◷", "?", "·"}


def test_colours_add_nothing_but_escape_sequences() -> None:
    import re

    plain = render("table", report(), Style(width=100)).decode()
    coloured = render("table", report(), Style(width=100, colour=True)).decode()
    assert "\x1b[" not in plain
    assert "\x1b[" in coloured
    without = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [x.rstrip() for x in without.splitlines()] == plain.splitlines()
