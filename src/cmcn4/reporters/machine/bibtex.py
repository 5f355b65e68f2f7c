"""Works to cite as BibTeX, in UTF-8.

https://ctan.org/pkg/bibtex, with the fields that biblatex and reference managers know beyond it:
`day`, `langid`, `url`. Bodies are authors in braces of their own, so that no name is taken apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen, Report
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.citing.references import Reference, references
from cmcn4.reporters.presentation.words import Words

_LANGUAGES = {"vi": "vietnamese", "en": "english"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ACTIVE = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
# In an address nothing is escaped, so what would end the field or begin a command is encoded.
_ADDRESS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20", '"': "%22"})


def render(
    targets: Sequence[Chosen], catalogue: Catalogue, style: Style, report: Report | None
) -> bytes:
    """Return an entry for each document and for each figure judged."""
    words = Words(style.lang, catalogue)
    entries = map(_entry, references(targets, words, report))
    return "\n".join(entries).encode(errors="replace")


def _entry(work: Reference) -> str:
    fields = {
        "author": " and ".join(f"{{{_text(author)}}}" for author in work.authors),
        # Braces of its own keep every capital and every sign.
        "title": f"{{{_text(work.title)}}}",
        "number": _text(work.number),
        "year": str(work.issued.year) if work.issued else "",
        "month": _MONTHS[work.issued.month - 1] if work.issued else "",
        "day": str(work.issued.day) if work.issued else "",
        "url": " ".join(work.url.split()).translate(_ADDRESS),
        "langid": _LANGUAGES.get(work.language, work.language),
        "note": _text(work.note),
    }
    lines = (
        # A month is a macro of BibTeX's own.
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields.items()
        if value
    )
    return f"@misc{{{work.key},\n{''.join(lines)}}}\n"


def _text(text: str) -> str:
    return " ".join(text.split()).translate(_ACTIVE)
