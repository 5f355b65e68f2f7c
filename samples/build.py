"""Build samples/vietnam.csv, vietnam.xlsx and provinces.csv from the collected observations.

    python samples/build.py FOLDER

FOLDER holds the collections `vietnam.csv`, `asean.csv` and `vietnam-more.csv`, a row for each
figure with where it was read, and whether that page could be verified.

Only rows marked verified are taken, and only those whose indicator is in the catalogue. The
publisher goes into `source`; the outlet where the figure was read stays in `note`, its address
in `url`. Qualifiers («nearly», «over», «about», «under») become bounds, vintages become
`released`, another population is another indicator: adults with a smartphone, households that use
fibre, services eligible for level 4. Group ranks that were only derived from the members' ranks are
left out: cmcn4 computes them.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from cmcn4.packs import load

HERE = Path(__file__).parent
CATALOGUE = load().vocabulary.catalogue.indicators
COLUMNS = (
    "indicator", "area", "period", "breakdown", "value", "unit",
    "source", "released", "status", "url", "note",
)  # fmt: skip

INDICATORS = {
    "EGDI rank": "egdi-rank",
    "EGDI score": "egdi-score",
    "EGDI rank within South-East Asia": "egdi-rank-south-east-asia",
    "GII rank": "gii-rank",
    "GII score": "gii-score",
    "GII rank within ASEAN": "gii-rank-asean",
    "GCI rank": "gci-rank",
    "GCI score": "gci-score",
    "GCI tier": "gci-tier",
    "GCI rank within ASEAN": "gci-rank-asean",
    "IDI rank": "idi-rank",
    "IDI position by score": "idi-rank",
    "IDI score": "idi-score",
    "Digital economy share of GDP": "digital-economy-share",
    "Digital economy share of GRDP": "digital-economy-share-grdp",
    "Labour productivity growth": "labour-productivity-growth",
    "Labour productivity level": "labour-productivity-level",
    "Households with fibre": "fibre-households-using",
    "Communes with broadband Internet": "broadband-communes",
    "4G population coverage": "mobile-4g-5g-coverage",
    "Mobile population coverage": "mobile-coverage",
    "5G population coverage": "5g-population-coverage",
    "5G base stations": "5g-stations",
    "Smartphone share": "smartphone-share-of-phone-users",
    "Internet users": "internet-users",
    "Households with Internet": "households-with-internet",
    "Online public services at level 4": "online-services-level-4",
    "Fully online (toan trinh) dossiers": "online-dossiers-end-to-end",
    "Adults with a bank/payment account": "adults-with-account",
}
# By another population than the name tells, as the page or its unit says.
POPULATIONS = (
    # The only page that prints «độ phủ», coverage; all others print «sử dụng», use.
    ("fibre-households-using", r"Doanh nghiep Hoi nhap", "fibre-households"),
    ("smartphone-share-of-phone-users", r"% of adults", "smartphone-share"),
    ("online-services-level-4", r"ELIGIBLE", "online-services-level-4-eligible"),
)
# Second outlets of the same figure; figures of no known year or level, or of another thing.
LEFT_OUT = re.compile(
    r"existing value, (second|third) source|year of the figure not printed"
    r"|which level is not said|flow of the year"
)
# In a file of its own: each province in the data is asked for all that binds it.
PROVINCIAL = ("digital-economy-share-grdp", "smartphone-share")
BREAKDOWNS = {
    "agriculture, forestry, fishery": "agriculture",
    "industry and construction": "industry",
    "services": "services",
    "services contribution": "services",
}
AREAS = {
    "VNM": "VN", "LAO": "LA", "MYS": "MY", "MMR": "MM", "PHL": "PH", "BRN": "BN",
    "KHM": "KH", "IDN": "ID", "THA": "TH", "TLS": "TL", "SGP": "SG",
    "Ho Chi Minh City": "vn-ho-chi-minh",
}  # fmt: skip
BOUNDS = {
    "nearly": "gần ", "under": "< ", "over": "> ", "more than": "> ", "about": "~ ",
    "approximately": "~ ",
}  # fmt: skip
PRINTED = re.compile(r'(?:printed )?"(over|about|approximately|more than)\b')
# The day a vintage was released; the month or year alone where the outlet prints no day.
RELEASES = (
    (r"vintage 2023-12|GSO first release, Dec 2023", "2023-12-29"),
    (r"vintage 2025-01|release of 6 Jan 2025", "2025-01-06"),
    (r"vintage 2026-01|release of 5 Jan 2026", "2026-01-05"),
    (r"quoting NSO, Jan 2026", "2026-01"),
    (r"vintage 2019", "2019-08"),
    (r"vintage 2023\)|VietNamNet Global", "2023"),
    (r"CafeF, Feb 2023, GSO", "2023-02"),
    (r"23 May 2022", "2022-05-23"),
)
SOURCES = (
    (r"EGOVKB|UN E-Government|^EGDI rank within South-East", "UN DESA"),
    (r"NA Economic-Financial Committee", "Economic and Financial Committee"),
    (r"Deputy PM Le Van Thanh", "NSO"),
    (r"Government steering committee|PM to the National|English\), conference", "Government"),
    (r"derived, not ITU|Department of Telecommunications", "MIC"),
    (r"GCI rank.*press, not ITU|primetweets", "VNISA"),
    (r"MOST\)", "MOST"),
    (r"World Bank Global Findex|Data360", "World Bank"),
    (r"IT\.NET\.USER|\bITU\b|mobibiz|IDI", "ITU"),
    (r"GII|WIPO", "WIPO"),
    (r"MIC estimate|quoting MIC|\bMIC\b", "MIC"),
    (r"\bMOST\b", "MOST"),
    (r"GSO|NSO|VnEconomy 6 Jan 2026", "NSO"),
    (r"SBV", "State Bank of Vietnam"),
    (r"Da Nang city portal", "Da Nang city"),
    (r"VietNamNet, 22 Jan 2026", "MOST"),
)
# Neither press nor office; no other page was found that prints the figures read there.
PRIVATE = re.compile(
    r"//(?:www\.|m\.)?(?:tracuuquyhoach|vnpthcm|vntonghop|tothethao|talkvietnam|biendong|vietone"
    r"|60shomnay|mobibiz|baomoi\.net)\."
)


def main(folder: str) -> None:
    """Write the three files."""
    files = ("vietnam.csv", "asean.csv", "vietnam-more.csv")
    rows = [row for name in files for row in observed(Path(folder) / name)]
    rows = list({tuple(row[:8]): row for row in rows}.values())
    national = [row for row in rows if row[1] == "VN" or row[0] not in PROVINCIAL]
    table("vietnam.csv", national)
    table("provinces.csv", [row for row in rows if row not in national])
    workbook(national)
    print(f"{len(national)} observations, {len(rows) - len(national)} of provinces")


def table(name: str, rows: list[list[str]]) -> None:
    """Write one of the CSV files."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(COLUMNS)
        out.writerows(rows)


