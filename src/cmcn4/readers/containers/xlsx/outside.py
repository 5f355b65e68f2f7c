"""Texts of a workbook outside of its cells: on the printed page, in tips, in threads, of the file.

Whoever opens or prints the sheet sees them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import clean
from cmcn4.readers.containers.cells import Comment
from cmcn4.readers.containers.limits import LONGEST_TEXT
from cmcn4.readers.containers.numbers import column_number, truth
from cmcn4.readers.containers.parts import Attributes, Machine, Parts
from cmcn4.readers.problems import Unreadable

TIPS = "dataValidation", "hyperlink"
PAGES = tuple(
    f"{which}{what}" for which in ("odd", "even", "first") for what in ("Header", "Footer")
)
_ABOUT = "title", "subject", "description"
OURS = "cmcn4"
"""Who comments on the cells of a copy that findings were written into."""
_CELL = Pattern(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_SECTION = Pattern("&[LCR]")
_CODE = Pattern(r'&(?:"[^"]*"|K[0-9A-F+-]{6}|K[0-9]{2}[+-][0-9]{3}|[0-9]{1,3}|.)')
_PAGE = Pattern(r"&[PN]")
_OF_PAGES = Pattern(r"(?i)\b(?:trang|page|số|of|trên|tổng)\b|[-–—/|]")


def cell_of(reference: str) -> tuple[int | None, int | None]:
    """Return the row and the column of the first cell of a reference; none where it is none."""
    match = _CELL.match(reference)
    return (int(match[2]), column_number(match[1])) if match else (None, None)


def tip(tag: str, attributes: Attributes) -> Iterator[Comment]:
    """Yield what is shown to whoever goes to a cell (18.3.1.32, 47): of a `TIPS`."""
    get, at = attributes.get, cell_of(attributes.get("sqref", attributes.get("ref", "")))
    texts = [get("tooltip", "")]
    if TIPS[0] in tag:
        shown = truth(get("showInputMessage"))
        texts = [get("promptTitle", ""), get("prompt", "")] if shown else []
    yield from (Comment(*at, said) for text in texts if (said := clean(text[:LONGEST_TEXT])))


def of_page(text: str) -> Iterator[Comment]:
    """Yield what a header or footer of pages says (18.3.1.39) without fonts and page numbers."""
    for section in _SECTION.split(text[:LONGEST_TEXT]):
        bare = without_pages(section) if _PAGE.search(section) else section
        if clean(_CODE.sub("", bare)):
            plain = _CODE.sub(lambda match: "&" * (match[0] == "&&"), section)
            yield Comment(None, None, clean(plain))


def without_pages(text: str) -> str:
    """Return a text without the words around the number of a page: «Trang 1/3»."""
    return _OF_PAGES.sub("", text)


class _About(Machine[Comment]):
    """Takes what a file says of itself, in the terms of the Dublin Core (part 2, 11)."""

    def end(self, name: str, /) -> None:
        if name.rpartition(" ")[2] in _ABOUT and "/dc/elements/" in name:
            said = clean("".join(self.texts)[:LONGEST_TEXT])
            self.done += [Comment(None, None, said)] * bool(said)
        self.texts.clear()


def about(parts: Parts, part: str) -> Iterator[Comment]:
    """Yield the title, the subject and the remarks of a file."""
    if part in parts:
        yield from as_far_as_sound(parts.made(part, _About()))


class _Threads(Machine[Comment]):
    """Takes the comments of conversations ([MS-XLSX] 2.1.20), but for those of `ours`."""

    def __init__(self, ours: Iterable[str]) -> None:
        super().__init__()
        self._ours = {*ours}
        self._by: list[Attributes] = []
        self._text = ""

    def start(self, name: str, attributes: Attributes, /) -> None:
        self.texts.clear()
        if name.endswith(" threadedComment"):
            self._by.append(attributes)

    def end(self, name: str, /) -> None:
        if name.endswith(" text"):
            self._text = clean("".join(self.texts)[:LONGEST_TEXT])
        elif name.endswith(" threadedComment") and self._by:
            by = self._by.pop()
            if self._text and by.get("personId") not in self._ours:
                self.done.append(Comment(*cell_of(by.get("ref", "")), self._text))
            self._text = ""
        self.texts.clear()


class _People(Machine[str]):
    """Takes the ids under which we speak ourselves."""

    def start(self, _: str, attributes: Attributes, /) -> None:
        if attributes.get("displayName") == OURS:
            self.done.append(attributes.get("id", ""))


def threads(parts: Parts, part: str, people: Iterable[str]) -> Iterator[Comment]:
    """Yield what is said in conversations; `people` are the parts that name who speaks."""
    if part in parts:
        ours = [one for each in people if each in parts for one in parts.made(each, _People())]
        yield from parts.made(part, _Threads(ours))


def as_far_as_sound(found: Iterable[Comment]) -> Iterator[Comment]:
    """Yield what a part says, and nothing more where it is damaged: no figure stands in it."""
    try:
        yield from found
    except Unreadable:
        return
