"""The report in Python: one line, its verdicts by name, explained, summed up, written."""

from __future__ import annotations

import csv
import io
import json
import pickle
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

import cmcn4
from acceptance.cli import inside
from cmcn4.errors import OutputError, UsageError
from cmcn4.model.report import Assessment
from cmcn4.reporters import FORMATS

ROOT = Path(__file__).parents[3]
SAMPLE = "samples/vietnam.xlsx"
LANGS = ("en", "vi")
TARGET = "qd-2289/egdi-rank-2030"
ROW = {"indicator": "egdi-rank", "area": "VN", "period": 2024, "value": 71, "source": "UN DESA"}


@pytest.fixture(scope="module", params=LANGS)
def report(request: pytest.FixtureRequest) -> cmcn4.Report:
    with chdir(ROOT):
        return cmcn4.check(SAMPLE, as_of=2025, lang=request.param)


def ids(found: tuple[Assessment, ...]) -> list[str]:
    return [each.chosen.id for each in found]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "as of 2025-12-31 · Viet Nam · <rows> · 0 met, 0 missed, 0 to review, 1 not yet "),
        ("vi", "tính đến 31/12/2025 · Cả nước · <rows> · 0 đạt, 0 chưa đạt, 0 cần xem xét, 1 chưa"),
    ],
)
def test_a_report_is_one_line(lang: str, said: str) -> None:
    report = cmcn4.check([ROW], targets=TARGET, as_of=2025, lang=lang)
    title = report.packs[0].pack.document.title.get(lang)
    assert repr(report).startswith(f"<cmcn4.Report 2289/QĐ-TTg · {title} · {said}")
    assert "\n" not in repr(report)


def test_verdicts_are_there_by_name_as_the_summary_counts_them(report: cmcn4.Report) -> None:
    found = {
        "pass": report.passed, "fail": report.failed, "pending": report.pending,
        "review": report.review, "no-data": report.no_data, "contested": report.contested,
    }  # fmt: skip
    assert {name: len(each) for name, each in found.items()} == {
        name: report.summary[name] for name in found
    }
    assert "qd-2289/internet-users-2025" in ids(report.failed)
    assert ids(report.off_track)[0] == "qd-2289/gii-rank-2030"
    assert list(report) == list(report.assessments)


def test_a_verdict_is_found_by_its_target(report: cmcn4.Report) -> None:
    found = report["qd-2289/gci-rank-2025"]
    assert (found.chosen.id, found.area, str(found.value)) == ("qd-2289/gci-rank-2025", "VN", "17")
    assert report["gci-rank-2025"] is report["qd-2289/gci-rank-2025", "Việt Nam"] is found
    assert "qd-2289/gci-rank-2025" in report
    assert found in report
    assert "qd-2289/none" not in report
    assert report._ipython_key_completions_()[:1] == ["qd-2289/gii-asean-rank-2025"]


def test_of_several_areas_one_is_named() -> None:
    rows = [{"indicator": "internet-users", "area": area, "period": 2025, "value": value,
             "source": "MOST"} for area, value in (("VN", 78), ("vn-hue", 91))]  # fmt: skip
    report = cmcn4.check(
        rows, targets="qd-2289/internet-users-2025", as_of=2025, areas=["VN", "Huế"]
    )
    assert report["internet-users-2025", "Hue"].verdict.value == "pass"
    assert report["internet-users-2025", "VN"].verdict.value == "fail"
    with pytest.raises(KeyError) as caught:
        _ = report["internet-users-2025"]
    assert str(caught.value) == (
        "internet-users-2025 was judged for several areas: VN, vn-hue "
        '(name one, too: report["internet-users-2025", "VN"])'
    )


@pytest.mark.parametrize(
    ("key", "en", "vi"),
    [
        ("gci-rank-2026", "no such target: 'gci-rank-2026' (did you mean", "không có mục tiêu"),
        (("gci-rank-2025", "Atlantis"), "unknown area: 'Atlantis'", "không có địa phương"),
        (("gci-rank-2025", "vn-hue"), "gci-rank-2025 was not judged for vn-hue (it was judged for:",
         "gci-rank-2025 không được đánh giá cho vn-hue"),
        ("qd-2289/gii*", "qd-2289/gii* is a target of several", "nhiều văn bản có mục tiêu"),
    ],
)  # fmt: skip
def test_what_was_not_judged_is_told(report: cmcn4.Report, key: Any, en: str, vi: str) -> None:
    with pytest.raises(UsageError) as caught:
        _ = report[key]
    assert isinstance(caught.value, KeyError)
    assert str(caught.value).startswith({"en": en, "vi": vi}[report.lang])


