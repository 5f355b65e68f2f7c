"""Powers of ten that a unit begins with, and numbers of which it counts so many."""

from __future__ import annotations

from decimal import Decimal

from cmcn4 import words
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.vocabulary import unit_key

SCALES = {word: int(power) for word, power in words.table("scales").items()}
"""Folded words for powers of ten before a unit."""
_LONGEST_SCALE = 2  # words
PER_MILLE = words.listed("per-mille")
_PER_THOUSAND = Pattern(rf"\b(?:{'|'.join(sorted(PER_MILLE, key=len, reverse=True))})\b")
_PER = words.listed("per-words")
PER_CENT, _MOST_DIGITS, _LONGEST = 100, 12, 400


def per_number(text: str) -> tuple[int, str] | None:
    """Return of how many a unit counts, and its text around that: (1000, "deaths per births").

    None where it names no number from 100 on: «trên 15 tuổi» is an age. No unit is longer than 400
    characters.
    """
    if len(text) > _LONGEST:
        return None
    key = unit_key(text.replace("/", " per "))
    said = _PER_THOUSAND.sub("per 1000", key).split()
    for at, word in enumerate(said):
        if word not in _PER or at + 1 == len(said):
            continue
        end = at + 1
        while end < len(said) and said[end].isdecimal() and (end == at + 1 or len(said[end]) == 3):  # noqa: PLR2004 - digits of a group
            end += 1
        digits = "".join(said[at + 1 : end])
        scale, rest = scaled(" ".join(said[end : end + _LONGEST_SCALE]))
        if (digits or scale) and len(digits) <= _MOST_DIGITS:
            number = int(digits or 1) * 10**scale
            if number >= PER_CENT:
                behind = *rest.split(), *said[end + _LONGEST_SCALE :]
                return number, " ".join((*said[:at], "per", *behind))
    return None


def power(number: Decimal) -> int | None:
    """Return which power of ten a number is; None for any other number."""
    exponent = number.adjusted()
    return exponent if number == Decimal(1).scaleb(exponent) else None


def scaled(key: str) -> tuple[int, str]:
    """Return the power of ten a folded unit begins with, and what follows; 0 for none."""
    said = key.split()
    for count in range(min(_LONGEST_SCALE, len(said)), 0, -1):
        if scale := SCALES.get(" ".join(said[:count])):
            return scale, " ".join(said[count:])
    return 0, key
