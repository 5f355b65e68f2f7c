"""What stands in the cells of names, areas, periods and units besides what they are of."""

from __future__ import annotations

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.readers.layout.headings.brackets import brackets
from cmcn4.readers.layout.headings.pieces import prices
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.headings.understood import says_nothing
from cmcn4.readers.values.labels import is_remark
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.phrases import is_flag
from cmcn4.readers.values.signs import has_odd_sign

_MORE = Pattern(r"\+[0-9]|[0-9]\+")
"""«15+», «+5»: those so old, so much more."""


def says_behind(text: str, texts: Texts) -> bool:
    """Whether something stands in a cell that is neither what it is of nor a part of its name."""
    if has_odd_sign(text.lstrip("☐ ")):
        area, units = texts.areas.known(text), texts.vocabulary.catalogue.units.values()
        return not any(text in each.aliases for each in (area, *units) if each)  # «rank (1=best)»
    inner = brackets(text)
    if any(map(is_flag, inner)):
        return True  # «Cả nước (f)»
    if texts.vocabulary.indicator(text) or texts.areas.known(text) or when(text):
        return False
    return not all(_is_of_name(each, texts) for each in inner)


def _is_of_name(inner: str, texts: Texts) -> bool:
    """Whether a text behind a name is a part of it, its other name, a price basis or %."""
    if _MORE.search(inner):
        return False
    said = texts.peek(inner)
    if "%" in inner and not (any(map(str.isdigit, inner)) or said.plan or said.change):
        return True
    own = texts.vocabulary.indicator(inner) or prices(inner) or is_remark(inner)
    return bool(own) or says_nothing(inner, texts)
