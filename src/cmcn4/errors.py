"""The exceptions cmcn4 raises on purpose; everything else that escapes is a defect."""

from __future__ import annotations


class Cmcn4Error(Exception):
    """Base of all expected errors: what went wrong, where, and what to do about it.

    The texts are English; the edge shows them in the user's language (see `locale`).
    """

    def __init__(self, message: str, *, place: str = "", hint: str = "") -> None:
        """Keep the parts apart, so that the edge can lay them out in the user's language."""
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        """Return the place, the message and the hint on one line."""
        head = f"{self.place}: {self.message}" if self.place else self.message
        return f"{head} ({self.hint})" if self.hint else head


class UsageError(Cmcn4Error):
    """The command or function was asked for something that does not exist; exit 2."""


class PackError(Cmcn4Error):
    """Target files with problems; `problems` holds every one of them; exit 3."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Join all problems, one a line, into the message."""
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class Problem:
    """One problem of a target file: where it stands, what is wrong, what to write instead."""

    __slots__ = ("column", "hint", "line", "message", "path")

    def __init__(self, path: str, line: int, column: int, message: str, hint: str = "") -> None:
        """Hold a place counted from 1, as editors show it."""
        self.path, self.line, self.column = path, line, column
        self.message, self.hint = message, hint

    def __str__(self) -> str:
        """Return `file:line:column: message; hint`."""
        text = f"{self.path}:{self.line}:{self.column}: {self.message}"
        return f"{text}; {self.hint}" if self.hint else text


class OutputError(Cmcn4Error):
    """A report could not be written; exit 2: the path is the user's to change."""
