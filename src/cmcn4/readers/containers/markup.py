"""XML through expat, in chunks; transitional and strict names are one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import IO, Protocol
from xml.parsers import expat

from cmcn4.readers.containers.limits import DEEPEST, LONGEST_TEXT, TOO_DEEP, TOO_LONG, damaged
from cmcn4.readers.problems import Unreadable

Attributes = Mapping[str, str]
Element = tuple[str, Attributes, str]
"""Name, attributes, and the text behind the last tag that began in it."""
_CHUNK = 1 << 16
_LONGEST_TOKEN = 1 << 20
"""Bytes of a tag or a comment; expat starts a longer one anew with every chunk."""


class _Machine(Protocol):
    texts: list[str]
    """Characters as they come; who takes the elements clears it."""

    @property
    def tags(self) -> tuple[str, ...]: ...  # without prefix; if none, names have their namespace

    def start(self, tag: str, attributes: Attributes, /) -> None: ...

    def end(self, tag: str, /) -> None: ...


class _Elements:
    """Elements that matter by name alone, as they end."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        self.tags, self.texts = tags, list[str]()
        self.done: list[Element] = []
        self.open: list[Attributes] = []
        self.begun = 0

    def start(self, _: str, attributes: Attributes, /) -> None:
        self.open.append(attributes)
        self.begun += 1
        if self.texts:
            self.texts.clear()

    def end(self, tag: str, /) -> None:
        attributes = self.open.pop()
        if tag in self.tags:
            self.done.append((tag, attributes, "".join(self.texts)))


def elements(source: IO[bytes], name: str, tags: tuple[str, ...], most: int) -> Iterator[Element]:
    """Yield the elements of these names in a part that has at most so many of all names."""
    machine = _Elements(tags)
    for _ in fed(source, machine, name):
        if machine.begun > most:
            raise Unreadable(variant="bomb")
        if len(machine.open) > DEEPEST:
            raise damaged(TOO_DEEP)
        yield from machine.done
        machine.done.clear()


def fed(source: IO[bytes], machine: _Machine, name: str) -> Iterator[None]:
    """Parse a part, pausing after each chunk; raise Unreadable when it is a trap.

    Raises ExpatError, LookupError or ValueError where it is no XML.
    """
    chunk, done = source.read(_CHUNK), 0
    parser = _parser(chunk, machine)
    while True:
        parser.Parse(chunk, not chunk)
        done += len(chunk)
        if done - parser.CurrentByteIndex > _LONGEST_TOKEN + _CHUNK:
            raise damaged(f"{name}: a tag without an end")
        if len(machine.texts) > 1 and sum(map(len, machine.texts)) > LONGEST_TEXT:
            raise damaged(TOO_LONG)
        yield
        if not chunk:
            return
        chunk = source.read(_CHUNK)


def whole(text: str | None, otherwise: int = -1) -> int:
    """Return a number of an attribute; another text is no number."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else otherwise  # noqa: PLR2004 - below a billion


def truth(text: str | None) -> bool:
    """Return whether an attribute says yes (xsd:boolean)."""
    return text in ("1", "true")


class _Root(Exception):  # noqa: N818 - what was looked for, no error
    """The first element was reached: its name and attributes."""


def _parser(head: bytes, machine: _Machine) -> expat.XMLParserType:
    """Return a parser that knows the names by the prefixes which the first element declares.

    NOTE: a parser that resolves namespaces itself needs an eighth more time.
    """
    if machine.tags:
        names = {f"{prefix}{tag}": tag for prefix in _prefixes(head) for tag in machine.tags}
        parser = expat.ParserCreate(intern=names)
    else:
        parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = machine.start
    parser.EndElementHandler = machine.end
    parser.CharacterDataHandler = machine.texts.append
    return parser


def _prefixes(head: bytes) -> set[str]:
    """Return the prefixes of the namespace that the first element is in."""
    probe = expat.ParserCreate()
    probe.StartElementHandler = _reached
    attributes: Attributes = {}
    root = ""
    try:
        with suppress(expat.ExpatError):  # who parses it to its end tells what is wrong
            probe.Parse(head)
    except _Root as reached:
        root, attributes = reached.args
    prefix = root.rpartition(":")[0]
    space = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns")
    same = {key[6:] for key in attributes if key[:5] == "xmlns" and attributes[key] == space}
    return {f"{each}:" if each else "" for each in (*same, prefix)}


def _reached(name: str, attributes: Attributes) -> None:
    raise _Root(name, attributes)


def _refuse(*_: object) -> None:
    raise Unreadable(variant="entities")
