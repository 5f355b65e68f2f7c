"""What a source manager is given: the documents that ask, and the figures judged, as works."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Assessment, Chosen, Report
from cmcn4.model.rule import is_state, measure
from cmcn4.model.target import Pack
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.presentation.citing.citation import citation, observed
from cmcn4.reporters.presentation.figures import own_evidence
from cmcn4.reporters.presentation.words import Words

_NOT_KEY = re.compile(r"[^A-Za-z0-9.-]+")


class Reference(NamedTuple):
    """One work to cite; empty where something is not known."""

    key: str
    """ASCII letters, digits, dots and hyphens; the same in every run."""
    kind: Literal["legislation", "dataset"]
    title: str
    authors: tuple[str, ...]
    """Bodies, never persons."""
    issued: dt.date | None
    number: str
    url: str
    language: str
    """The code of the language of title and note."""
    note: str


def references(
    targets: Sequence[Chosen], words: Words, report: Report | None
) -> Iterator[Reference]:
    """Yield each document once, then each figure judged with what was made of it on which day."""
    packs = {chosen.pack.id: chosen.pack for chosen in targets}
    for pack in packs.values():
        yield _document(pack, words)
    asked = {chosen.id for chosen in targets}
    for assessment in report.assessments if report else ():
        judged = assessment.interval is not None and assessment.verdict is not Verdict.NO_DATA
        if assessment.chosen.id in asked and judged:
            yield _figure(assessment, words)


def _document(pack: Pack, words: Words) -> Reference:
    document = pack.document
    printed = next((source.url for source in pack.sources if source.url), None)
    return Reference(
        key=_key(pack.id),
        kind="legislation",
        title=document.title.get(words.lang),
        authors=(document.issuer.get(words.lang),),
        issued=dt.date.fromisoformat(document.issued),
        number=document.number or "",
        url=printed or "",
        language=words.lang,
        note="",
    )


def _figure(each: Assessment, words: Words) -> Reference:
    rows = own_evidence(each)
    released = [row.origin.released for row in rows if row.origin.released]
    named = dict.fromkeys(words.source(row.origin.source) for row in rows if row.origin.source)
    what = f"{_what(each, words)}, {words.country(each.area)}"
    return Reference(
        key=_key(f"{each.chosen.id}.{each.area}.{each.period or ''}"),
        kind="dataset",
        title=f"{what}: {observed(each, words)} ({words.period(each)})",
        authors=tuple(named),
        issued=max(released, default=None),
        number="",
        url=next((row.origin.url for row in rows if row.origin.url), ""),
        language=words.lang,
        note=citation(each, words),
    )


def _what(each: Assessment, words: Words) -> str:
    """Return what the value is of: the indicator observed; where several are judged, the target."""
    rule = each.chosen.rule
    if measure(rule) == "own" and not is_state(rule):
        return words.measured(each).names.get(words.lang)
    return each.chosen.target.title.get(words.lang)


def _key(text: str) -> str:
    return _NOT_KEY.sub(".", text).strip(".")
