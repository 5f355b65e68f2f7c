"""Vietnamese texts are written as a civil servant writes; what was mended does not come back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from cmcn4.locale import all_texts
from cmcn4.model.text import Text
from cmcn4.packs import load

ROOT = Path(__file__).parents[3]
DOCUMENTS = (ROOT / "README.vi.md", *sorted((ROOT / "docs").rglob("*.vi.md")))
CODE = re.compile(r"`[^`]*`")
NEVER = {
    "marks of quotation": "[«»]",
    "zero before months 3 to 9": r"\b\d\d?/0[3-9]/\d{4}",
    "points without a word": "điểm %",
    "space before a percent sign": r"\d %",
    "words": "giậm chân|xa đích|quãng đường|tranh luận|sổ tính|thời điểm hỏi|ngày được hỏi"
    "|người quyết định|phát hiện|c\\.báo|bù được|Xin báo",
    "areas": r"địa bàn(?! \(GRDP\))",
    "targets called indicators": "[Cc]hỉ tiêu (không )?đạt|[Bb]ộ chỉ tiêu(?! toàn| của Canada)",
    "bodies by their English names": r"\b(NSO|GSO|MOST|MIC|SBV|State Bank|Ministry of|Da Nang)\b",
    "English units": "% of ",
}


def spoken(found: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield the Vietnamese of all bilingual texts in records, each with where it stands."""
    if isinstance(found, Text):
        assert set(found.each) == {"vi", "en"}, key
        yield key, found.get("vi")
    elif is_dataclass(found):
        for field in fields(found):
            yield from spoken(getattr(found, field.name), f"{key}.{field.name}")
    elif isinstance(found, dict):
        for name, value in found.items():
            yield from spoken(value, f"{key}.{name}")
    elif isinstance(found, tuple | list):
        for place, value in enumerate(found):
            yield from spoken(value, f"{key}.{place}")


def prose(path: Path) -> str:
    """Return a document without its examples and without what stands as code."""
    text = path.read_text(encoding="utf-8")
    return CODE.sub("", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


SELECTION = load()
TEXTS = (
    all_texts("vi")
    | dict(spoken(SELECTION.packs))
    | dict(spoken(SELECTION.vocabulary.catalogue, "catalogue"))
)


def test_the_texts_of_packs_and_catalogue_are_among_them() -> None:
    said = "\n".join(TEXTS.values())
    assert "Quyết định số 2289/QĐ-TTg" in said
    assert "theo nghĩa đen" in said
    assert "Ngân hàng Nhà nước Việt Nam" in said
    assert "Lào Cai" in said


@pytest.mark.parametrize("what", NEVER)
def test_no_text_says_what_nobody_writes(what: str) -> None:
    never = re.compile(NEVER[what])
    assert {key: text for key, text in TEXTS.items() if never.search(CODE.sub("", text))} == {}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_no_document_says_what_nobody_writes(path: Path) -> None:
    text = prose(path)
    # They quote data and their headings, and write formulas.
    kept = ("areas", "space before a percent sign", "bodies by their English names", "English")
    found = {what: re.findall(f".{{0,20}}(?:{never})", text)
             for what, never in NEVER.items() if not what.startswith(kept)}  # fmt: skip
    assert {what: texts for what, texts in found.items() if texts} == {}


def test_every_reading_and_every_document_has_a_name_in_both_languages() -> None:
    for file in SELECTION.packs:
        assert file.pack.document.name is not None, file.pack.id
        for target in file.pack.targets:
            for reading in target.readings:
                assert reading.name is not None, (target.id, reading.id)
                assert reading.name.vi != reading.name.en
                assert not set("“”") & {*reading.name.get("vi"), *reading.name.get("en")}, (
                    reading.id
                )
