"""The built-in catalogue and packs: compiled if the files are as they were, else the long way.

The packs of the strategy are read with the catalogue, those of the documents around it apart: a
run that does not name them does not pay for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from cmcn4.errors import PackError, Problem
from cmcn4.model.digest import sha256
from cmcn4.model.target import PackFile
from cmcn4.packs.compiled import BuiltIn, decode, decode_packs
from cmcn4.packs.locations import CATALOGUE, COMPILED, FAMILY, builtin_files, catalogue_files

T = TypeVar("T")


@cache
def built_in() -> BuiltIn:
    """Return the catalogue and the strategy's packs; PackError when the files are not valid."""
    files = builtin_files(family=False)
    return _compiled(COMPILED, decode, files) or validated(files)


@cache
def all_packs() -> tuple[PackFile, ...]:
    """Return the packs of all documents, the oldest first; PackError when one is not valid."""
    files = builtin_files()
    found = _compiled(FAMILY, decode_packs, files)
    if found is None:
        return validated(files).packs
    return tuple(sorted((*built_in().packs, *found), key=oldest_first))


def _compiled(
    place: Path, decoded: Callable[[str, Mapping[str, str]], T | None], files: Mapping[str, bytes]
) -> T | None:
    """Return what was compiled from these files; None where it was not, or cannot be read."""
    try:
        return decoded(place.read_text(encoding="utf-8"), hashes(files))
    except (OSError, ValueError, TypeError, KeyError):
        return None  # never written yet, or by another version of the model


def catalogue_sha256() -> str:
    """Return the SHA-256 of the catalogue: of the names and hashes of its files."""
    files = catalogue_files()
    lines = (f"{digest}  {name}\n" for name, digest in hashes(files).items())
    return sha256("".join(lines).encode())


def hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each file in hexadecimal."""
    return {name: _hashed(raw) for name, raw in files.items()}


@cache
def _hashed(raw: bytes) -> str:
    return sha256(raw)  # the catalogue's is asked for by itself, too


def validated(files: Mapping[str, bytes]) -> BuiltIn:
    """Return what the files hold, read and checked; PackError with all problems of all files."""
    from cmcn4.packs.reading import read_catalogue, read_pack  # noqa: PLC0415 - the long way

    named = {name: (f"targets/catalogue/{name}", files[f"catalogue/{name}"]) for name in CATALOGUE}
    known = read_catalogue(named)
    packs: list[PackFile] = []
    problems: list[Problem] = []
    hashed = hashes(files)
    for name, raw in files.items():
        if name.startswith("catalogue/"):
            continue
        path = f"targets/{name}"
        read = read_pack(path, raw, known)
        problems += read.problems
        if read.pack is not None:
            packs.append(PackFile(pack=read.pack, path=path, sha256=hashed[name]))
    if problems:
        raise PackError(tuple(problems))
    return BuiltIn(known, tuple(sorted(packs, key=oldest_first)))


def oldest_first(file: PackFile) -> tuple[str, str]:
    """Return the key by which packs are ordered."""
    return file.pack.document.issued, file.pack.id
