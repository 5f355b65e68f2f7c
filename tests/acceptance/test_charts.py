"""`-o charts:FOLDER` and `report.chart`: figures fit for a paper, whole without anything else."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import cmcn4
from acceptance.cli import HEADER, inside, write
from cmcn4.errors import UsageError

SAMPLE = Path(__file__).parents[2] / "samples" / "vietnam.xlsx"
SHARE = "qd-2289/digital-economy-share-2030"
USERS = "qd-2289/internet-users-2025"
PEERS = "qd-2289/gii-asean-rank-2025"
ROW = "digital-economy-share,VN,{},{},% of GDP,NSO,,{}\n"
COLUMNS = HEADER.replace("released", "released,status")
_SVG = "{http://www.w3.org/2000/svg}"
_SAFE = re.compile(r"[A-Za-z0-9.-]+\.svg")


def drawn(text: str) -> ET.Element:
    """Return the document; nothing in it may lead elsewhere or run."""
    root = ET.fromstring(text)  # noqa: S314 - it is our own
    assert root.tag == f"{_SVG}svg"
    for element in root.iter():
        assert element.tag.removeprefix(_SVG) in {
            "svg", "title", "desc", "style", "g", "rect", "path", "circle", "polyline", "text",
        }  # fmt: skip
        for name, value in element.attrib.items():
            assert "href" not in name
            assert "url(" not in value
    assert text.replace("http://www.w3.org/2000/svg", "").count("//") == 0
    assert "@import" not in text
    return root


def texts(root: ET.Element, kind: str = "") -> list[str]:
    """Return the lines of text, all or of one kind."""
    return [each.text or "" for each in root.iter(f"{_SVG}text") if kind in ("", each.get("class"))]


def count(root: ET.Element, tag: str, kind: str) -> int:
    return sum(each.get("class") == kind for each in root.iter(f"{_SVG}{tag}"))


@pytest.fixture
def report(tmp_path: Path) -> cmcn4.Report:
    rows = ((2020, "12.66", "final"), (2022, "12.7", "final"), (2024, "13.2", "estimate"))
    text = COLUMNS + "".join(ROW.format(*row) for row in rows)
    return cmcn4.check(write(tmp_path, text), targets=[SHARE, USERS], as_of=2025, lang="en")


def test_a_figure_has_title_level_axis_with_unit_legend_source_and_day(
    report: cmcn4.Report,
) -> None:
    root = drawn(report.chart(SHARE))
    assert texts(root, "title") == ["Digital economy, share of GDP – Viet Nam"]
    assert texts(root, "sub") == ["Level wanted by the end of 2030: ≈ 30% (2289/QĐ-TTg)"]
    assert texts(root, "axis") == ["% of GDP"]
    assert texts(root, "key") == [
        "figures: NSO", "the figure judged", "estimate or provisional",
        "level wanted (good side shaded)", "path needed", "at the pace so far",
    ]  # fmt: skip
    assert texts(root, "source") == ["Source: NSO.", "As of 2025-12-31. Drawn by cmcn4."]
    assert texts(root, "goal-note") == ["≈ 30%"]
    assert {"2020", "2030", "10", "30"} <= set(texts(root, "tick"))


def test_estimates_are_hollow(report: cmcn4.Report) -> None:
    root = drawn(report.chart(SHARE))
    # One of each stands in the legend, whose lines have a mark of their own.
    assert count(root, "circle", "mark open") == 1 + 1
    assert count(root, "circle", "mark") == 2 + 2
    assert ".mark.open, .rival.open { fill: #fff; }" in report.chart(SHARE)


def test_it_is_told_in_the_language_asked_for(report: cmcn4.Report) -> None:
    root = drawn(report.chart(SHARE, lang="vi"))
    assert texts(root, "title") == ["Tỷ trọng kinh tế số trong GDP – Cả nước"]
    assert texts(root, "sub") == ["Mức cần đạt đến hết năm 2030: khoảng 30% (2289/QĐ-TTg)"]
    assert texts(root, "source") == [
        "Nguồn: Cục Thống kê (Bộ Tài chính).",
        "Tính đến 31/12/2025. Biểu đồ lập bằng cmcn4.",
    ]
    with pytest.raises(UsageError):
        report.chart(SHARE, lang="fr")


def test_who_does_not_see_it_is_told_the_same(report: cmcn4.Report) -> None:
    root = drawn(report.chart(SHARE))
    title, story = (root.findtext(f"{_SVG}{name}") or "" for name in ("title", "desc"))
    assert title == "Digital economy, share of GDP, Viet Nam: PENDING"
    assert story.startswith("From 12.66% in 2020 to 13.2% in 2024.")


def test_a_notebook_shows_it(report: cmcn4.Report) -> None:
    found = report.chart(SHARE)
    assert found._repr_svg_() == found == str(found)


def test_too_few_figures_are_no_figure(report: cmcn4.Report) -> None:
    with pytest.raises(UsageError, match="takes 2 figures or more"):
        report.chart(USERS)


def test_an_assumed_figure_is_hollow_and_named(tmp_path: Path) -> None:
    text = COLUMNS + ROW.format(2020, "12.66", "final") + ROW.format(2025, "14", "final")
    assumed = cmcn4.check(
        write(tmp_path, text), targets=SHARE, as_of=2025, assume={"digital-economy-share": 22}
    )
    root = drawn(assumed.chart(SHARE))
    assert texts(root, "title") == ["Digital economy, share of GDP – Viet Nam (assumed)"]
    assert "assumed" in texts(root, "key")
    assert count(root, "circle", "mark open") == 1 + 1
    assert texts(root, "source")[0] == "Source: NSO."


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_folder_has_one_of_each_target_with_figures_enough(tmp_path: Path, lang: str) -> None:
    folder = tmp_path / "figures"
    asked = ("--as-of", "2025", "--lang", lang, "-o", f"charts:{folder}", "-q")
    assert inside("check", SAMPLE, *asked).code == 1
    found = sorted(folder.iterdir())
    assert [path.name for path in found] == [
        f"{name}.VN.svg" for name in (
            "khhd-btttt-2022.5g-coverage-2030", "khhd-btttt-2022.digital-economy-share-2025",
            "khhd-btttt-2022.digital-economy-share-2030", "khhd-btttt-2022.egdi-asean-rank-2025",
            "khhd-btttt-2022.egdi-rank-2030", "khhd-btttt-2022.idi-rank-2025",
            "khhd-btttt-2022.idi-rank-2030", "khhd-btttt-2022.internet-users-2025",
            "qd-2289.5g-coverage-2030", "qd-2289.digital-economy-share-2025",
            "qd-2289.digital-economy-share-2030", "qd-2289.egdi-asean-rank-2025",
            "qd-2289.egdi-rank-2030", "qd-2289.gii-asean-rank-2025", "qd-2289.gii-rank-2030",
            "qd-2289.internet-users-2025",
        )
    ]  # fmt: skip
    for path in found:
        assert _SAFE.fullmatch(path.name)
        root = drawn(path.read_text("utf-8"))
        assert root.get("width") == "160mm"
        _, _, wide, high = map(float, (root.get("viewBox") or "").split())
        for kind, room in (("title", 9.6), ("sub", 6.9), ("key", 6.9), ("source", 6.1)):
            for element in root.iter(f"{_SVG}text"):
                if element.get("class") == kind:
                    start, down = (float(element.get(name) or 0) for name in "xy")
                    assert start + room * len(element.text or "") <= wide, element.text
                    assert down < high


def test_a_group_is_drawn_with_the_last_place_that_is_good_enough(tmp_path: Path) -> None:
    asked = ("--as-of", "2025", "--lang", "en", "-t", PEERS, "-o", f"charts:{tmp_path}", "-q")
    inside("check", SAMPLE, *asked)
    (path,) = tmp_path.glob("*.svg")
    root = drawn(path.read_text("utf-8"))
    assert texts(root, "tick own") == ["Viet Nam"]
    assert texts(root, "key") == ["the last place that is good enough"]
    assert texts(root, "source")[-2:] == ["Source: WIPO.", "As of 2025-12-31. Drawn by cmcn4."]


def test_the_same_report_gives_the_same_bytes(report: cmcn4.Report) -> None:
    assert report.chart(SHARE) == report.chart(SHARE)
