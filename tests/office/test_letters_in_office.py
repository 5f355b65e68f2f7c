"""Letters as an office program shows them: one page that stands, nothing of it left out."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from cmcn4.api import Question, day, judge
from cmcn4.locale import LANGUAGES
from cmcn4.reporters import Style, in_folder
from office.libreoffice import converted, needs_office

pytestmark = needs_office
HEADER = "indicator,area,period,value,unit,source\n"
HUE = "fibre-households,vn-hue,2025,79.5,% of households,MOST\n"
BAD = "internet-users,vn-hue,2025,many,% of population,MOST\n"
A4 = (595, 842)
SAID = {"vi": ("hue.csv", "D3", "79,5%"), "en": ("hue.csv", "D3", "Below")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_letter_is_one_page_that_stands(lang: str, tmp_path: Path) -> None:
    source = tmp_path / "hue.csv"
    source.write_text(HEADER + HUE + BAD, encoding="utf-8")
    report, _ = judge(
        str(source), Question(as_of=day("2025"), targets=("qd-2289",), by_sender=True)
    )
    ((name, content),) = in_folder("letters", report, Style(lang))
    assert name == "vn-hue.docx"
    (tmp_path / name).write_bytes(content)
    (page,) = pypdf.PdfReader(converted(tmp_path / name, "pdf", tmp_path)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
    text = " ".join(page.extract_text().split())
    assert all(said in text for said in SAID[lang])
