"""Lines beside figures that may say that they are no results, and are not understood."""

from __future__ import annotations

from cmcn4.model.observation import Place
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.bodies import NATION, is_reference
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.problems import found, problem
from cmcn4.readers.reading import FileReading
from cmcn4.readers.values.claims import claim
from cmcn4.readers.values.doubts import doubt

_OF = frozenset({"cua", "of", "tai", "lieu", "qua", "data", "figures", "results"})
"""Words behind which the name of what figures are of may stand, folded."""
_SHORTEST_NAME, _LONGEST_NAME = 4, 5
"""Letters of a name that is no code, and words of one."""


def may_deny(line: str, texts: Texts) -> bool:
    """Whether a line may claim something, and is neither understood nor names another paper."""
    told = doubt(line) or names_another(line, texts)
    return bool(told) and not (claim(line) or is_reference(line) or texts.read(line).known)


def names_another(line: str, texts: Texts) -> bool:
    """Whether a line names another country, or a region, as that whose figures they are."""
    words = line.split()
    return any(
        _is_another(" ".join(words[at : at + count]).strip(" ,.;:()"), texts)
        for at, word in enumerate(words, 1)
        if fold(word) in _OF
        for count in range(1, min(_LONGEST_NAME, len(words) - at) + 1)
    )


def ends_abroad(text: str, texts: Texts) -> bool:
    """Whether a text is the name of another country, or ends with it: «Bộ KH&CN Lào»."""
    words = text.split()
    ends = (" ".join(words[-count:]) for count in range(1, min(2, len(words) - 1) + 1))
    names = (name for name in (text, *ends) if len(name) >= _SHORTEST_NAME or not name.isascii())
    known = filter(None, map(texts.areas.known, names))
    return any(area.kind == "country" and area.id != NATION for area in known)


def _is_another(name: str, texts: Texts) -> bool:
    coded = len(name) < _SHORTEST_NAME and name.isascii()
    area = None if coded else texts.areas.known(name)
    country = area is not None and area.kind == "country" and area.id != NATION
    return country or texts.areas.region(name)


def tell(file: FileReading, line: str, place: Place) -> None:
    """Tell such a line."""
    file.note(problem("column-unread", variant="line", columns=(found(line),)), place)
