"""Which language everything is shown in."""

from __future__ import annotations

from collections.abc import Mapping

from cmcn4.locale import LANGUAGES


def named(environ: Mapping[str, str]) -> str | None:
    """Return the language of CMCN4_LANG if we have it."""
    wanted = environ.get("CMCN4_LANG", "").lower()[:2]
    return wanted if wanted in LANGUAGES else None


def of_locale(environ: Mapping[str, str]) -> str | None:
    """Return `vi` if the locale is Vietnamese; other locales say nothing."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        if value:
            return "vi" if value.lower().startswith("vi") else None
    return None


def choose(
    option: str | None,
    environ: Mapping[str, str],
    *,
    config: str | None = None,
    data: str | None = None,
) -> str:
    """Return the option, else CMCN4_LANG, the settings, the locale, the data's headers, `en`."""
    return option or named(environ) or config or of_locale(environ) or data or "en"
