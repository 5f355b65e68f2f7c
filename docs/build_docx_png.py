"""Draw the first two pages of the Word document of the sample as docs/report-docx.vi.png.

    python docs/build_docx_png.py

LibreOffice and poppler's pdftoppm do it; without Times New Roman the picture is best where
fonts-croscore (Tinos) is installed, which has the letters of Vietnamese.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pypdf

from cmcn4.api import Question, day, judge
from cmcn4.reporters import Style, render

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "report-docx.vi.png"
DOTS = 75
"""Per inch."""


def pages(folder: Path) -> Path:
    """Return a PDF of one page: the first page of the document above its second."""
    report, _ = judge(
        str(ROOT / "samples" / "vietnam.xlsx"), Question(as_of=day(2025), history=True)
    )
    source = folder / "report.docx"
    source.write_bytes(render("docx", report, Style(lang="vi")))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, source]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - its own words
    first, second, *_ = pypdf.PdfReader(source.with_suffix(".pdf")).pages
    height = first.mediabox.height
    sheet = pypdf.PageObject.create_blank_page(width=first.mediabox.width, height=2 * height)
    sheet.merge_translated_page(first, 0, height)
    sheet.merge_page(second)
    writer = pypdf.PdfWriter()
    writer.add_page(sheet)
    writer.write(folder / "sheet.pdf")
    return folder / "sheet.pdf"


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        sheet = pages(Path(folder))
        command = ["pdftoppm", "-png", "-gray", "-r", str(DOTS), "-singlefile", sheet]
        subprocess.run([*command, PICTURE.with_suffix("")], check=True)  # noqa: S603 - as above


if __name__ == "__main__":
    main()
