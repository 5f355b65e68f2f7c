"""The page: one file that asks for nothing, whatever the data say; what it shows of a report."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from lxml import etree, html  # type: ignore[import-untyped]

from cmcn4.api import Report
from cmcn4.locale import LANGUAGES, RARE
from cmcn4.model.baseline import Baseline, Change, State
from cmcn4.model.catalogue import Area
from cmcn4.model.decision import Decision
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.text import Text
from cmcn4.model.verdict import Verdict
from cmcn4.reporters import FORMATS, Style, render
from cmcn4.reporters.html import areas as html_areas
from cmcn4.reporters.html.card import link
from cmcn4.reporters.html.shown import MOST_CHANGES
from golden.canonical import report
from unit.reporters.hostile import actives, everywhere, quickly

COMMUNES = 3321
UNCHANGED: State = "unchanged"
LIMIT = 5_000_000
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
VOID = {"meta", "link", "br", "img", "input", "hr"}


def page(lang: str = "en", by: str | None = None, of: Report | None = None) -> str:
    return render("html", of or report(), Style(lang=lang, by=by)).decode()


def parsed(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


@pytest.mark.parametrize("by", [None, "target", "area", "pack"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_policy_allows_one_style_by_its_hash_and_nothing_else(
    lang: str, by: str | None
) -> None:
    text = page(lang, by)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert (
        "content=\"default-src 'none'; style-src 'sha256-" + digest + "'; img-src data:; "
        "base-uri 'none'; form-action 'none'\">"
    ) in text
    tree = parsed(text)
    assert not tree.xpath("//script | //@style | //iframe | //object | //form | //@onclick")
    assert set(tree.xpath("//@src")) == set()
    assert set(tree.xpath("//link/@href")) == {"data:,"}


@pytest.mark.parametrize("by", [None, "target"])
def test_every_element_is_closed_and_every_id_is_one(by: str | None) -> None:
    text = page(by=by)
    opened = Counter(
        re.findall(r"<([a-z][a-z0-9]*)(?![^>]*/>)[\s>]", text.replace("<!DOCTYPE", ""))
    )
    closed = Counter(re.findall(r"</([a-z][a-z0-9]*)>", text))
    # Paths and rectangles of drawings close themselves.
    assert {name: count for name, count in opened.items() if name not in VOID} == closed
    tree = parsed(text)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    named = {name for each in tree.xpath("//@aria-labelledby") for name in each.split()}
    assert named <= set(ids)
    assert {each[1:] for each in tree.xpath("//a/@href") if each.startswith("#")} <= set(ids)


@pytest.mark.parametrize("by", [None, "target"])
def test_headings_go_down_one_step_at_a_time(by: str | None) -> None:
    tags = [str(each.tag) for each in parsed(page(by=by)).iter(etree.Element)]
    found = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert found[0] == 1
    assert found.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(found))


def test_tables_have_captions_and_scopes() -> None:
    tree = parsed(page())
    assert all(table.xpath("caption") for table in tree.xpath("//table"))
    assert all(each.get("scope") for each in tree.xpath("//th"))


def test_each_drawing_has_a_title_a_story_and_its_numbers() -> None:
    for chart in parsed(page()).xpath("//svg[@class='chart']"):
        title, story = chart.xpath("title")[0], chart.xpath("desc")[0]
        assert title.text
        assert len(story.text) > 20
        assert chart.get("aria-labelledby") == f"{title.get('id')} {story.get('id')}"
        assert chart.xpath("ancestor::div[@class='drawn']//table")


def test_the_same_report_gives_the_same_bytes() -> None:
    assert page("vi") == page("vi")


@quickly
@given(actives)
@example("<script>alert(1)</script>")
@example("'\"><img src=x onerror=alert(1)>")
@example("{{ 7 * 7 }}{% raw %}")
@example("</title></style><style>")
def test_no_name_becomes_an_element(name: str) -> None:
    for by in (None, "target"):
        tree = parsed(page(by=by, of=everywhere(name)))
        found = {(one.tag, *sorted(one.keys())) for one in tree.iter(etree.Element)}
        assert found - vocabulary() == set()
        assert not tree.xpath("//bdi/*")
        assert len(tree.xpath("//style")) == 1
    # Titles are the whole name, and no more than it.
    plain = re.sub(r"[\s\u200b]", "", CONTROL.sub("\ufffd", name))
    titles = parsed(page(of=everywhere(name))).xpath("//h4")
    assert titles
    assert {re.sub(r"[\s\u200b]", "", each.text_content()) for each in titles} == {plain}


@cache
def vocabulary() -> set[tuple[str, ...]]:
    """Return the elements, each with the names of its attributes, of pages without ill will."""
    texts = [
        page(by=by, of=of) for by in (None, "target") for of in (report(), everywhere("plain"))
    ]
    trees = [parsed(text) for text in texts]
    return {(one.tag, *sorted(one.keys())) for tree in trees for one in tree.iter(etree.Element)}


@quickly
@given(actives)
def test_no_control_and_no_turn_of_direction_comes_through(name: str) -> None:
    text = page(of=everywhere(name))
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text
    )


def test_what_turns_direction_is_shown_in_its_place_and_text_of_data_is_isolated() -> None:
    text = page(of=everywhere("a\u202eb"))
    assert "<bdi>a\ufffdb</bdi>" in text


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://example.org/a?b=c&d", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" https://example.org", False),
        ("https://example.org\nx", False),
        ("ftp://example.org", False),
        ("//example.org", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str, *, leads: bool) -> None:
    found = link("a figure", url)
    assert found.url == (url if leads else None)
    assert url.strip() in f"{found.text} {found.url}"


def test_identical_checks_of_two_documents_share_a_card() -> None:
    cards = parsed(page()).xpath("//article[contains(@class, 'card')]")
    judged = [each for each in report().assessments if each.reason != "no-observation"]
    shared = [each for each in cards if ", " in each.xpath("string(header//p[@class='meta'])")]
    assert len(cards) + len(shared) == len(judged)
    assert shared


def test_what_has_no_data_is_a_list_and_no_card() -> None:
    tree = parsed(page())
    listed = tree.xpath("//div[contains(@class, 'absent')]//li")
    silent = {
        (each.chosen.target.id, each.area)
        for each in report().assessments
        if each.reason == "no-observation"
    }
    assert len(listed) == len(silent) > 0


def test_the_answer_comes_first_and_the_state_of_the_data_after_the_details() -> None:
    found = parsed(page()).xpath("//main/section/@id")
    assert found == ["overview", "synopsis", "targets", "open", "data", "findings", "method"]
    # Where only gaps are asked for, they are the answer.
    assert parsed(page(by="target")).xpath("//main/section/@id")[:2] == ["data", "gaps"]


def test_each_line_of_the_synopsis_leads_to_the_details_of_its_target() -> None:
    tree = parsed(page())
    titles = {f"#{card.get('id')}": card.xpath("string(.//h4)") for card in tree.xpath("//article")}
    rows = tree.xpath("//table[@class='synopsis']/tbody/tr[not(@class='group')]")
    assert rows
    for row in rows:
        (title,) = row.xpath("th/a")
        assert titles[title.get("href")] == title.text_content()
        assert all(link in titles for link in row.xpath("td//a/@href"))


def test_many_areas_are_numbers_in_the_synopsis_each_with_a_link() -> None:
    tree = parsed(page(of=many(10)))
    rows = tree.xpath("//table[@class='synopsis counted']/tbody/tr")
    titles = {f"#{card.get('id')}": card.xpath("string(.//h3)") for card in tree.xpath("//article")}
    for row in rows:
        (title,) = row.xpath("th/a")
        assert title.text_content().startswith(titles[title.get("href")])
        numbers = [cell.text_content().split()[-1] for cell in row.xpath("td")]
        assert sum(int(number) for number in numbers if number != "–") == 10
    assert len(rows) == len(titles) > 0


def test_the_wording_of_a_target_over_many_areas_names_its_document() -> None:
    tree = parsed(page(of=many(10)))
    by = {
        each.text_content()
        for each in tree.xpath("//section[@id='by-target']//p[@class='meta by']")
    }
    assert by == {"— 1/QĐ-TTg"}


def test_what_is_to_be_done_about_several_findings_is_told_once() -> None:
    found = report().findings[0]
    other = replace(found, place=Place(Sheet("b.csv"), 7))
    bodies = parsed(page(of=replace(report(), findings=(found, other)))).xpath(
        "//table[@class='findings']/tbody"
    )
    assert [len(body.xpath("tr")) for body in bodies] == [3]


def test_a_verdict_is_a_word_a_sign_and_a_colour() -> None:
    for card in parsed(page()).xpath("//article"):
        badge = card.xpath(".//p[@class='verdict']/span")[0]
        tone = badge.get("class").split()[1]
        sign, word = (each.text for each in badge.xpath("span"))
        assert tone in card.get("class")
        assert sign in "✔✘◷?·▲▼"
        assert word.isupper()


def test_gaps_are_only_what_is_not_met() -> None:
    tree = parsed(page(by="target"))
    assert not tree.xpath("//article")
    shown = set(tree.xpath("//table[@class='gaps']//span[@class='word']/text()"))
    assert shown <= {"FAIL", "PENDING", "ABOVE", "BELOW"}
    assert tree.xpath("//section[@id='open']")


def test_changes_since_a_baseline_are_listed_the_worse_first_and_cut_with_their_number() -> None:
    changes = [
        Change(
            kind="verdict", what=f"first/x VN {place}", old="pass", new="fail", worse=place > 400
        )
        for place in range(402)
    ]
    baseline = Baseline(
        path="a/old.json",
        as_of="2024-12-31",
        packs=(),
        changes=tuple(changes),
        findings=("new", *(UNCHANGED for _ in report().findings[1:])),
    )
    tree = parsed(page(of=replace(report(), baseline=baseline)))
    findings = tree.xpath("//table[@class='findings']//span[@class='badge informs']")
    assert Counter(each.text_content() for each in findings) == {
        "new since old.json": 1,
        "as in old.json": len(report().findings) - 1,
    }
    verdicts = tree.xpath("//p[@class='verdict']/span[contains(., 'as in old.json')]")
    assert len(verdicts) == len(tree.xpath("//article"))
    lines = tree.xpath("//section[@id='changes']//li")
    assert len(lines) == MOST_CHANGES
    assert [each.get("class") for each in lines[:2]] == ["worse", None]
    assert lines[0].text_content() == "▾ worse: first/x · Viet Nam · 401: PASS → FAIL"
    assert tree.xpath("string(//section[@id='changes']/p[last()])").startswith("… and 2 more;")
    assert "old.json: changes 402, worse 1" in tree.xpath("string(//section[@id='changes']/p[1])")


def test_a_decision_stands_on_its_card_with_its_reason() -> None:
    place = Place(Sheet("cmcn4.toml"), 3)
    decision = Decision(place=place, because="asked there", verdict=Verdict.PASS, document="12/BC")
    found = tuple(
        replace(each, decision=decision) if each.verdict is Verdict.REVIEW else each
        for each in report().assessments
    )
    tree = parsed(page(of=replace(report(), assessments=found)))
    notes = tree.xpath("//article[contains(@class, 'review')]/p[@class='note']")
    said = {each.text_content() for each in notes}
    assert "decided: PASS – because asked there · 12/BC" in said


def test_several_files_stand_in_a_table_with_what_they_still_lack() -> None:
    (first,) = report().inputs
    other = replace(first, path="b.csv", errors=0, area="VN")
    tree = parsed(page(of=replace(report(), inputs=(first, other))))
    rows = tree.xpath("//table[caption[@id='files-c']]/tbody/tr")
    texts = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    missing = [
        each
        for each in report().assessments
        if each.area == "VN" and each.verdict is Verdict.NO_DATA and not each.informs
    ]
    assert texts[1][:2] == ["✔ b.csv", "Viet Nam"]
    assert texts[1][-1] == str(len(missing))
    assert texts[0][-1] == "–"


def test_verdicts_are_counted_by_document_and_horizon_as_the_summary_counts() -> None:
    rows = parsed(page()).xpath("//table[@class='stacks']/tbody/tr")
    numbers = [[cell.text_content().replace("–", "0") for cell in row.xpath("td")] for row in rows]
    columns = [sum(map(int, column)) for column in zip(*numbers, strict=True)]
    counts = report().summary
    names = ("pass", "fail", "review", "pending", "no-data")
    assert columns == [*(counts[name] for name in names), sum(counts[name] for name in names)]


@cache
def many(number: int) -> Report:
    """Return the canonical report over that many communes of nine provinces."""
    small = report()
    names = [f"xa-{place}" for place in range(number)]
    parents = [each for each in small.catalogue.areas if each.startswith("vn-")][:9]
    areas = small.catalogue.areas | {
        name: Area(
            id=name,
            kind="commune",
            names=Text(vi=f"Xã Bình An {place}", en=f"Binh An commune {place}"),
            parent=parents[place % 9],
        )
        for place, name in enumerate(names)
    }
    drawn = [each for each in small.assessments if each.area == "VN"][:8]
    found = tuple(replace(each, area=name) for name in names for each in drawn)
    return replace(
        small, catalogue=replace(small.catalogue, areas=areas), assessments=found, findings=()
    )


@pytest.mark.parametrize("by", [None, "target", "area", "pack"])
def test_a_country_of_communes_stays_below_five_megabytes(by: str | None) -> None:
    text = page("vi", by, many(COMMUNES))
    assert len(text.encode()) < LIMIT
    assert "Với 3321 địa phương, trang này chỉ nêu số tổng hợp" in text
    tree = parsed(text)
    assert len(tree.xpath("//table[contains(@class, 'shares')]/tbody/tr")) == 9
    if by is None:
        first = tree.xpath("//article[1]//ul[@class='counts']//b")
        assert sum(int(each.text) for each in first) == COMMUNES


def test_areas_that_can_be_read_have_a_row_each() -> None:
    tree = parsed(page(of=many(html_areas.READABLE)))
    rows = tree.xpath("//table[@class='matrix']/tbody/tr")
    assert len(rows) == html_areas.READABLE
    assert all(len(row.xpath("td")) == len(rows[0].xpath("td")) for row in rows)
    assert {"✔", "✘"} <= set(tree.xpath("//table[@class='matrix']//td/span[1]/text()"))


def test_texts_of_the_page_are_all_used() -> None:
    from importlib import import_module

    assert "html" in RARE
    folder = Path(html_areas.__file__).parent
    sources = [*folder.glob("*.py"), *folder.glob("*.jinja")]
    code = "".join(each.read_text(encoding="utf-8") for each in sources)
    keys = import_module("cmcn4.locale.en.html").TEXTS
    named = set(re.findall(r"html\.[a-z.-]+", code))
    assert [key for key in keys if key not in named and not key.startswith("html.means.")] == []


def test_the_format_is_one_line_in_the_list() -> None:
    each = FORMATS["html"]
    assert (each.suffix, each.stdout, each.history, each.gaps) == (".html", True, True, True)


def test_a_target_over_many_areas_has_its_wording_and_tells_levels_from_targets() -> None:
    found = many(9)
    levels = replace(
        found, assessments=tuple(replace(each, informs=True) for each in found.assessments)
    )
    badges = {}
    for name, each in (("targets", found), ("levels", levels)):
        tree = parsed(page(of=each))
        cards = tree.xpath("//section[@id='by-target']//article")
        assert cards
        assert all(card.xpath("blockquote") for card in cards)
        texts = tree.xpath("//section[@id='by-target']//ul[@class='counts']//span/text()")
        badges[name] = {text.strip()[:1] for text in texts}
    assert badges["targets"] & {"✔", "✘", "▲", "▼"} == {"✔", "✘"}
    assert badges["levels"] & {"✔", "✘", "▲", "▼"} == {"▲", "▼"}