def test_an_explanation_is_that_of_the_command(report: cmcn4.Report) -> None:
    with chdir(ROOT):
        done = inside("explain", "qd-2289/gci-rank-2025", SAMPLE, "--as-of", "2025", "--no-config",
                      "--lang", report.lang, "-t", "qd-2289", "-t", "khhd-btttt-2022")  # fmt: skip
    told = report.explain("qd-2289/gci-rank-2025")
    assert repr(told) == done.out.rstrip()
    assert told._repr_markdown_().startswith("#")
    assert told.to_dict()[0]["target"] == "qd-2289/gci-rank-2025"


def test_codes_of_findings_are_explained_too(report: cmcn4.Report) -> None:
    with chdir(ROOT):
        done = inside("explain", "stale-value", "--lang", report.lang, "--no-config")
    assert repr(report.explain("stale-value")) == done.out.rstrip()
    with pytest.raises(UsageError, match=r"did you mean|có phải là"):
        report.explain("stale-valu")


def test_gaps_are_those_of_the_command(report: cmcn4.Report) -> None:
    with chdir(ROOT):
        options = ("--as-of", "2025", "--lang", report.lang, "--no-config", "--by", "pack")
        table = inside("gaps", SAMPLE, *options).out
        rows = list(csv.reader(io.StringIO(inside("gaps", SAMPLE, *options, "-f", "csv").out)))
    gaps = report.gaps("pack")
    assert repr(gaps) == table.rstrip()
    frame = gaps.to_frame("arrow", exact=True) if _has("pyarrow") else None
    if frame is not None:
        assert frame.column_names == [name.lstrip("\ufeff") for name in rows[0]]
        assert frame.num_rows == len(rows) - 1
        column = rows[0].index("gap")
        assert [gap or "" for gap in frame["gap"].to_pylist()] == [row[column] for row in rows[1:]]


