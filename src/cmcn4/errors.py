"""The exceptions cmcn4 raises on purpose; everything else that escapes is a defect."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from types import MappingProxyType

from cmcn4.locale import ENGLISH, Key, Message, write
from cmcn4.model.lazy.named import NamedTuple

MOST_SHOWN = 100
"""Problems told of one run: who has more mends these first."""


class Cmcn4Error(Exception):
    """Base of all expected errors: what went wrong, where, and what to do about it.

    As text an error is in its `lang`, English at first; the edge tells it in the user's language.
    """

    lang = ENGLISH

    def __init__(self, message: Message, *, place: str = "", hint: Message | None = None) -> None:
        """Keep the parts apart, in no language yet; a hint given is told for the message's own."""
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint or message.hint

    def text(self, lang: str) -> str:
        """Return the place, the message and the hint on one line."""
        head = (
            f"{self.place}: {write(lang, self.message)}"
            if self.place
            else write(lang, self.message)
        )
        return f"{head} ({write(lang, self.hint)})" if self.hint else head

    def __str__(self) -> str:
        return self.text(self.lang)


class UsageError(Cmcn4Error):
    """The command or function was asked for something that does not exist; exit 2."""


class PackError(Cmcn4Error):
    """Target files with problems; `problems` holds every one of them; exit 3."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Hold the problems; the message is how many there are."""
        super().__init__(Message("problems.title", {"count": len(problems)}))
        self.problems = problems

    def text(self, lang: str) -> str:
        """Return the first problems, one a line, and how many more there are."""
        return "\n".join(self.lines(lang))

    def lines(self, lang: str) -> list[str]:
        """Return the same line by line."""
        lines = [problem.text(lang) for problem in self.problems[:MOST_SHOWN]]
        more = len(self.problems) - len(lines)
        if more:
            lines.append(write(lang, Message("problems.more", {"count": more})))
        return lines


class Problem(NamedTuple):
    """One problem of a target file: where it stands, what is wrong, what to write instead.

    Line and column are counted from 1, as editors show them.
    """

    path: str
    line: int
    column: int
    message: Message
    hint: Message | None = None

    def text(self, lang: str) -> str:
        """Return `file:line:column: message; hint`."""
        text = f"{self.path}:{self.line}:{self.column}: {write(lang, self.message)}"
        hint = self.hint or self.message.hint
        return f"{text}; {write(lang, hint)}" if hint else text

    def __str__(self) -> str:
        return self.text(ENGLISH)


class OutputError(Cmcn4Error):
    """A report could not be written; exit 2: the path is the user's to change."""


_CAUSES: Mapping[int | None, Key] = MappingProxyType(
    {
        errno.ENOENT: "errors.os.missing",
        errno.EACCES: "errors.os.denied",
        errno.EPERM: "errors.os.not-permitted",
        errno.ENOSPC: "errors.os.full",
        errno.EDQUOT: "errors.os.quota",
        errno.EFBIG: "errors.os.large",
        errno.ENAMETOOLONG: "errors.os.long-name",
        errno.EROFS: "errors.os.read-only",
        errno.EISDIR: "errors.os.folder",
        errno.ENOTDIR: "errors.os.no-folder",
        errno.ELOOP: "errors.os.links",
        errno.EMFILE: "errors.os.open",
        errno.EIO: "errors.os.device",
        errno.EBUSY: "errors.os.busy",
    }
)


def cause(error: OSError) -> Message:
    """Return why the operating system refused; in its own words where we have none."""
    key = _CAUSES.get(error.errno)
    return Message(key) if key else Message("errors.os", {"cause": error.strerror or str(error)})
