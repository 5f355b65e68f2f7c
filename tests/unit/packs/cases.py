"""Where the cases are, and how one of them is read."""

from __future__ import annotations

from pathlib import Path

from cmcn4.errors import PackError, Problem
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.packs.catalogue_files import CATALOGUE_FILES
from cmcn4.packs.reading import PackRead, read_catalogue, read_pack

CASES = Path(__file__).parents[2] / "cases" / "packs"


def small_catalogue(**replaced: bytes) -> Vocabulary:
    """Return the small catalogue of the cases, a file replaced if one is given."""
    folder = CASES / "catalogue"
    files = {name: (name, (folder / name).read_bytes()) for name in CATALOGUE_FILES}
    files |= {f"{name}.yaml": (f"{name}.yaml", raw) for name, raw in replaced.items()}
    return read_catalogue(files)


def read_case(path: Path, known: Vocabulary) -> PackRead:
    """Read a case as a pack."""
    return read_pack(path.name, path.read_bytes(), known)


def problems_of_case(path: Path, known: Vocabulary) -> tuple[Problem, ...]:
    """Return the problems of a case: of a catalogue's file by its name, else of a pack."""
    if not path.name.startswith("catalogue-"):
        return read_case(path, known).problems
    name = path.stem.removeprefix("catalogue-")
    name = name if f"{name}.yaml" in CATALOGUE_FILES else "groups"
    try:
        small_catalogue(**{name: path.read_bytes()})
    except PackError as error:
        return error.problems
    return ()


def expected_text(path: Path, known: Vocabulary) -> str:
    """Return the problems of a case as they stand in the file beside it."""
    problems = problems_of_case(path, known)
    return "".join(f"{str(each).removeprefix(f'{path.name}:')}\n" for each in problems)


if __name__ == "__main__":  # write the expected problems anew, to be read before they are kept
    small = small_catalogue()
    for case in sorted((CASES / "invalid").glob("*.yaml")):
        text = expected_text(case, small)
        case.with_suffix(".txt").write_text(text, encoding="utf-8", newline="\n")
