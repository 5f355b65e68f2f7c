"""A code of findings explained in Markdown: its section of the documents."""

from __future__ import annotations

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.finding import LEVELS
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.explaining.finding_page import page
from cmcn4.reporters.presentation.words import Words


def render(code: str, catalogue: Catalogue, style: Style) -> bytes:
    """Return heading and level, then the section as it stands."""
    words, level = Words(style.lang, catalogue), LEVELS[code]
    title, effect = words.composed(f"code.{code}"), words.composed(f"effect.{level}")
    head = f"## {title}\n\n`{code}` · {words.composed(f'level.{level}')}: {effect}\n\n"
    return (head + page(code, style.lang).markdown).encode()
