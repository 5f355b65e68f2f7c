"""What the label of a row says, and what the rows above it say of it."""

from __future__ import annotations

from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Status


class Named(NamedTuple):
    """What the label of a row makes of it."""

    indicator: tuple[str, ...]
    area: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    unit: str = ""
    plan: bool = False
    period: str = ""
    status: Status | None = None
    grouped: bool = False
    """Whether that hangs on the rows above it."""


@dataclass(frozen=True, slots=True)
class Group:
    """What rows above, without numbers of their own, say of the rows below them."""

    indicator: str = ""
    area: str = ""
    elsewhere: str = ""
    """An area that is none of ours: a district, a company, a region."""
    part: str = ""
    inner: str = ""
    """Which of the two is within the other, by their order: `area` or `part`."""
    own: bool = False
    """Whether the part divides one indicator, named above it: it ends with the next one."""
    unit: str = ""
    status: str = ""
    period: str = ""
    within: str = ""
    """A part of a year that names none: «6 tháng đầu năm»."""
    plan: str = ""
    """The name of a block of targets."""
    basis: str = ""
    """The name of a basis: rows of which it is not the own one are another measure."""
    basis_kind: str = ""
    """`current`, `constant`, `index`, `rank`, `change`, `nominal` (a change at current prices),
    `cumulated`, or `void`: examples, what was deleted."""
    above: Group | None = None
    """The same without what the indicator's own name says beside it."""
    below: bool = False
    """Whether an indicator is named above the basis, with the next one of which it ends."""
