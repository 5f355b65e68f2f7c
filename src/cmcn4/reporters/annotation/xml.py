"""XML as it stands in a part: where elements begin and end, so that text can be put between them.

Nothing is written anew: what another program has written stays as it is, to the byte, around what
is put in. https://www.w3.org/TR/xml/
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from xml.parsers import expat

from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple

_BETWEEN = "\x01"  # parts namespace, name and prefix in what expat says; XML cannot contain it
_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_DECLARATION = re.compile(rb"\A\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_HEAD = re.compile(r"\A\s*<\?xml[^>]*\?>")
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
# What XML 1.0 has no way to write, and the control characters it would rather not have.
_ILLEGAL = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class Malformed(Exception):  # noqa: N818 - a state of the part, told by who opened the file
    """The XML is not well-formed, or defines entities."""


class Edit(NamedTuple):
    """Bytes in place of those from `start` to `end`."""

    start: int
    end: int
    new: bytes


@dataclass(slots=True)
class Element:
    """One element and where it stands."""

    uri: str
    name: str
    prefix: str
    attributes: Mapping[str, str]
    """By name; those of a namespace by the name alone, too."""
    start: int
    """Where its start tag begins."""
    close: int = 0
    """Where its end tag begins; for an empty one, behind its only tag."""
    content: str = ""
    children: list[Element] = field(default_factory=list)

    def tag(self, name: str) -> str:
        """Return a name with the prefix that this element has."""
        return f"{self.prefix}:{name}" if self.prefix else name

    def all(self, name: str) -> Iterator[Element]:
        """Yield the children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        """Return the first child of a name."""
        return next(self.all(name), None)


def utf8(data: bytes) -> bytes:
    """Return a part as UTF-8 without a mark; in UTF-8 it stays as it is."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            data = data[len(mark) :]
            return data if encoding == "utf-8" else _decoded(data, encoding)
    declared = _DECLARATION.match(data)
    named = _ENCODING.search(declared[0]) if declared else None
    encoding = named[1].decode("ascii").lower() if named else "utf-8"
    return data if encoding in ("utf-8", "us-ascii", "ascii") else _decoded(data, encoding)


def _decoded(data: bytes, encoding: str) -> bytes:
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeError) as error:
        raise Malformed(encoding) from error
    return _HEAD.sub('<?xml version="1.0" encoding="UTF-8"?>', text, count=1).encode()


def parse(data: bytes, keep: Collection[str] | None = None) -> Element:
    """Return the tree of a part in UTF-8.

    With `keep` only the root, its children, and elements of these names are in it: a sheet may
    have millions. Raises Malformed.
    """
    tree = _Tree(keep)
    parser = expat.ParserCreate("utf-8", _BETWEEN)
    parser.namespace_prefixes = True
    parser.buffer_text = True
    tree.parser = parser
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.StartDoctypeDeclHandler = _refuse
    if keep is None:
        parser.CharacterDataHandler = tree.text
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own order: it is the end
    except expat.ExpatError as error:
        raise Malformed(str(error)) from error
    return tree.root


def _refuse(*_: object) -> None:
    """Refuse a document type: entities are defined there, and no part of a workbook needs one."""
    raise Malformed("document type")


@dataclass
class _Tree:
    """What expat calls back."""

    parser: expat.XMLParserType = field(init=False)
    root: Element = field(init=False)
    keep: Collection[str] | None
    open: list[Element | None] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        parts = name.split(_BETWEEN)
        local = parts[1] if len(parts) > 1 else name
        stack = self.open
        if self.keep is not None and len(stack) > 1 and local not in self.keep:
            stack.append(None)
            return
        named = {key.split(_BETWEEN)[1] if _BETWEEN in key else key: value
                 for key, value in attributes.items()}  # fmt: skip
        uri = parts[0] if len(parts) > 1 else ""
        prefix = parts[2] if len(parts) > 2 else ""  # noqa: PLR2004 - URI, name, prefix
        element = Element(uri, local, prefix, named, self.parser.CurrentByteIndex)
        if not stack:
            self.root = element
        else:
            parent = next((outer for outer in reversed(stack) if outer is not None), self.root)
            parent.children.append(element)
        stack.append(element)

    def end(self, _: str) -> None:
        element = self.open.pop()
        if element is not None:
            element.close = self.parser.CurrentByteIndex

    def text(self, text: str) -> None:
        element = self.open[-1] if self.open else None
        if element is not None:
            element.content += text


def tag_end(data: bytes, element: Element) -> int:
    """Return where the content of an element begins."""
    match = _TAG.match(data, element.start)
    if match is None:
        raise Malformed(element.name)
    return match.end()


def element_end(data: bytes, element: Element) -> int:
    """Return where an element ends."""
    start = tag_end(data, element)
    return start if _is_empty(data, start) else data.index(b">", element.close) + 1


def at_end(data: bytes, element: Element, new: bytes) -> Edit:
    """Return the edit that puts something at the end of an element's content."""
    start = tag_end(data, element)
    if _is_empty(data, start):
        return Edit(start - 2, start, b">" + new + f"</{element.tag(element.name)}>".encode())
    return Edit(element.close, element.close, new)


def _is_empty(data: bytes, behind: int) -> bool:
    return data[behind - 2 : behind] == b"/>"


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes with all edits made; those at one place in the order given."""
    pieces, last = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += [data[last : edit.start], edit.new]
        last = edit.end
    return b"".join([*pieces, data[last:]])


def escaped(text: str) -> str:
    """Return text as XML writes it, in content and attributes; what it cannot write as U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text).translate(_ESCAPES)
