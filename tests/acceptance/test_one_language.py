"""A document in one language alone: every view falls back to it, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import inside, write
from cmcn4.model.text import Text
from cmcn4.reporters import FORMATS

CASE = Path(__file__).parents[1] / "cases" / "packs" / "valid" / "one-language.yaml"
ROWS = "indicator,area,period,value,unit\nPeople who use it,VN,2025,40,% of people\n"


def test_a_text_falls_back_to_the_language_it_has() -> None:
    assert [Text(en="a").get(lang) for lang in ("vi", "en", "fr")] == ["a", "a", "a"]
    assert [Text(vi="b").get(lang) for lang in ("vi", "en", "fr")] == ["b", "b", "b"]
    assert Text(vi="", en="c").get("vi") == ""
    assert Text(vi="b").each == {"vi": "b"}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_pack_in_english_alone_is_judged_and_shown(tmp_path: Path, lang: str) -> None:
    asked = (write(tmp_path, ROWS), "-t", CASE, "--as-of", "2025", "--lang", lang)

    (found,) = inside("check", *asked, "-f", "json").json["assessments"]
    explained = inside("explain", "users-2025", *asked).out

    assert (found["title"], found["verdict"], found["lead"]) == ("Users", "fail", "Secretariat")
    assert "People who use it" in explained
    for form in ("table", "markdown", "csv", "github"):
        assert inside("check", *asked, "-f", form).code == 1, form


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_format_and_the_form_show_it(tmp_path: Path, lang: str) -> None:
    asked = ("-t", CASE, "--lang", lang)
    outputs = [tmp_path / f"r{known.suffix}" for known in FORMATS.values() if known.suffix]
    written = [part for path in outputs for part in ("-o", path)]

    data = write(tmp_path, ROWS)
    assert inside("check", data, *asked, "--as-of", "2025", *written).code == 1
    assert inside("template", *asked, "-o", tmp_path / "form.xlsx").code == 0
    assert inside("gaps", data, *asked, "--as-of", "2025").code == 0
    assert all(path.stat().st_size for path in outputs)
