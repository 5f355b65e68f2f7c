"""`cmcn4 init`: files to begin with are valid as they stand, and show every key with a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import inside, untraced
from cmcn4.cli.config import load as load_config
from cmcn4.cli.settings import _SETTINGS
from cmcn4.locale import LANGUAGES, beginning
from cmcn4.packs.schema import pack_schema

OFF = re.compile(r"^( *)#(?=[^\s#])", re.MULTILINE)
"""What switches a key off: a sign of a comment right before it."""


def switched_on(text: str) -> str:
    return OFF.sub(r"\1", text)


def begun(folder: Path, lang: str) -> Path:
    path = folder / "own-plan.yaml"
    done = inside("init", "pack", "own-plan", "-o", path, "--lang", lang)
    assert done.code == 0, done.err
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pack_is_valid_as_it_stands(lang: str, tmp_path: Path) -> None:
    path = begun(tmp_path, lang)
    found = inside("targets", "-t", path, "-f", "json")
    assert [each["target"] for each in found.json] == ["own-plan/fibre-communes-2030"]
    assert not {"@ID", "@PATH"} & {*re.findall("@[A-Z]+", path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pack_is_valid_with_every_key_switched_on(lang: str, tmp_path: Path) -> None:
    path = begun(tmp_path, lang)
    path.write_text(switched_on(path.read_text(encoding="utf-8")), encoding="utf-8")
    found = inside("targets", "-t", path)
    assert found.code == 0, found.err


def keys_of(schema: Any) -> Iterator[str]:
    for record in (schema, *schema["$defs"].values()):
        yield from record.get("properties", {})


def test_the_pack_shows_every_key_there_is() -> None:
    text = switched_on(beginning("en", "pack.yaml"))
    shown = set(re.findall(r"\b([a-z_0-9]+):", text))  # as a key, or in the comment of one
    assert {*keys_of(pack_schema())} <= shown


def test_the_files_say_the_same_in_both_languages() -> None:
    for name in ("pack.yaml", "settings.toml"):
        english, vietnamese = (
            [re.sub(r"(^| )# .*", "", line).rstrip() for line in beginning(lang, name).split("\n")]
            for lang in ("en", "vi")
        )
        if name == "settings.toml":  # which has texts of its own in each
            english, vietnamese = (
                [line.partition(" = ")[0] for line in lines] for lines in (english, vietnamese)
            )
        assert english == vietnamese
        assert beginning("vi", name) != beginning("en", name)


def test_every_key_switched_off_has_a_comment_of_its_own_or_above() -> None:
    for line in beginning("en", "pack.yaml").split("\n"):
        if re.match(r"(?:format|id|#short|#base_year|#applies_to|#\w+:$)", line):
            assert " # " in line or line.rstrip("#").endswith(":"), line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_settings_are_valid_as_they_stand_and_with_every_key(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "cmcn4.toml"
    assert inside("init", "config", "-o", path, "--lang", lang).code == 0
    config = load_config(str(path), wanted=True, start=tmp_path)
    assert (config.targets, config.as_of, config.accept) == ((), None, ())
    text = switched_on(path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    config = load_config(str(path), wanted=True, start=tmp_path)
    assert (config.targets, config.separator, config.lang) == (("qd-2289",), ";", lang)
    assert len(config.accept) == 3
    for name in _SETTINGS:
        key = name.rpartition(".")[2].replace("*", "default")
        assert re.search(rf"\b{key} = ", text), name


def test_the_language_asked_for_is_that_of_the_comments(tmp_path: Path) -> None:
    assert "# nguyên văn, đúng từng chữ" in begun(tmp_path, "vi").read_text(encoding="utf-8")


def test_the_file_is_named_after_the_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert inside("init", "pack", "true", "--lang", "en").out == (
        "true.yaml is written. Fill it in, then check it: cmcn4 targets -t true.yaml\n"
    )
    assert inside("targets", "-t", "true.yaml").code == 0  # a word of YAML's is an id all the same
    assert inside("init", "config").code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"true.yaml", "cmcn4.toml"}


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("mine", encoding="utf-8")
    again = inside("init", "pack", "mine", "-o", path, "--lang", "en")
    assert (again.code, path.read_text(encoding="utf-8")) == (2, "mine")
    assert "exists already" in again.err
    path.unlink()
    path.symlink_to(tmp_path / "nowhere")
    assert inside("init", "config", "-o", path).code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("pack",), "the id of the pack is missing"), (("pack", "A b"), "lower-case words"),
        (("pack", "qd-2289"), "built-in pack"), (("config", "x"), "settings have no id"),
        (("pack", "x", "-o", "no/folder/x.yaml"), "no/folder/x.yaml"),
    ],
)  # fmt: skip
def test_wrong_use_writes_nothing(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = inside("init", *words, "--lang", "en")
    assert (result.code, result.stdout) == (2, b"")
    assert said in result.err
    assert not [*tmp_path.iterdir()]
    untraced(result)
