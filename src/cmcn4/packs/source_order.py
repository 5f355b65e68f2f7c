"""Whose figures are believed first, where a user has set it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cmcn4.errors import UsageError
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.vocabulary import Vocabulary


def ordered(vocabulary: Vocabulary, order: Mapping[str, tuple[str, ...]]) -> Catalogue:
    """Return the catalogue with the source orders a user has set; UsageError for unknown names."""
    catalogue = vocabulary.catalogue
    if not order:
        return catalogue
    known = {}
    for name, sources in order.items():
        if name != "default" and name not in catalogue.indicators:
            msg = f"unknown indicator: {name!r}"
            raise UsageError(msg, place="source-order", hint="write an id, or `default` for all")
        ids = tuple(vocabulary.source(each) for each in sources)
        wrong = [
            each for each, one in zip(sources, ids, strict=True) if one not in catalogue.sources
        ]
        if wrong:
            msg = f"unknown source: {wrong[0]!r}"
            raise UsageError(msg, place="source-order", hint=f"e.g. {', '.join(catalogue.sources)}")
        known[name] = ids
    indicators = {
        name: replace(each, sources=known.get(name, known.get("default", each.sources)))
        for name, each in catalogue.indicators.items()
    }
    return replace(catalogue, indicators=indicators)
