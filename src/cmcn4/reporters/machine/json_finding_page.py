"""A code of findings explained in JSON."""

from __future__ import annotations

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.finding import LEVELS
from cmcn4.reporters import Style
from cmcn4.reporters.machine.json_report import dumps, encoded
from cmcn4.reporters.presentation.explaining.finding_page import page
from cmcn4.reporters.presentation.words import Words


def render(code: str, catalogue: Catalogue, style: Style) -> bytes:
    """Return code and level, and what the section says, by its parts."""
    words, found = Words(style.lang, catalogue), page(code, style.lang)
    record = {
        "code": code,
        "level": LEVELS[code],
        "title": words.composed(f"code.{code}"),
        "effect": words.composed(f"effect.{LEVELS[code]}"),
        "meaning": list(found.meaning),
        "remedy": found.remedy or None,
        "examples": [example._asdict() for example in found.examples],
        "told": found.shown or None,
    }
    return encoded(f"{dumps(record)}\n")
