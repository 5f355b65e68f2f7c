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
        is_another(" ".join(words[at : at + count]).strip(" ,.;:()"), texts)
        for at, word in enumerate(words, 1)
        if fold(word) in _OF
        for count in range(1, min(_LONGEST_NAME, len(words) - at) + 1)
    )


def ends_abroad(text: str, texts: Texts) -> bool:
    """Whether a text is the name of another country, or ends with it: «Bộ KH&CN Lào»."""
    words = text.split()
    ends = (" ".join(words[-count:]) for count in range(1, min(2, len(words) - 1) + 1))
    return any(_is_abroad(name, texts) for name in (text, *ends))


def is_another(name: str, texts: Texts) -> bool:
    """Whether words are the name of another country, or of a region."""
    return _is_abroad(name, texts) or texts.areas.region(name)


def _is_abroad(name: str, texts: Texts) -> bool:
    """Whether words are the name of another country; a few letters are a code."""
    coded = len(name) < _SHORTEST_NAME and name.isascii()
    area = None if coded else texts.areas.known(name)
    return area is not None and area.kind == "country" and area.id != NATION


def tell(file: FileReading, line: str, place: Place) -> None:
    """Tell such a line."""
    file.note(problem("column-unread", variant="line", columns=(found(line),)), place)
