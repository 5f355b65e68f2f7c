"""Reading files one after the other or at once: each gives its part, none hides another."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cmcn4.errors import UsageError
from cmcn4.locale import ENGLISH, LANGUAGES, Message
from cmcn4.model.observation import Submission
from cmcn4.model.so_far import SoFar
from cmcn4.readers.folders import found_at
from cmcn4.readers.parts import Part, read_part
from cmcn4.readers.paths import STDIN, Copied, Exact, Held, LinkOutside, leads_out_of, shown
from cmcn4.readers.patterns import expanded, is_pattern
from cmcn4.readers.reading import Context, count

if TYPE_CHECKING:
    from cmcn4.readers import Reading, ReadOptions


def read_paths(paths: Sequence[str], options: ReadOptions, how: Reading) -> Submission:
    """Read all files; raises UsageError for paths and encodings that do not exist."""
    _check(paths, options.encoding)
    paths = expanded(paths)
    submission, context = Submission(), Context(options)
    files: dict[str, str] = {}
    listed = os.path.realpath(options.senders) if options.senders else ""
    for path in paths:
        found = found_at(_kept_in(options.within, path))
        if found.folder is not None:
            about = found.note(context)
            if found.files or found.linked:
                submission.findings.extend(about.findings)
            else:
                about.finish(submission, "")
        for file in found.files:
            real = _identity(file)
            if real != listed or (found.folder is None and not isinstance(path, Exact)):
                # A file named twice is read once.
                original = path.originals.get(real, real) if isinstance(path, Copied) else real
                files.setdefault(original, _kept_in(options.within, file))
    languages: dict[str, int] = {}
    context.sieve = how.engine
    for part in _parts(list(files.values()), context, how):
        for name in ("observations", "blocks", "findings", "inputs"):
            getattr(submission, name).extend(getattr(part.submission, name))
        count(submission.seen, part.submission.seen)
        count(languages, part.languages)
    context.languages = languages
    submission.language = language(context)
    return submission


def _kept_in(home: str, path: str) -> str:
    """Return a path; where it leads out of the repository as a link that is refused when opened."""
    return LinkOutside(path) if home and leads_out_of(path, home) else path


def _identity(file: str) -> str:
    """Return what tells a file from every other."""
    if isinstance(file, Held):
        return f"\0{id(file)}"
    return file if file == STDIN else os.path.realpath(file)


def _check(paths: Sequence[str], encoding: str) -> None:
    try:
        io.TextIOWrapper(io.BytesIO(), encoding="utf-8" if encoding == "auto" else encoding)
    except (LookupError, ValueError):  # also codecs that are not of text
        raise UsageError(Message("errors.encoding", {"name": repr(encoding)})) from None
    for path in paths:
        if path == STDIN or isinstance(path, Held) or is_pattern(path):
            continue
        if not os.path.lexists(path):
            raise UsageError(Message("errors.path"), place=shown(path))


def language(context: Context) -> str | None:
    """Return the language most of the recognised column names are in; of two alike English."""
    names = context.languages
    if not names:
        return None
    return max((ENGLISH, *LANGUAGES), key=lambda lang: names.get(lang, 0))


def _parts(files: list[str], context: Context, how: Reading) -> Iterator[Part]:
    """Yield the part of each file, in their order."""
    if how.parts:
        from cmcn4.readers.workers import is_plain  # noqa: PLC0415 - when asked for

        if all(map(is_plain, files)):
            yield from how.parts(files, context.options)
            return
    sizes = [_size(file) for file in files]
    elsewhere: dict[int, Part] = {}
    if how.processes > 1 and len(files) > 1 and how.engine is None:
        from cmcn4.readers.workers import pays, read_at_once  # noqa: PLC0415 - seldom worth it

        if pays(files, sizes, how.processes):
            elsewhere = read_at_once(files, sizes, context.options, how)
    total = sum(sizes)
    done, read, rows = sum(sizes[part] for part in elsewhere), len(elsewhere), 0

    def watch(of_file: int, more_rows: int) -> None:
        nonlocal rows
        rows += more_rows
        if how.watch:
            how.watch(SoFar("reading", done + of_file, total, rows, read, len(files)))

    for number, path in enumerate(files):
        part = elsewhere.pop(number, None)
        if part is None:
            part = read_part(path, context, watch if how.watch else None)
            done, read = done + sizes[number], read + 1
            watch(0, 0)
        yield part


def _size(path: str) -> int:
    """Return the bytes of a file; 0 for what is none or cannot be looked at."""
    try:
        return 0 if path == STDIN else os.path.getsize(path)  # noqa: PTH202 - any text, also a bad one
    except (OSError, ValueError):
        return 0
