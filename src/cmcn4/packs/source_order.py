"""Whose figures are believed first, where a user has set it."""

from __future__ import annotations

from collections.abc import Mapping

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.vocabulary import Vocabulary


def ordered(vocabulary: Vocabulary, order: Mapping[str, tuple[str, ...]]) -> Catalogue:
    """Return the catalogue with the source orders a user has set; UsageError for unknown names."""
    catalogue = vocabulary.catalogue
    if not order:
        return catalogue
    known = {}
    for name, sources in order.items():
        if name != "default" and name not in catalogue.indicators:
            raise UsageError(
                Message("errors.indicator", {"name": repr(name)}), place="source-order"
            )
        ids = tuple(vocabulary.source(source) for source in sources)
        wrong = [
            source for source, id_ in zip(sources, ids, strict=True) if id_ not in catalogue.sources
        ]
        if wrong:
            what = Message("errors.source", {"name": repr(wrong[0])})
            hint = Message("errors.example", {"example": tuple(catalogue.sources)})
            raise UsageError(what, place="source-order", hint=hint)
        known[name] = ids
    indicators = {
        name: replace(indicator, sources=known.get(name, known.get("default", indicator.sources)))
        for name, indicator in catalogue.indicators.items()
    }
    return replace(catalogue, indicators=indicators)
