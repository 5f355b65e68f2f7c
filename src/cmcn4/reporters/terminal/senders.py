"""Who was to send figures: the counts, and who has to send or to mend; all of them with -v."""

from __future__ import annotations

from cmcn4.model.expected import State
from cmcn4.reporters.presentation.sections import Expected
from cmcn4.reporters.presentation.senders.lines import SIGNS
from cmcn4.reporters.terminal.colours import BAD, GOOD
from cmcn4.reporters.terminal.console import Console
from cmcn4.reporters.terminal.lines import WIDEST, indented
from cmcn4.reporters.terminal.text import Text

_STYLES: dict[State, str] = {"refused": BAD, "not-sent": BAD, "read": GOOD, "unexpected": "default"}


def senders(console: Console, section: Expected, *, verbose: bool) -> None:
    """Print them, each state in a sentence of its own, or each sender with `verbose`."""
    width = min(console.width, WIDEST)
    console.print()
    console.print(Text(section.counts, style="bold"), soft_wrap=True)
    if not verbose:
        for said in section.short:
            indented(console, said, width, indent=1, style="default")
        return
    for line in section.lines:
        state = line.sender.state
        named = f"{SIGNS[state]} {line.name}: {line.state}"
        indented(console, named, width, indent=1, style=_STYLES[state])
        for text in filter(None, (line.files, line.detail)):
            indented(console, text, width, indent=3, style="default")
