"""What members of rules and parts of figures are called."""

from __future__ import annotations

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.derived import Operand
from cmcn4.model.text import Text


def name_of(item: object, lang: str, catalogue: Catalogue) -> str:
    """Return the name of an indicator, a breakdown or an operand; years as they are."""
    if isinstance(item, Text):
        return item.get(lang)
    if isinstance(item, Operand):
        part = f" ({name_of(item.breakdown, lang, catalogue)})" if item.breakdown else ""
        return name_of(item.indicator, lang, catalogue) + part
    text = str(item)
    if text in catalogue.indicators:
        return catalogue.indicators[text].names.get(lang)
    for group in catalogue.groups.values():
        for member in group.members if group.kind == "breakdown" else ():
            if member.id == text and member.names:
                return member.names.get(lang)
    return text
