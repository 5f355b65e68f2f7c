"""One page that stands alone: no script, no request, and a policy that forbids both.

Content Security Policy: https://www.w3.org/TR/CSP3/. The only style is the one whose hash the
policy names, so that nothing in the data can bring another.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import assert_never

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from cmcn4.locale import Key, write
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Report
from cmcn4.model.text import visible, without_commands
from cmcn4.reporters import Style
from cmcn4.reporters.html.shown import SHOWN
from cmcn4.reporters.presentation import changes, outline, sections
from cmcn4.reporters.presentation.document import document
from cmcn4.reporters.presentation.explaining.explanation import Elsewhere
from cmcn4.reporters.presentation.scopes import areas_of
from cmcn4.reporters.presentation.words import Words

_ROOMS = {
    "files": "many", "expected": "many", "by_target": "many", "areas": "many", "changes": "many",
    "gaps": "gaps",
}  # fmt: skip
_AFTER = {"summary": 1, "files": 1, "expected": 1, "findings": 2, "changes": 3, "background": 4}
"""What follows the answer and its details, in this order."""
_TEMPLATES = ("page", "cell", "sections", "many", "gaps", "cards", "parts", "charts")


class Part(NamedTuple):
    """A section with the macro that draws it."""

    macro: str
    section: sections.Section
    id: str = ""
    """What the contents lead to; empty for what is not named there."""
    title: Key = "html.overview"

    @property
    def room(self) -> str:
        """The template of the macro: what few reports need is not compiled for all."""
        return f"{_ROOMS.get(self.macro, 'sections')}.html.jinja"


def render(report: Report, style: Style) -> bytes:
    """Return the page: the whole report, or the gap summary alone."""
    css = read("page.css")
    given = {"css": Markup(css), "css_hash": _hash(css)}  # noqa: S704 - our own file
    return drawn("page", report, style, given).encode(errors="replace")


def drawn(template: str, report: Report, style: Style, given: Mapping[str, object]) -> str:
    """Return a template filled with a report, and with what is given beside it."""
    words = Words(style.lang, report.catalogue)
    parts = _answer_first(
        part for section in document(report, words, style) if (part := _part(section))
    )
    text = (
        _environment()
        .get_template(f"{template}.html.jinja")
        .render(
            report=report,
            words=words,
            say=words.composed,
            lang=style.lang,
            by=style.by,
            parts=parts,
            answered=any(part.macro == "opening" for part in parts),
            contents=[(part.id, words.say(part.title)) for part in parts if part.id],
            as_of=write(words.lang, report.as_of),
            areas=[words.area(area) for area in areas_of(report)],
            title=outline.title(report, words),
            elsewhere=Elsewhere(report),
            before=changes.Before(report, words),
            states={id(finding): state for finding, state in changes.states(report)},
            **given,
        )
    )
    # Nothing of ours acts unseen, so that what does is of the data: looked for once, not per value.
    return without_commands(visible(text))


def _answer_first(parts: Iterable[Part]) -> list[Part]:
    """Return the parts, the state of the data after the details where an answer is given."""
    found = list(parts)
    if not any(part.macro == "opening" for part in found):
        return found
    return sorted(found, key=lambda part: _AFTER.get(part.macro, 0))


def _part(section: sections.Section) -> Part | None:  # noqa: C901, PLR0912 - a case a section
    match section:
        case sections.Summary():
            return Part("summary", section, "data", "html.data")
        case sections.Opening():
            return Part("opening", section, "overview", "opening.title")
        case sections.Synopsis():
            return Part("synopsis", section, "synopsis", "opening.synopsis")
        case sections.Files():
            return Part("files", section)
        case sections.Expected():
            return Part("expected", section, "expected", "senders.title")
        case sections.Results():
            part = Part("results", section, "targets", "html.targets")
            return part if section.horizons else None
        case sections.ByTarget():
            return Part("by_target", section, "by-target", "html.by-target")
        case sections.Gaps():
            return Part("gaps", section, "gaps", "html.kicker.gaps")
        case sections.Areas():
            return Part("areas", section, "areas", "gaps.matrix")
        case sections.Open():
            part = Part("open", section, "open", "html.open")
            return part if section.groups or section.absent else None
        case sections.Findings():
            return Part("findings", section, "findings", "html.findings")
        case sections.Changes():
            return Part("changes", section, "changes", "html.changes")
        case sections.Background():
            return Part("background", section, "method", "html.method")
        case sections.Absent():
            return None  # stands among what could not be judged
        case _:
            assert_never(section)


@cache
def read(name: str) -> str:
    """Return a file of this room."""
    return files("cmcn4.reporters.html").joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    names = [f"{name}.html.jinja" for name in _TEMPLATES]
    made = Environment(
        loader=DictLoader({name: read(name) for name in names}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,  # compiling costs more than it would save in one page
    )
    made.globals.update(SHOWN)
    return made


def _hash(css: str) -> str:
    """Return the name of the style for the policy."""
    digest = hashlib.sha256(css.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
