"""The cell of a notebook: parts of the page, whose style and ids reach nothing around them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import cmcn4
from cmcn4.reporters.html.notebook import own_ids, scoped

SAMPLE = Path(__file__).parents[3] / "samples" / "vietnam.xlsx"
LANGS = ("en", "vi")
VOID = {"br", "hr", "img", "input", "meta", "link", "col", "path", "rect", "circle", "polyline"}


class Read(HTMLParser):
    """What a browser makes of it: balanced tags, ids and what leads to them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.meant: set[str] = set()
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            if name == "id":
                self.ids.append(value or "")
            elif name == "aria-labelledby":
                self.meant |= {*(value or "").split()}
            elif name == "href" and (value or "").startswith("#"):
                self.meant.add((value or "")[1:])

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()


@pytest.fixture(scope="module", params=LANGS)
def report(request: pytest.FixtureRequest) -> cmcn4.Report:
    return cmcn4.check(SAMPLE, as_of=2025, lang=request.param)


def test_a_cell_is_html_that_stands_in_another_page(report: cmcn4.Report) -> None:
    for shown in (report, report.gaps(), report.gaps("area")):
        read = Read(shown._repr_html_())
        assert not {"html", "head", "body", "main", "script", "link", "meta", "iframe"} & read.tags
        assert len(set(read.ids)) == len(read.ids) > 0
        assert read.meant <= {*read.ids}
        assert all(re.match(r"c[0-9a-f]{8}-", name) for name in read.ids)


def test_every_target_with_data_has_its_card(report: cmcn4.Report) -> None:
    text = report._repr_html_()
    cards = re.findall(r'<article class="card [a-z-]+" id="c[0-9a-f]{8}-t([0-9]+)"', text)
    assert list(map(int, cards)) == list(range(1, len(cards) + 1))
    assert len(cards) > 15
    assert report["qd-2289/internet-users-2025"].chosen.target.title.get(report.lang) in text
    assert f'lang="{report.lang}"' in text


def test_two_reports_have_no_id_in_common_and_one_is_always_the_same(report: cmcn4.Report) -> None:
    other = cmcn4.check(SAMPLE, as_of=2024, lang=report.lang)
    first, second = Read(report._repr_html_()), Read(other._repr_html_())
    assert not {*first.ids} & {*second.ids}
    assert report._repr_html_() == report._repr_html_()


def test_the_style_reaches_nothing_outside_the_cell() -> None:
    heads = [head for head, _ in re.findall(r"([^{}]+)\{([^{}]*)\}", scoped())]
    assert len(heads) > 100
    for head in heads:
        for selector in head.split(","):
            assert re.match(r"\.cmcn4(?![\w-])", selector.strip()), selector
    assert "@page" not in scoped()
    assert scoped().count("{") == scoped().count("}")


def test_what_looks_like_an_attribute_in_a_text_stays_as_it_is() -> None:
    rows = [{"indicator": "internet-users", "period": 2025, "value": 78,
             "source": 'id="x" href="#y" <script>'}]  # fmt: skip
    text = cmcn4.check(rows, targets="qd-2289/internet-users-2025", as_of=2025)._repr_html_()
    assert "id=&#34;x&#34; href=&#34;#y&#34; &lt;script&gt;" in text
    assert own_ids('<a href="https://x.vn/#a" id="b c">', "p-") == (
        '<a href="https://x.vn/#a" id="p-b p-c">'
    )


def test_an_empty_report_has_a_cell_too() -> None:
    assert Read(cmcn4.check([], as_of=2025)._repr_html_()).ids
