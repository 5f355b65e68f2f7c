"""Near misses: names that differ from a known one as typing errors do, and no more.

A different word is a different thing («hộ» and «xã», PII and GII), so words are compared one by
one: a slip within a word is a near miss, another short word is not, digits must agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

_SHORTEST = 5  # shorter texts are codes: one letter makes another one
_LONG_WORD, _LONG_NAME = 8, 6
_SWAPPABLE = 4  # words from this length on may have one letter replaced
_MOST_TRIED = 5000  # distinct texts; bounds the work on files that are not ours at all
_MOST_NAMES = 3


class Nearest:
    """The folded names of a vocabulary, ready to be compared with."""

    def __init__(self, names: Mapping[str, object]) -> None:
        """Sort the names by what must agree: the digits and the number of words."""
        self._by_shape: dict[tuple[str, int], list[tuple[str, list[str]]]] = defaultdict(list)
        self._joined: dict[str, list[str]] = defaultdict(list)
        for name in names:
            words = name.split()
            self._by_shape[_digits(name), len(words)].append((name, words))
            self._joined["".join(words)].append(name)
        self._tried = 0

    def to(self, text: str) -> tuple[str, ...]:
        """Return up to three known names a folded text may be a slip of, nearest first."""
        if len(text) < _SHORTEST or self._tried >= _MOST_TRIED:
            return ()
        self._tried += 1
        words = text.split()
        near = [(0, name) for name in self._joined.get("".join(words), ())]
        for name, known in self._by_shape.get((_digits(text), len(words)), ()):
            slips = _slips(words, known)
            if slips:
                near.append((slips, name))
        return tuple(name for _, name in sorted(near)[:_MOST_NAMES])


def _slips(words: list[str], known: list[str]) -> int:
    """Return the number of words with a slip; 0 when they differ by more than slips."""
    slips = 0
    allowed = 1 if len(words) < _LONG_NAME else 2
    for word, other in zip(words, known, strict=True):
        if word == other:
            continue
        slips += 1
        if slips > allowed or not _is_slip(word, other):
            return 0
    return slips


def _is_slip(word: str, other: str) -> bool:
    if abs(len(word) - len(other)) > 1 or word.isdigit():
        return False
    shorter = min(len(word), len(other))
    if len(word) == len(other) and sorted(word) == sorted(other):
        return _distance(word, other) == 1
    if len(word) == len(other) and (shorter < _SWAPPABLE or word[0] != other[0]):
        return False
    return _distance(word, other) <= (2 if shorter >= _LONG_WORD else 1)


def _distance(word: str, other: str) -> int:
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


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def distinct(items: Iterable[str]) -> tuple[str, ...]:
    """Return the items once each, in order."""
    return tuple(dict.fromkeys(items))
