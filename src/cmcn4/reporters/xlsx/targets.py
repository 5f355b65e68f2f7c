"""What the documents say and where figures come from: wording of targets, sources with links."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import quote

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Chosen, Report
from cmcn4.reporters.presentation.explaining.explanation import background
from cmcn4.reporters.presentation.rules.sentences import chosen_in_words
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.xlsx.cells import Cell
from cmcn4.reporters.xlsx.gaps import horizon
from cmcn4.reporters.xlsx.pages import Link, Page, Row, columns

MOST_LINKS = 65_530
"""Hyperlinks of one sheet; Excel repairs a file with more, and drops them all."""
_LONGEST_LINK = 2_079
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_TARGETS = {"document": 12, "target": 32, "horizon": 11, "quote": 56, "rule": 46, "readings": 56,
            "note": 44, "id": 46, "number": 20, "issued": 14, "issuer": 26, "name": 44,
            "read": 44}  # fmt: skip
_SOURCES = {"source": 44, "figures": 12, "indicators": 50, "years": 16, "released": 14,
            "address": 70}  # fmt: skip


def targets_page(report: Report, words: Words) -> Page:
    """Return each target that was asked for, with its wording and how it is read."""
    targets = {assessment.chosen.id: assessment.chosen for assessment in report.assessments}
    styles = {"horizon": "whole", "issued": "date"}

    def rows() -> Iterator[Row]:
        for chosen in targets.values():
            yield _target(chosen, words)

    return Page(
        name=words.say("xlsx.sheet.targets"),
        columns=columns(words, _TARGETS, styles),
        rows=rows,
        count=len(targets),
        table="Targets",
        printed=7,
        frozen="C",
    )


def _target(chosen: Chosen, words: Words) -> Row:
    target, pack = chosen.target, chosen.pack
    parts = dict(background(chosen, words))
    document = pack.document
    return [
        pack.name,
        target.title.get(words.lang),
        horizon(target, words),
        f"“{target.quote}”",
        chosen_in_words(words, chosen),
        "\n".join(parts.get(words.say("explain.readings"), [])),
        target.note.get(words.lang) if target.note else None,
        chosen.id,
        document.number or words.say("explain.number-unknown"),
        dt.date.fromisoformat(document.issued),
        document.issuer.get(words.lang),
        document.title.get(words.lang),
        "\n".join(parts.get(words.say("explain.sources"), [])),
    ]


class _Used(NamedTuple):
    """The figures of one source at one address."""

    indicators: dict[str, None]
    years: set[int]
    released: set[dt.date]
    places: set[tuple[object, ...]]


def sources_page(report: Report, words: Words) -> Page:
    """Return where the figures come from that decided, with links to addresses of the web."""
    found: dict[tuple[str, str], _Used] = {}
    for assessment in report.assessments:
        for row in assessment.observed:
            key = words.source(row.origin.source), row.origin.url
            used = found.setdefault(key, _Used({}, set(), set(), set()))
            used.indicators.setdefault(row.indicator)
            used.years.add(row.period.last.year)
            used.places.add((row.sheet, row.row, row.column))
            if row.origin.released:
                used.released.add(row.origin.released)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1].places), item[0]))
    addresses = [address(url) for (_, url), _ in ordered]
    links = [Link(f"F{number}", each) for number, each in enumerate(addresses, 2) if each]
    linked = {link.cell for link in links[:MOST_LINKS]}

    def rows() -> Iterator[Row]:
        for number, ((source, url), used) in enumerate(ordered, 2):
            names = words.names(used.indicators)
            years = f"{min(used.years)}–{max(used.years)}" if len(used.years) > 1 else None
            yield [
                source or words.say("cite.no-source"),
                len(used.places),
                names,
                years or min(used.years),
                max(used.released, default=None),
                Cell(url, "link" if f"F{number}" in linked else "wrap"),
            ]

    styles = {"figures": "whole", "years": "whole", "released": "date"}
    return Page(
        name=words.say("xlsx.sheet.sources"),
        columns=columns(words, _SOURCES, styles),
        rows=rows,
        count=len(ordered),
        table="Sources",
        frozen="B",
        links=links[:MOST_LINKS],
    )


def address(url: str) -> str | None:
    """Return an address as a link may have it: of the web alone, in ASCII, not too long to open."""
    if not _WEB.match(url):
        return None
    safe = quote(url.encode(errors="replace"), safe="%/:?#[]@!$&'()*+,;=~")
    return safe if len(safe) <= _LONGEST_LINK else None