def _has(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None


def test_gaps_are_grouped_by_what_there_is(report: cmcn4.Report) -> None:
    with pytest.raises(UsageError, match="'verdict'") as caught:
        report.gaps("verdict")
    assert caught.value.place == "by"


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_written_as_the_command_writes_it(
    name: str, report: cmcn4.Report, tmp_path: Path
) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    with chdir(ROOT):
        inside("check", SAMPLE, "--as-of", "2025", "--lang", report.lang, "--no-config",
               "-o", f"{name}:{theirs}")  # fmt: skip
        report.write(name, ours)
    assert contents(ours) == contents(theirs) != {}


def contents(place: Path) -> dict[str, bytes]:
    """Return what a format wrote: a file, or a folder of files."""
    if place.is_file():
        return {"": place.read_bytes()}
    return {each.name: each.read_bytes() for each in sorted(place.iterdir())}


def test_the_suffix_names_the_format(report: cmcn4.Report, tmp_path: Path) -> None:
    report.write(tmp_path / "report.json")
    found = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert found == report.to_dict()
    report.gaps().write(str(tmp_path / "gaps.json"))
    whole = json.loads((tmp_path / "gaps.json").read_text(encoding="utf-8"))
    assert len(whole["assessments"]) == len(report.assessments) - len(report.passed)


def test_what_must_not_be_written_is_refused(report: cmcn4.Report, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        report.write(tmp_path / "report.odt")
    assert (caught.value.place, caught.value.lang) == ("path", report.lang)
    with pytest.raises(UsageError):
        report.gaps().write("sarif", tmp_path / "gaps.sarif")
    with pytest.raises(OutputError):
        report.write(tmp_path / "none" / "report.html")
    data = tmp_path / "data.csv"
    content = "indicator,area,period,value,source\negdi-rank,VN,2024,71,UN DESA\n"
    data.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError):
        cmcn4.check(data, as_of=2025).write(data)
    assert data.read_text(encoding="utf-8") == content
    assert list(tmp_path.iterdir()) == [data]


def test_settings_hold_where_they_are_named_and_are_never_found(tmp_path: Path) -> None:
    (tmp_path / "cmcn4.toml").write_text(
        'targets = ["khhd-btttt-2022"]\nas-of = "2024"\nlang = "vi"\n', encoding="utf-8"
    )
    with chdir(tmp_path):
        plain = cmcn4.check([ROW], as_of=2025)
        settled = cmcn4.check([ROW], settings="cmcn4.toml")
    assert (plain.lang, [each.pack.id for each in plain.packs]) == (
        "en", ["qd-2289", "khhd-btttt-2022"],
    )  # fmt: skip
    assert [each.pack.id for each in settled.packs] == ["khhd-btttt-2022"]
    assert (settled.lang, settled.as_of.isoformat()) == ("vi", "2024-12-31")
    assert settled.to_dict()["config"] == "cmcn4.toml"


def test_the_language_of_the_surroundings_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMCN4_LANG", "vi")
    assert cmcn4.check([ROW], as_of=2025).lang == "vi"
    assert cmcn4.check([ROW], as_of=2025, lang="en").lang == "en"
    with pytest.raises(UsageError, match="không có địa phương 'Atlantis'"):
        cmcn4.check([ROW], areas="Atlantis")


def test_a_report_is_compared_with_an_earlier_one(tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    cmcn4.check([ROW], targets=TARGET, as_of=2025).write(old)
    worse = cmcn4.check([{**ROW, "value": 90}], targets=TARGET, as_of=2025, baseline=old,
                        fail_on=["revised", "worse"])  # fmt: skip
    assert worse.baseline is not None
    assert [each["kind"] for each in worse.to_dict()["baseline"]["changes"]] == ["revised"]
    assert worse.summary["exit_code"] == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"areas": 5}, "areas: expected is a text, or several in a list; given: int 5"),
        ({"targets": [3]}, "targets: expected is a text or a path; given: int 3"),
        ({"horizons": "2025"}, "horizons: expected is a year as a whole number, such as 2025"),
        ({"horizons": True}, "horizons: expected is a year"),
        ({"as_of": 2.5}, "as_of: expected is a year, a date or a text such as 2025-12-31; given"),
        ({"as_of": "soon"}, "as_of: not a date: 'soon' ("),
        ({"lang": "fr"}, "lang: unknown name: 'fr' (one of vi, en)"),
        ({"settings": 3}, "settings: expected is a text or a path; given: int 3"),
        ({"settings": "none.toml"}, "none.toml: cannot be read"),
        ({"baseline": ROW}, "baseline: expected is a text or a path; given: dict {'indicator'"),
        ({"baseline": "none.csv"}, "none.csv: no such file or folder"),
        ({"decimal": ";"}, "decimal: unknown name: ';' (one of auto, ., ,)"),
        ({"encoding": 8}, "encoding: expected is a text, or several in a list; given: int 8"),
        ({"fail_on": ["soon"]}, "fail_on: unknown name: 'soon' (one or more of fail, "),
        ({"areas": "Atlantis"}, "areas: unknown area: 'Atlantis' (e.g. VN, vn-ha-noi"),
    ],
)  # fmt: skip
def test_wrong_arguments_are_named_with_what_to_give(given: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        cmcn4.check([ROW], **given)
    assert str(caught.value).startswith(said)


def test_one_area_horizon_or_target_needs_no_list() -> None:
    report = cmcn4.check([ROW], targets=Path("qd-2289"), areas="VN", horizons=2030, as_of=2025)
    assert {each.chosen.target.year for each in report} == {2030}
    assert report.question.areas == ("VN",)


def test_a_report_can_be_kept(report: cmcn4.Report) -> None:
    again = pickle.loads(pickle.dumps(report))  # noqa: S301 - our own
    assert again == report
    assert again.to_dict() == report.to_dict()


def test_a_figure_may_be_assumed_and_every_shape_says_so() -> None:
    asked: dict[str, Any] = {"targets": TARGET, "as_of": 2025, "lang": "vi"}
    report = cmcn4.check([ROW], assume={"egdi-rank": 45}, **asked)
    assert [(each.verdict.value, str(each.value)) for each in report] == [("pass", "45")]
    assert "giả định" in repr(report)
    assert "giả định" in report._repr_html_()
    assert cmcn4.check([ROW], **asked)[TARGET].verdict.value == "pending"
    with pytest.raises(UsageError, match="assume: cần từ điển số liệu giả định") as caught:
        cmcn4.check([ROW], assume="egdi-rank=45", **asked)  # type: ignore[arg-type]
    assert caught.value.place == "assume"


def test_who_was_to_send_figures_may_be_asked(tmp_path: Path) -> None:
    (tmp_path / "who.txt").write_text("VN\nvn-hue\n", encoding="utf-8")
    report = cmcn4.check([ROW], as_of=2025, expect=tmp_path / "who.txt")
    assert len(report.senders) == 2


@pytest.mark.parametrize("how", ["bibtex", "csl"])
def test_works_to_cite_are_those_of_the_command(how: str, report: cmcn4.Report) -> None:
    with chdir(ROOT):
        done = inside("explain", "qd-2289/gci-rank-2025", SAMPLE, "--as-of", "2025", "--no-config",
                      "--lang", report.lang, "--cite", how)  # fmt: skip
    assert report.cite("qd-2289/gci-rank-2025", how) == done.out
    with pytest.raises(UsageError, match="ris"):
        report.cite("qd-2289/gci-rank-2025", "ris")


def test_workbooks_are_annotated_as_the_command_does(
    report: cmcn4.Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with chdir(ROOT):
        report.annotate(tmp_path / "ours")
        said = capsys.readouterr().err
        done = inside("check", SAMPLE, "--as-of", "2025", "--lang", report.lang, "--no-config",
                      "--annotate", str(tmp_path / "theirs"))  # fmt: skip
    assert contents(tmp_path / "ours") == contents(tmp_path / "theirs") != {}
    assert said.replace("ours", "theirs") == done.err
    with pytest.raises(UsageError) as caught:
        cmcn4.check([ROW], as_of=2025).annotate(tmp_path)
    assert str(caught.value) == (
        "annotate: the data were not read from files by their paths "
        "(give `check` the paths of the workbooks)"
    )
