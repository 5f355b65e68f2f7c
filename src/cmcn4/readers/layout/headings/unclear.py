"""Lines beside figures that may say that they are no results, and are not understood."""

from __future__ import annotations

from cmcn4.model.observation import Place
from cmcn4.readers.layout.headings.bodies import is_reference
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.problems import found, problem
from cmcn4.readers.reading import FileReading
from cmcn4.readers.values.claims import claim
from cmcn4.readers.values.doubts import doubt


def is_unclear(line: str, texts: Texts) -> bool:
    """Whether a line may claim something, and is neither understood nor names another paper."""
    return bool(doubt(line)) and not (claim(line) or is_reference(line) or texts.read(line).known)


def tell(file: FileReading, line: str, place: Place) -> None:
    """Tell such a line."""
    file.note(problem("column-unread", variant="line", columns=(found(line),)), place)
