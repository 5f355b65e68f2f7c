"""What a run of the evaluation goes by."""

from __future__ import annotations

from cmcn4.model.asked import Question
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.observation import Assumed
from cmcn4.model.report import Chosen
from cmcn4.model.target import PackFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A question with the targets and names that its words stand for."""

    targets: tuple[Chosen, ...]
    packs: tuple[PackFile, ...]
    catalogue: Catalogue
    question: Question
    """Its areas are ids: only these; those in the data when empty."""
    assumed: tuple[Assumed, ...] = ()
    """Figures to judge with in the place of those observed."""
    catalogue_sha256: str = ""
    """Of the files of the built-in catalogue."""
