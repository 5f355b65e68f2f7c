"""Which language everything is shown in."""

from __future__ import annotations

from collections.abc import Mapping

from cmcn4.locale import LANGUAGES


def from_environment(environ: Mapping[str, str]) -> str | None:
    """Return CMCN4_LANG if it names a language we have, else `vi` if the locale is Vietnamese."""
    wanted = environ.get("CMCN4_LANG", "").lower()[:2]
    if wanted in LANGUAGES:
        return wanted
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        if value:
            return "vi" if value.lower().startswith("vi") else None
    return None


def choose(option: str | None, environ: Mapping[str, str], data: str | None) -> str:
    """Return the option, else the environment's, else the language of the data's headers."""
    return option or from_environment(environ) or data or "en"
