"""Names of the catalogue with i for y: each is read, and means nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest

from cmcn4.model import text
from cmcn4.model.text import fold
from cmcn4.packs import load
from cmcn4.packs.names import area_names, breakdown_names, own_names, unit_names

VOCABULARY = load().vocabulary
CATALOGUE = VOCABULARY.catalogue


def _indicators() -> Iterator[tuple[str, str]]:
    for indicator in CATALOGUE.indicators.values():
        yield from ((indicator.id, name.text) for name in own_names(indicator))


def _areas() -> Iterator[tuple[str, str]]:
    for area in CATALOGUE.areas.values():
        yield from ((area.id, name.text) for name in area_names(area))


def _units() -> Iterator[tuple[str, str]]:
    for unit in CATALOGUE.units.values():
        yield from ((unit.id, name.text.replace("%", " percent ")) for name in unit_names(unit))


def _sources() -> Iterator[tuple[str, str]]:
    for source in CATALOGUE.sources.values():
        yield from ((source.id, name.text) for name in own_names(source))


def _parts() -> Iterator[tuple[str, str]]:
    for group in CATALOGUE.groups.values():
        yield from ((member, name.text) for member, name in breakdown_names(group))


_SYLLABLE = re.compile(r"\b(?:h|k|l|m|qu|s|t|v)[ýỳỷỹỵ]\b", re.IGNORECASE)
_ALL = [_indicators, _areas, _units, _sources, _parts]


@pytest.mark.parametrize("names", _ALL)
def test_to_spell_i_for_y_makes_no_names_of_two_things_one(
    names: Callable[[], Iterator[tuple[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = list(names())
    keys = {name: fold(name) for _, name in told}
    monkeypatch.setattr(text, "_SPELT", {})
    apart = {name: fold.__wrapped__(name) for _, name in told}
    meant: dict[str, set[str]] = defaultdict(set)
    for id_, name in told:
        meant[apart[name]].add(id_)
    alike: dict[str, set[frozenset[str]]] = defaultdict(set)
    for name, key in keys.items():
        alike[key].add(frozenset(meant[apart[name]]))
    assert [key for key, owners in alike.items() if len(owners) > 1] == []


def test_an_indicator_is_read_with_i_for_y() -> None:
    with_i = str.maketrans("ýỳỷỹỵ", "íìỉĩị")
    told = [(id_, _SYLLABLE.sub(lambda y: y[0].translate(with_i), name))
            for id_, name in _indicators() if _SYLLABLE.search(name)]  # fmt: skip
    assert told
    for id_, name in told:
        indicator = VOCABULARY.indicator(name)
        assert indicator is not None, name
        assert indicator.id == id_


@pytest.mark.parametrize(
    ("name", "area"),
    [("Hoa Kì", "US"), ("Hi Lạp", "GR"), ("Thụy Sỹ", "CH"), ("Thụy Sĩ", "CH"), ("SI", "SI"),
     ("SY", "SY"), ("LI", "LI"), ("LY", "LY"), ("KI", "KI"), ("KY", "KY"), ("MY", "MY")],
)  # fmt: skip
def test_a_code_is_not_spelt_in_two_ways(name: str, area: str) -> None:
    found = VOCABULARY.area(name)
    assert found is not None
    assert found.id == area
