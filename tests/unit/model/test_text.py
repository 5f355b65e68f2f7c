"""Texts with more marks upon a letter than any script has: to order them takes a square of time."""

from __future__ import annotations

import unicodedata
from itertools import groupby

import pytest

from cmcn4.model import text

MANY = 131_072


@pytest.fixture
def longest(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the longest runs of marks that were put into order, to be filled."""
    runs: list[int] = []
    normalize = unicodedata.normalize

    def counted(form: str, said: str) -> str:
        marks = groupby(said, key=lambda character: unicodedata.combining(character) > 0)
        runs.append(max((len(list(run)) for is_mark, run in marks if is_mark), default=0))
        return normalize(form, said)  # type: ignore[arg-type] # one of the forms

    monkeypatch.setattr(unicodedata, "normalize", counted)
    return runs


@pytest.mark.parametrize(
    "marks",
    ["\u0301" * MANY, "\u0323\u0301" * (MANY // 2), "\u0301\u200b" * (MANY // 2), "\u3099" * MANY],
    ids=["one mark", "two in turn", "between invisible ones", "of another script"],
)
def test_of_many_marks_upon_a_letter_thirty_are_put_into_order(
    longest: list[int], marks: str
) -> None:
    text.fold.cache_clear()
    assert text.fold(f"Tỷ lệ a{marks} b") == "ty le a b"
    assert len(text.clean(f"Tỷ lệ a{marks} b")) <= len("Tỷ lệ a b") + 30
    assert longest == [30, 30]


def test_a_text_with_the_marks_of_a_script_stays_as_it_is(longest: list[int]) -> None:
    told = "Chỉ số “…………………………………………………………………………………” 1.200 × " + "e\u0323\u0302" * 40
    assert text.clean(told) == unicodedata.normalize("NFC", told)
    assert max(longest) == 2


def test_a_text_with_too_many_marks_is_not_nfc_and_tells_so_at_once(longest: list[int]) -> None:
    assert text.is_nfc("Tỷ lệ — " + "—" * 90)
    assert not text.is_nfc("a" + "\u0323" * 40)
    assert text.nfc("a" + "\u0301" * 40) == "á" + "\u0301" * 29
    assert max(longest, default=0) <= 30


@pytest.mark.parametrize("first", [0x20, 0xC0, 0x1E00])
def test_usual_letters_read_the_same_beside_others(first: int) -> None:
    for letter in map(chr, range(first, first + 0x190 - first % 0x100)):
        usual = f"{letter}y {letter}"
        assert text.clean(f"{usual}\u200b") == text.clean(usual)
        assert text.fold(f"{usual}\u200b") == text.fold(usual)
        assert text.fold(f"{usual} α") == text.fold(f"{usual} a")[:-1] + "α"