def observed(path: Path) -> list[list[str]]:
    """Return the rows of one collected file that belong into the sample."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        found = [sample_row(row) for row in csv.DictReader(stream)]
    return [row for row in found if row is not None]


def sample_row(row: dict[str, str]) -> list[str] | None:
    """Turn one collected row into a row of the sample; None if it does not belong there."""
    name, _, detail = row["indicator"].partition(": ")
    unit, remark = row["unit"], row["note"]
    indicator = INDICATORS.get(name)
    if row["status"] != "verified" or indicator is None or not row["value"]:
        return None
    if LEFT_OUT.search(remark) or "of digital value added" in unit:
        return None
    if indicator.endswith("-asean") and "derived" in remark:
        return None
    text = f"{unit} | {row['source']} | {remark}"
    for general, pattern, special in POPULATIONS:
        if indicator == general and re.search(pattern, text):
            indicator = special
    population, _, part = unit.partition(": ")
    detail = BREAKDOWNS.get(detail, detail)
    if part and part not in ("total", "whole country"):
        detail = part
    printed = PRINTED.match(remark)
    bound = printed[1] if printed else population.rpartition(", ")[2]
    return [
        indicator,
        area(row),
        row["period"],
        detail,
        BOUNDS.get(bound, "") + row["value"],
        measured(indicator, unit),
        source(row),
        released(row),
        status(row),
        row["url"],
        "; ".join(filter(None, (f"read at: {row['source']}", remark, private(row)))),
    ]


def measured(indicator: str, unit: str) -> str:
    """Return the unit by its id; an index has had several scales, and the page says which."""
    scale = re.search(r"index 0-\d+", unit)
    return scale[0] if scale else CATALOGUE[indicator].unit


def area(row: dict[str, str]) -> str:
    """Return the code of an area; a province of the map of 1/7/2025 is another than before."""
    name = row["geo"].removesuffix(" (63-province map)")
    code = AREAS.get(name) or f"vn-{name.lower().replace(' ', '-')}"
    return f"{code}-2025" if "34-province map" in row["note"] and name != "Ha Noi" else code


def private(row: dict[str, str]) -> str:
    """Return a remark where only a private site prints the figure."""
    alone = PRIVATE.search(row["url"]) and "same on" not in row["source"]
    return "printed by a private site only" if alone else ""


def source(row: dict[str, str]) -> str:
    """Return the publisher, whoever reprinted the figure."""
    text = f"{row['indicator']} {row['unit']} | {row['source']}"
    for pattern, publisher in SOURCES:
        if re.search(pattern, text):
            return publisher
    msg = f"whose figure is this? {text}"
    raise SystemExit(msg)


def released(row: dict[str, str]) -> str:
    """Return when the figure was released, as far as the outlet tells."""
    text = f"{row['unit']} | {row['source']}"
    return next((day for pattern, day in RELEASES if re.search(pattern, text)), "")


def status(row: dict[str, str]) -> str:
    """Return estimate or provisional where the outlet says so."""
    note = row["note"].lower()
    if "preliminary" in note:
        return "provisional"
    said = re.search(r"\(M\w+ estimate\)", row["unit"]) or re.search(r"\bestimate\b", note)
    return "estimate" if said else ""


SHEETS = {
    "Chỉ số quốc tế": ("egdi-", "gii-", "gci-", "idi-"),
    "Kinh tế số, năng suất": ("digital-economy-", "labour-"),
    "Hạ tầng số": (
        "fibre-", "broadband-", "mobile-", "5g-", "smartphone-", "internet-", "households-",
    ),
    "Dịch vụ công, thanh toán": ("online-", "adults-"),
}  # fmt: skip
HEADERS = (
    "Mã chỉ tiêu", "Chỉ tiêu", "Địa phương", "Kỳ số liệu", "Lĩnh vực", "Giá trị",
    "Đơn vị tính", "Nguồn", "Ngày công bố", "Trạng thái", "URL", "Ghi chú",
)  # fmt: skip
WIDTHS = (30, 46, 14, 12, 16, 10, 22, 22, 14, 14, 40, 60)


def workbook(rows: list[list[str]]) -> None:
    """Write the workbook: a sheet a topic, a title block above the header on row 4."""
    import datetime as dt

    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = dt.datetime(2026, 11, 1)  # noqa: DTZ001
    book.properties.creator = "cmcn4"
    for title, prefixes in SHEETS.items():
        sheet = book.create_sheet(title)
        sheet["A1"] = f"Số liệu theo dõi Chiến lược quốc gia về CMCN lần thứ tư: {title}"
        sheet["A1"].font = Font(bold=True, size=13)
        sheet["A2"] = "Mỗi dòng một số liệu; nguồn và địa chỉ ghi ở từng dòng"
        for column, (header, width) in enumerate(zip(HEADERS, WIDTHS, strict=True), 1):
            sheet.cell(4, column, header).font = Font(bold=True)
            sheet.column_dimensions[sheet.cell(4, column).column_letter].width = width
        sheet.freeze_panes = "A5"
        place = 4
        for row in rows:
            if row[0].startswith(prefixes):
                place += 1
                cells = [row[0], CATALOGUE[row[0]].names.get("vi"), *row[1:]]
                for column, value in enumerate(cells, 1):
                    write(sheet, (place, column), HEADERS[column - 1], value)
    book.save(HERE / "vietnam.xlsx")


def write(sheet: object, place: tuple[int, int], header: str, value: str) -> None:
    """Write a cell as a person would: numbers as numbers, dates as dates, empty as nothing."""
    import datetime as dt

    if not value:
        return
    cell = sheet.cell(*place)  # type: ignore[attr-defined]
    if header == "Giá trị" and re.fullmatch(r"-?\d+(\.\d+)?", value):
        cell.value = float(value) if "." in value else int(value)
    elif header == "Kỳ số liệu" and value.isdecimal():
        cell.value = int(value)
    elif header == "Ngày công bố" and len(value) == 10:
        cell.value = dt.date.fromisoformat(value)
        cell.number_format = "dd/mm/yyyy"
    else:
        cell.value = value


if __name__ == "__main__":
    main(sys.argv[1])
