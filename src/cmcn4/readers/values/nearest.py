"""Near misses: names that differ from a known one as typing errors do, and no more.

A different word is a different thing («hộ» and «xã», PII and GII), so words are compared one by
one: a slip within a word is a near miss, another short word is not, digits must agree. For what
is merely offered, `cmcn4.packs.nearest` looks for likeness as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cmcn4.model.lazy.named import NamedTuple

_SHORTEST = 5  # shorter texts are codes: one letter makes another one
_SHORTEST_MIXED = 3  # but not with a letter that no code has
_LONG_WORD, _LONG_NAME = 8, 6
_SWAPPABLE = 4  # words from this length on may have one letter replaced
_ALIKE = {"i", "l"}  # a capital I and a small L
_MOST_TRIED = 5000  # distinct texts; bounds the work on files that are not ours at all
_MOST_NAMES = 3
_MOST_SLIPS = 2
_NEIGHBOURS = 2


class Near(NamedTuple):
    """A name that is not known but differs from known ones by a slip only."""

    text: str
    names: tuple[str, ...]
    """The known names."""
    ids: tuple[str, ...]
    """What they stand for."""


NOWHERE = Near("", (), ())
"""An empty cell below areas: the area above once more, or the whole country."""


class Unlisted(NamedTuple):
    """A name that is not ours."""

    text: str


_Sorted = Mapping[tuple[object, ...], list[list[str]]]
"""Names as their words, by what must agree."""


class Nearest:
    """The folded names of a vocabulary, by what must agree: digits and the number of words."""

    def __init__(self, names: Iterable[str], *, places: bool = False) -> None:
        """Sort the names, only as far as is asked: most files have few that are not known."""
        self._places = places
        self._by_words: Mapping[int, list[str]] = defaultdict(list)
        self._joined: Mapping[str, list[str]] = defaultdict(list)
        self._sorted: dict[int, _Sorted] = {}
        self._tried = 0
        for name in names:
            self._by_words[name.count(" ") + 1].append(name)
            self._joined[name.replace(" ", "")].append(name)

    def to(self, text: str) -> tuple[str, ...]:
        """Return up to three known names a folded text may be a slip of, nearest first."""
        shortest = _SHORTEST if text.isascii() else _SHORTEST_MIXED
        if len(text) < shortest or self._tried >= _MOST_TRIED:
            return ()
        self._tried += 1
        words = text.split()
        near = [(0, name) for name in self._joined.get(text.replace(" ", ""), ())]
        names = self._of(len(words))
        if len(words) < _LONG_NAME:
            near += [(1, " ".join(known)) for place, key in enumerate(_keys(words))
                     for known in names.get(key, ())
                     if is_slip(words[place], known[place], places=self._places)]  # fmt: skip
        else:
            near += [(slips, " ".join(known)) for known in names.get((_digits(words),), ())
                     if (slips := _slips(words, known, places=self._places))]  # fmt: skip
        return tuple(name for _, name in sorted(near)[:_MOST_NAMES])

    def _of(self, count: int) -> _Sorted:
        """Return the names of so many words: short ones by all of them but one, and which it is."""
        found = self._sorted.get(count)
        if found is None:
            found = self._sorted[count] = defaultdict(list)
            for name in self._by_words.get(count, ()):
                words = name.split()
                for key in _keys(words) if count < _LONG_NAME else [(_digits(words),)]:
                    found[key].append(words)
        return found


def _keys(words: list[str]) -> list[tuple[object, ...]]:
    """Return what must agree with a name that has a slip in one word, for each of the words."""
    digits = _digits(words)
    return [(digits, at, *words[:at], *words[at + 1 :]) for at in range(len(words))]


def _digits(words: list[str]) -> str:
    return "".join(filter(str.isdigit, "".join(words)))


def _slips(words: list[str], known: list[str], *, places: bool) -> int:
    """Return the number of words with a slip, at most two; 0 when they differ by more."""
    slips = 0
    for word, other in zip(words, known, strict=True):
        if word != other:
            slips += 1
            if slips > _MOST_SLIPS or not is_slip(word, other, places=places):
                return 0
    return slips


def is_slip(word: str, other: str, *, places: bool = False) -> bool:
    """Whether a word differs from another one as typing errors do.

    With another first letter a place is another one: «Bình Long» is not «Vĩnh Long». A letter of
    another script is a slip wherever it stands.
    """
    shorter, same = min(len(word), len(other)), len(word) == len(other)
    if word == other or abs(len(word) - len(other)) > 1 or word.isdigit():
        return False
    if same and sorted(word) == sorted(other):
        return is_near(word, other, 1)
    begun = same and word[0] != other[0]
    another = shorter < _SWAPPABLE or (places and begun and {word[0], other[0]} != _ALIKE)
    if same and another and word.isascii():
        return False
    # With two other letters at its beginning it is another word: «increase» and «decrease».
    return is_near(word, other, 1 if begun or shorter < _LONG_WORD else 2)


def is_near(word: str, other: str, most: int) -> bool:
    """Whether up to one or two edits (insert, delete, replace, swap neighbours) make the other."""
    start = _same(word, other)
    word, other = word[start:], other[start:]
    end = _same(word[::-1], other[::-1])
    word, other = word[: len(word) - end], other[: len(other) - end]
    if most == 1:
        longest = max(len(word), len(other))
        return longest <= 1 or (longest == _NEIGHBOURS and word == other[::-1])
    return len(set(word) ^ set(other)) <= 2 * most and distance(word, other) <= most


def _same(word: str, other: str) -> int:
    """Return how many letters two words begin with together."""
    alike = 0
    for one, two in zip(word, other, strict=False):
        if one != two:
            break
        alike += 1
    return alike


def distance(word: str, other: str) -> int:
    """Return the edits (insert, delete, replace, swap neighbours) that turn one into the other."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def distinct(items: Iterable[str]) -> tuple[str, ...]:
    """Return the items once each, in order."""
    return tuple(dict.fromkeys(items))
