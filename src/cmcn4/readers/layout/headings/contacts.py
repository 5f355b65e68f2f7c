"""Addresses, recipients and persons in the lines of a letter."""

from __future__ import annotations

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold
from cmcn4.words import listed, marks

CONTACTS = ("recipients", "addresses", "references", "mottoes")
_FEWEST_NAMES, _MOST_NAMES = 2, 5
_ADDRESS = Pattern(r"<?\b[a-zA-Z]{2,8}://[^\s<>]{1,2000}>?")


def without_addresses(text: str) -> str:
    """Return a text without the addresses in it: what stands beside them may say something."""
    return _ADDRESS.sub("", text) if "://" in text else text


def is_named_host(text: str) -> bool:
    """Whether a text is an address: `nso.gov.vn`."""
    return " " not in text and "." in text and text.isascii() and not text[:1].isdigit()


def is_contact(text: str) -> bool:
    """Whether a line says whom it is sent to, where someone is found, or the republic's name."""
    key, before = f"{fold(text)} ", fold(text.partition(":")[0])
    names = (name for of in CONTACTS for name in listed(of))
    return any(name == before or (" " in name and key.startswith(f"{name} ")) for name in names)


def is_person(text: str) -> bool:
    """Whether a line is the name of a person, as below a table that is signed."""
    names = text.split()
    capital = all(name[:1].isupper() and name.isalpha() for name in names)
    return (
        _FEWEST_NAMES <= len(names) <= _MOST_NAMES
        and capital
        and names[0].casefold() in marks("surnames")
    )
