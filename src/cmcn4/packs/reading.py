"""The long way: YAML files read, validated and checked, with every problem of a file at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cmcn4.errors import PackError, Problem
from cmcn4.locale import Message
from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.limits import USUAL, Limits
from cmcn4.model.target import Pack
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.packs.catalogue_files import CATALOGUE_FILES
from cmcn4.packs.checks import TAKEN, run_checks
from cmcn4.packs.parts import Parts, add_catalogue_file, pack_parts
from cmcn4.packs.scope import scope
from cmcn4.packs.shape import shaped
from cmcn4.packs.tables import EMPTY, vocabulary
from cmcn4.packs.yaml.file import YamlFile
from cmcn4.packs.yaml.reading import read_yaml


def read_catalogue(files: Mapping[str, tuple[str, bytes]]) -> Vocabulary:
    """Return the vocabulary of the catalogue's files, given by name as (path shown, bytes).

    Raises PackError with every problem of all of them.
    """
    read = {name: read_yaml(path, raw) for name, (path, raw) in files.items()}
    problems: list[Problem] = []
    parts = Parts()
    for name, file in read.items():
        problems += file.problems
        if file.data is not None:
            problems += _shape(CATALOGUE_FILES[name], file)[1]
            add_catalogue_file(parts, file)
    within = scope(parts, EMPTY)
    # Where a whole file cannot be read, every reference into it would be reported as missing.
    if all(file.data is not None for file in read.values()):
        problems += run_checks(within)
    problems = _in_order(problems)
    if problems:
        raise PackError(tuple(problems))
    return vocabulary(within.catalogue)


@dataclass(frozen=True, slots=True)
class PackRead:
    """A pack as it was read: the pack if there is nothing wrong with it, and all problems."""

    pack: Pack | None
    problems: tuple[Problem, ...]
    parts: Parts


def read_pack(path: str, raw: bytes, known: Vocabulary, limits: Limits = USUAL) -> PackRead:
    """Return the pack a file holds, with all problems of the file in their order."""
    file = read_yaml(path, raw, limits)
    problems = list(file.problems)
    if file.data is None:
        return PackRead(None, tuple(problems), Parts())
    pack, wrong_shape = _shape(Pack, file)
    parts = pack_parts(file, pack)
    problems = _in_order([*problems, *wrong_shape, *run_checks(scope(parts, known))])
    return PackRead(None if problems else pack, tuple(problems), parts)


def check_together(read: PackRead, known: Vocabulary) -> tuple[Problem, ...]:
    """Return where a pack takes what packs used before it have taken.

    What two packs define alike, word for word, may stand in both.
    """
    parts, old = read.parts, known.catalogue
    own = Parts(
        units=[part for part in parts.units if old.units.get(part.item.id) != part.item],
        indicators=[
            part for part in parts.indicators if old.indicators.get(part.item.id) != part.item
        ],
        groups=[part for part in parts.groups if old.groups.get(part.item.id) != part.item],
        areas=[part for part in parts.areas if old.areas.get(part.item.id) != part.item],
        packs=parts.packs,
    )
    within = scope(own, known, Message("pack.others.packs"))
    return tuple(_in_order(run_checks(within, TAKEN)))


def _shape(record: Any, file: YamlFile) -> tuple[Any, list[Problem]]:
    """Return the record a file holds, or None, and the problems of its shape."""
    found = shaped(record, file.data)
    if found is not None:
        return found, []
    from cmcn4.packs.validation import validate_file  # noqa: PLC0415 - says what is wrong

    return validate_file(record, file)


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by file and place, each once."""
    unique = {str(problem): problem for problem in problems}
    return sorted(unique.values(), key=lambda problem: (problem.path, problem.line, problem.column))
