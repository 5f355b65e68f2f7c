"""A code of findings explained in a terminal."""

from __future__ import annotations

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.finding import LEVELS
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.explaining.finding_page import page
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.console import console_to, text_of
from cmcn4.reporters.terminal.lines import WIDEST, labelled
from cmcn4.reporters.terminal.text import Text


def render(code: str, catalogue: Catalogue, style: Style) -> bytes:
    """Return level, meaning, what to do and the example, whose lines stay as they are."""
    words, found = Words(style.lang, catalogue), page(code, style.lang)
    console = console_to(style)
    width = min(console.width, WIDEST)
    heading = Text(words.composed(f"code.{code}"), style="bold").append(f"  {code}", "not bold dim")
    console.print(heading, soft_wrap=True)
    level = LEVELS[code]
    told = f"{words.composed(f'level.{level}')}: {words.composed(f'effect.{level}')}"
    sections = [
        (words.say("explain.level"), [told]),
        (words.say("explain.meaning"), found.meaning),
        (words.say("explain.remedy"), [found.remedy] if found.remedy else []),
    ]
    for label, lines in sections:
        if lines:
            labelled(console, label, lines, width)
    shown = [(words.say("explain.example", name=name), text) for name, text in found.examples]
    shown += [(words.say("explain.told"), found.shown)] if found.shown else []
    for label, text in shown:
        console.print(Text(f" {label}", style="cyan"), soft_wrap=True)
        for line in text.splitlines():
            console.print(Text(f"   {line}".rstrip()), soft_wrap=True)
    return text_of(console)
