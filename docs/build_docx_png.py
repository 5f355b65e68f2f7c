"""Draw the first page of the Word report of the sample and of its annex: docs/report-docx.vi.png.

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
from cmcn4.model.issuing import Issuing
from cmcn4.reporters import Style, render

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "report-docx.vi.png"
DOTS = 75
"""Per inch."""


ISSUING = Issuing(
    issuer="Bộ Khoa học và Công nghệ",
    number="…/BC-BKHCN",
    place="Hà Nội",
    position="Bộ trưởng",
    recipients=("Thủ tướng Chính phủ (để báo cáo)", "Lưu: VT, …"),
)


def pages(folder: Path) -> Path:
    """Return a PDF of one page: the first page of the report beside that of its first annex."""
    report, _ = judge(
        str(ROOT / "samples" / "vietnam.xlsx"), Question(as_of=day(2025), history=True)
    )
    source = folder / "report.docx"
    source.write_bytes(render("docx", report, Style(lang="vi", issuing=ISSUING)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, source]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - its own words
    first, *others = pypdf.PdfReader(source.with_suffix(".pdf")).pages
    annex = next(page for page in others if page.mediabox.width > page.mediabox.height)
    width, height = first.mediabox.width, first.mediabox.height
    sheet = pypdf.PageObject.create_blank_page(width=width + annex.mediabox.width, height=height)
    sheet.merge_page(first)
    sheet.merge_translated_page(annex, width, height - annex.mediabox.height)
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
