from __future__ import annotations

from pathlib import Path

import pytest

from cmcn4 import words
from cmcn4.model.text import fold
from cmcn4.words import __main__ as generate
from cmcn4.words.compiling import WordsError, compiled


def test_the_compiled_words_are_up_to_date() -> None:
    assert words.COMPILED.read_text(encoding="utf-8") == compiled(), "run python -m cmcn4.words"


def test_a_table_maps_folded_words_to_meanings() -> None:
    assert words.table("statuses")["so bo"] == "provisional"
    assert "uoc th" in words.meaning("statuses", "estimate")
    assert "so bo" not in words.meaning("statuses", "estimate")
    with pytest.raises(TypeError):
        words.table("statuses")["so bo"] = "final"  # type: ignore[index]


def test_a_list_holds_folded_words_and_its_marks_as_written() -> None:
    assert fold("Chưa rõ") in words.listed("missing")
    assert {"///", "kxđ"} <= set(words.marks("missing"))
    assert "///" not in words.listed("missing")


def test_signs_count_in_marks_alone() -> None:
    assert words.marks("bounds")["≥"] == "least"
    assert "" not in words.table("bounds")


def test_a_name_that_is_no_table_is_a_defect() -> None:
    with pytest.raises(KeyError):
        words.table("no-such-table")


def compile_one(folder: Path, content: str) -> str:
    (folder / "some.yaml").write_text(content, encoding="utf-8")
    return compiled(folder)


def test_what_is_compiled_is_one_line_a_table(tmp_path: Path) -> None:
    assert compile_one(tmp_path, "b: [Sơ bộ, '≥']\na: x") == (
        '{"some": {"folded":{"so bo":"b","x":"a"},"marks":{"sơ bộ":"b","≥":"b","x":"a"}}}\n'
    )


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("a: [Năm]\nb: [nam]", "'nam' stands twice: 'a', 'b'"),
        ("[x, x]", "stands twice"),
        ("['..', '..']", "stands twice"),
        ("[no]", "False is no text; quote it"),
        ("[71]", "no text"),
        ("['']", "no text"),
        ("['a  b']", "spaces"),
        ("['Ha\u0300']", "not NFC"),
        ("'text'", "neither a list nor a table"),
        ("[", "some.yaml"),
    ],
)
def test_words_out_of_order_are_refused(tmp_path: Path, content: str, fault: str) -> None:
    with pytest.raises(WordsError, match=fault):
        compile_one(tmp_path, content)


def test_compiling_writes_nothing_from_words_out_of_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> str:
        raise WordsError("x stands twice")

    monkeypatch.setattr(generate, "COMPILED", tmp_path / "words.json")
    assert generate.main() == 0
    assert (tmp_path / "words.json").read_text(encoding="utf-8") == compiled()
    monkeypatch.setattr(generate, "compiled", fails)
    assert generate.main() == 3
    assert "stands twice" in capsys.readouterr().err
