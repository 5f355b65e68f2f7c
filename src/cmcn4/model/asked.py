"""What a person asks of the data, and says about them beside the data themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.limits import USUAL, Limits

if TYPE_CHECKING:
    from cmcn4.model.decision import Decision


class FileArea(NamedTuple):
    """Whose figures files are, where they do not say so themselves."""

    area: str
    """The area's id or name."""
    pattern: str = ""
    """A glob of paths; empty for all files."""
    place: str = ""
    """Where it is said, for errors: `cmcn4.toml:3`."""


class Assumption(NamedTuple):
    """A figure to judge with in the place of the observed one, as a person says it."""

    what: str
    """`INDICATOR[@AREA][:PERIOD]`."""
    value: object
    """As it would stand in a cell."""
    place: str = "assume"
    """Where it is said, for errors."""

    @property
    def text(self) -> str:
        """As it is said on the command line."""
        return f"{self.what}={self.value}"


class Setting(NamedTuple):
    """One thing that holds for a run, as a person would say it."""

    key: str
    """As in the settings file."""
    value: str
    place: str = ""
    """The option, the variable, or the line of the settings that says it; empty for a default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the data: by the command line, a script or a test alike."""

    as_of: dt.date
    targets: tuple[str, ...] = ()
    horizons: tuple[int, ...] = ()
    areas: tuple[str, ...] = ()
    fail_on: frozenset[str] = frozenset({"fail"})
    decimal: str = "auto"
    encoding: str = "auto"
    method: str = "linear-pace"
    source_order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Indicator id (or `default`) to sources in the order in which they are believed."""
    config: str | None = None
    """The settings file in use, for the report to name."""
    config_sha256: str | None = None
    """Of its bytes."""
    narrowed: bool = True
    """Whether rows of areas that no target asked for can use are left aside. Not where settings
    that were found choose the targets: they choose what is judged, never what counts as an error.
    """
    packs_folder: str = ""
    """Where target files of a commit are; they are shown as if they were in the working folder."""
    within: str = ""
    """The repository, where settings of a commit say that its files are not to be trusted: no link
    among them leads out of it.
    """
    only: tuple[str, ...] = ()
    """Ids of the only targets to judge, of those selected."""
    explain: bool = False
    history: bool = False
    """Whether to keep the series behind each verdict, for charts and the order of gaps."""
    expect: str | None = None
    """Who should have sent figures: a group of areas, or a file that lists them."""
    by_sender: bool = False
    """Whether to keep what each sender has sent also where nobody is expected."""
    baseline: str | None = None
    """An earlier JSON report or data file to compare with."""
    decisions: tuple[Decision, ...] = ()
    """What a person has decided; those on what is not asked are left aside."""
    file_areas: tuple[FileArea, ...] = ()
    """Whose figures files are that do not say so themselves; the first that fits."""
    limits: Limits = USUAL
    """What one file may cost."""
    assume: tuple[Assumption, ...] = ()
    """Figures to judge with in the place of observed ones."""
    engine: str = "python"
    """What reads and judges; the outcome is the same."""
    in_effect: tuple[Setting, ...] = ()
    """What of all this is said, and where, for people to see."""

    @property
    def selectors(self) -> tuple[str, ...]:
        """The targets asked for as a person named them, files of a commit by their own paths."""
        folder = f"{self.packs_folder}/" if self.packs_folder else ""
        return tuple(target.removeprefix(folder) for target in self.targets)

    @property
    def senders(self) -> str | None:
        """Who is expected to send figures, as a person named them."""
        folder = f"{self.packs_folder}/" if self.packs_folder else ""
        return self.expect and self.expect.removeprefix(folder)
