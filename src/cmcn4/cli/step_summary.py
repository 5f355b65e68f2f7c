"""The Markdown summary that GitHub shows on the page of a run.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cmcn4.cli.boundary import tell
from cmcn4.errors import OutputError, cause
from cmcn4.locale import say
from cmcn4.model.report import Report
from cmcn4.reporters import Style, render

LIMIT = 1024 * 1024
"""Bytes of one step's summary; what is longer is not shown at all."""
VARIABLE = "GITHUB_STEP_SUMMARY"


def append_summary(report: Report, style: Style, environ: Mapping[str, str]) -> None:
    """Append the Markdown report to the file that the variable names, if it names one.

    Other commands of the step write to it, too: it is added to, and never beyond the limit.
    """
    name = environ.get(VARIABLE)
    if not name:
        return
    place = Path(name)
    try:
        used = place.stat().st_size if place.exists() else 0
        content = fitted(render("markdown", report, style), LIMIT - used, style.lang)
        with place.open("ab") as stream:
            stream.write(content)
    except OSError as error:
        raise OutputError(cause(error), place=f"${VARIABLE}") from error
    if not content:
        tell(f"cmcn4: {say(style.lang, 'github.cut')}")


def fitted(content: bytes, room: int, lang: str) -> bytes:
    """Return what fits, whole lines and a word on the rest; nothing where not even that fits."""
    # What stands there may end within a line, in which a heading would be no heading.
    content = b"\n" + content
    if len(content) <= room:
        return content
    cut = f"\n{say(lang, 'github.cut')}\n".encode()
    end = content.rfind(b"\n", 0, max(0, room - len(cut)))
    return content[: end + 1] + cut if end > 0 else b""
