"""Option, CMCN4_LANG, settings, a Vietnamese locale, the data's own headers, English: in turn."""

from __future__ import annotations

import pytest

from cmcn4.cli.language import choose


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "en"),
        ({"CMCN4_LANG": "vi"}, "vi"),
        ({"CMCN4_LANG": "VI"}, "vi"),
        ({"CMCN4_LANG": "vi_VN.UTF-8"}, "vi"),
        ({"CMCN4_LANG": "fr"}, "en"),
        ({"CMCN4_LANG": "", "LANG": "vi_VN"}, "vi"),
        ({"CMCN4_LANG": "fr", "LANG": "vi_VN"}, "vi"),
        ({"CMCN4_LANG": "en", "LANG": "vi_VN"}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LC_ALL": "C", "LANG": "vi_VN"}, "en"),
        ({"LC_ALL": "", "LANG": "vi_VN"}, "vi"),
        ({"LC_MESSAGES": "vi_VN", "LANG": "en_US"}, "vi"),
        ({"LC_ALL": "vi_VN", "LC_MESSAGES": "en_US"}, "vi"),
    ],
)
def test_environment_tells_the_language(environ: dict[str, str], lang: str) -> None:
    assert choose(None, environ) == lang


@pytest.mark.parametrize(
    ("option", "environ", "config", "data", "lang"),
    [
        ("en", {"CMCN4_LANG": "vi"}, "vi", "vi", "en"),
        (None, {"CMCN4_LANG": "en", "LANG": "vi_VN"}, "vi", "vi", "en"),
        (None, {"LANG": "vi_VN"}, "en", "vi", "en"),
        (None, {"LANG": "vi_VN"}, None, "en", "vi"),
        (None, {"LANG": "en_US"}, None, "vi", "vi"),
        (None, {}, None, "vi", "vi"),
        (None, {}, "vi", "en", "vi"),
        (None, {}, None, None, "en"),
    ],
)
def test_the_first_that_says_something_wins(
    option: str | None, environ: dict[str, str], config: str | None, data: str | None, lang: str
) -> None:
    assert choose(option, environ, config=config, data=data) == lang
