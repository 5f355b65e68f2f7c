"""Option, then CMCN4_LANG, then a Vietnamese locale, then the data's own headers, then English."""

from __future__ import annotations

import pytest

from cmcn4.cli.language import choose, from_environment


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, None),
        ({"CMCN4_LANG": "vi"}, "vi"),
        ({"CMCN4_LANG": "EN"}, "en"),
        ({"CMCN4_LANG": "vi_VN.UTF-8"}, "vi"),
        ({"CMCN4_LANG": "fr"}, None),
        ({"CMCN4_LANG": ""}, None),
        ({"CMCN4_LANG": "fr", "LANG": "vi_VN"}, "vi"),
        ({"CMCN4_LANG": "en", "LANG": "vi_VN"}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_US.UTF-8"}, None),
        ({"LANG": "C"}, None),
        ({"LC_ALL": "C", "LANG": "vi_VN"}, None),
        ({"LC_ALL": "", "LANG": "vi_VN"}, "vi"),
        ({"LC_MESSAGES": "vi_VN", "LANG": "en_US"}, "vi"),
        ({"LC_ALL": "vi_VN", "LC_MESSAGES": "en_US"}, "vi"),
    ],
)
def test_environment_tells_the_language(environ: dict[str, str], lang: str | None) -> None:
    assert from_environment(environ) == lang


@pytest.mark.parametrize(
    ("option", "environ", "data", "lang"),
    [
        ("en", {"CMCN4_LANG": "vi"}, "vi", "en"),
        (None, {"CMCN4_LANG": "en", "LANG": "vi_VN"}, "vi", "en"),
        (None, {"LANG": "vi_VN"}, "en", "vi"),
        (None, {"LANG": "en_US"}, "vi", "vi"),
        (None, {}, "vi", "vi"),
        (None, {}, None, "en"),
    ],
)
def test_the_first_that_says_something_wins(
    option: str | None, environ: dict[str, str], data: str | None, lang: str
) -> None:
    assert choose(option, environ, data) == lang
