"""What an ODS says beside its cells: in comments, on shapes, on printed pages, at what is checked.

Whoever opens or prints a table sees it (OpenDocument 1.3, part 3: 9.4.13, 10.3, 14.1, 16.10), and
so are the labels of form controls (13).
"""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.model.text import clean
from cmcn4.readers.containers.cells import Comment
from cmcn4.readers.containers.limits import LONGEST_TEXT
from cmcn4.readers.containers.parts import Attributes, Machine, Parts
from cmcn4.readers.containers.xlsx.outside import about, as_far_as_sound, without_pages

_OFFICE, _TABLE, _TEXT, _DRAW, _STYLE, _FORM = (
    f"urn:oasis:names:tc:opendocument:xmlns:{space}:1.0 "
    for space in ("office", "table", "text", "drawing", "style", "form")
)
COMMENT, HELP = f"{_OFFICE}annotation", f"{_TABLE}help-message"
CHANGE = f"{_OFFICE}change-info"
"""What is said of a change that is recorded and not accepted (9.9)."""
PAGES = frozenset(
    f"{_STYLE}{what}{which}" for what in ("header", "footer") for which in ("", "-left", "-first")
)
_P = f"{_TEXT}p"
_PLAIN = frozenset((_P, f"{_TEXT}span", f"{_TEXT}a"))
"""What holds texts; those of fields, such as the number of a page, say nothing."""
_TITLES = "title", "subtitle"
_NUMBERS = frozenset((f"{_TEXT}page-number", f"{_TEXT}page-count"))


class Aside:
    """What is said in an element that is left out, as far as it has been read."""

    def __init__(self) -> None:
        """Start outside of any."""
        self._within: list[str] = []
        self._said: list[str] = []
        self._is_numbered = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin an element that is left out, or one within it."""
        label = attributes.get(f"{_FORM}label", "") if name.startswith(_FORM) else ""
        speaks = name in PAGES or name in (COMMENT, HELP, CHANGE) or name.startswith(_DRAW) or label
        shown = {attributes.get(f"{space}display") for space in (_STYLE, _TABLE)}
        if self._within or (speaks and "false" not in shown):
            self._within.append(name)
            self._is_numbered = self._is_numbered or name in _NUMBERS
            self._said += (attributes.get(f"{_TABLE}title", ""), " ") if name == HELP else (label,)

    def text(self, text: str) -> None:
        """Take the text since the last tag."""
        if self._within and self._within[-1] in _PLAIN:
            self._said.append(text)

    def end(self, name: str) -> str:
        """End an element; return what was said in the one that has begun."""
        if not self._within:
            return ""
        self._within.pop()
        self._said += " " * (name == _P)
        if self._within:
            return ""
        said = clean("".join(self._said)[:LONGEST_TEXT])
        bare = without_pages(said) if self._is_numbered else said
        self._said, self._is_numbered = [], False
        return said if any(map(str.isalnum, bare)) else ""


class _Titles(Machine[Comment]):
    """Takes the titles of a chart and of its axes (11.4), which are no cells."""

    def end(self, name: str, /) -> None:
        space, _, tag = name.rpartition(" ")
        if tag in _TITLES and ":chart:" in space:
            said = clean("".join(self.texts)[:LONGEST_TEXT])
            self.done += [Comment(None, None, said)] * bool(said)
        if space != _TEXT.rstrip():
            self.texts.clear()


def of_book(parts: Parts) -> Iterator[str]:
    """Yield what a file says of itself, and what its charts are called."""
    said = [*about(parts, "meta.xml")]
    for _, attributes, _ in parts.elements("META-INF/manifest.xml", "file-entry"):
        path = next((value for key, value in attributes.items() if key.endswith("full-path")), "")
        if path.endswith("/content.xml") and path in parts:
            said += as_far_as_sound(parts.made(path, _Titles()))
    yield from (each.text for each in said)
