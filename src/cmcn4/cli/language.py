"""Which language everything is shown in."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice
from pathlib import Path

from cmcn4.errors import Cmcn4Error
from cmcn4.locale import ENGLISH, LANGUAGES


def named(environ: Mapping[str, str]) -> str | None:
    """Return the language of CMCN4_LANG if we have it."""
    asked = environ.get("CMCN4_LANG", "").lower()[:2]
    return asked if asked in LANGUAGES else None


def of_locale(environ: Mapping[str, str]) -> str | None:
    """Return the locale's language if we have it; English, as of all servers, says nothing."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        if value:
            found = value.lower()[:2]
            return found if found in LANGUAGES and found != ENGLISH else None
    return None


def choose(
    option: str | None,
    environ: Mapping[str, str],
    *,
    config: str | None = None,
    data: str | None = None,
) -> str:
    """Return the option, else CMCN4_LANG, the settings, the locale, the data's headers, `en`."""
    return option or named(environ) or config or of_locale(environ) or data or ENGLISH


def of_settings() -> str | None:
    """Return the language of the settings in use; None where they name none, or cannot be read."""
    from cmcn4.cli.config import load  # noqa: PLC0415 - where something is said that needs it

    words = sys.argv[1:]
    if "--no-config" in words:
        return None
    named = next((word for word in words if word.startswith("--config=")), "")[len("--config=") :]
    if "--config" in words[:-1]:
        named = words[words.index("--config") + 1]
    try:
        return load(named or None, wanted=True, start=Path.cwd()).lang
    except (Cmcn4Error, OSError, ValueError):
        return None  # what is wrong with them is said, or has no part in this


def late() -> str:
    """Return the language for what is wrong: settings count, be they read by then or not."""
    return early(of_settings)


def early(settings: Callable[[], str | None] = lambda: None) -> str:
    """Return the language for what is said before any settings or data are read."""
    words = sys.argv[1:]
    for place, word in enumerate(words):
        asked = word.removeprefix("--lang=")
        if word == "--lang":
            asked = words[place + 1] if place + 1 < len(words) else ""
        elif asked == word:
            continue
        if asked in LANGUAGES:
            return asked
    return choose(None, os.environ, config=settings())


def placed(words: Sequence[str], commands: Collection[str]) -> list[str]:
    """Return the words with a `--lang` before the command put behind its name, where it belongs.

    Where there is no command, as in `--help --lang vi`, it is taken out: `early` has heard it.
    """
    start = next((at for at, word in enumerate(words) if word in commands), len(words))
    before, found = iter(words[:start]), list[str]()
    kept = []
    for word in before:
        if word.partition("=")[0] == "--lang":
            found += [word, *(islice(before, 1) if word == "--lang" else ())]
        else:
            kept.append(word)
    if start == len(words) and found[-1:] and found[-1].removeprefix("--lang=") in LANGUAGES:
        return kept
    return [*kept, *words[start : start + 1], *found, *words[start + 1 :]]
