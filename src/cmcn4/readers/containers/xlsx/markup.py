"""XML of a workbook's parts through expat, in chunks; transitional and strict names are one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import IO, Protocol
from xml.parsers import expat

from cmcn4.readers.problems import Unreadable

Attributes = Mapping[str, str]
_CHUNK = 1 << 16
_LONGEST_TOKEN = 1 << 20
"""Bytes of a tag or a comment; expat starts a longer one anew with every chunk."""
LONGEST_TEXT = 1 << 17
"""Characters; a cell of Excel's holds 32,767."""
DEEPEST = 64
_MOST_ELEMENTS = 1 << 21


class Machine(Protocol):
    """What takes the elements of a part."""

    texts: list[str]
    """Characters as they come; who takes the elements clears it."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Names that are asked about, without prefix."""

    def start(self, tag: str, attributes: Attributes, /) -> None:
        """Take the begin of an element."""

    def end(self, tag: str, /) -> None:
        """Take its end."""


class Shallow:
    """Elements that matter by name alone, some with what is around them and the text in them."""

    def __init__(
        self, tags: tuple[str, ...], element: Callable[[str, Attributes, str], None]
    ) -> None:
        """Tell `element` each that ends: name, attributes, text."""
        self.tags, self._element = tags, element
        self.texts: list[str] = []
        self._open: list[Attributes] = []
        self._left = _MOST_ELEMENTS

    def start(self, _: str, attributes: Attributes, /) -> None:
        """Remember the attributes until the end."""
        self._open.append(attributes)
        if len(self._open) > DEEPEST:
            raise too_deep()
        self._left -= 1
        if self._left < 0:
            raise Unreadable(variant="bomb")
        self.texts.clear()

    def end(self, tag: str, /) -> None:
        """Tell of the element."""
        attributes = self._open.pop()
        if tag in self.tags:
            self._element(tag, attributes, "".join(self.texts))
        self.texts.clear()


def fed(source: IO[bytes], machine: Machine, name: str) -> Iterator[None]:
    """Parse a part, pausing after each chunk; raise Unreadable when it is no XML, or a trap."""
    chunk, done = source.read(_CHUNK), 0
    try:
        parser = _parser(chunk, machine)
        while chunk:
            parser.Parse(chunk)
            done += len(chunk)
            if done - parser.CurrentByteIndex > _LONGEST_TOKEN + _CHUNK:
                raise Unreadable(variant="damaged", problem=f"{name}: a tag without an end")
            if len(machine.texts) > 1 and sum(map(len, machine.texts)) > LONGEST_TEXT:
                raise too_long()
            yield
            chunk = source.read(_CHUNK)
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes it so
    except expat.ExpatError as error:
        raise Unreadable(variant="damaged", problem=f"{name}: {error}") from error
    yield


def consume(source: IO[bytes], machine: Machine, name: str) -> None:
    """Parse a part to its end."""
    for _ in fed(source, machine, name):
        pass


def whole(text: str | None, otherwise: int = -1) -> int:
    """Return a number of an attribute; another text is no number."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else otherwise  # noqa: PLR2004 - below a billion


def truth(text: str | None) -> bool:
    """Return whether an attribute says yes (xsd:boolean)."""
    return text in ("1", "true")


def too_long() -> Unreadable:
    """Return the reason for a text that no cell holds."""
    return Unreadable(variant="damaged", problem="text longer than a cell holds")


def too_deep() -> Unreadable:
    """Return the reason for elements in elements in elements."""
    return Unreadable(variant="damaged", problem="elements nested too deeply")


class _Root(Exception):  # noqa: N818 - what was looked for, no error
    """The first element was reached: its name and attributes."""


def _parser(head: bytes, machine: Machine) -> expat.XMLParserType:
    """Return a parser that knows the names by the prefixes which the first element declares.

    NOTE: a parser that resolves namespaces itself needs an eighth more time.
    """
    names = {f"{prefix}{tag}": tag for prefix in _prefixes(head) for tag in machine.tags}
    parser = expat.ParserCreate(intern=names)
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
    except (LookupError, ValueError) as error:
        raise Unreadable(variant="damaged", problem=str(error)) from error  # its encoding
    prefix = root.rpartition(":")[0]
    space = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns")
    same = {key[6:] for key in attributes if key[:5] == "xmlns" and attributes[key] == space}
    return {f"{each}:" if each else "" for each in (*same, prefix)}


def _reached(name: str, attributes: Attributes) -> None:
    raise _Root(name, attributes)


def _refuse(*_: object) -> None:
    raise Unreadable(variant="entities")
