"""All languages say the same things: keys, placeholders, and every text can be said."""

from __future__ import annotations

import datetime as dt
import string
import unicodedata
from collections import defaultdict
from decimal import Decimal
from importlib import import_module
from itertools import chain
from typing import Any

import pytest

from cmcn4.locale import LANGUAGES, RARE, ROOMS, all_texts, composed, known, say, write
from cmcn4.model import period
from cmcn4.model.finding import LEVELS
from cmcn4.model.interval import Interval, point
from cmcn4.model.text import Text
from cmcn4.model.verdict import Reason, Verdict


def texts(lang: str, room: str) -> dict[str, str]:
    return dict(import_module(f"cmcn4.locale.{lang}.{room}").TEXTS)


ALL = {lang: all_texts(lang) for lang in LANGUAGES}
KEYS = sorted(ALL["en"])


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def said(lang: str, key: str) -> str:
    facts: dict[str, Any] = defaultdict(lambda: "§")
    return say(lang, composed(key), {name: facts[name] for name in placeholders(ALL[lang][key])})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_keys(lang: str) -> None:
    assert set(ALL[lang]) == set(KEYS)


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_keys_of_a_room_begin_with_its_words_and_those_of_views_with_no_others(
    lang: str, room: str
) -> None:
    begin = {key.partition(".")[0] for key in texts(lang, room)}
    if room == "views":
        assert begin.isdisjoint({*RARE, *chain.from_iterable(ROOMS.values())})
    else:
        assert begin == set(ROOMS[room])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_text_of_every_key_is_found(lang: str) -> None:
    assert {key: say(lang, composed(key)) for key in KEYS} == ALL[lang]


@pytest.mark.parametrize("room", RARE)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_keys_of_a_rare_room_begin_with_its_name(lang: str, room: str) -> None:
    assert all(key.startswith(f"{room}.") for key in texts(lang, room))


@pytest.mark.parametrize("key", KEYS)
def test_every_language_names_the_same_facts(key: str) -> None:
    assert {frozenset(placeholders(ALL[lang][key])) for lang in LANGUAGES} == {
        frozenset(placeholders(ALL["en"][key]))
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_can_be_said(lang: str) -> None:
    for key in KEYS:
        text = said(lang, key)
        assert text.strip() == text or key.startswith("rule."), key
        assert text, key
        assert "{" not in text, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_are_nfc_and_of_one_line(lang: str) -> None:
    for key in KEYS:
        text = ALL[lang][key]
        assert text == unicodedata.normalize("NFC", text), key
        assert text.isprintable(), key


def test_vietnamese_has_diacritics_and_english_has_none() -> None:
    vietnamese = "".join(ALL["vi"].values())
    assert {"ă", "ế", "ơ", "đ"} <= set(vietnamese)
    english = "".join(
        text for key, text in ALL["en"].items() if not key.startswith(("hint.", "meaning."))
    )
    english = english.replace("chỉ tiêu", "")
    letters = {c for c in english if c.isalpha() and not c.isascii()}
    assert not letters


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", sorted(LEVELS))
def test_every_finding_says_what_and_what_to_do(code: str, lang: str) -> None:
    assert said(lang, f"finding.{code}")
    assert said(lang, f"hint.{code}")


def test_every_text_about_a_finding_belongs_to_a_code() -> None:
    named = {key.split(".")[1] for key in KEYS if key.startswith(("finding.", "hint."))}
    assert named == set(LEVELS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_words(verdict: Verdict, lang: str) -> None:
    assert said(lang, f"verdict.{verdict.value}").isupper()


VERDICTS = {
    "pass": ("PASS", "ĐẠT"),
    "fail": ("FAIL", "KHÔNG ĐẠT"),
    "pending": ("PENDING", "CHƯA ĐẾN HẠN"),
    "review": ("REVIEW", "CẦN XEM XÉT"),
    "no-data": ("NO DATA", "THIẾU SỐ LIỆU"),
}


@pytest.mark.parametrize("verdict", VERDICTS)
def test_verdicts_are_called_as_documented(verdict: str) -> None:
    assert (
        say("en", composed(f"verdict.{verdict}")),
        say("vi", composed(f"verdict.{verdict}")),
    ) == VERDICTS[verdict]


def test_an_early_pass_is_called_so_in_vietnamese() -> None:
    assert say("vi", "verdict.pass.early") == "ĐẠT TRƯỚC HẠN"


def test_every_reason_has_a_sentence() -> None:
    with_variants_only = {Reason.INCOMPLETE, Reason.YEARS_AHEAD, Reason.LOST}
    for reason in set(Reason) - with_variants_only:
        assert f"reason.{reason.value}" in KEYS
    incomplete = {f"reason.incomplete.{each}" for each in ("years", "members", "sum", "base")}
    late = {"reason.years-ahead.years", "reason.years-ahead.sum"}
    assert incomplete | late | {"reason.lost.member", "reason.lost.sum"} <= set(KEYS)


def test_a_variant_without_its_own_text_takes_the_general_one() -> None:
    assert known("en", "finding.file-empty", "folder") == "finding.file-empty.folder"
    assert known("en", "finding.file-empty", "other") == "finding.file-empty"
    assert known("en", "finding.file-empty", None) == "finding.file-empty"


def test_say_without_facts_returns_the_template() -> None:
    assert say("en", "yes") == "yes"
    assert say("vi", "level.error") == "lỗi"


def test_braces_in_facts_are_text() -> None:
    assert say("en", "finding.period-unreadable", {"found": "{x}"}) == "“{x}” is not a period."


@pytest.mark.parametrize(
    ("fact", "vi", "en"),
    [
        (Decimal("14.02"), "14,02", "14.02"),
        (Decimal("-1234.5"), "−1.234,5", "−1,234.5"),
        (point(Decimal("0.5")), "0,5", "0.5"),
        (Interval(Decimal("87.5"), Decimal("96.25"), low_open=True), "> 87,5", "> 87.5"),
        (Interval(Decimal("70.2"), Decimal(78), high_open=True), "< 78", "< 78"),
        (dt.date(2025, 3, 1), "01/3/2025", "2025-03-01"),
        (Text(vi="Hà Nội", en="Ha Noi"), "Hà Nội", "Ha Noi"),
        ((Decimal("1.5"), "a"), "1,5, a", "1.5, a"),
        ([1, None], "1, None", "1, None"),
        (period.year(2025), "2025", "2025"),
    ],
)
def test_facts_are_written_in_the_language(fact: object, vi: str, en: str) -> None:
    assert (write("vi", fact), write("en", fact)) == (vi, en)


@pytest.mark.parametrize(
    ("code", "vi"),
    [
        ("2025", "2025"),
        ("2025-06", "6/2025"),
        ("2025-Q1", "quý I/2025"),
        ("2025-Q2", "quý II/2025"),
        ("2025-Q3", "quý III/2025"),
        ("2025-Q4", "quý IV/2025"),
        ("2025-S1", "6 tháng đầu năm 2025"),
        ("2025-S2", "6 tháng cuối năm 2025"),
        ("2025-10-31", "31/10/2025"),
        ("2021-2025", "2021-2025"),
    ],
)
def test_periods_are_written_as_people_say_them(code: str, vi: str) -> None:
    found = period.parse(code)
    assert found is not None
    assert write("vi", found) == vi
    assert write("en", found) == code
