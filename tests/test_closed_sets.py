"""Every closed set is one table that has all of its members."""

from __future__ import annotations

from dataclasses import fields, replace
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from cmcn4.evaluation.rules import REDUCERS
from cmcn4.locale import LANGUAGES, RARE, ROOMS, composed, say
from cmcn4.locale.writing import Writing, writing
from cmcn4.model import form
from cmcn4.model.account import Role
from cmcn4.model.expected import Sender
from cmcn4.model.finding import LEVELS
from cmcn4.model.rule import KINDS, KindName, Rule
from cmcn4.model.verdict import Verdict
from cmcn4.readers.containers import CONTAINERS
from cmcn4.readers.folders import found_at
from cmcn4.readers.layout.headings.columns import REQUIRED, TITLES
from cmcn4.reporters import FOLDERS, FORMATS, Document, Style, in_folder, made, render
from cmcn4.reporters.audit.views import ANSWERS_AGAIN
from cmcn4.reporters.presentation.missing import MISSING
from cmcn4.reporters.presentation.verdicts import VERDICTS, WORST_FIRST
from golden.canonical import report


def test_verdicts_have_a_sign_and_a_place_in_both_orders() -> None:
    assert set(VERDICTS) == set(Verdict) == set(WORST_FIRST)
    assert len({each.symbol for each in VERDICTS.values()}) == len(Verdict)


def test_kinds_of_rules_have_a_record_a_function_words_and_an_answer_in_sql() -> None:
    assert set(KINDS) == set(get_args(KindName)) == set(REDUCERS) == set(MISSING)
    assert {each.record for each in KINDS.values()} == set(get_args(Rule))
    assert all(f"t.kind = '{name}'" in ANSWERS_AGAIN for name in KINDS)
    defaults = {name: fields(each.record)[0].default for name, each in KINDS.items()}
    assert defaults == {name: name for name in KINDS}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("document", get_args(Document))
def test_formats_have_the_modules_they_name(name: str, document: Document) -> None:
    assert getattr(FORMATS[name], document) is None or callable(made(document, name))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_formats_show_a_report_in_every_language(name: str, lang: str) -> None:
    assert render(name, report(), Style(lang))


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_formats_of_several_files_name_each_by_their_suffix(name: str, lang: str) -> None:
    sender = Sender(area="vn-hue", state="read", files=("a.csv",))
    found = dict(in_folder(name, replace(report(), senders=(sender,)), Style(lang)))
    assert name not in FORMATS
    assert found
    assert all(one.endswith(FOLDERS[name].suffix) and content for one, content in found.items())


@pytest.mark.parametrize("name", [n for n, one in FORMATS.items() if one.suffix in CONTAINERS])
def test_a_report_that_a_reader_could_read_is_told_from_data(name: str, tmp_path: Path) -> None:
    (tmp_path / f"report{FORMATS[name].suffix}").write_bytes(render(name, report(), Style()))
    assert list(found_at(str(tmp_path)).skipped) == ["report"]


def test_suffixes_stand_for_one_format() -> None:
    suffixes = [each.suffix for each in FORMATS.values() if each.suffix]
    assert len(set(suffixes)) == len(suffixes)


@pytest.mark.parametrize("code", LEVELS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_findings_have_a_name_a_message_and_a_hint_in_every_language(code: str, lang: str) -> None:
    assert all(say(lang, composed(f"{kind}.{code}")) for kind in ("code", "finding", "hint"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_file_of_texts_belongs_to_a_room_and_every_language_writes_numbers(lang: str) -> None:
    folder = Path(str(import_module(f"cmcn4.locale.{lang}").__file__)).parent
    parts = {"findings_files", "findings_told"}
    names = {each.stem for each in folder.glob("*.py")} - parts
    assert names == {*ROOMS, *RARE, "__init__", "format"}
    assert isinstance(writing(lang), Writing)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_roles_of_columns_have_a_title(lang: str) -> None:
    assert all(say(lang, composed(f"reading.role.{role}")) for role in get_args(Role))
    assert {*REQUIRED, "unit", "status", *form.REQUIRED} <= set(TITLES)


@pytest.mark.parametrize("name", sorted(set(CONTAINERS.values())))
def test_containers_have_a_module_that_gives_sheets(name: str) -> None:
    assert callable(import_module(f"cmcn4.readers.containers.{name}").sheets)
