"""What the documents demand of one indicator, word by word: where they agree and where not."""

from __future__ import annotations

import re
import unicodedata

import pytest

from cmcn4.locale.numbers import number
from cmcn4.model.report import Chosen
from cmcn4.model.rule import Average, Count, Every, PeerRank, Rule, comparisons
from cmcn4.packs import load

SIGNS = {"trên": ">", "hơn": ">", "tối thiểu": "≥", "ít nhất": "≥", "khoảng": "~"}
"""The words of comparison before a number; without one it is a bare number, `=`."""
COMPARED = {">": {">"}, "≥": {">="}, "=": {">="}, "~": {"~"}}
"""How a rule compares where a document says so: a bare number is a floor."""

TABLE = """\
5g-population-coverage 2030: 52 no number · 2289 no number · BTTTT no number · 36 =99 · \
1132 =99 · 57 no number
adults-with-account 2025: 411 =80
advanced-digital-firms 2030: 57 ≥5
advanced-digital-firms 2045: 57 ≥10
ai-research-rank 2030: 57 south-east-asia ≤3
broadband-access 2030: 52 no number
broadband-communes 2025: 52 =100
cashless-transactions 2030: 57 =80
competitiveness-rank 2025: 749 ≤50
digital-competitiveness-rank 2030: 57 south-east-asia ≤3 · 57 ≤50
digital-economy-sector-share 2025: 749 every ≥10 · 411 every ≥10 · BTTTT every ≥10
digital-economy-sector-share 2030: BTTTT every ≥20
digital-economy-share 2025: 52 ~20 · 749 =20 · 2289 ~20 · 411 =20 · BTTTT =20
digital-economy-share 2030: 52 >30 · 2289 ~30 · 411 =30 · BTTTT =30 · 57 ≥30
digital-economy-share 2045: 57 ≥50
digital-government-complete 2030: 52 reached · 2289 reached · BTTTT reached
digital-skills-training 2025: 411 >70
e-commerce-retail-share 2025: 411 >10
e-commerce-retail-share 2030: 411 >20
e-health-records 2025: 411 =90
e-payment-accounts 2025: 2289 >50 · BTTTT >50
e-signature-adults 2030: 1132 >70
egdi-rank 2025: 52 asean ≤4 · 749 ≤70 · 2289 asean ≤4 · BTTTT asean ≤4
egdi-rank 2030: 749 ≤50 · 2289 ≤50 · BTTTT ≤50 · 57 south-east-asia ≤3 · 57 ≤50
fibre-communes 2025: 749 =100 · 2289 =100 · BTTTT =100
fibre-households 2025: 749 >80 · 2289 >80 · 411 =80 · BTTTT >80 · 36 =100 · 1132 no number
fibre-households 2030: 2289 no number · BTTTT no number
fixed-internet-access 2025: 36 =90
gci-rank 2025: 749 ≤40 · 2289 ≤40
gci-rank 2030: 2289 ≤30
gigabit-access 2030: 36 =100
gigabit-fibre-access 2030: 1132 =100
gii-rank 2025: 52 asean ≤3 · 749 ≤35 · 2289 asean ≤3
gii-rank 2030: 52 ≤40 · 2289 ≤40
gii-rank 2045: 57 ≤30
hdi 2030: 57 >0.7
high-tech-exports-share 2030: 57 ≥50
idi-rank 2025: 749 ≤50 · BTTTT ≤50
idi-rank 2030: BTTTT ≤30
innovative-firms 2030: 57 >40
international-publications-growth 2030: 57 mean =10
internet-users 2025: 2289 =80 · BTTTT =80
labour-productivity-growth 2025: 52 mean >7 · 749 every ≥7 · 2289 mean >7
labour-productivity-growth 2030: 52 mean ~7.5 · 2289 mean >7.5 · BTTTT mean >7.5
leading-tech-investors 2030: 57 ≥3
leading-tech-investors 2045: 57 ≥5
mobile-4g-5g-coverage 2025: 749 no number · 2289 no number · BTTTT no number
new-submarine-cables 2030: 1132 ≥6
online-services-level-4 2025: 749 =80 · 2289 =80 · BTTTT =80
online-services-use 2030: 57 >80
online-services-use-adults 2025: 411 >50
online-services-use-adults 2030: 411 >70
patents-growth 2030: 57 mean =16–18
patents-in-commercial-use 2030: 57 =8–10
provinces-with-5g 2025: 1132 =100
ranked-research-organisations 2030: 57 =40–50
rd-spending 2030: 57 =2
rd-spending-society 2030: 57 >60
researchers-density 2030: 57 =12
smart-cities 2025: 52 each ≥3 · 2289 each ≥3
smart-cities 2030: 57 no number
smart-cities-with-5g 2025: 2289 each ≥3 · BTTTT each ≥3
smart-city-chains 2030: 52 no number · 2289 each no number
smart-city-network 2030: 2289 reached
smartphone-share 2025: 749 no number · 2289 no number · 411 =80 · BTTTT no number · 36 =100
smartphone-share 2030: 411 =95
st-budget-share 2030: 57 every ≥3
tfp-contribution 2030: 57 >55
work-files-online 2025: 749 every =90/80/60
"""


