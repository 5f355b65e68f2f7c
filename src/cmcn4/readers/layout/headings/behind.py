"""What stands in the cells of names, areas, periods and units besides what they are of."""

from __future__ import annotations

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold
from cmcn4.model.vocabulary import unit_key
from cmcn4.readers.layout.headings.asides import PartCell, aside
from cmcn4.readers.layout.headings.bodies import is_ministry, is_of_province
from cmcn4.readers.layout.headings.brackets import brackets, in_brackets
from cmcn4.readers.layout.headings.inside import MORE
from cmcn4.readers.layout.headings.pieces import prices
from cmcn4.readers.layout.headings.places import below_province, is_of_towns
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.headings.understood import says_nothing
from cmcn4.readers.values.areas import Areas
from cmcn4.readers.values.labels import is_remark
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.phrases import is_flag, is_missing
from cmcn4.readers.values.signs import has_odd_sign
from cmcn4.readers.values.units import is_unit, of_whom
from cmcn4.words import meaning

_AFTER_COMMA = Pattern(r"[,;]\s*([^,;()]{1,24})$")
DENIED = frozenset({"khong", "chua", "not", "non", "without"})
"""Words by which a unit or a name is of what is not so."""
_SIGNS = ("+", "-", "–", "−")


def says_behind(text: str, texts: Texts) -> bool:
    """Whether something stands in a cell that is neither what it is of nor a part of its name."""
    if has_odd_sign(text.lstrip("☐ ")):
        area, units = texts.areas.known(text), texts.vocabulary.catalogue.units.values()
        return not any(text in each.aliases for each in (area, *units) if each)  # «rank (1=best)»
    inner, after = brackets(text), _AFTER_COMMA.search(text)
    if any(is_flag(each) or is_of_province(each, texts.areas) for each in inner):
        return True  # «Cả nước (f)», «% (tỉnh Lào Cai)»
    if texts.vocabulary.indicator(text) or texts.areas.known(text) or when(text):
        return False
    if is_ministry(text):
        return True  # «Bộ Y tế»: its own figures, or the country's
    if after and _is_no_result(after[1], texts):
        return True  # «Households covered by fibre, target»
    return not all(_is_of_name(each, texts) for each in inner)


def names_place(text: str, areas: Areas) -> bool:
    """Whether a text is a body of a province or of a place in one: none of the country."""
    return is_of_province(text, areas) or below_province(text, areas)


def says_of_town(text: str, sender: str) -> bool:
    """Whether a name ends «… tại thành phố», where the sender is none: it is of the towns."""
    return sender != "city" and is_of_towns(text)


def says_of_unit(text: str, texts: Texts) -> bool:
    """Whether a unit has a sign before it, says that what it counts is not so, or says more."""
    asks = "/" in text  # «có/không»
    denies = not (asks or DENIED.isdisjoint(fold(text).split()))
    signed = text.lstrip().startswith(_SIGNS) and not is_missing(text)
    if denies or signed or not (inner := in_brackets(text)):
        return denies or signed or says_behind(text, texts)
    unit = text.partition("(")[0]
    known = unit_key(text) in texts.vocabulary.units  # «rank (1=best)»
    return not (known or all(_is_of_unit(each, unit, texts) for each in inner))


def _is_no_result(text: str, texts: Texts) -> bool:
    """Whether words say that a figure is planned, foretold or another's: a part is a part."""
    said = aside(text, texts)
    return texts.peek(text).plan or bool(said and not (isinstance(said, PartCell) and said.part))


def _is_of_name(inner: str, texts: Texts) -> bool:
    """Whether a text behind a name is a part of it, its other name, a price basis or %."""
    if MORE.search(inner) or fold(inner) in meaning("borders", "before"):
        return False
    said = texts.peek(inner)
    if "%" in inner and not (any(map(str.isdigit, inner)) or said.plan or said.change):
        return True
    own = texts.vocabulary.indicator(inner) or prices(inner) or is_remark(inner)
    return bool(own) or says_nothing(inner, texts)


def _is_of_unit(inner: str, unit: str, texts: Texts) -> bool:
    """Whether a text behind a unit is another name of it, what it is of or a price basis.

    Whether that is what the indicator is of is asked where units are compared.
    """
    said, areas, vocabulary = texts.peek(inner), texts.areas, texts.vocabulary
    more = is_flag(inner) or has_odd_sign(inner) or MORE.search(inner)
    if more or is_of_province(inner, areas):
        return False
    if is_unit(vocabulary, inner) or of_whom(vocabulary, unit, inner) or prices(inner):
        return True
    if "%" in inner and not (any(map(str.isdigit, inner)) or said.plan or said.change):
        return True
    return says_nothing(inner, texts) and not (areas.region(inner) or areas.known(inner))
