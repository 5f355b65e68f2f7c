"""Findings: problems in data or targets, each with a stable code, a level and a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, Self

from cmcn4.model.lazy.dataclass import dataclass, field, replace
from cmcn4.model.text import shortened, visible

if TYPE_CHECKING:
    from cmcn4.model.decision import Decision
    from cmcn4.model.observation import Place

Level = Literal["error", "warning", "note"]

_ERRORS = (
    "file-unreadable",
    "file-empty",
    "encoding-unknown",
    "legacy-vietnamese-encoding",
    "header-not-found",
    "column-missing",
    "column-ambiguous",
    "breakdown-unreadable",
    "indicator-unknown",
    "area-unknown",
    "period-unreadable",
    "number-unreadable",
    "number-ambiguous",
    "value-out-of-range",
    "unit-mismatch",
    "duplicate-conflict",
    "formula-without-value",
    "cell-error",
    "row-ragged",
    "nothing-read",
    "indicator-ambiguous",
    "targets-invalid",
    "settings-invalid",
    "internal-error",
)
_WARNINGS = (
    "indicator-unlisted",
    "duplicate-same",
    "source-conflict",
    "source-missing",
    "stale-value",
    "rank-not-official",
    "population-differs",
    "hidden-data",
    "percent-suspicious",
    "unit-suspicious",
    "jump-suspicious",
    "definition-changed",
    "catalogue-conflict",
    "area-changed",
    "area-assumed",
    "column-unread",
    "accept-unused",
    "accept-changed",
    "legacy-format",
)
_NOTES = (
    "file-skipped",
    "area-from-title",
    "rows-skipped",
    "superseded",
    "released-later",
    "multi-year-skipped",
    "text-unread",
)

LEVELS: Mapping[str, Level] = MappingProxyType(
    {
        **dict.fromkeys(_ERRORS, "error"),
        **dict.fromkeys(_WARNINGS, "warning"),
        **dict.fromkeys(_NOTES, "note"),
    }
)
"""Every code with its level. Codes are never reused; new ones may be added."""

WHOLE_FILE = "nothing-read"
"""The one error that a person may accept, of a file as it is: there may be nothing to report."""
INVALID = ("targets-invalid", "settings-invalid")
"""Codes of what is wrong with the question, not with the data."""
ACCEPTABLE = frozenset({WHOLE_FILE, *_WARNINGS}) - {"accept-unused", "accept-changed"}
"""Codes of the findings that a person may accept."""


_UNWRITTEN = ("indicator-unlisted", "source-missing")
"""Codes that sum up rows, and of which another one says nothing else."""
_WRITTEN = ("found", "next", "columns", "rows", "first", "examples")
"""Facts that are what stands in the data, or how much of it is hidden."""


class Cut(str):
    """A text too long for a message, without its end; it knows by a digest what it was."""

    __slots__ = ("digest",)
    digest: str

    def __new__(cls, text: str, digest: str = "") -> Self:
        """Take what is shown, and the digest of all of it."""
        cut = super().__new__(cls, text)
        cut.digest = digest
        return cut


def whole_text(text: object) -> str:
    """Return a text by which it is known as a whole, though a message shows less of it."""
    return f"{str.__str__(text)} {text.digest}" if isinstance(text, Cut) else str(text)


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem. The text is made from `code` and `facts` in the language of the report."""

    code: str
    place: Place
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the message speaks of: names, values, periods, unformatted."""
    count: int = 1
    """How many rows it stands for."""
    decision: Decision | None = None
    """By which it is accepted."""
    others: int = 0
    """Findings that it stands for besides itself: so many of its kind are not told one by one."""

    texts: tuple[tuple[str, Place], ...] = ()
    """All texts that it counts, with their places; its facts name the first of them."""

    def with_texts(self, texts: Sequence[tuple[str, Place]], few: int, **more: int) -> Finding:
        """Return it with these texts, of which it names a few; it stands at the first."""
        shown = texts[:few]
        facts = {
            **self.facts,
            "texts": tuple(shortened(text) for text, _ in shown),
            "cells": tuple(place.cell for _, place in shown),
            **more,
        }
        return replace(self, place=texts[0][1], facts=facts, count=len(texts), texts=tuple(texts))

    @property
    def said(self) -> tuple[str, ...]:
        """The texts and headings that it is told of: with others it is another finding."""
        if self.code == "column-unread":
            return tuple(each for each in self.facts.get("columns", ()) if each != self.place.cell)
        return tuple(visible(text) for text, _ in self.texts)

    @property
    def character(self) -> int | None:
        """The character of its line at which it begins; of data only the field is known."""
        return self.facts.get("column") if self.code in INVALID else None

    @property
    def written(self) -> str:
        """What stands in the data that it is about, in no language of ours; empty if nothing.

        So it is known what a person saw who accepted it, and not another text at its place.
        """
        if self.code in _UNWRITTEN:
            return ""
        given = [self.facts[name] for name in _WRITTEN if name in self.facts]
        texts = [text for fact in given for text in (fact if isinstance(fact, tuple) else (fact,))]
        said = "; ".join(whole_text(text) for text in texts if isinstance(text, str | int))
        kind = self.facts.get("variant") if said or self.code == "hidden-data" else ""
        return " ".join(f"{kind}: {said}".split()) if kind else " ".join(said.split())

    @property
    def level(self) -> Level:
        """Its level, fixed by its code."""
        return LEVELS[self.code]
