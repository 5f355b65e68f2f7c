"""Syntax errors of YAML in words of ours, at the place where the mistake is."""

from __future__ import annotations

import re
from typing import Any, NamedTuple


class _Mistake(NamedTuple):
    """A common mistake: how the parser's words show it, and how we say it."""

    pattern: str
    message: str
    hint: str
    where_opened: bool = False
    """Whether the place to mend is where the construct began, not where it broke."""


_MISTAKES = (
    _Mistake(
        r"mapping values are not allowed",
        "a colon stands where no key can be",
        "put a text that holds `: ` in quotes, and check the indentation",
    ),
    _Mistake(
        r"while scanning a quoted scalar.*unexpected end",
        "a quote is opened and not closed",
        "close it, or put the whole text in the other kind of quotes",
        where_opened=True,
    ),
    _Mistake(
        r"could not find expected ':'",
        "this line is neither `key: value` nor `- item`",
        "write a space after the colon or hyphen",
    ),
    _Mistake(
        r"while parsing a block|expected <block end>",
        "this line does not fit the lines above",
        "check its indentation, and quotes inside a text",
    ),
    _Mistake(
        r"while parsing a flow",
        "a bracket is opened and not closed",
        "close it, and put commas between the items",
        where_opened=True,
    ),
    _Mistake(
        r"cannot start any token",
        "a text cannot begin with this character",
        "put the text in quotes",
    ),
    _Mistake(
        r"quoted scalar.*(?:escape|hexdecimal)",
        "in double quotes a backslash needs a letter that YAML knows",
        "write the text in single quotes",
    ),
)


def explain_syntax(error: Any, text: str) -> tuple[tuple[int, int], str, str]:
    """Return place, message and hint for a marked error of PyYAML."""
    mark = error.problem_mark or error.context_mark
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = "; ".join(each for each in (error.context, error.problem) if each)
    lines = text.split("\n")
    if mark and mark.line < len(lines) and lines[mark.line][: mark.column + 1].endswith("\t"):
        return place, "a tab stands where spaces are needed", "indent with spaces"
    for mistake in _MISTAKES:
        if re.search(mistake.pattern, said):
            if mistake.where_opened and error.context_mark:
                place = error.context_mark.line + 1, error.context_mark.column + 1
            return place, mistake.message, mistake.hint
    return place, f"this is not YAML: {said}", "check indentation, colons and quotes"
