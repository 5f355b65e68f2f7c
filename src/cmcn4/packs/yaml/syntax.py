"""Syntax errors of YAML in words of ours, at the place where the mistake is.

The parser's sentences are the only codes it has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from cmcn4.locale import Key, Message

_MISTAKES = (
    ("mapping values are not allowed", Message("pack.colon"), False),
    ("^while scanning a quoted scalar.*unexpected end", Message("pack.quote"), True),
    ("could not find expected ':'", Message("pack.line"), False),
    ("while parsing a block|expected <block end>", Message("pack.unfit"), False),
    ("while parsing a flow", Message("pack.bracket"), True),
    ("cannot start any token", Message("pack.start"), False),
    ("^[a-z -]{1,40}quoted scalar.*(?:escape|hexdecimal)", Message("pack.backslash"), False),
)
"""Common mistakes: how the parser's words show them, how we say them, and whether the place to mend
is where the construct began, not where it broke."""
_MESSAGES: Mapping[str, Key] = MappingProxyType(
    {
        "while scanning an anchor": "yaml.anchor",
        "while scanning an alias": "yaml.alias",
        "while parsing a node": "yaml.node",
        "while scanning a tag": "yaml.tag",
        "while parsing a tag": "yaml.tag.parsed",
        "while scanning a directive": "yaml.directive",
        "while scanning a %YAML directive": "yaml.directive.yaml",
        "while scanning a %TAG directive": "yaml.directive.tag",
        "while parsing a %TAG directive": "yaml.directive.parsed",
        "while scanning a block scalar": "yaml.block",
        "while scanning a quoted scalar": "yaml.quoted",
        "block sequence entries are not allowed in this context": "yaml.entries",
        "sequence entries are not allowed here": "yaml.entries.here",
        "mapping keys are not allowed in this context": "yaml.keys",
        "mapping keys are not allowed here": "yaml.keys.here",
        "did not find expected <document start>": "yaml.start",
        "did not find expected alphabetic or numeric character": "yaml.letter",
        "did not find expected comment or line break": "yaml.comment",
        "did not find expected version number": "yaml.version",
        "did not find expected digit or '.' character": "yaml.version.digit",
        "found extremely long version number": "yaml.version.long",
        "found incompatible YAML document": "yaml.version.other",
        "found incompatible YAML document (version 1.* is required)": "yaml.version.other-1",
        "did not find expected tag URI": "yaml.uri",
        "did not find URI escaped octet": "yaml.octet",
        "did not find expected whitespace": "yaml.space",
        "did not find expected whitespace or line break": "yaml.space.line",
        "did not find expected '!'": "yaml.exclamation",
        "did not find the expected '>'": "yaml.bracket",
        "found an indentation indicator equal to 0": "yaml.indentation",
        "found undefined tag handle": "yaml.handle",
        "found unknown directive name": "yaml.directive.unknown",
        "found duplicate %YAML directive": "yaml.directive.twice",
        "found duplicate YAML directive": "yaml.directive.twice-1",
        "found duplicate %TAG directive": "yaml.directive.twice-tag",
        "found unexpected document indicator": "yaml.separator",
        "found unexpected document separator": "yaml.separator.1",
        "expected '<document start>'": "yaml.wanted.start",
        "expected alphabetic or numeric character": "yaml.wanted.letter",
        "expected a comment or a line break": "yaml.wanted.comment",
        "expected a digit": "yaml.wanted.digit",
        "expected URI": "yaml.wanted.uri",
        "expected chomping or indentation indicators": "yaml.wanted.chomping",
        "expected indentation indicator in the range 1-9": "yaml.wanted.indentation",
        "expected URI escape sequence of 2 hexadecimal numbers": "yaml.wanted.escape",
        "expected '!'": "yaml.wanted.exclamation",
        "expected '>'": "yaml.wanted.bracket",
    }
)
"""The sentences of LibYAML, and those of PyYAML's own parser, which is used where it is missing."""
_NAMED: Mapping[str, Key] = MappingProxyType(
    {
        "found undefined tag handle": "yaml.handle.name",
        "duplicate tag handle": "yaml.handle.twice",
    }
)
"""Sentences that end in a name."""


def explain_syntax(error: Any, text: str) -> tuple[tuple[int, int], Message]:
    """Return place and message for a marked error of PyYAML."""
    mark = error.problem_mark or error.context_mark
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    sentences = "; ".join(sentence for sentence in (error.context, error.problem) if sentence)
    lines = text.split("\n")
    if mark and mark.line < len(lines) and lines[mark.line][: mark.column + 1].endswith("\t"):
        return place, Message("pack.tab")
    for pattern, message, where_opened in _MISTAKES:
        if re.search(pattern, sentences):
            if where_opened and error.context_mark:
                place = error.context_mark.line + 1, error.context_mark.column + 1
            return place, message
    return place, Message("pack.syntax", {"cause": parser_message(error)})


def parser_message(error: Any) -> Message | str:
    """Return what a marked error of PyYAML says: what was read, and what is wrong with it."""
    thing, cause = _message(error.context), _message(error.problem)
    both = Message("yaml.while", {"thing": thing, "cause": cause})
    return both if thing and cause else thing or cause


def _message(text: str | None) -> Message | str:
    """Return a sentence as a message; as it is where we do not know it."""
    if not text:
        return ""
    if text in _MESSAGES:
        return Message(_MESSAGES[text])
    expected, but, found = text.partition(", but found ")
    if but and expected in _MESSAGES:
        return Message("yaml.but-found", {"wanted": Message(_MESSAGES[expected]), "found": found})
    start, _, name = text.rpartition(" ")
    return Message(_NAMED[start], {"name": name}) if start in _NAMED else text
