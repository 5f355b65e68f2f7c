"""`explain` with data: how a verdict came about, in each form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import AT_2025, HEADER, Result, inside, judged, untraced, write
from golden.canonical import DATA, GOLDEN, PACKS, compare

EGDI_2030, GII = "qd-2289/egdi-rank-2030", "qd-2289/gii-asean-rank-2025"
GROWTH = "qd-2289/labour-productivity-growth-2025"


def explain(target: str, *args: object) -> Result:
    result = inside("explain", target, *args, *AT_2025)
    untraced(result)
    return result


def egdi(*ranks: int, start: int = 2018) -> str:
    rows = (
        f"egdi-rank,VN,{start + 2 * place},{rank},rank,UN DESA,\n"
        for place, rank in enumerate(ranks)
    )
    return HEADER + "".join(rows)


def one(result: Result) -> Any:
    (found,) = result.json
    return found


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("form", "suffix"), [("table", "txt"), ("markdown", "md")])
def test_explanations_are_as_expected(
    form: str, suffix: str, lang: str, monkeypatch: pytest.MonkeyPatch, *, update: bool
) -> None:
    monkeypatch.chdir(GOLDEN)
    packs = [word for pack in PACKS for word in ("-t", pack)]
    asked = ("explain", "*", DATA, *packs, "--as-of", "2025", "-f", form, "--no-config", "--lang")
    result = inside(*asked, lang)
    assert (result.code, result.stderr) == (3, b"")
    base = None if lang == "en" else inside(*asked, "en").stdout
    compare(f"explain.{lang}.{suffix}", result.stdout, update=update, base=base)


def test_the_exit_code_is_that_of_the_data_not_of_the_country(tmp_path: Path) -> None:
    missed = write(tmp_path, HEADER + "digital-economy-share,VN,2025,14.02,% of GDP,NSO,\n")
    assert explain("qd-2289/digital-economy-share-2025", missed).code == 0
    broken = write(tmp_path, HEADER + "egdi-rank,VN,2024,many,rank,UN DESA,\n")
    assert explain(EGDI_2030, broken).code == 3


def test_the_json_holds_the_same_assessment_as_the_report(tmp_path: Path) -> None:
    path = write(tmp_path, egdi(88, 86, 86, 71))
    found = one(explain(EGDI_2030, path, "-f", "json"))
    (told,) = found["assessments"]
    report = inside("check", path, "-t", EGDI_2030, "-f", "json", *AT_2025)
    assessment = judged(report)[EGDI_2030, "VN"]
    assert {key: told[key] for key in assessment} == assessment
    assert found["target"] == EGDI_2030


def test_every_row_of_the_series_is_used_or_passed_over_with_its_reason(tmp_path: Path) -> None:
    more = (
        "egdi-rank,VN,2026,60,rank,UN DESA,\n"
        "egdi-rank,VN,2024,72,rank,A newspaper,\n"
        "egdi-rank,VN,2024,70,rank,UN DESA,2024-01-01\n"
    )
    latest = "egdi-rank,VN,2024,71,rank,UN DESA,2024-09-17\n"
    path = write(tmp_path, egdi(88, 86, 86) + latest + more)
    (told,) = one(explain(EGDI_2030, path, "-f", "json"))["assessments"]
    assert [each["cell"] for each in told["evidence"]] == ["D5"]
    why = {each["cell"]: each["why"] for each in told["passed_over"]}
    assert why == {
        "D2": "older", "D3": "older", "D4": "older", "D6": "later", "D7": "source", "D8": "release",
    }  # fmt: skip


def test_the_arithmetic_can_be_followed_with_a_pencil(tmp_path: Path) -> None:
    path = write(tmp_path, egdi(71, start=2024))
    (told,) = one(explain(EGDI_2030, path, "-f", "json"))["assessments"]
    assert told["arithmetic"] == ["71 ≤ 50? no (21 short)"]


def test_a_mean_is_written_as_products(tmp_path: Path) -> None:
    rows = "".join(
        f"labour-productivity-growth,VN,{2021 + place},{rate},%/year,NSO,\n"
        for place, rate in enumerate(("7", "7", "7", "7", "7"))
    )
    path = write(tmp_path, HEADER + rows)
    (told,) = one(explain(GROWTH, path, "-f", "json"))["assessments"]
    assert told["verdict"] == "fail"
    assert told["arithmetic"][:2] == [
        "1.07 × 1.07 × 1.07 × 1.07 × 1.07 = 1.4025517307",
        "1.07^5 = 1.4025517307",
    ]
    (other,) = one(explain(GROWTH, path, "-t", f"{GROWTH}:arithmetic", "-f", "json"))["assessments"]
    assert other["arithmetic"][0] == "(7 + 7 + 7 + 7 + 7) / 5 = 7%/year"


def test_a_peer_rank_lists_the_members_in_order(tmp_path: Path) -> None:
    ranks = {"VN": 44, "SG": 5, "MY": 34, "TH": 45, "ID": 55, "PH": 50, "BN": 88, "KH": 100,
             "LA": 109, "MM": 122}  # fmt: skip
    rows = "".join(f"gii-rank,{area},2025,{rank},rank,WIPO,\n" for area, rank in ranks.items())
    path = write(tmp_path, HEADER + rows)
    (told,) = one(explain(GII, path, "-f", "json"))["assessments"]
    assert told["arithmetic"][0].startswith("Singapore 5, Malaysia 34, Viet Nam 44, Thailand 45")
    assert told["arithmetic"][1:] == [
        "2 strictly ahead, so place 3",
        "3 of 10 ≤ 3? yes",
    ]


def test_among_peers_whose_scores_are_better_higher_the_highest_comes_first(tmp_path: Path) -> None:
    rows = "".join(
        f"egdi-score,{area},2025,{score},index 0-1,UN DESA,\n"
        for area, score in (("VN", "0.7"), ("SG", "0.9"), ("TH", "0.6"))
    )
    rule = "{kind: peer-rank, group: three, at_most: 2}"
    told = explained_by(tmp_path, "egdi-score", rule, write(tmp_path, HEADER + rows))
    assert told["arithmetic"] == [
        "Singapore 0.9, Viet Nam 0.7, Thailand 0.6",
        "1 strictly ahead, so place 2",
        "2 of 3 ≤ 2? yes",
    ]


def test_a_condition_against_a_mean_shows_the_mean_and_not_one_of_its_members(
    tmp_path: Path,
) -> None:
    # (60 + 70) / 2 = 65, and 66 lies above; Singapore alone lies below 66, Thailand above.
    rows = "".join(
        f"internet-users,{area},2025,{share},% of population,ITU,\n"
        for area, share in (("VN", 66), ("SG", 60), ("TH", 70))
    )
    rule = (
        "{kind: all, of: [{kind: threshold, above: {mean_of: three}},"
        " {kind: threshold, at_least: 67}]}"
    )
    told = explained_by(tmp_path, "internet-users", rule, write(tmp_path, HEADER + rows))
    assert told["arithmetic"] == [
        "Population using the Internet > 65% (mean of Three): 66% → PASS",
        "Population using the Internet ≥ 67%: 66% → FAIL",
        "1 of 2 ≥ 2? no (1 short)",
    ]


def explained_by(folder: Path, indicator: str, rule: str, data: Path) -> dict[str, Any]:
    """Return what is told of a target of one's own, for Viet Nam at the end of 2025."""
    pack = write(
        folder,
        f"""format: cmcn4/pack@1
id: own
document:
  number: null
  issued: "2021-01-01"
  issuer: {{en: Issuer}}
  title: {{en: Plan}}
groups:
  - {{id: three, kind: areas, names: {{en: Three}}, members: [{{id: VN}}, {{id: SG}}, {{id: TH}}]}}
targets:
  - id: one
    order: 1
    indicator: {indicator}
    horizon: 2025
    title: {{en: One}}
    quote: one
    rule: {rule}
""",
        "own.yaml",
    )
    said = inside("explain", "own/one", data, "-t", pack, *AT_2025, "--lang", "en", "-f", "json")
    (told,) = one(said)["assessments"]
    assert isinstance(told, dict)
    return told


