"""--expect: who was to send figures, told in the table, in every format, and from the settings."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from acceptance.cli import AT_2025, DENSITY, HEADER, committed, inside, program, write
from cmcn4.locale import LANGUAGES

HUE = "fibre-households,vn-hue,2025,79.5,% of households,MOST,\n"
BAD = "internet-users,vn-hue,2025,many,% of population,MOST,\n"
HA_NOI = "fibre-households,vn-ha-noi,2025,80.5,% of households,MOST,\n"
TARGETS = ("-t", "qd-2289/fibre-households-2025", "-t", "qd-2289/internet-users-2025")
ASKED = ("check", "inbox", *TARGETS, *AT_2025)
LIST = "vn-hue\nvn-son-la,Sở KH&CN\n"
SHORT = """\
Expected: 2; read: 0, refused: 1, not sent: 1
 ✘ refused (1): Hue (hue.csv D3)
 – not sent (1): Son La
 ? not on the list (1): Ha Noi
"""
LONG = """\
Expected: 2; read: 0, refused: 1, not sent: 1
 ✘ Hue: refused
   hue.csv
   hue.csv D3: “many” is not a number
 – Son La (Sở KH&CN): not sent
   figures of 2 indicators to be sent
 ? Ha Noi: not on the list
   ha-noi.csv
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    write(inbox, HEADER + HUE + BAD, "hue.csv")
    write(inbox, HEADER + HA_NOI, "ha-noi.csv")
    write(tmp_path, LIST, "list.csv")
    return tmp_path


def section(out: str, begins: str = "Expected: ") -> str:
    """Return the lines of the table about senders."""
    return out[out.index(begins) :].partition("\n\n")[0] + "\n"


def test_the_table_counts_them_and_names_who_has_to_act() -> None:
    asked = (*ASKED, "--no-config", "--expect", "list.csv")
    assert section(inside(*asked).out) == SHORT
    assert section(inside(*asked, "-v").out) == LONG


def test_who_lacks_figures_is_counted_and_named_in_full(folder: Path) -> None:
    write(folder, "vn-ha-noi\n", "list.csv")
    asked = (*ASKED, "--no-config", "--expect", "list.csv")
    told = " ✔ read, and still lack figures: 1 (-v says which)\n"
    assert told in section(inside(*asked).out)
    assert "   lacks: Population using the Internet (2025)\n" in section(inside(*asked, "-v").out)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sixty_three_provinces_take_about_ten_lines(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    asked = ("check", "inbox", "--no-config", "--as-of", "2024", "--lang", lang)
    out = inside(*asked, "--expect", "provinces-63").out
    begins = {"en": "Expected: 63", "vi": "Số đơn vị phải gửi: 63"}[lang]
    lines = section(out, begins).splitlines()
    assert len(lines) <= 11
    assert max(map(len, lines)) <= 100


def test_who_has_sent_none_is_told_once() -> None:
    out = inside(*ASKED, "--no-config", "--expect", "provinces-2025").out
    assert "not sent (32): Cao Bang, " in out
    assert out.count("Cao Bang") == 1


def test_every_format_for_people_has_a_line_for_each(folder: Path) -> None:
    names = ("r.html", "r.md", "r.docx", "r.xlsx")
    outputs = [word for name in names for word in ("-o", name)]
    inside(*ASKED, "--no-config", "--expect", "list.csv", *outputs)
    for name in names:
        path = folder / name
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                parts = [archive.read(one) for one in archive.namelist() if one.endswith(".xml")]
            text = b"".join(parts).decode()
        else:
            text = path.read_text(encoding="utf-8")
        plain = text.replace("&amp;", "&").replace("\\", "")
        for said in ("Son La (Sở KH&CN)", "figures of 2 indicators to be sent", "Ha Noi"):
            assert said in plain, (name, said)
        assert "hue.csv D3: “many” is not a number" in plain, name


def test_the_exit_code_is_as_without_it(folder: Path) -> None:
    (folder / "inbox" / "hue.csv").unlink()
    asked = (*ASKED, "--no-config", "--fail-on", "no-data,fail,warning")
    assert inside(*asked).code == inside(*asked, "--expect", "provinces-2025").code == 0


def test_settings_name_a_list_from_their_own_folder_and_the_option_wins(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, 'expect = "list.csv"\n', "cmcn4.toml")
    below = folder / "below"
    below.mkdir()
    write(below, "vn-cao-bang\n", "other.csv")
    monkeypatch.chdir(below)
    asked = ("check", "../inbox", *TARGETS, *AT_2025)
    found = inside(*asked, "-f", "json").json
    assert found["asked"]["expect"] == "../list.csv"
    assert [one["area"] for one in found["expected"]] == ["vn-hue", "vn-son-la", "vn-ha-noi"]
    assert section(inside(*asked, "--expect", "other.csv").out).startswith("Expected: 1;")
    told = inside(*asked, "-v", "--expect", "other.csv").out
    assert " expect = other.csv" in told
    assert "list.csv" not in told


def test_settings_that_were_found_name_no_list_outside_their_repository(folder: Path) -> None:
    inside_of = folder / "repository"
    (inside_of / ".git").mkdir(parents=True)
    write(inside_of, 'expect = "../list.csv"\n', "cmcn4.toml")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(inside_of)
        refused = inside("check", "../inbox", *AT_2025)
    assert (refused.code, "vn-hue" in refused.err) == (2, False)
    assert "'../list.csv'" in refused.err


@pytest.mark.skipif(shutil.which("git") is None, reason="runs git")
def test_a_list_is_read_at_the_commit_of_its_settings(folder: Path) -> None:
    write(folder, 'expect = "list.csv"\n', "cmcn4.toml")
    committed(folder)
    write(folder, "vn-cao-bang\n", "list.csv")
    asked = (*ASKED, "-f", "json", "--config", "git:HEAD")
    found = program(*asked).json
    assert found["asked"]["expect"] == "list.csv"
    assert [one["area"] for one in found["expected"]] == ["vn-hue", "vn-son-la", "vn-ha-noi"]
    found = program(*asked, "--expect", "list.csv").json
    assert found["expected"][0]["area"] == "vn-cao-bang"


def test_a_list_is_told_by_the_path_that_names_it(folder: Path) -> None:
    path = folder / "list.csv"
    found = inside(*ASKED, "--no-config", "--expect", path, "-f", "json").json
    assert found["asked"]["expect"] == path.as_posix()


def test_nobody_is_expected_where_nobody_asks() -> None:
    assert inside(*ASKED, "--no-config", "-f", "json").json["expected"] is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("expect = 5", "expect must be a text"),
        ('expect = " "', "expect must be a text"),
        ('[report]\nanswer-by = "soon"', "report.answer-by must be a day"),
    ],
)
def test_settings_about_senders_are_refused_at_their_line(
    folder: Path, text: str, said: str
) -> None:
    write(folder, f"{text}\n", "cmcn4.toml")
    refused = inside(*ASKED)
    line = text.count("\n") + 1
    assert refused.code == 2
    assert f"cmcn4.toml:{line}: " in refused.err
    assert said.split(maxsplit=1)[0] in refused.err


