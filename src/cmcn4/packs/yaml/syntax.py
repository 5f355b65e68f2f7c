"""Syntax errors of YAML in words of ours, at the place where the mistake is."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from cmcn4.locale import Message
from cmcn4.packs.yaml.parser_words import parser_said


class _Mistake(NamedTuple):
    """A common mistake: how the parser's words show it, and how we say it."""

    pattern: str
    message: Message
    where_opened: bool = False
    """Whether the place to mend is where the construct began, not where it broke."""


_MISTAKES = (
    _Mistake(
        r"mapping values are not allowed",
        Message("pack.colon"),
    ),
    _Mistake(
        r"while scanning a quoted scalar.*unexpected end",
        Message("pack.quote"),
        where_opened=True,
    ),
    _Mistake(
        r"could not find expected ':'",
        Message("pack.line"),
    ),
    _Mistake(
        r"while parsing a block|expected <block end>",
        Message("pack.unfit"),
    ),
    _Mistake(
        r"while parsing a flow",
        Message("pack.bracket"),
        where_opened=True,
    ),
    _Mistake(
        r"cannot start any token",
        Message("pack.start"),
    ),
    _Mistake(
        r"quoted scalar.*(?:escape|hexdecimal)",
        Message("pack.backslash"),
    ),
)


def explain_syntax(error: Any, text: str) -> tuple[tuple[int, int], Message]:
    """Return place and message for a marked error of PyYAML."""
    mark = error.problem_mark or error.context_mark
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = "; ".join(each for each in (error.context, error.problem) if each)
    lines = text.split("\n")
    if mark and mark.line < len(lines) and lines[mark.line][: mark.column + 1].endswith("\t"):
        return place, Message("pack.tab")
    for mistake in _MISTAKES:
        if re.search(mistake.pattern, said):
            if mistake.where_opened and error.context_mark:
                place = error.context_mark.line + 1, error.context_mark.column + 1
            return place, mistake.message
    return place, Message("pack.syntax", {"cause": parser_said(error)})
