"""`cmcn4 explain CODE`: what the documents say of a finding, with its example."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import inside
from acceptance.pages import Block, blocks
from acceptance.test_docs import PAGES, sections
from cmcn4.model.finding import LEVELS
from cmcn4.reporters.presentation.explaining import finding_page


@pytest.mark.parametrize("lang", PAGES)
@pytest.mark.parametrize("code", LEVELS)
def test_every_code_is_explained_by_its_section_of_the_documents(code: str, lang: str) -> None:
    section = sections(PAGES[lang])[code]
    text, data = (inside("explain", code, "--lang", lang, "-f", name) for name in ("table", "json"))
    assert (text.code, text.err, data.code) == (0, "", 0)
    parts = data.json
    assert (parts["code"], parts["level"]) == (code, LEVELS[code])
    # A defect of ours has no example: a file that gives it is mended.
    *files, shown = blocks(section) or [Block("text", "", "", 0, 0)]
    assert [(each["name"], each["text"]) for each in parts["examples"]] == [
        (each.name, each.body) for each in files
    ]
    assert parts["told"] == (shown.body or None)
    for each in (*files, shown):
        assert all(f"   {line}".rstrip() in text.out for line in each.body.splitlines())
    said = " ".join([*parts["meaning"], parts["remedy"] or ""])
    assert parts["meaning"]
    assert "](" not in said
    assert "```" not in said
    assert " ".join(said.split()) in " ".join(text.out.split()) or parts["remedy"]
    markdown = inside("explain", code, "--lang", lang, "-f", "markdown").out
    assert markdown.startswith("## ")
    assert markdown.endswith(section.strip() + "\n")


def test_a_code_is_explained_in_words_of_both_languages() -> None:
    assert inside("explain", "source-missing", "--lang", "en").out == (
        "The value has no source  source-missing\n"
        " Level\n"
        "   warning: Nothing is blocked; it marks what is doubtful.\n"
        " What it means\n"
        "   A value without a source, or a table without a column for it.\n"
        " What to do\n"
        "   Name who published the figure.\n"
        " Example: data.csv\n"
        "   indicator,area,period,value,unit\n"
        "   egdi-rank,VN,2024,71,rank\n"
        " What cmcn4 says\n"
        "   warning source-missing  data.csv:1\n"
        "      There is no column for the source; values without one: 1.\n"
    )
    told = inside("explain", "source-missing", "--lang", "vi").out
    assert [line for line in told.splitlines() if line[:1] == " " and line[1:2] != " "] == [
        " Mức", " Ý nghĩa", " Cách xử lý", " Ví dụ: data.csv", " cmcn4 báo",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "meant"),
    [("numbr-unreadable", "number-unreadable"), ("egdi-rnk-2030", "qd-2289/egdi-rank-2030")],
)
def test_an_unknown_word_suggests_the_nearest_code_or_target(word: str, meant: str) -> None:
    result = inside("explain", word, "--lang", "en")
    assert (result.code, result.stdout) == (2, b"")
    assert f"did you mean {meant}" in result.err


def test_an_installed_program_has_the_documents_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, path in PAGES.items():
        text = path.read_text("utf-8").replace("### row-ragged\n", f"### row-ragged\n\nOf {name}.")
        (tmp_path / path.name).write_text(text, "utf-8")
    monkeypatch.setattr(finding_page, "_PACKAGE", tmp_path)
    for name in PAGES:
        assert f"Of {name}." in inside("explain", "row-ragged", "--lang", name).out
    (tmp_path / "findings.vi.md").unlink()
    assert "Of en." in inside("explain", "row-ragged", "--lang", "vi").out
    wheel = (PAGES["en"].parents[1] / "pyproject.toml").read_text("utf-8")
    for path in PAGES.values():
        assert f'"docs/{path.name}" = "cmcn4/docs/{path.name}"' in wheel
