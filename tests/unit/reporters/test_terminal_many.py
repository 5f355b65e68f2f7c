"""Many areas and narrow windows in the terminal: nothing is said twice, nothing is cut off."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

import cmcn4
from cmcn4.reporters import Style, render
from golden.canonical import report as canonical
from unit.reporters.many_areas import FEW, report


def shown(**style: object) -> list[str]:
    return render("table", report(), Style(**{"width": 100, **style})).decode().splitlines()  # type: ignore[arg-type]


def test_each_target_is_one_line_whatever_documents_demand_it() -> None:
    lines = shown()
    (households,) = (line for line in lines if "Households covered by fibre" in line)
    # From 79 to 78.7 %, where more than 80 % are to compare with.
    assert households.split()[-8:] == ["2289", "BTTTT", "–", "▼", "4", "–", "–", "–"]
    (communes,) = (line for line in lines if "Communes covered by fibre" in line)
    assert communes.split()[-7:] == ["2289", "BTTTT", "–", "4", "–", "–", "–"]
    assert "    farthest: Son La (98.7%), Dien Bien (98.8%), Cao Bang (98.9%)" in lines


def test_the_matrix_tells_its_columns_first_and_leaves_out_what_has_no_data() -> None:
    lines = shown(by="area")
    start = lines.index("Areas and targets")
    legend = lines[start + 1 : lines.index("", start)]
    assert [line.split(" · ")[0].split() for line in legend] == [
        ["1", "Households", "covered", "by", "fibre"],
        ["2", "Communes", "covered", "by", "fibre"],
        ["3", "Fibre", "Internet", "for", "all"],
    ]
    head, *rows = lines[start + len(legend) + 2 :][:5]
    assert head.split() == ["1", "2", "3"]
    assert {tuple(row.split()[-3:]) for row in rows} == {("▼", "✘", "◷")}
    assert rows[0].split()[:2] == ["Son", "La"]


def test_worst_gaps_say_of_what_their_share_is() -> None:
    text = " ".join(" ".join(shown(by="area")).split())
    assert "Communes covered by fibre 2025 (1.3 points, 260% of the road)" in text
    assert "Fibre Internet for all 2030 (21.3 points, 52% of the road)" in text


@pytest.mark.parametrize("width", [60, 80, 99])
def test_a_narrow_summary_says_below_what_has_no_column(width: int) -> None:
    narrow = render("table", canonical(), Style(width=width, by="target")).decode()
    roomy = render("table", canonical(), Style(width=120, by="target")).decode()
    assert "of target" not in narrow
    assert "of target" in roomy
    assert "30% of the target" in " ".join(narrow.split())
    assert "30% of the target" not in " ".join(roomy.split())
    if width >= 80:
        assert max(map(cell_len, narrow.splitlines())) <= width


def test_a_bar_longer_than_the_road_ends_in_an_arrow() -> None:
    lines = render("table", report(FEW[:3]), Style(width=120, by="target")).decode()
    bars = [line.split()[-1] for line in lines.splitlines() if line.endswith(("█", "░", "»"))]
    # Communes have moved away from their target: more lies before them than the whole road.
    assert bars == [*["█████████»"] * 3, *["█████░░░░░"] * 3, *["█░░░░░░░░░"] * 3]


def test_an_area_that_alone_has_gaps_is_named_once() -> None:
    figures = {"vn-ha-noi": 100, "vn-hue": 90}
    rows = [
        {"indicator": "fibre-communes", "area": area, "period": "2025", "value": value}
        for area, value in figures.items()
    ]
    judged = cmcn4.check(rows, targets="qd-2289/fibre-communes-2025", as_of="2025")
    lines = render("table", judged, Style(width=120, by="target")).decode().splitlines()
    assert "1 target is not met · Hue" in lines
    assert [line.split() for line in lines if "✘ Communes" in line] == [
        ["✘", "Communes", "covered", "by", "fibre", "2025", "2289", "≥", "100%", "90%", "(2025)",
         "10", "points", "–", "10%", "█░░░░░░░░░"]
    ]  # fmt: skip
