"""Near misses: which slips count, and that few known names are looked at for each text."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcn4.readers.values import nearest
from cmcn4.readers.values.nearest import Nearest

WORDS = st.text("abc", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("lao caii", ("lao cai",)),
        ("loa cai", ("lao cai",)),
        ("laocai", ("lao cai",)),
        ("loa caii", ()),
        ("lao chai", ("lao cai",)),
        ("thanh pho hcm 1", ()),
        ("ty le ho gia dinh co cap qunag", ("ty le ho gia dinh co cap quang",)),
        ("ty le ho gai dinh co cap qunag", ("ty le ho gia dinh co cap quang",)),
        ("ty le ho gai dihn co cap qunag", ()),
    ],
)
def test_slips_are_near(text: str, names: tuple[str, ...]) -> None:
    known = ["lao cai", "lai chau", "thanh pho hcm 2", "ty le ho gia dinh co cap quang"]
    assert Nearest(known).to(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("fast decrease", ()),
        ("fast imcrease", ("fast increase",)),
        ("fast mncrease", ("fast increase",)),
        ("fust increase", ("fast increase",)),
        ("cast increase", ("fast increase",)),
        ("хa", ()),  # Cyrillic
        ("хa moi", ("xa moi",)),  # Cyrillic
        ("ha moi", ()),
        ("еgdi", ("egdi",)),  # Cyrillic
        ("agdi", ()),
    ],
)
def test_a_first_letter_is_a_letter(text: str, names: tuple[str, ...]) -> None:
    assert Nearest(["fast increase", "xa", "xa moi", "egdi"]).to(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("binh long", ()),
        ("ivnh long", ("vinh long",)),
        ("vinh lomg", ("vinh long",)),
        ("vinh iong", ("vinh long",)),
        ("νinh long", ("vinh long",)),  # Greek
    ],
)
def test_a_place_with_another_first_letter_is_another(text: str, names: tuple[str, ...]) -> None:
    assert Nearest(["vinh long"], places=True).to(text) == names


@given(word=WORDS, other=WORDS, most=st.sampled_from([1, 2]))
def test_what_two_words_begin_and_end_with_together_changes_no_distance(
    word: str, other: str, most: int
) -> None:
    apart = nearest.distance(word, other)
    assert nearest.is_near(word, other, most) is (apart <= most)


def test_few_names_are_looked_at_for_each_text(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    is_slip = nearest.is_slip

    def counted(word: str, other: str, *, places: bool) -> bool:
        looked.append(word)
        return is_slip(word, other, places=places)

    monkeypatch.setattr(nearest, "is_slip", counted)
    syllables = [f"{one}{two}nh" for one, two in product("bcdghklmnqrstvx", "aeiou")]
    known = Nearest(f"{one} {two}" for one, two in product(syllables, syllables))
    assert known.to(f"{syllables[0]} {syllables[1]}h") == (f"{syllables[0]} {syllables[1]}",)
    assert len(looked) == len(syllables)
