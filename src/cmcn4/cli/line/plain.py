"""A command line in which nothing has to be told: it is taken as Typer would, without its import.

Whatever is not plainly right is left to Typer, with all its messages: help, what is unknown or
lacks a value, values that begin as options do, flags written together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from cmcn4.cli.options import Command, Options


def plainly(command: Command, words: Sequence[str]) -> Options | None:
    """Return what the words behind the name of a command say; None where it is not plain."""
    try:
        return _Line(command).filled(words)
    except (LookupError, ValueError):
        return None


class _Line:
    """What a command takes, and what was given; LookupError or ValueError for what is not plain."""

    def __init__(self, command: Command) -> None:
        self._command = command
        self._kinds: dict[str, Any] = {}
        self._flags: dict[str, str] = {}
        self._places: list[str] = []
        self._given: dict[str, Any] = {}
        for name, kind, said in command.takes():
            self._kinds[name] = kind
            self._flags.update(dict.fromkeys(said.flags, name))
            if not said.flags:
                self._places.append(name)

    def filled(self, words: Sequence[str]) -> Options:
        """Return the options."""
        standing: list[str] = []
        rest = iter(words)
        for word in rest:
            if word[:1] == "-" and word != "-":
                self._take(word, rest)
            else:
                standing.append(word)
        self._place(standing)
        for name in self._kinds.keys() - self._given.keys():
            self._given[name] = self._default(name)
        return Options(**self._given)

    def _take(self, word: str, rest: Iterator[str]) -> None:
        flag, stated, value = word.partition("=")
        name = self._flags[flag]
        if self._kinds[name] is bool:
            if stated:
                raise ValueError
            self._given[name] = True
            return
        if not stated:
            value = next(rest, "")
        if value[:1] == "-" or (stated and flag[:2] != "--"):
            raise ValueError
        self._note(name, value)

    def _place(self, standing: list[str]) -> None:
        for name in self._places:
            several = get_origin(self._kinds[name]) is list
            taken, standing = (standing, []) if several else (standing[:1], standing[1:])
            for value in taken:
                self._note(name, value)
        if standing:
            raise ValueError

    def _note(self, name: str, value: str) -> None:
        kind = self._kinds[name]
        if get_origin(kind) is list:
            self._given.setdefault(name, []).append(_typed(get_args(kind)[0], value))
        else:
            self._given[name] = _typed(kind, value)

    def _default(self, name: str) -> Any:
        """Return what Typer gives where nothing is said."""
        value, kind = self._command.default(name), self._kinds[name]
        if value is ...:
            raise LookupError
        if get_origin(kind) is list:
            return list(value)
        kind = _one(kind)
        enum = value is not None and issubclass(kind, Enum)
        return kind(value) if enum else value


def _one(kind: Any) -> Any:
    """Return a type without the None beside it."""
    if get_origin(kind) is not UnionType:
        return kind
    (found,) = (part for part in get_args(kind) if part is not NoneType)
    return found


def _typed(kind: Any, value: str) -> Any:
    """Return a value of a type; ValueError where it is none."""
    kind = _one(kind)
    if not value or (kind is int and not (value.isascii() and value.isdecimal())):
        raise ValueError
    return kind(value)
