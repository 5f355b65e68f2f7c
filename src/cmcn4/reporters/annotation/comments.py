"""The part with a sheet's comments: ours beside those that are there (ECMA-376, part 1, 18.7)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.text import utf16_cut, utf16_length
from cmcn4.reporters.annotation.xml import (
    Edit,
    Element,
    at_end,
    edited,
    element_end,
    escaped,
    parse,
)

AUTHOR = "cmcn4"
LIMIT = 32_767
"""Characters of one comment, in UTF-16 as Excel counts them."""
# ECMA-376, part 1, 22.9.2.19: what looks like an escape must be escaped.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FONT = '<{0}sz val="9"/><{0}color indexed="81"/><{0}rFont val="Tahoma"/><{0}family val="2"/>'


class Run(NamedTuple):
    """Some text of a comment."""

    text: str
    bold: bool = False


def fitted(runs: list[Run], room: int, cut: str) -> list[Run]:
    """Return the runs as far as there is room, and a word on the rest; nothing without room."""
    if sum(utf16_length(run.text) for run in runs) <= room:
        return runs
    room -= utf16_length(cut)
    kept: list[Run] = []
    for run in runs:
        if utf16_length(run.text) > room:
            kept.append(run._replace(text=utf16_cut(run.text, room)))
            return [*kept, Run(cut)] if room >= 0 else []
        room -= utf16_length(run.text)
        kept.append(run)
    return [*kept, Run(cut)]


class Comments:
    """The comments of one sheet."""

    def __init__(self, data: bytes | None, namespace: str) -> None:
        """Take what is there, or begin a part in the namespace of the sheet."""
        if data is None:
            head = '<?xml version="1.0" encoding="UTF-8"?>\n'
            lists = "<authors></authors><commentList></commentList>"
            data = f'{head}<comments xmlns="{escaped(namespace)}">{lists}</comments>'.encode()
        self.data = data
        self.root = parse(data)
        listed = self.root.first("commentList")
        self.there: dict[str, Element] = {
            comment.attributes.get("ref", "").replace("$", ""): comment
            for comment in (listed.all("comment") if listed else ())
        }

    def text(self, cell: str) -> str:
        """Return what a comment said before ours, ending in an empty line; empty without one."""
        comment = self.there.get(cell)
        text = comment.first("text") if comment else None
        before = "".join(part.content for part in _texts(text)) if text else ""
        return f"{before}\n\n" if before else ""

    def with_notes(self, notes: Mapping[str, list[Run]], cut: str) -> tuple[bytes, list[str]]:
        """Return the part with a note on each cell, and the cells where there was no room."""
        author, edits = self._author()
        new: list[str] = []
        without: list[str] = []
        for cell, runs in notes.items():
            if cell in self.there:
                below = self._below(self.there[cell], runs, cut)
                edits += below
                without += [] if below else [cell]
                continue
            tag, text = self.root.tag("comment"), self._text(runs, cut)
            new.append(f'<{tag} ref="{cell}" authorId="{author}">{text}</{tag}>')
        listed, added = self.root.first("commentList"), "".join(new)
        if listed is None:
            tag = self.root.tag("commentList")
            added = f"<{tag}>{added}</{tag}>"
        edits.append(at_end(self.data, listed or self.root, added.encode()))
        return edited(self.data, edits), without

    def _author(self) -> tuple[int, list[Edit]]:
        """Return our number among the authors, and what makes us one."""
        authors = self.root.first("authors")
        tag = self.root.tag("author")
        one = f"<{tag}>{AUTHOR}</{tag}>"
        if authors is None:
            many = self.root.tag("authors")
            one = f"<{many}>{one}</{many}>"
            if not self.root.children:
                # The list of comments is put at the same place, behind it.
                raise KeyError(many)
            start = self.root.children[0].start
            return 0, [Edit(start, start, one.encode())]
        names = [author.content for author in authors.all("author")]
        if AUTHOR in names:
            return names.index(AUTHOR), []
        return len(names), [at_end(self.data, authors, one.encode())]

    def _below(self, comment: Element, runs: list[Run], cut: str) -> list[Edit]:
        """Return the edits that put a note below a comment; none if there is no room."""
        text = comment.first("text")
        if text is None:
            start = comment.children[0].start if comment.children else None
            one = self._text(runs, cut).encode()
            return [Edit(start, start, one) if start else at_end(self.data, comment, one)]
        used = sum(utf16_length(part.content) for part in _texts(text))
        added = fitted([Run("\n\n" if used else ""), *runs], LIMIT - used, cut)
        if not added:
            return []
        new, edits = self._written(added).encode(), []
        plain, tag = text.first("t"), self.root.tag("r")
        if plain is not None:
            # A plain text beside runs would be shown alone: it becomes a run.
            end = element_end(self.data, plain)
            edits = [Edit(plain.start, plain.start, f"<{tag}>".encode()),
                     Edit(end, end, f"</{tag}>".encode())]  # fmt: skip
        phonetic = next((child for child in text.children if child.name not in ("t", "r")), None)
        if phonetic is not None:
            return [*edits, Edit(phonetic.start, phonetic.start, new)]
        return [*edits, at_end(self.data, text, new)]

    def _text(self, runs: list[Run], cut: str) -> str:
        tag = self.root.tag("text")
        return f"<{tag}>{self._written(fitted(runs, LIMIT, cut))}</{tag}>"

    def _written(self, runs: list[Run]) -> str:
        return "".join(self._run(run) for run in runs if run.text)

    def _run(self, run: Run) -> str:
        prefix = self.root.tag("")
        bold = f"<{prefix}b/>" if run.bold else ""
        font = f"<{prefix}rPr>{bold}{_FONT.format(prefix)}</{prefix}rPr>"
        text = escaped(_ESCAPE.sub("_x005F_", run.text))
        return f'<{prefix}r>{font}<{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}r>'


def _texts(text: Element) -> list[Element]:
    return [*text.all("t"), *(part for run in text.all("r") for part in run.all("t"))]
