"""docs/gaps.md shows what comes out, and its sums are those of the program.

`python -m pytest tests/acceptance/test_gaps_docs.py --update-golden` writes what comes out today.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from acceptance.cli import inside, write
from acceptance.pages import blocks, commands, compare
from cmcn4.reporters import FORMATS

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "gaps.md", "vi": DOCS / "gaps.vi.md"}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_it_shows_what_comes_out(path: Path, workspace: Path, *, update: bool) -> None:
    compare(path, workspace, update=update)


def test_both_languages_show_the_same() -> None:
    english, vietnamese = (path.read_text(encoding="utf-8") for path in PAGES.values())
    both = [
        [[each.replace(f"--lang {lang}", "") for each in commands(block.body)]
         for block in blocks(text)]
        for lang, text in (("en", english), ("vi", vietnamese))
    ]  # fmt: skip
    assert both[0] == both[1]
    headings = [re.findall(r"^#+ ", text, re.MULTILINE) for text in (english, vietnamese)]
    assert headings[0] == headings[1]


@pytest.mark.parametrize("lang", PAGES)
def test_the_sums_are_those_of_the_program(lang: str) -> None:
    text = PAGES[lang].read_text(encoding="utf-8").replace("−", "-")
    text = re.sub(r"(?<=\d),(?=\d)", ".", text.partition("\n## ")[2].partition("\n## ")[0])
    assert Decimal(21) / Decimal(36) == Decimal(71 - 50) / Decimal(86 - 50)
    for sums, result in (
        ("86 - 50 = 36", 36),
        ("71 - 50 = 21", 21),
        ("21 ÷ 36 = 58 %", round(100 * Decimal(21) / 36)),
        ("= 5.98 ÷ 7.34 = 81 %", round(100 * Decimal("5.98") / Decimal("7.34"))),
        ("(80 - 79.5) ÷ 80 = 0.6 %", round(100 * Decimal("0.5") / 80, 1)),
    ):
        assert sums in text
        assert sums.removesuffix(" %").endswith(f" {result}")
    shown = blocks(PAGES[lang].read_text(encoding="utf-8"))[-1].body.splitlines()[1:]
    rows = list(csv.DictReader(shown))
    assert [each["road_left"][:6] for each in rows] == ["0.8147", "0.5833"]
    assert [each["relative_gap"][:5] for each in rows] == ["0.299", "0.42"]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_it_names_the_formats_that_have_no_summary(path: Path) -> None:
    section = path.read_text(encoding="utf-8").rpartition("\n## ")[2]
    for name, each in FORMATS.items():
        assert (f"`{name}`" in section) != each.gaps, name


HEAD = "indicator,area,period,value,unit,source\n"
FIBRE = "fibre-households,{},2025,{},% of households,MOST\n"
USERS = "internet-users,{},2025,{},%,MOST\n"
TARGETS = ("-t", "qd-2289/fibre-households-2025", "-t", "qd-2289/internet-users-2025")
ASKED = ("--as-of", "2025", *TARGETS)
NOTHING = "Nothing is short of its target, as far as it could be judged"
NOTHING_VI = "Trong phạm vi đánh giá được, không có mục tiêu nào chưa đạt hoặc chưa đến hạn"
LEVEL = "1 below a level to compare with"


@pytest.mark.parametrize(
    ("rows", "lang", "said"),
    [
        (FIBRE.format("VN", 85), "en", NOTHING),
        (FIBRE.format("VN", 85), "vi", NOTHING_VI),
        (FIBRE.format("VN", 75), "en", "1 target is not met"),
        (
            FIBRE.format("VN", 75) + USERS.format("VN", 70), "vi",
            "2 mục tiêu chưa đạt hoặc chưa đến hạn",
        ),
        (FIBRE.format("vn-hue", 75), "en", f"{NOTHING} · {LEVEL}"),
        (
            FIBRE.format("VN", 75) + USERS.format("vn-hue", 75), "en",
            f"1 target is not met · {LEVEL}",
        ),
        (
            FIBRE.format("VN", 75) + USERS.format("vn-hue", 75), "vi",
            "1 mục tiêu chưa đạt hoặc chưa đến hạn · 1 kết quả dưới mức để so sánh",
        ),
    ],
)  # fmt: skip
def test_the_heading_counts_demands_and_levels_apart(
    rows: str, lang: str, said: str, tmp_path: Path
) -> None:
    out = inside("gaps", write(tmp_path, HEAD + rows), *ASKED, "--lang", lang).out
    # The line above it may wrap: it names the file with its folder.
    assert out.partition("\n\n")[2].splitlines()[0] == said


def test_an_area_is_named_where_the_gaps_are_of_several(tmp_path: Path) -> None:
    one = FIBRE.format("VN", 75) + FIBRE.format("vn-hue", 95)
    assert (
        "Households covered by fibre  2025"
        in inside("gaps", write(tmp_path, HEAD + one), *ASKED, "--lang", "en").out
    )
    two = FIBRE.format("VN", 75) + FIBRE.format("vn-hue", 70)
    out = inside("gaps", write(tmp_path, HEAD + two), *ASKED, "--lang", "en").out
    assert "Households covered by fibre · Hue  2025" in out
    assert "Households covered by fibre · Viet Nam  2025" in out
