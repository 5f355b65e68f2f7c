"""That a file is really opened: what is none is refused, and two in a row work."""

from __future__ import annotations

from pathlib import Path

import pypdf

from office.libreoffice import converted, needs_office


@needs_office
def test_a_text_becomes_a_pdf_that_says_the_same(tmp_path: Path) -> None:
    for name in ("one", "two"):
        source = tmp_path / f"{name}.txt"
        source.write_text(f"Figure {name}", encoding="utf-8-sig")
        made = converted(source, "pdf", tmp_path)
        assert pypdf.PdfReader(made).pages[0].extract_text().strip() == f"Figure {name}"
