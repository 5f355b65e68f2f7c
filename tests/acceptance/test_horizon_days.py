"""A horizon that is a day: shown as that day wherever a year would stand, in both languages."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import HEADER, PLAN, inside, write
from unit.reporters.docx_reading import part

_DAY = PLAN.replace("horizon: 2025", 'horizon: "2026-03-31"')
_SHARES = "".join(
    f"fibre-households,VN,{year},{value},,NSO,\n" for year, value in ((2020, 40), (2023, 58))
)


@pytest.fixture
def asked(tmp_path: Path) -> tuple[Any, ...]:
    pack = _DAY.replace("at_least: 90", "at_least: 80").replace('"2019-01-15"', '"2020-01-15"')
    data = write(tmp_path, HEADER + _SHARES)
    return data, "-t", write(tmp_path, pack, "pack.yaml"), "--as-of", "2023"


def test_the_pace_runs_to_the_day(asked: tuple[Any, ...]) -> None:
    (found,) = inside("check", *asked, "-f", "json").json["assessments"]

    assert (found["horizon"], found["due_date"], found["due"]) == (2026, "2026-03-31", False)
    progress = found["progress"]
    # 31/3/2026 is 2026 + 90/365, which is 5 + 18/73 after the end of 2020 and 2 + 18/73 after 2023.
    assert Decimal(str(progress["pace_required"])) == Decimal("7.6240208877")  # 40 × 73 / 383
    assert Decimal(str(progress["pace_needed_from_now"])) == Decimal("9.7926829268")  # 22 × 73/164
    assert Decimal(str(progress["projected"])) == Decimal("71.4794520548")  # 58 + 6 × 164/73


@pytest.mark.parametrize(
    ("lang", "heading", "pace", "cited"),
    [
        ("en", "2026-03-31 (not yet due)", "71.48% on 2026-03-31 at", "target for 2026-03-31: "),
        ("vi", "31/3/2026 (chưa đến hạn)", "ngày 31/3/2026 là 71,48%", "đến ngày 31/3/2026: "),
    ],
)
def test_the_day_is_shown(
    asked: tuple[Any, ...], lang: str, heading: str, pace: str, cited: str
) -> None:
    table = inside("check", *asked, "--lang", lang).out
    explained = " ".join(inside("explain", "fibre-2025", *asked, "--lang", lang).out.split())

    assert heading in table
    assert pace in table
    assert heading.split(" ", maxsplit=1)[0] in explained.split("plan/")[0]
    assert cited in explained


@pytest.mark.parametrize(("lang", "told"), [("en", "by 2026-03-31"), ("vi", "đến ngày 31/3/2026")])
def test_the_page_and_the_annex_show_it(
    asked: tuple[Any, ...], tmp_path: Path, lang: str, told: str
) -> None:
    page, annex = tmp_path / "r.html", tmp_path / "r.docx"
    inside("check", *asked, "--lang", lang, "-o", page, "-o", annex, "-o", tmp_path / "r.xlsx")

    assert told in page.read_text(encoding="utf-8")
    document = part(annex.read_bytes(), "word/document.xml")
    assert ("2026-03-31" if lang == "en" else "31/3/2026") in document


def test_what_fell_due_on_a_day_is_said(asked: tuple[Any, ...]) -> None:
    out = inside("check", *asked[:-1], "2026-04-01", "--lang", "en").out

    assert "2026-03-31 (due)" in out
    assert "2026 targets fell due on 31/3/2026" in out


def test_the_year_of_the_day_selects_it(asked: tuple[Any, ...]) -> None:
    assert inside("check", *asked, "--horizon", 2026, "-f", "json").json["assessments"]
    assert inside("check", *asked, "--horizon", 2025).code == 2


def test_the_list_of_targets_has_both(asked: tuple[Any, ...]) -> None:
    (found,) = inside("targets", "-t", asked[2], "-f", "json").json

    assert (found["horizon"], found["due_date"]) == (2026, "2026-03-31")
    assert "2026-03-31" in inside("targets", "-t", asked[2], "--lang", "en").out


@pytest.mark.parametrize(
    ("horizon", "told"),
    [
        ('"2025-02-30"', "is no day of the calendar"),
        ("2025-06-30", 'write "2025-06-30" in quotes'),
        ('"2025"', "write 2025 without quotes"),
        ('"1999-01-01"', "the horizon 1999 is not from 2000 to 2100"),
    ],
)
def test_a_day_that_is_none_is_refused(tmp_path: Path, horizon: str, told: str) -> None:
    pack = PLAN.replace("horizon: 2025", f"horizon: {horizon}")

    result = inside("targets", "-t", write(tmp_path, pack, "pack.yaml"), "--lang", "en")

    assert result.code == 3
    assert told in result.err.replace("\n", " ")
