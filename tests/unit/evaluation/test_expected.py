"""Who has sent what was expected: whose files are, what refuses them, what is still owed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cmcn4.api import judge
from cmcn4.errors import UsageError
from cmcn4.model.asked import FileArea, Question
from cmcn4.model.expected import Owed, Sender

HEAD = "indicator,area,period,value,unit,source\n"
FIBRE = "fibre-households,{area},{year},{value},% of households,MOST\n"
USERS = "internet-users,{area},{year},{value},% of population,MOST\n"
TARGETS = ("qd-2289/fibre-households-2025", "qd-2289/internet-users-2025")
LAST_DAY = dt.date(2025, 12, 31)


def fibre(area: str, value: str = "80", year: int = 2025) -> str:
    return FIBRE.format(area=area, value=value, year=year)


def users(area: str, value: str = "80", year: int = 2025) -> str:
    return USERS.format(area=area, value=value, year=year)


def found(
    folder: Path, expect: str, day: dt.date = LAST_DAY, areas: tuple[FileArea, ...] = ()
) -> dict[str | None, Sender]:
    """Return what became of each sender, by area."""
    question = Question(as_of=day, targets=TARGETS, expect=expect, file_areas=areas)
    report, _ = judge(str(folder / "inbox"), question)
    return {sender.area: sender for sender in report.senders}


@pytest.fixture(name="inbox")
def folder_of_files(tmp_path: Path) -> Path:
    """Return a folder that files are sent to, and a list of two areas beside it."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "list.txt").write_text("vn-hue\nHà Nội\n", encoding="utf-8")
    return tmp_path / "inbox"


def told(inbox: Path, **more: object) -> dict[str | None, tuple[str, list[str | None]]]:
    """Return the state of each, and the cells of its errors."""
    senders = found(inbox.parent, str(inbox.parent / "list.txt"), **more)  # type: ignore[arg-type]
    return {
        area: (sender.state, [finding.place.cell for finding in sender.refused])
        for area, sender in senders.items()
    }


def test_files_are_read_or_refused_at_a_cell_and_others_were_not_sent(inbox: Path) -> None:
    (inbox / "a.csv").write_text(HEAD + fibre("vn-hue", "many") + users("vn-hue"))
    assert told(inbox) == {"vn-hue": ("refused", ["D2"]), "vn-ha-noi": ("not-sent", [])}
    (inbox / "b.csv").write_text(HEAD + fibre("vn-ha-noi"))
    assert told(inbox)["vn-ha-noi"] == ("read", [])


def test_one_file_that_is_not_accepted_refuses_a_sender_of_two(inbox: Path) -> None:
    (inbox / "a.csv").write_text(HEAD + fibre("vn-hue"))
    (inbox / "b.csv").write_text(HEAD + users("vn-hue", "many"))
    assert told(inbox)["vn-hue"] == ("refused", ["D2"])


def test_a_file_that_cannot_be_read_is_whose_its_name_or_the_settings_say(inbox: Path) -> None:
    (inbox / "Huế 2025.xlsx").write_bytes(b"PK\x03\x04")
    (inbox / "07.xlsx").write_bytes(b"PK\x03\x04")
    assert told(inbox) == {
        "vn-hue": ("refused", [None]),
        "vn-ha-noi": ("not-sent", []),
        None: ("unexpected", [None]),
    }
    named = (FileArea("vn-ha-noi", "07.*"),)
    assert told(inbox, areas=named)["vn-ha-noi"] == ("refused", [None])


def test_a_letterhead_says_whose_a_file_is_whatever_else_it_has_figures_of(inbox: Path) -> None:
    text = "UBND THÀNH PHỐ HUẾ\n\n" + HEAD + fibre("vn-hue") + fibre("vn-ha-noi")
    (inbox / "a.csv").write_text(text, encoding="utf-8")
    assert told(inbox) == {"vn-hue": ("read", []), "vn-ha-noi": ("not-sent", [])}


