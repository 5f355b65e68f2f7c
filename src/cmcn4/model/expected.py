"""Who was to send figures, who has sent some, and what each still owes."""

from __future__ import annotations

from typing import Literal

from cmcn4.model.finding import Finding
from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.lazy.named import NamedTuple

State = Literal["refused", "not-sent", "read", "unexpected"]
"""What became of a sender, in the order in which it is told; `unexpected` was not asked."""


class Invited(NamedTuple):
    """An area that figures are expected of."""

    area: str
    """Its id."""
    recipient: str = ""
    """Whom to write to there, as the list names them; empty for the area itself."""


class Owed(NamedTuple):
    """Figures of one indicator that targets need and the data do not have."""

    indicator: str
    periods: tuple[str, ...]
    """Years and spans, as codes."""
    parts: tuple[str, ...] = ()
    """Breakdowns that are missing, where others are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """One area, what it has sent, and what of that cannot be used."""

    area: str | None
    """Its id; None for files that do not say whose they are."""
    state: State
    recipient: str = ""
    files: tuple[str, ...] = ()
    """Paths, as in the inputs."""
    findings: tuple[Finding, ...] = ()
    """The errors and warnings of its files that nobody has settled, errors first."""
    owed: tuple[Owed, ...] = ()
    """By the order of the targets."""

    @property
    def refused(self) -> tuple[Finding, ...]:
        """The errors for which its files are not accepted."""
        return tuple(finding for finding in self.findings if finding.level == "error")
