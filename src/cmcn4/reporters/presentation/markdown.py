"""Text of data as Markdown shows it: nothing in it is markup, a link, a mention or a new line.

The flavour is GitHub's, https://github.github.com/gfm/; references are GitLab's, too.
"""

from __future__ import annotations

import re

from cmcn4.model.text import visible

LONGEST = 400
"""Characters of one text that are shown; a cell of a spreadsheet may hold 32,767."""
BREAK = "\u200b"
"""A space without width: it parts what would be found in the text after Markdown is done."""

# Entities, where a backslash would itself be read by the splitting of table rows.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "\\": "&#92;"}
_ACTIVE = re.compile(r"[&<>|\\`*_{}\[\]~$^]")
# @name, #12, !12, ~label, %milestone, GH-12, :smile:, addresses: found in the text of the page.
_REFERENCE = re.compile(
    r"""(?: [@~%](?=[\w"']) | [#!$&](?=\d) | \bGH-(?=\d) | :(?=//) | :(?=[\w+-]+:)"""
    r"""| (?:mailto|xmpp):(?=\S) | \bwww(?=\.) )""",
    re.VERBOSE | re.IGNORECASE,
)


def escaped(text: str, longest: int = LONGEST) -> str:
    """Return text in which Markdown finds nothing to interpret; a line stays a line."""
    plain = visible(" ".join(text.split()))
    if len(plain) > longest:
        plain = f"{plain[:longest]}…"
    parted = _REFERENCE.sub(lambda match: match[0] + BREAK, plain)
    return _ACTIVE.sub(_escape, parted)


def row(cells: list[str]) -> str:
    """Return one row of a table, its cells escaped."""
    return f"| {' | '.join(escaped(cell) for cell in cells)} |\n"


def rule(columns: int) -> str:
    """Return the line below the titles of a table."""
    return f"|{'---|' * columns}\n"


def _escape(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0], f"\\{match[0]}")