def test_the_arithmetic_of_a_count_contradicts_nothing(tmp_path: Path) -> None:
    rows = "indicator,area,period,breakdown,value,source\n" + "".join(
        f"smart-cities,VN,2025,{region},{count},MIC\n"
        for region, count in (("", 3), ("north", 1), ("central", 0), ("south", 2))
    )
    path = write(tmp_path, rows)
    (told,) = one(explain("qd-2289/smart-cities-2025", path, "-f", "json"))["assessments"]
    assert not [line for line in told["arithmetic"] if line.startswith("3 ≥ 3? no")]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_sentence_to_cite_names_value_source_and_verdict(lang: str, tmp_path: Path) -> None:
    path = write(tmp_path, egdi(71, start=2024))
    said = inside("explain", EGDI_2030, path, "--as-of", "2025", "--lang", lang, "-f", "json")
    (told,) = one(said)["assessments"]
    for part in ("71", "2024", "UN DESA", "2289/QĐ-TTg", "2030"):
        assert part in told["citation"]


@pytest.mark.parametrize(
    ("ranks", "class_", "words"),
    [
        ((88, 86, 86, 71), "on-track", "on track"),
        ((88, 86, 80, 76), "slow", "slow"),
        ((88, 86, 86, 83), "stalled", "stalled"),
        ((88, 86, 86, 92), "worsening", "getting worse"),
        ((40, 45, 45, 60), "regressed", "met once, lost since"),
        ((60, 60, 50, 45), "met", "met"),
    ],
)
def test_a_pace_has_a_class_and_numbers(
    ranks: tuple[int, ...], class_: str, words: str, tmp_path: Path
) -> None:
    path = write(tmp_path, egdi(*ranks))
    told = judged(inside("check", path, "-t", EGDI_2030, "-f", "json", *AT_2025))[EGDI_2030, "VN"]
    assert told["progress"]["class"] == class_
    assert words in explain(EGDI_2030, path).out


def test_the_example_of_the_contract_comes_out_as_written(tmp_path: Path) -> None:
    path = write(tmp_path, egdi(86, 86, 71, start=2020))
    told = judged(inside("check", path, "-t", EGDI_2030, "-f", "json", *AT_2025))[EGDI_2030, "VN"]
    assert told["progress"] == {
        "method": "linear-pace", "class": "on-track", "ratio": 1.0417, "pace": -3.75,
        "pace_required": -3.6, "pace_needed_from_now": -3.5, "projected": 48.5, "reached": 2030,
        "from": "2020", "to": "2024",
    }  # fmt: skip
