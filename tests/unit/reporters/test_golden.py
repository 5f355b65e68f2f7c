"""Each format of the canonical report, byte for byte; --update-golden rewrites what is expected."""

from __future__ import annotations

import pytest

from cmcn4.locale import LANGUAGES
from cmcn4.reporters import FORMATS, Style, render
from golden.canonical import compare, report

TABLES = {
    "table": Style(),
    "table-80": Style(width=80),
    "table-120": Style(width=120),
    "table-80-colour": Style(width=80, colour=True),
    "table-120-colour": Style(width=120, colour=True),
    "table-verbose": Style(verbosity=1),
    "table-quiet": Style(verbosity=-1),
}


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", TABLES)
def test_table_is_as_expected(name: str, lang: str, *, update: bool) -> None:
    actual = render("table", report(), TABLES[name]._replace(lang=lang))
    compare(f"{name}.{lang}.txt", actual, update=update)


TEXTS = {
    ".txt",
    ".json",
    ".csv",
    ".md",
    ".html",
    ".xml",
    ".sarif",
}  # the others are no texts to compare


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.suffix in TEXTS])
def test_format_is_as_expected(name: str, lang: str, *, update: bool) -> None:
    actual = render(name, report(), Style(lang=lang))
    compare(f"{name}.{lang}{FORMATS[name].suffix}", actual, update=update)


GAPS = [name for name, each in FORMATS.items() if each.gaps and (each.suffix or ".txt") in TEXTS]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", GAPS)
def test_gap_summary_is_as_expected(name: str, lang: str, *, update: bool) -> None:
    suffix = FORMATS[name].suffix or ".txt"
    actual = render(name, report(), Style(lang=lang, by="target"))
    compare(f"gaps.{name}.{lang}{suffix}", actual, update=update)


@pytest.mark.parametrize("by", ["area", "pack"])
def test_gap_summary_is_grouped_as_expected(by: str, *, update: bool) -> None:
    actual = render("table", report(), Style(by=by))
    compare(f"gaps-{by}.table.en.txt", actual, update=update)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_workflow_commands_are_as_expected(lang: str, *, update: bool) -> None:
    compare(f"github.{lang}.txt", render("github", report(), Style(lang=lang)), update=update)


def test_canonical_report_shows_every_verdict_and_level() -> None:
    verdicts = {each.verdict.value for each in report().assessments}
    assert verdicts == {"pass", "fail", "pending", "review", "no-data"}
    assert {each.level for each in report().findings} == {"error", "warning", "note"}
    assert any(each.contested for each in report().assessments)
    assert {each.area for each in report().assessments} == {"VN", "vn-ha-noi"}
    kinds = {each.chosen.rule.kind for each in report().assessments}
    assert kinds == {"threshold", "peer-rank", "average", "every", "count", "milestone"}


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