@pytest.fixture(scope="module")
def targets() -> tuple[Chosen, ...]:
    return load(["all"]).targets


def test_the_documents_differ_as_their_words_do(targets: tuple[Chosen, ...]) -> None:
    found: dict[str, list[tuple[str, str]]] = {}
    for chosen in targets:
        key = f"{chosen.indicator} {chosen.target.horizon}"
        said = f"{chosen.pack.name} {demanded(chosen)}"
        found.setdefault(key, []).append((chosen.pack.document.issued, said))
    lines = (
        f"{key}: {' · '.join(said for _, said in sorted(rows, key=lambda row: row[0]))}\n"
        for key, rows in sorted(found.items())
    )

    assert "".join(lines) == TABLE


def test_rules_compare_as_the_quotes_say(targets: tuple[Chosen, ...]) -> None:
    for chosen in targets:
        stated = comparisons(chosen.rule)
        assert stated or chosen.rule.kind == "milestone", chosen.id
        sign = word_before(chosen)
        # A band is in the words itself: «16 - 18%».
        if stated and stated[0][1] not in {"<=", "<", "in"} and sign is not None:
            assert stated[0][1] in COMPARED[sign], chosen.id


def test_quotes_are_composed_and_their_pages_cited(targets: tuple[Chosen, ...]) -> None:
    for chosen in targets:
        assert unicodedata.is_normalized("NFC", chosen.target.quote), chosen.id
        assert chosen.target.reports, chosen.id


def demanded(chosen: Chosen) -> str:
    """Return a demand in short: over what, the word of comparison, the number or numbers."""
    stated = comparisons(chosen.rule)
    if not stated:
        return "reached"
    sign = "≤" if stated[0][1] == "<=" else word_before(chosen)
    numbers = dict.fromkeys(number(each, "en") for key, _, each in stated if key == stated[0][0])
    said = f"{sign}{('–' if stated[0][1] == 'in' else '/').join(numbers)}"
    said = "no number" if sign is None else said
    return " ".join(filter(None, (over(chosen.rule), said)))


def over(rule: Rule) -> str:
    """Return over what a rule asks, where that is not one value of the area itself."""
    match rule:
        case PeerRank():
            return rule.group
        case Average():
            return "mean"
        case Every():
            return "every"
        case Count(each_at_least=least) if least is not None:
            return "each"
        case _:
            return ""


def word_before(chosen: Chosen) -> str | None:
    """Return the sign of the word before the number in the quote; None if it has no number."""
    stated = comparisons(chosen.rule)
    if not stated:
        return None
    written = re.escape(number(stated[0][2], "vi"))
    match = re.search(
        rf"(?:({'|'.join(SIGNS)})(?: có)? )?(?<![\d,]){written}(?![\d,])",
        chosen.target.quote,
        re.IGNORECASE,
    )
    return match and SIGNS.get((match[1] or "").casefold(), "=")