def test_a_workbook_with_a_sheet_for_each_is_of_all_of_them(inbox: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, value in (("Huế", "many"), ("Hà Nội", "80")):
        sheet = book.create_sheet(name)
        sheet.append(["indicator", "period", "value", "unit", "source"])
        sheet.append(["fibre-households", "2025", value, "% of households", "MOST"])
    book.save(inbox / "a.xlsx")
    assert told(inbox) == {"vn-hue": ("refused", ["C2"]), "vn-ha-noi": ("read", [])}


def test_a_table_of_many_refuses_those_whose_rows_are_in_error(inbox: Path) -> None:
    rows = fibre("vn-hue", "many") + fibre("vn-ha-noi") + fibre("vn-son-la")
    (inbox / "all.csv").write_text(HEAD + rows)
    assert told(inbox) == {"vn-hue": ("refused", ["D2"]), "vn-ha-noi": ("read", [])}
    (inbox / "all.csv").write_text(HEAD + fibre("vn-hue", "120") + fibre("vn-ha-noi"))
    assert told(inbox) == {"vn-hue": ("refused", ["D2"]), "vn-ha-noi": ("read", [])}
    (inbox / "all.csv").write_text(HEAD + fibre("vn-huee") + fibre("vn-hue") + fibre("vn-ha-noi"))
    assert told(inbox) == {"vn-hue": ("refused", ["B2"]), "vn-ha-noi": ("read", [])}


def test_who_was_not_asked_is_told_with_its_files(inbox: Path) -> None:
    (inbox / "a.csv").write_text(HEAD + fibre("vn-son-la"))
    assert told(inbox)["vn-son-la"] == ("unexpected", [])


def test_a_unit_of_before_is_answered_for_by_the_one_of_today(inbox: Path) -> None:
    (inbox / "a.csv").write_text(HEAD + fibre("vn-yen-bai", year=2024))
    (inbox.parent / "list.txt").write_text("vn-lao-cai-2025\n")
    assert told(inbox) == {"vn-lao-cai-2025": ("read", [])}


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (LAST_DAY, "2025"),
        (dt.date(2026, 3, 31), "2025"),
        (dt.date(2025, 12, 1), "2025"),
        (dt.date(2025, 6, 30), "2024"),
    ],
)
def test_what_is_owed_are_the_figures_that_targets_lack(
    inbox: Path, day: dt.date, year: str
) -> None:
    (inbox / "a.csv").write_text(HEAD + fibre("vn-hue", year=2024))
    (inbox.parent / "list.txt").write_text("vn-hue\nvn-ha-noi\n")
    senders = found(inbox.parent, str(inbox.parent / "list.txt"), day)
    assert senders["vn-hue"].owed == (Owed("internet-users", (year,)),)
    assert senders["vn-ha-noi"].owed == (
        Owed("fibre-households", (year,)), Owed("internet-users", (year,)),
    )  # fmt: skip


def test_a_figure_in_error_is_not_owed_as_well(inbox: Path) -> None:
    (inbox / "a.csv").write_text(HEAD + fibre("vn-hue", "many") + users("vn-hue"))
    assert found(inbox.parent, str(inbox.parent / "list.txt"))["vn-hue"].owed == ()


def test_a_group_has_its_members_of_the_day_or_all_where_there_were_none_yet(inbox: Path) -> None:
    (inbox / "a.csv").write_text(HEAD + fibre("vn-hue"))
    for day in (LAST_DAY, dt.date(2024, 12, 31)):
        senders = found(inbox.parent, "provinces-2025", day)
        assert (len(senders), senders["vn-hue"].state) == (34, "read")


