"""Without a terminal: files are asked for or were dropped; the page is written, and opened."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Sequence
from glob import escape
from pathlib import Path

from cmcn4.api import day
from cmcn4.cli import boundary
from cmcn4.cli.annotate import SUFFIXES
from cmcn4.cli.exit_codes import ExitCode
from cmcn4.cli.language import named as asked_language
from cmcn4.cli.window.person import Person
from cmcn4.cli.window.places import Places, named, places
from cmcn4.errors import UsageError
from cmcn4.readers.folders import found_at
from cmcn4.readers.paths import STDIN

LANGUAGE = "vi"
"""What a program that officers open speaks; `CMCN4_LANG` says otherwise."""
QUIT = "q"


def run(dropped: Sequence[str]) -> int:
    """Check what was dropped, else what is asked for; return the exit code of `check`.

    Without data and without anybody who could name some, the help of the command is printed.
    """
    lang = asked_language(os.environ) or LANGUAGE
    os.environ["CMCN4_LANG"] = lang
    person = Person(lang)
    try:
        return _run(person, dropped)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED


def _run(person: Person, dropped: Sequence[str]) -> int:
    data = list(dropped)
    if not data:
        person.tell("window.title")
        answered = _asked_for(person)
        if answered is None:
            sys.argv[1:] = ["--help"]
            return boundary.run()
        data = answered
    if not data:
        return ExitCode.OK
    # Whoever drops files from a script waits for no question.
    asking = person.there or not dropped
    as_of = _day(person) if asking else ""
    status = _check(person, [Path(os.path.abspath(path)) for path in data], as_of)  # noqa: PTH100 - a link stays where it is
    if asking:
        person.ask("window.close")
    return status


def _asked_for(person: Person) -> list[str] | None:
    """Return the paths that a person names; empty to leave, None where nobody answers."""
    while True:
        answer = person.ask("window.which", quit=QUIT)
        if answer is None:
            return None
        if answer.lower() == QUIT:
            return []
        if not answer:
            continue
        paths = named(answer)
        if all(os.path.lexists(path) for path in paths):
            return paths
        person.tell("window.no-file", path=paths[0])


def _day(person: Person) -> str:
    """Return the day a person asks about, as typed; empty for today."""
    while True:
        answer = person.ask("window.as-of") or ""
        try:
            if answer:
                day(answer)
        except UsageError as error:
            person.tell("window.no-day", error=error.message)
            continue
        return answer


def _check(person: Person, data: Sequence[Path], as_of: str) -> int:
    there = places(data)
    folder = data[0].parent
    # From there, so that the settings beside the data count, and the page names no whole path.
    os.chdir(folder)
    given = [_beside(path, folder) for path in data]
    options = ["--quiet", "--fail-on=none", f"--output=html:{there.page}"]
    if as_of:
        options.append(f"--as-of={as_of}")
    if any(name.lower().endswith(SUFFIXES) for path in given for name in found_at(path).files):
        options.append(f"--annotate={there.copies}")
    person.tell("window.checking")
    sys.argv[1:] = ["check", *options, "--", *map(escape, given)]
    status = boundary.run()
    _tell(person, there, status)
    return status


def _beside(path: Path, folder: Path) -> str:
    near = os.fspath(path.relative_to(folder)) if path.is_relative_to(folder) else os.fspath(path)
    return near if near not in (STDIN, ".") else os.fspath(path)


def _tell(person: Person, there: Places, status: int) -> None:
    """Say what was written and what to do next, and open the page."""
    if not there.page.exists():
        person.tell("window.nothing")
        return
    if status == ExitCode.UNTRUSTED:
        person.tell("window.refused")
    if there.elsewhere:
        person.tell("window.elsewhere", folder=there.page.parent)
    person.tell("window.page", path=there.page)
    if "CI" not in os.environ and not _opened(there.page):
        person.tell("window.open-it")


def _opened(page: Path) -> bool:
    try:
        return webbrowser.open(page.as_uri())
    except (OSError, webbrowser.Error):
        return False
