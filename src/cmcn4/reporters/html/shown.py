"""What the templates of the page may ask for by name: words and drawings, and how much has room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from markupsafe import Markup

from cmcn4.locale import WORDING
from cmcn4.model.finding import Finding, Level
from cmcn4.model.gap import severity
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Assessment
from cmcn4.reporters.html import areas, card, overview
from cmcn4.reporters.presentation import alternatives, gaps
from cmcn4.reporters.presentation.changes import finding_before
from cmcn4.reporters.presentation.changes import in_words as change_in_words
from cmcn4.reporters.presentation.charts import chart, chart_words, peers, svg
from cmcn4.reporters.presentation.citing.citation import citation
from cmcn4.reporters.presentation.figures import own_evidence
from cmcn4.reporters.presentation.missing import gap_with_unit
from cmcn4.reporters.presentation.outline import horizon
from cmcn4.reporters.presentation.pace import ARROWS
from cmcn4.reporters.presentation.reasons import is_plain
from cmcn4.reporters.presentation.rules.sentences import chosen_in_words
from cmcn4.reporters.presentation.senders import lines
from cmcn4.reporters.presentation.verdicts import ABOVE, BELOW, VERDICTS, is_level
from cmcn4.reporters.presentation.words import Words, place_in_words

MOST_FINDINGS = MOST_CHANGES = 400
MOST_GAPS = 1500
MOST_OPEN = 300
_LEAST = 3
"""Lines that a table always has room for."""


def _most_lines(tables: Sequence[gaps.GapTable]) -> int:
    """Return the lines of each table, so that all together keep to MOST_GAPS."""
    return max(_LEAST, MOST_GAPS // max(1, len(tables)))


class Alike(NamedTuple):
    """Findings of one code for which the same is to be done."""

    level: Level
    code: str
    hint: str
    found: list[Finding]


def _by_hint(findings: Sequence[Finding], words: Words) -> list[Alike]:
    """Return findings by what is to be done about them, in the order of the first of each."""
    alike: dict[tuple[str, str, str], Alike] = {}
    for finding in findings:
        level, code, hint = finding.level, finding.code, words.hint(finding)
        alike.setdefault((level, code, hint), Alike(level, code, hint, [])).found.append(finding)
    return list(alike.values())


def _by_horizon(groups: Sequence[gaps.Group], words: Words) -> dict[str, list[gaps.Group]]:
    found: dict[str, list[gaps.Group]] = {}
    for group in groups:
        found.setdefault(horizon(group[0], words), []).append(group)
    return found


def _to_go(each: Assessment) -> float | None:
    """Return how much is still to go, in percent of the bar; None where it is not known."""
    known, share = severity(each)
    return float(min(share, Decimal(1))) * 100 if known else None


def _drawn_years(trajectory: chart.Trajectory, remark: str) -> Markup:
    return Markup(svg.years(trajectory, remark))  # noqa: S704 - it escapes its texts


def _drawn_peers(group: peers.Peers) -> Markup:
    return Markup(svg.peers(group))  # noqa: S704 - as above


def _sample(kind: str, outline: str) -> Markup:
    return Markup(svg.sample(kind, outline))  # noqa: S704 - our own


SHOWN: Mapping[str, object] = MappingProxyType(
    {
        "ARROWS": ARROWS,
        "VERDICTS": VERDICTS,
        "WORDING": WORDING,
        "READABLE": areas.READABLE,
        "WORST": areas.WORST,
        "MOST_FAR": areas.MOST_FAR,
        "MOST_CHANGES": MOST_CHANGES,
        "MOST_FINDINGS": MOST_FINDINGS,
        "MOST_OPEN": MOST_OPEN,
        "MOST_TABLES": MOST_GAPS // _LEAST,
        "most_lines": _most_lines,
        "by_horizon": _by_horizon,
        "by_hint": _by_hint,
        "to_go": _to_go,
        "id": id,
        "horizon": horizon,
        "cells": gaps.cells,
        "gap_with_unit": gap_with_unit,
        "change_in_words": change_in_words,
        "finding_before": finding_before,
        "chosen_in_words": chosen_in_words,
        "citation": citation,
        "place_in_words": place_in_words,
        "levels": areas.levels,
        "regions": areas.regions,
        "gap_in_words": areas.gap_in_words,
        "sender_columns": lines.COLUMNS,
        "sender_signs": lines.SIGNS,
        "tiles": overview.tiles,
        "stacks": overview.stacks,
        "stack": overview.stack,
        "tone": card.tone,
        "documents": card.documents,
        "wordings": card.wordings,
        "figures": card.figures,
        "observed_note": card.observed_note,
        "remarks": card.remarks,
        "progress_in_words": card.progress_in_words,
        "own_evidence": own_evidence,
        "evidence": card.evidence,
        "evidence_of": card.evidence_of,
        "alternatives": card.alternatives,
        "alternative_name": alternatives.name,
        "alternative_value": alternatives.value,
        "reading_in_words": card.reading_in_words,
        "packs_in_words": card.packs_in_words,
        "is_plain": is_plain,
        "is_level": is_level,
        "ABOVE": ABOVE,
        "BELOW": BELOW,
        "has_years": chart.can_draw,
        "trajectory": chart.trajectory,
        "drawn_years": _drawn_years,
        "drawn_peers": _drawn_peers,
        "sample": _sample,
        "legend": chart_words.legend,
        "told_of_years": chart_words.told_of_years,
        "has_peers": peers.can_draw,
        "peers": peers.peers,
        "told_of_peers": chart_words.told_of_peers,
    }
)
"""By the name that the templates know."""
