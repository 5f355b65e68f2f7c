"""Our modules found without a search: a small run loads two hundred, and searching is costly.

Python asks several finders for each module, lists folders, works out names and looks at dates in
code of its own. Ours lie where their names say, and what an earlier run compiled of them lies
beside. Whatever is not just so (changed, not compiled yet, kept elsewhere) is left to Python.
"""

from __future__ import annotations

import marshal
import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER
from types import CodeType, ModuleType

import cmcn4

_NAME = "cmcn4."
_LARGEST = 1 << 16
"""Bytes of a compiled module: none of ours has as many."""
_BY_DATE = MAGIC_NUMBER + bytes(4)
"""What is compiled begins with it, where the date and the length of its source follow."""
_HEAD = len(_BY_DATE) + 8


class _Loader(SourceFileLoader):
    """What runs a module whose code was read when it was looked for."""

    code: CodeType

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, module.__dict__)  # noqa: S102 - as Python's own loader does


class Finder:
    """Looks for the modules of the package alone."""

    def __init__(self, folder: str, suffix: str) -> None:
        """Take the package's folder, and what follows a name in that of what is compiled."""
        self._folder, self._suffix = folder, suffix

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Return where a module is; None where there is any doubt."""
        if not name.startswith(_NAME):
            return None
        place = self._folder + name.removeprefix(_NAME).replace(".", os.sep)
        folder, leaf = place.rsplit(os.sep, 1)
        found = self._found(name, folder, leaf)
        if found is None and (found := self._found(name, place, "__init__")):
            found.submodule_search_locations = [place]
        return found

    def _found(self, name: str, folder: str, leaf: str) -> ModuleSpec | None:
        source = f"{folder}{os.sep}{leaf}.py"
        compiled = f"{folder}{os.sep}__pycache__{os.sep}{leaf}{self._suffix}"
        try:
            handle = os.open(compiled, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            try:
                content = os.read(handle, _LARGEST)
            finally:
                os.close(handle)
            if len(content) == _LARGEST or content[:_HEAD] != _head(source):
                return None
            code = marshal.loads(memoryview(content)[_HEAD:])  # noqa: S302 - as Python does
        except (OSError, ValueError, EOFError, TypeError):
            return None
        loader = _Loader(name, source)
        loader.code = code
        spec = ModuleSpec(name, loader, origin=source)
        spec.has_location, spec.cached = True, compiled
        return spec


def _head(source: str) -> bytes:
    """Return what a module begins with that was compiled from the source as it is now."""
    found = os.stat(source)  # noqa: PTH116 - without a path for each module
    return _BY_DATE + _four_bytes(int(found.st_mtime)) + _four_bytes(found.st_size)


def _four_bytes(number: int) -> bytes:
    return (number & 0xFFFFFFFF).to_bytes(4, "little")


def find_ours() -> None:
    """Have the modules that are imported from now on found so, if the package is as usual."""
    at, folder = cmcn4.__spec__, cmcn4.__file__.removesuffix("__init__.py")
    usual, _, suffix = (at.cached or "").rpartition("__init__")
    if type(at.loader) is SourceFileLoader and usual == f"{folder}__pycache__{os.sep}":
        sys.meta_path.insert(0, Finder(folder, suffix))
