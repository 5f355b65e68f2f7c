"""What the documents say of a code: docs/findings*.md are the only place where it stands."""

from __future__ import annotations

import re
from pathlib import Path

from cmcn4.locale import ENGLISH
from cmcn4.model.lazy.named import NamedTuple

_PACKAGE, _CHECKOUT = Path(__file__).parents[3] / "docs", Path(__file__).parents[5] / "docs"
_FENCE = re.compile(r"^```", re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]]*+)\]\([^()\[\]]*+\)")
_HEADING = re.compile(r"^#{2,3} ", re.MULTILINE)
_REMEDY = re.compile(r"\*\*[^*]+:\*\* ?")
_SHOWN = "text"
"""What follows the fence of what cmcn4 says; after others the name of a file follows."""


class Example(NamedTuple):
    """A file of an example."""

    name: str
    """With how it is written, such as `encoding=windows-1258`."""
    text: str


class FindingPage(NamedTuple):
    """The section of a code."""

    code: str
    markdown: str
    """The whole of it, below its heading."""
    meaning: tuple[str, ...]
    """Paragraphs, each in one line."""
    examples: tuple[Example, ...]
    """The last of them gives the finding; those before it stand beside it."""
    shown: str
    """What cmcn4 says of it."""
    remedy: str
    """What to do."""


def page(code: str, lang: str) -> FindingPage:
    """Return the section of a code in a language, in English where there is none in it."""
    section = _section(_text(lang), code)
    meaning, remedy = [], ""
    # Between fences text and examples take turns.
    texts = _FENCE.split(section)
    for paragraph in "\n\n".join(texts[::2]).split("\n\n"):
        line = _LINK.sub(r"\1", " ".join(paragraph.split()))
        if head := _REMEDY.match(line):
            remedy = line[head.end()].upper() + line[head.end() + 1 :]
        elif line:
            meaning.append(line)
    fences = [
        (info.strip(), body) for info, _, body in (text.partition("\n") for text in texts[1::2])
    ]
    examples = tuple(
        Example(info.partition(" ")[2], body) for info, body in fences if info != _SHOWN
    )
    shown = "".join(body for info, body in fences if info == _SHOWN)
    return FindingPage(code, section, tuple(meaning), examples, shown, remedy)


def _text(lang: str) -> str:
    name = "findings.md" if lang == ENGLISH else f"findings.{lang}.md"
    folder = _PACKAGE if _PACKAGE.is_dir() else _CHECKOUT
    place = folder / name
    return (place if place.exists() else folder / "findings.md").read_text(encoding="utf-8")


def _section(text: str, code: str) -> str:
    start = text.index(f"\n### {code}\n") + len(f"\n### {code}\n")
    end = _HEADING.search(text, start)
    return text[start : end.start() if end else len(text)].strip() + "\n"