def test_an_unknown_name_says_its_line_and_what_it_may_be(folder: Path) -> None:
    write(folder, "Huế\nHà Nộii\n", "list.csv")
    refused = inside(*ASKED, "--no-config", "--expect", "list.csv")
    assert refused.code == 2
    assert "list.csv:2: unknown area: “Hà Nộii” (did you mean `vn-ha-noi`?)" in refused.err
    told = json.dumps(inside(*ASKED, "--no-config", "--expect", "nobody").err, ensure_ascii=False)
    assert "--expect: 'nobody' is neither a group of areas nor a file" in told


@pytest.mark.parametrize(
    ("row", "owed"),
    [
        ("online-services-end-to-end,vn-hue,2025,90.3,% of services,MOST,\n", []),
        ("online-services-end-to-end,vn-hue,2024,80,% of services,MOST,\n",
         ["online-services-end-to-end"]),
    ],
)  # fmt: skip
def test_what_took_the_place_of_an_ended_term_is_asked_for_until_it_is_sent(
    row: str, owed: list[str], folder: Path
) -> None:
    write(folder / "inbox", HEADER + HUE + row, "hue.csv")
    asked = ("-t", "qd-2289/online-services-level-4-2025", *AT_2025, "--no-config")
    report = inside("check", "inbox", *asked, "--expect", "list.csv", "-f", "json").json
    hue, son_la = report["expected"][:2]
    assert [one["indicator"] for one in hue["lacks"]] == owed
    assert [one["indicator"] for one in son_la["lacks"]] == ["online-services-end-to-end"]


@pytest.mark.parametrize(
    ("given", "owed"),
    [("population", ["digital-firms"]), ("digital-firms", ["population"]), ("", [])],
)
def test_operands_of_a_derived_indicator_that_are_missing_are_owed(
    given: str, owed: list[str], folder: Path
) -> None:
    rows = {"digital-firms": "80000,enterprises", "population": "100000000,people"}
    lines = [
        f"{name},vn-hue,2025,{value},NSO,\n" for name, value in rows.items() if given in ("", name)
    ]
    write(folder, HEADER + "".join(lines))
    write(folder, DENSITY, "plan.yaml")
    asked = ("check", "data.csv", "-t", "plan.yaml", "--expect", "list.csv", *AT_2025, "-f", "json")
    result = inside(*asked, "--area", "vn-hue")
    assert result.code == (3 if given else 1)
    (sender,) = [each for each in result.json["expected"] if each["area"] == "vn-hue"]
    assert [each["indicator"] for each in sender["lacks"]] == owed