def test_the_exit_code_is_that_of_a_run_that_expects_nobody(inbox: Path) -> None:
    (inbox / "a.csv").write_text(HEAD + fibre("vn-hue"))
    codes = {
        judge(str(inbox), Question(as_of=LAST_DAY, targets=TARGETS, expect=expect))[0].summary[
            "exit_code"
        ]
        for expect in (None, "provinces-2025")
    }
    assert codes == {0}


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("vn-hue\n# later: vn-son-la\n\n  Thành phố Hà Nội \n", ["", ""]),
        ("STT,Địa phương,Người nhận\n1,Huế,Sở KH&CN\n2,Hà Nội,\n", ["Sở KH&CN", ""]),
        ("1;Huế;Sở KH&CN\n2;Hà Nội;\n", ["Sở KH&CN", ""]),
        ("code\trecipient\nvn-hue\t\nvn-ha-noi\ta@b.vn\nvn-hue\tagain\n", ["", "a@b.vn"]),
    ],
)
def test_a_list_names_areas_by_code_or_name_and_whom_to_write_to(
    inbox: Path, text: str, recipients: list[str]
) -> None:
    (inbox / "a.csv").write_text(HEAD + fibre("vn-hue"))
    for name in ("list.txt", "list.csv"):
        (inbox.parent / name).write_text(text, encoding="utf-8")
        senders = found(inbox.parent, str(inbox.parent / name))
        assert {area: sender.recipient for area, sender in senders.items()} == dict(
            zip(("vn-hue", "vn-ha-noi"), recipients, strict=True)
        )


def test_a_list_among_the_files_is_no_data_unless_it_is_named(inbox: Path) -> None:
    (inbox / "a.csv").write_text(HEAD + fibre("vn-hue"))
    path = inbox / "list.csv"
    path.write_text("vn-hue,Sở\n", encoding="utf-8")
    question = Question(as_of=LAST_DAY, targets=TARGETS, expect=str(path))
    report, _ = judge(str(inbox), question)
    assert [file.path for file in report.inputs] == [str(inbox / "a.csv")]
    assert [sender.state for sender in report.senders] == ["read"]
    report, _ = judge([str(inbox / "a.csv"), str(path)], question)
    assert [file.path for file in report.inputs] == [str(inbox / "a.csv"), str(path)]


def test_a_list_may_be_a_workbook(inbox: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.create_sheet("Danh sách").append(["Tỉnh", "Nơi nhận"])
    book["Danh sách"].append(["Huế", "Sở KH&CN"])
    book.save(inbox.parent / "list.xlsx")
    (inbox / "a.csv").write_text(HEAD + fibre("vn-hue"))
    (sender,) = found(inbox.parent, str(inbox.parent / "list.xlsx")).values()
    assert (sender.area, sender.recipient, sender.state) == ("vn-hue", "Sở KH&CN", "read")
    book["Danh sách"].append(["Hà Nộii"])
    book.save(inbox.parent / "list.xlsx")
    with pytest.raises(UsageError, match=r"list.xlsx Danh sách:3: unknown area: “Hà Nộii”"):
        found(inbox.parent, str(inbox.parent / "list.xlsx"))


def test_a_list_that_is_wrong_is_refused_at_its_line_with_the_nearest_names(inbox: Path) -> None:
    folder = inbox.parent
    path = folder / "list.txt"
    path.write_text("vn-hue\nHà Nộii\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        found(folder, str(path))
    assert str(caught.value) == f"{path}:2: unknown area: “Hà Nộii” (did you mean `vn-ha-noi`?)"
    path.write_text("Atlantis\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r":1: unknown area: “Atlantis” \(name areas by"):
        found(folder, str(path))
    path.write_text("# nobody\n", encoding="utf-8")
    with pytest.raises(UsageError, match="the list names no area"):
        found(folder, str(path))
    (folder / "list.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(UsageError, match=r"list.xlsx: The workbook is cut off or damaged"):
        found(folder, str(folder / "list.xlsx"))
    with pytest.raises(UsageError) as caught:
        found(folder, "provinces-2024")
    assert str(caught.value).startswith(
        "--expect: 'provinces-2024' is neither a group of areas nor a file (use one of provinces-20"
    )
