"""The targets themselves as records."""

from __future__ import annotations

from typing import Any

from cmcn4.model.report import Chosen
from cmcn4.model.rule import comparison, facing
from cmcn4.reporters.presentation.rules import unit_id
from cmcn4.reporters.presentation.rules.sentences import chosen_in_words
from cmcn4.reporters.presentation.words import Words

COLUMNS = (
    "target", "title", "indicator", "horizon", "kind", "comparison", "threshold", "unit",
    "rule", "reading", "readings", "subnational", "informs", "document", "issued",
)  # fmt: skip


def row(chosen: Chosen, words: Words) -> dict[str, Any]:
    """Return one target as a record."""
    target, indicator = chosen.target, words.catalogue.indicators[chosen.indicator]
    stated = comparison(facing(chosen.rule, indicator.direction))
    return {
        "target": chosen.id,
        "title": target.title.get(words.lang),
        "indicator": chosen.indicator,
        "horizon": target.year,
        "due_date": target.due_date.isoformat(),
        "applies_to": list(chosen.applies_to),
        "lead": target.lead.get(words.lang) if target.lead else None,
        "clause": target.clause,
        "url": target.url,
        "kind": chosen.rule.kind,
        "comparison": stated[0] if stated else None,
        "threshold": stated[1] if stated else None,
        "unit": unit_id(chosen.rule, indicator),
        "rule": chosen_in_words(words, chosen),
        "reading": chosen.reading,
        "readings": [reading.id for reading in target.readings],
        "subnational": target.subnational,
        "informs": target.informs,
        "document": chosen.pack.document.number,
        "issued": chosen.pack.document.issued,
    }
