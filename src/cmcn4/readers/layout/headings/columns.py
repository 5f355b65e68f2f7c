"""Column names: what the columns of a table are called, and what each of them means."""

from __future__ import annotations

from functools import lru_cache

from cmcn4.locale import ENGLISH
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.text import Text, fold
from cmcn4.readers.values.labels import forms, halves
from cmcn4.words import listed, table

REQUIRED = ("indicator", "period", "value")
"""Without these there is no observation."""
UNDECIDED = "don vi"
"""«đơn vị»: the reporting unit or the unit of measure, as its cells say."""
_MOST_SHOWN = 12


class Meaning(NamedTuple):
    """What a column name means."""

    role: str
    code: bool = False
    """Whether it holds codes: of a code and a name of the same thing the code decides."""
    lang: str = ENGLISH
    publisher: bool = False
    """Whether only publishers' files, such as SDMX, call a column so."""


TITLES: dict[str, Text] = {
    "indicator": Text(vi="chỉ tiêu", en="indicator"),
    "area": Text(vi="địa phương", en="area"),
    "period": Text(vi="kỳ số liệu", en="period"),
    "value": Text(vi="giá trị", en="value"),
    "unit": Text(vi="đơn vị tính", en="unit"),
    "breakdown": Text(vi="phân tổ", en="breakdown"),
    "source": Text(vi="nguồn", en="source"),
    "url": Text(vi="đường dẫn", en="url"),
    "released": Text(vi="ngày công bố", en="released"),
    "status": Text(vi="trạng thái", en="status"),
    "multiplier": Text(vi="hệ số nhân", en="UNIT_MULT"),
}
"""What a column is called when it is spoken of."""

_LONGEST = 200
"""Characters of a name in two languages; the longest name in one is an eighth of that."""


@lru_cache(maxsize=16384)
def meaning(name: str) -> Meaning | None:
    """Return what a column name means; `X_LABEL` is the name of what `X` is the code of."""
    for form in forms(name):
        known = _known(fold(form))
        if known is not None:
            return known
    for first, second in halves(name) if len(name) <= _LONGEST else ():
        known, other = _known(fold(first)), _known(fold(second))
        if known is not None and other is not None and known.role == other.role:
            return known
    return None


def is_column_name(text: str) -> bool:
    """Whether a text is what a column is called, be it «Loại số liệu»."""
    return meaning(text) is not None or fold(text) in listed("kinds")


def is_publishers(name: str) -> bool:
    """Whether only publishers' files call a column so, be it one that says nothing of a figure."""
    return table("columns").get(fold(name), "").endswith("publisher")


def ends(name: str) -> bool:
    """Whether a column is called by a word for up to when figures go: «Tính đến»."""
    halved = (half for pair in halves(name[:_LONGEST]) for half in pair)
    texts = (name, *forms(name), *halved)
    return any(fold(text.rstrip(": ")) in table("as-of") for text in texts)


def _known(key: str) -> Meaning | None:
    said = table("columns").get(key)
    if key in table("as-of"):
        return Meaning("period", lang=table("as-of")[key])
    if said is None and key.endswith(" label"):
        base = _known(key.removesuffix(" label"))
        # The label of a dimension says in words what its code says: «Not applicable» is no part.
        if base and base.role not in {"", "breakdown"}:
            return base._replace(code=False)
    if said is None:
        return None
    role, kind, lang = said.split()
    publisher = lang == "publisher"
    return Meaning(
        "" if role == "ignored" else role,
        kind == "code",
        ENGLISH if publisher else lang,
        publisher and role not in ("ignored", "action"),
    )


def names_of(cells: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return the names in a row, for a message."""
    from cmcn4.readers.problems import found  # noqa: PLC0415 - for messages alone

    names = [found(" ".join(cell.split())) for cell in cells if cell.strip()]
    return tuple(names[:_MOST_SHOWN]) + (("…",) if len(names) > _MOST_SHOWN else ())
