"""`explain --cite`: what source managers read, and the sentence that goes with it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import HEADER, inside, write

SHARE = "qd-2289/digital-economy-share-2025"
BOTH = "digital-economy-share-2025"
ROWS = (
    "indicator,area,period,value,unit,source,released,status,url\n"
    "digital-economy-share,VN,2025,14.02,% of GDP,NSO,2025-12-30,estimate,https://nso.gov.vn/a_b?x=1&y={2}\n"
    "digital-economy-share,VN,2025,20.1,% of GDP,MIC,2025-11-02,,\n"
)
_ENTRY = re.compile(r"@(?P<type>[a-z]+)\{(?P<key>[^,\s{}]+),\n(?P<fields>(?:  .*,\n)+)\}\n")
_FIELD = re.compile(r"  (?P<name>[a-z]+) = (?:\{(?P<text>.*)\}|(?P<macro>[a-z]+)),")
_ESCAPED = re.compile(r"\\textbackslash\{\}|\\textasciitilde\{\}|\\textasciicircum\{\}|\\[&%$#_{}]")
_TYPES = {"legislation", "dataset"}
_MANAGED = {"id", "type", "title", "author", "issued", "number", "URL", "language", "note"}


def bibtex(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """Return the entries as type, key and fields; nothing may stand beside them."""
    found = []
    for entry in _ENTRY.finditer(text):
        fields: dict[str, str] = {}
        for line in entry["fields"].splitlines():
            field = _FIELD.fullmatch(line)
            assert field, line
            assert field["name"] not in fields
            value = field["text"] or field["macro"]
            plain = _ESCAPED.sub("", value)
            assert plain.count("{") == plain.count("}")
            if field["name"] != "url":
                assert not set("&%$#_^~\\") & set(plain), value
            fields[field["name"]] = value
        found.append((entry["type"], entry["key"], fields))
    assert re.sub(r"\n", "", _ENTRY.sub("", text)) == ""
    keys = [key for _, key, _ in found]
    assert len(set(keys)) == len(keys)
    assert all(key.isascii() for key in keys)
    return found


def cite(form: str, *args: object, lang: str = "en") -> Any:
    result = inside("explain", *args, "--as-of", "2025", "--lang", lang, "--cite", form)
    assert result.err == ""
    return result


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write(tmp_path, ROWS)


SENTENCE = (
    r"As of 2025-12-31, Viet Nam, Digital economy share of GDP: 14.02\% of GDP in 2025 (NSO; "
    r"estimate; https://nso.gov.vn/a\_b?x=1\&y=\{2\}); target for the end of 2025: ≈ 20\% "
    r"(Decision 2289/QĐ-TTg, Prime Minister, 2020-12-31). Verdict: not met; contested: would PASS "
    r"by Ministry of Science and Technology (20.1)."
)


def test_bibtex_has_the_document_and_the_figure_with_what_was_judged(data: Path) -> None:
    (document, figure) = bibtex(cite("bibtex", SHARE, data).out)
    assert document == ("misc", "qd-2289", {
        "author": "{Prime Minister}",
        "title": "{National Strategy on the Fourth Industrial Revolution to 2030}",
        "number": "2289/QĐ-TTg", "year": "2020", "month": "dec", "day": "31",
        "langid": "english",
    })  # fmt: skip
    assert figure == ("misc", "qd-2289.digital-economy-share-2025.VN.2025", {
        "author": "{NSO}",
        "title": r"{Digital economy share of GDP, Viet Nam: 14.02\% of GDP (2025)}",
        "year": "2025", "month": "dec", "day": "30",
        "url": "https://nso.gov.vn/a_b?x=1&y=%7B2%7D",
        "langid": "english",
        "note": SENTENCE,
    })  # fmt: skip


def test_csl_has_the_same_in_the_fields_of_its_schema(data: Path) -> None:
    document, figure = cite("csl", SHARE, data, lang="vi").json
    assert document == {
        "id": "qd-2289", "type": "legislation",
        "title": "Chiến lược quốc gia về Cách mạng công nghiệp lần thứ tư đến năm 2030",
        "author": [{"literal": "Thủ tướng Chính phủ"}],
        "issued": {"date-parts": [[2020, 12, 31]]},
        "number": "2289/QĐ-TTg", "language": "vi",
    }  # fmt: skip
    assert figure["type"] == "dataset"
    assert figure["title"] == "Tỷ trọng kinh tế số trong GDP, Việt Nam: 14,02% GDP (2025)"
    assert figure["author"] == [{"literal": "Cục Thống kê (Bộ Tài chính)"}]
    assert figure["issued"] == {"date-parts": [[2025, 12, 30]]}
    assert figure["note"].startswith("Tính đến 31/12/2025, Việt Nam, Tỷ trọng kinh tế số trong GDP")


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_all_targets_of_the_sample_can_be_cited_in_both_forms(lang: str) -> None:
    sample = Path(__file__).parents[2] / "samples" / "vietnam.xlsx"
    entries = bibtex(cite("bibtex", "*", sample, lang=lang).out)
    items = cite("csl", "*", sample, lang=lang).json
    assert [key for _, key, _ in entries] == [item["id"] for item in items]
    assert len(items) > 20
    for (_, _, fields), item in zip(entries, items, strict=True):
        assert set(item) <= _MANAGED
        assert item["type"] in _TYPES
        assert all(set(author) == {"literal"} for author in item["author"])
        assert ("note" in item) == (item["type"] == "dataset") == ("note" in fields)
        assert len(item["author"]) == fields["author"].count(" and {") + 1


def test_without_data_the_documents_alone_are_cited() -> None:
    found = bibtex(cite("bibtex", BOTH).out)
    assert all("note" not in fields for _, _, fields in found)
    assert "qd-2289" in [key for _, key, _ in found]


def test_what_has_no_verdict_is_no_work_to_cite(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + "gii-rank,VN,2025,44,rank,WIPO,\n")
    assert [item["type"] for item in cite("csl", SHARE, path).json] == ["legislation"]


def test_an_assumed_figure_is_cited_as_such(data: Path) -> None:
    result = cite("csl", SHARE, data, "--assume", "digital-economy-share=21")
    figure = result.json[1]
    assert figure["title"] == "Digital economy share of GDP, Viet Nam: 21% of GDP (2025, assumed)"
    assert "author" not in figure
    assert "21% of GDP in 2025 (an assumed figure, not an observed one)" in figure["note"]


def test_another_population_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + "adults-with-account,VN,2025,87,% of adults,SBV,\n")
    (_, figure) = cite("csl", "qd-2289/e-payment-accounts-2025", path).json
    assert (
        figure["title"] == "Adults with a bank or payment account, Viet Nam: 87% of adults (2025)"
    )


def test_a_code_of_findings_is_nothing_to_cite() -> None:
    result = inside("explain", "number-unreadable", "--cite", "csl", "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert "name a target" in result.err
