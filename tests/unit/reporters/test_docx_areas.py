"""Many areas in the Word document: counts and the worst gaps, and what was left out is counted."""

from __future__ import annotations

import re

import pytest

from cmcn4.reporters import Style, render
from cmcn4.reporters.docx import gaps as docx_gaps
from unit.reporters.docx_reading import dump
from unit.reporters.many_areas import FEW, provinces, report


def shown(areas: tuple[str, ...], by: str | None = None) -> list[str]:
    return dump(render("docx", report(areas), Style(lang="en", by=by))).splitlines()


def after(lines: list[str], caption: str) -> list[str]:
    """Return the rows of the table of a caption, without their titles."""
    (start,) = (number for number, line in enumerate(lines) if line.endswith(caption))
    rows = lines[start + 2 :]
    end = next(number for number, line in enumerate(rows) if not line.startswith("|"))
    return rows[:end]


def test_each_area_has_its_counts_the_worst_first() -> None:
    rows = after(shown(FEW), "Verdicts by area, the worst gaps first")
    assert rows == [
        "| 1 | Son La | 6 | – | 4 | – | 2 | – | – |",
        "| 2 | Dien Bien | 6 | – | 4 | – | 2 | – | – |",
        "| 3 | Cao Bang | 6 | – | 4 | – | 2 | – | – |",
        "| 4 | Ha Noi | 6 | – | 4 | – | 2 | – | – |",
    ]
    assert "After Table: Levels that are only compared with are counted, too." in shown(FEW)


def test_each_target_has_its_counts_what_fell_due_first() -> None:
    rows = after(shown(FEW), "Number of areas by target and verdict")
    assert [row.split(" | ")[1:5] for row in rows] == [
        [
            "Households covered by fibre · >\u00a080% / 2025 · Decision 2289/QĐ-TTg, Action plan",
            "4",
            "–",
            "4",
        ],
        [
            "Communes covered by fibre · ≥\u00a0100% / 2025 · Decision 2289/QĐ-TTg, Action plan",
            "4",
            "–",
            "4",
        ],
        [
            "Fibre Internet for all · ≥\u00a0100% / 2030 · Decision 2289/QĐ-TTg, Action plan",
            "4",
            "–",
            "–",
        ],
    ]


def test_areas_and_targets_are_one_matrix_with_value_and_verdict() -> None:
    lines = shown(FEW)
    (start,) = (n for n, line in enumerate(lines) if line.endswith("each area by target"))
    titles = (
        "| Area | Households covered by fibre, 2025: >\u00a080%"
        " | Communes covered by fibre, 2025: ≥\u00a0100%"
        " | Fibre Internet for all, 2030: ≥\u00a0100% |"
    )
    assert lines[start + 1 : start + 6] == [
        titles,
        "| Son La | 78.7% / Below | 98.7% / Missed | 78.7% / Not yet due |",
        "| Dien Bien | 78.8% / Below | 98.8% / Missed | 78.8% / Not yet due |",
        "| Cao Bang | 78.9% / Below | 98.9% / Missed | 78.9% / Not yet due |",
        "| Ha Noi | 79% / Below | 99% / Missed | 79% / Not yet due |",
    ]


def test_what_is_left_out_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_gaps, "MOST_ROWS", 60)
    lines = shown(provinces(), by="target")
    told = [int(number) for number in re.findall(r"not shown here: (\d+)", "\n".join(lines))]
    captions = [line.partition(". ")[2] for line in lines if "Unmet targets –" in line]
    assert len(captions) == 3
    rows = [row for caption in captions for row in after(lines, caption)]
    assert told
    # Each of three targets is unmet in each province.
    assert len(rows) + sum(told) == 3 * len(provinces())
    assert not [line for line in shown(FEW, by="target") if "not shown here: " in line]


def test_a_document_on_every_province_stays_one_that_is_read() -> None:
    for by in (None, "target", "area"):
        rows = [line for line in shown(provinces(), by=by) if line.startswith("|")]
        assert len(rows) < 600
