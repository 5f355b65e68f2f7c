"""Settings: where they are found, what they may say, and that options win over them."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from acceptance.cli import (
    GOOD,
    HEADER,
    MISSED,
    Result,
    committed,
    inside,
    judged,
    program,
    verdict,
    write,
)
from cmcn4.cli.config import Config, find, load
from cmcn4.errors import UsageError
from cmcn4.model.asked import FileArea
from cmcn4.model.form import Addressed
from cmcn4.model.issuing import Issuing
from cmcn4.model.limits import Limits

FIBRE_2025 = "qd-2289/fibre-households-2025"
FULL = """\
targets = ["qd-2289"]
as-of = "2025-12-31"
fail-on = ["fail", "no-data"]
lang = "vi"
[source-order]
default = ["NSO"]
internet-users = ["MOST", "ITU"]
[progress]
method = "cagr-ratio"
[csv]
separator = ";"
decimal = ","
[sarif]
missed-targets = true
[limits]
cells = 5_000_000
pack-values = 7
[report]
issuer = "BỘ KHOA HỌC VÀ CÔNG NGHỆ"
parent = "CHÍNH PHỦ"
number = "12/BC-BKHCN"
place = " Hà Nội "
date = 2025-12-20
title = "Kết quả năm 2025"
signatory = "A"
position = "THỨ TRƯỞNG"
on-behalf = "KT. BỘ TRƯỞNG"
recipients = ["Thủ tướng Chính phủ", "Lưu: VT"]
[form]
recipient = " Bộ Khoa học và Công nghệ "
deadline = 2025-12-20
place = "Hà Nội"
"""


def settings(folder: Path, text: str, name: str = "cmcn4.toml") -> Config:
    write(folder, text, name)
    return load(None, wanted=True, start=folder)


def test_every_setting_is_read(tmp_path: Path) -> None:
    assert settings(tmp_path, FULL) == Config(
        path="cmcn4.toml",
        targets=("qd-2289",),
        as_of="2025-12-31",
        fail_on="fail,no-data",
        lang="vi",
        source_order={"default": ("NSO",), "internet-users": ("MOST", "ITU")},
        method="cagr-ratio",
        separator=";",
        decimal=",",
        missed_targets=True,
        limits=Limits(cells=5_000_000, pack_values=7),
        issuing=Issuing(
            issuer="BỘ KHOA HỌC VÀ CÔNG NGHỆ",
            parent="CHÍNH PHỦ",
            number="12/BC-BKHCN",
            place="Hà Nội",
            date=dt.date(2025, 12, 20),
            title="Kết quả năm 2025",
            signatory="A",
            position="THỨ TRƯỞNG",
            on_behalf="KT. BỘ TRƯỞNG",
            recipients=("Thủ tướng Chính phủ", "Lưu: VT"),
        ),
        form=Addressed("Bộ Khoa học và Công nghệ", dt.date(2025, 12, 20), "Hà Nội"),
    )


@pytest.mark.parametrize("value", ["0", "-1", "true", '"9"', "1.5", "9" * 20])
def test_a_limit_is_a_number_of_things(tmp_path: Path, value: str) -> None:
    with pytest.raises(UsageError, match=r"cmcn4\.toml:2: `limits\.labels` must be a whole number"):
        settings(tmp_path, f"[limits]\nlabels = {value}\n")


@pytest.mark.parametrize(
    "text", ["#" * ((1 << 20) + 1), f"{'a.' * 65}a = 1", f"x = {{{'a.' * 65}a = 1}}"]
)
def test_settings_that_cost_too_much_are_not_read(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError):
        settings(tmp_path, text)


def test_a_limit_is_raised_for_data_and_packs(tmp_path: Path) -> None:
    rows = "".join(f"egdi {n} x,VN,2024,71,x\n" for n in range(30))
    write(tmp_path, f"{HEADER}{rows}egdi-rank,VN,2024,71,UN\n", "data.csv")
    write(tmp_path, "[limits]\nlabels = 20\n", "cmcn4.toml")
    asked = ("check", "data.csv", "--as-of", "2025", "--lang", "en")
    low = program(*asked, cwd=tmp_path)
    assert low.code == 3
    told = " ".join(low.stdout.decode().split())
    assert "more than the limit `labels` allows" in told
    assert "raise `labels` below [limits]" in told
    write(tmp_path, "[limits]\nlabels = 1_000\n", "cmcn4.toml")
    assert b"more than the limit" not in program(*asked, cwd=tmp_path).stdout
    write(tmp_path, "[limits]\npack-values = 3\n", "cmcn4.toml")
    write(tmp_path, "format: cmcn4/pack@1\nid: a\nshort: b\ntargets: []\n", "pack.yaml")
    pack = program(*asked, "-t", "pack.yaml", cwd=tmp_path)
    assert pack.code == 3
    assert b"the file has more than 3 values" in pack.stderr


def test_settings_may_stand_in_pyproject(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n[tool.cmcn4]\nfail-on = "none"\n'
    assert settings(tmp_path, text, "pyproject.toml").fail_on == "none"


def test_a_pyproject_without_settings_is_passed_over(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    write(inner, '[project]\nname = "x"\n', "pyproject.toml")
    above = write(tmp_path, 'lang = "vi"\n', "cmcn4.toml")
    assert find(inner) == above
    assert load(None, wanted=True, start=inner).path == above.as_posix()


def test_the_nearest_file_wins_and_its_own_name_before_pyproject(tmp_path: Path) -> None:
    write(tmp_path, '[tool.cmcn4]\nlang = "en"\n', "pyproject.toml")
    assert settings(tmp_path, 'lang = "vi"\n').lang == "vi"


def test_no_settings_are_the_defaults(tmp_path: Path) -> None:
    write(tmp_path, FULL, "cmcn4.toml")
    assert load(None, wanted=False, start=tmp_path) == Config()
    assert load("x.toml", wanted=False, start=tmp_path) == Config()


@pytest.mark.parametrize(
    ("text", "line", "said", "hint"),
    [
        ('lnag = "vi"\n', 1, "`lnag` is not a setting", "did you mean `lang`?"),
        ("zzz = 1\n", 1, "`zzz` is not a setting", "known are"),
        ('targets = "qd-2289"\n', 1, "must be a list of texts", 'targets = ["…"]'),
        ('\ntargets = "qd-2289"\n', 2, "must be a list of texts", ""),
        ("targets = [1]\n", 1, "must be a list of texts", ""),
        ("as-of = 2025\n", 1, "must be a day in quotes", "20/12/2025"),
        ('as-of = "soon"\n', 1, "must be a day in quotes", "20/12/2025"),
        ('fail-on = "pass"\n', 1, "has an unknown name: 'pass'", "off-track"),
        ("fail-on = 1\n", 1, "must be a list of texts", ""),
        ('lang = "fr"\n', 1, "must be a language we have", '"vi", "en"'),
        ("[source-order]\ngii-rank = 1\n", 2, "must be a list of texts", ""),
        ("source-order = 1\n", 1, "must be a table", "[source-order]"),
        ("[progress]\nmethods = 1\n", 2, "`progress.methods` is not a setting", "method"),
        ('[progress]\nmethod = "x"\n', 2, "is not a method", "linear-pace"),
        ("[csv]\nseparater = 1\n", 2, "`csv.separater` is not a setting", "separator"),
        ('[csv]\ndecimal = "x"\n', 2, "cannot be that", "'.' ','"),
        ('[csv]\ndecimal = ","\n', 2, "equals the separator", '";"'),
        ('\ncsv.decimal = ","\n', 2, "equals the separator", '";"'),
        ('\n"csv" . "decimal" = ","\n', 2, "equals the separator", '";"'),
        ('\n[csv]\n\n\'decimal\' = ","\n', 4, "equals the separator", '";"'),
        ('[form]\nto = "x"\n', 2, "`form.to` is not a setting", "recipient, deadline, place"),
        ('[form]\nplace = ""\n', 2, "`form.place`", 'place = "…"'),
        ('[form]\ndeadline = "20/12/2025"\n', 2, "`form.deadline` must be a day", "YYYY-MM-DD"),
        ("sarif = true\n", 1, "`sarif` must be a table", "[sarif]"),
        ("[sarif]\nmissed = true\n", 2, "`sarif.missed` is not a setting", "`missed-targets`"),
        ('[sarif]\nmissed-targets = "yes"\n', 2, "must be true or false", "without quotes"),
        ("[sarif]\nmissed-targets = 1\n", 2, "must be true or false", "without quotes"),
        ("report = 1\n", 1, "`report` must be a table", "[report]"),
        ('[report]\nissuers = "A"\n', 2, "`report.issuers` is not a setting", "`issuer`"),
        ('[report]\nissuer = "A"\nnumber = 12\n', 3, "must be a text", 'number = "…"'),
        ('[report]\nplace = " "\n', 2, "must be a text", 'place = "…"'),
        ('[report]\ndate = "20/12/2025"\n', 2, "`report.date` must be a day", ""),
        ('[report]\nrecipients = "A"\n', 2, "must be a list of texts", 'recipients = ["…"]'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(
    text: str, line: int, said: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as caught:
        settings(tmp_path, text)
    assert caught.value.place == f"{tmp_path / 'cmcn4.toml'}:{line}"
    assert said in str(caught.value)
    assert hint in str(caught.value)


@pytest.mark.parametrize("content", [b"lang = \n", b"\xff\xfe", b"= 1"])
def test_what_is_no_toml_is_told_so(content: bytes, tmp_path: Path) -> None:
    path = write(tmp_path, content, "cmcn4.toml")
    with pytest.raises(UsageError) as caught:
        load(None, wanted=True, start=tmp_path)
    assert caught.value.place == str(path)


def test_a_settings_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        load(str(tmp_path / "no.toml"), wanted=True, start=tmp_path)


def check(folder: Path, settings: str, *options: str, text: str = GOOD) -> Result:
    """Check with settings given as a file."""
    data, config = write(folder, text), write(folder, settings, "my.toml")
    return inside("check", data, "--config", config, *options)


def test_settings_apply_to_a_run(tmp_path: Path) -> None:
    asked = 'as-of = "2025"\ntargets = ["qd-2289/*-2025"]\nfail-on = "no-data"\nlang = "vi"\n'
    result = check(tmp_path, asked, "-f", "json")
    assert result.code == 1
    assert result.json["as_of"] == "2025-12-31"
    assert result.json["config"].endswith("my.toml")
    assert {each["horizon"] for each in judged(result).values()} == {2025}
    assert judged(result)[FIBRE_2025, "VN"]["area_name"] == "Việt Nam"


def test_options_win_over_settings(tmp_path: Path) -> None:
    asked = 'as-of = "2024"\ntargets = ["khhd-btttt-2022"]\nfail-on = "no-data"\nlang = "vi"\n'
    options = ("--as-of", "2025", "-t", FIBRE_2025, "--fail-on", "none", "--lang", "en")
    result = check(tmp_path, asked, *options, "-f", "json")
    assert (result.code, result.json["as_of"]) == (0, "2025-12-31")
    assert list(judged(result)) == [(FIBRE_2025, "VN")]
    assert judged(result)[FIBRE_2025, "VN"]["area_name"] == "Viet Nam"


def test_the_header_names_the_settings_in_use(tmp_path: Path) -> None:
    head = check(tmp_path, "", "--as-of", "2025", "--lang", "en").out.split("\n\n")[0]
    assert "my.toml" in " ".join(head.split())


def test_no_config_ignores_a_file_that_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write(tmp_path, GOOD)
    write(tmp_path, 'lang = "vi"\n', "cmcn4.toml")
    monkeypatch.chdir(tmp_path)
    assert "MỤC TIÊU" in inside("check", data).out
    assert "TARGETS" in inside("check", data, "--no-config").out


def test_csv_is_exported_in_the_dialect_asked_for(tmp_path: Path) -> None:
    asked = '[csv]\nseparator = ";"\ndecimal = ","\n'
    result = check(tmp_path, asked, "-t", FIBRE_2025, "--as-of", "2025", "-f", "csv")
    (row,) = result.stdout.decode("utf-8-sig").splitlines()[1:]
    assert row.split(";")[11:14] == ["85,1", "85,1", "85,1"]


@pytest.mark.parametrize(("asked", "codes"), [("true", ["target-missed"]), ("false", [])])
def test_sarif_tells_missed_targets_if_the_settings_say_so(
    asked: str, codes: list[str], tmp_path: Path
) -> None:
    path, target = tmp_path / "report.sarif", "qd-2289/digital-economy-share-2025"
    options = ("-t", target, "--as-of", "2025", "-o", str(path))
    assert check(tmp_path, f"[sarif]\nmissed-targets = {asked}\n", *options, text=MISSED).code == 1
    (run,) = json.loads(path.read_text("utf-8"))["runs"]
    assert [each["ruleId"] for each in run["results"]] == codes


CONFLICT = HEADER + (
    "digital-economy-share,VN,2025,14.02,% of GDP,NSO,\n"
    "digital-economy-share,VN,2025,20.5,% of GDP,Ministry of Science and Technology,\n"
)


def test_the_source_order_of_the_settings_decides(tmp_path: Path) -> None:
    target = "qd-2289/digital-economy-share-2025"
    options = ("-t", target, "--as-of", "2025", "-f", "json")
    order = '[source-order]\ndigital-economy-share = ["Ministry of Science and Technology"]\n'
    assert verdict(check(tmp_path, "", *options, text=CONFLICT), target) == "fail"
    assert verdict(check(tmp_path, order, *options, text=CONFLICT), target) == "pass"


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ('[source-order]\nno-such = ["NSO"]\n', "unknown indicator: 'no-such'"),
        ('[source-order]\ndefault = ["no-such"]\n', "unknown source: 'no-such'"),
    ],
)
def test_an_unknown_name_in_the_source_order_is_wrong_use(
    order: str, said: str, tmp_path: Path
) -> None:
    result = check(tmp_path, order, text=MISSED)
    assert (result.code, result.stdout) == (2, b"")
    assert said in result.err


AREAS = """\
area = "Hà Nội"
[[accept]]
finding = "source-missing"
area = "VN"
because = "b"
[[file]]
path = "tinh/*.csv"
area = "vn-lao-cai-2025"
"""


def test_areas_of_files_are_read_those_of_single_files_first(tmp_path: Path) -> None:
    path = tmp_path / "cmcn4.toml"
    assert settings(tmp_path, AREAS).areas == (
        FileArea("vn-lao-cai-2025", "tinh/*.csv", f"{path}:8"),
        FileArea("Hà Nội", "", f"{path}:1"),
    )


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("area = 1", 1, "`area` must be a text"),
        ("lang = 'vi'\narea = ' '", 2, "`area` must be a text"),
        ("[file]\npath = 'a'", 1, "`file` must be a list of tables"),
        ("[[file]]\npath = 'a'", 1, "`file` lacks `area`"),
        ("[[file]]\narea = 'VN'\npath = 1", 3, "`file.path` must be a text"),
        ("[[file]]\narea = 'VN'\npaths = 'a'", 3, "`file.paths` is not a setting"),
    ],
)
def test_what_is_wrong_with_areas_is_told_with_its_line(
    text: str, line: int, said: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as error:
        settings(tmp_path, text)
    assert error.value.place.endswith(f"cmcn4.toml:{line}")
    assert said in str(error.value.message)


def test_an_area_that_nobody_knows_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, 'lang = "en"\n[[file]]\npath = "*"\narea = "Atlantis"\n', "cmcn4.toml")
    monkeypatch.chdir(tmp_path)
    result = inside("check", write(tmp_path, HEADER + GOOD))
    assert result.code == 2
    assert "cmcn4.toml:4: unknown area: 'Atlantis'" in result.err


@pytest.mark.parametrize("value", ["[" * 5000 + "]" * 5000, "9" * 5000])
def test_what_no_reader_of_toml_can_hold_is_told(value: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a number is too long, or the values are nested too deep"):
        settings(tmp_path, f"x = {value}\n")


@pytest.mark.parametrize("name", ["../plan.yaml", "/etc/passwd", "../other/*:literal", "link.yaml"])
def test_settings_that_nobody_named_do_not_reach_outside(name: str, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "plan.yaml").touch()
    (inner / "link.yaml").symlink_to(tmp_path / "plan.yaml")
    write(inner, f'targets = ["{name}"]\n', "cmcn4.toml")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(inner)
        with pytest.raises(UsageError, match="outside the folder of these settings"):
            load(None, wanted=True, start=inner)
        assert load("cmcn4.toml", wanted=True, start=inner).targets == (name,)


def test_settings_reach_as_far_as_their_repository(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "plan.yaml").touch()
    write(inner, 'targets = ["../plan.yaml"]\n', "cmcn4.toml")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(inner)
        assert load(None, wanted=True, start=inner).targets == ("../plan.yaml",)


@pytest.mark.skipif(shutil.which("git") is None, reason="runs git")
@pytest.mark.parametrize("asked", ["check data.csv", "explain a-2025", "template -o form.xlsx"])
def test_what_is_wrong_with_targets_of_a_commit_is_told_by_their_own_names(
    asked: str, tmp_path: Path
) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, "format: cmcn4/pack@1\n", "plan.yaml")
    write(tmp_path, 'targets = ["plan.yaml"]\n', "cmcn4.toml")
    committed(tmp_path)
    result = program(*asked.split(), "--config", "git:HEAD", cwd=tmp_path)
    assert result.code == 3
    assert result.err.startswith("plan.yaml:1:1: ")
