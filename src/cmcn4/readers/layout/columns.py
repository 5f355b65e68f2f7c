"""Column names: what the columns of a table are called, and what each of them means."""

from __future__ import annotations

from typing import NamedTuple

from cmcn4.model.text import Text, fold

REQUIRED = ("indicator", "period", "value")
"""Without these there is no observation."""


class Meaning(NamedTuple):
    """What a column name means."""

    role: str
    code: bool = False
    """Whether it holds codes: of a code and a name of the same thing the code decides."""
    lang: str = "en"
    sdmx: bool = False
    """Whether only publishers' files, such as SDMX, call a column so."""


_NAMES: tuple[tuple[str, bool, str, tuple[str, ...]], ...] = (
    ("indicator", True, "en", ("indicator", "series", "indicator code", "series code",
                               "indicator id")),
    ("indicator", True, "vi", ("mã chỉ tiêu", "mã chỉ số", "mã số chỉ tiêu")),
    ("indicator", False, "en", ("indicator name", "series name", "indicator label",
                                "series label", "seriesname")),
    ("indicator", False, "vi", ("chỉ tiêu", "chỉ số", "tên chỉ tiêu", "tên chỉ số")),
    ("area", True, "en", ("area", "geo", "country code", "code", "iso3", "iso2", "area code",
                          "geo code", "ref area code", "province code", "countrycode",
                          "iso3c", "geocode", "iso code", "country iso3")),
    ("area", True, "vi", ("mã địa phương", "mã tỉnh", "mã địa bàn", "mã quốc gia")),
    ("area", False, "en", ("country", "country name", "entity", "area name", "ref area label",
                           "geo label", "area label", "province", "economy", "economy name",
                           "country or area", "country or economy", "entityname",
                           "countryname", "cities provinces", "cities provincies")),
    ("area", False, "vi", ("địa phương", "địa bàn", "tỉnh/thành phố", "tỉnh", "tỉnh, thành phố",
                           "tên tỉnh", "đơn vị báo cáo", "quốc gia", "tên địa phương")),
    ("period", True, "en", ("period", "year", "survey year", "time period code", "edition",
                             "giiyr")),
    ("period", True, "vi", ("năm", "kỳ", "kỳ số liệu", "kỳ báo cáo", "năm số liệu")),
    ("period", False, "en", ("time period label",)),
    ("value", True, "en", ("value",)),
    ("value", True, "vi", ("giá trị", "kết quả", "thực hiện", "số liệu", "kết quả thực hiện")),
    ("unit", True, "en", ("unit", "unit of measure", "units", "seriesunits")),
    ("unit", True, "vi", ("đơn vị tính", "đvt", "đv tính")),
    ("unit", False, "en", ("unit measure label", "unit label")),
    ("breakdown", True, "en", ("breakdown", "sector", "region", "sex", "age", "urbanisation")),
    ("breakdown", True, "vi", ("ngành", "lĩnh vực", "vùng", "phân tổ", "giới tính", "nhóm tuổi",
                               "thành thị/nông thôn")),
    ("source", True, "en", ("source", "data source", "datasource")),
    ("source", True, "vi", ("nguồn", "nguồn số liệu", "nguồn dữ liệu")),
    ("url", True, "en", ("url", "link")),
    ("url", True, "vi", ("đường dẫn", "liên kết")),
    ("released", True, "en", ("released", "release date", "published")),
    ("released", True, "vi", ("ngày công bố", "ngày phát hành")),
    ("status", True, "en", ("status",)),
    ("status", True, "vi", ("trạng thái", "tình trạng số liệu")),
    ("status", False, "en", ("obs status label", "status label")),
    ("note", True, "en", ("note", "notes", "comment", "datanote")),
    ("note", True, "vi", ("ghi chú",)),
)  # fmt: skip
_SDMX: dict[str, tuple[str, ...]] = {
    "indicator": ("seriescode",),
    "area": ("ref area", "entityiso", "cc iso3c"),
    "period": ("time period", "datayear", "ref year"),
    "value": ("obs value", "datavalue"),
    "unit": ("unit measure",),
    "breakdown": ("comp breakdown 1", "comp breakdown 2", "comp breakdown 3"),
    "status": ("obs status",),
    "note": ("comment obs",),
    "multiplier": ("unit mult",),
    "": ("structure", "dataflow"),
}
TITLES: dict[str, Text] = {
    "indicator": Text(vi="chỉ tiêu", en="indicator"),
    "area": Text(vi="địa phương", en="area"),
    "period": Text(vi="kỳ số liệu", en="period"),
    "value": Text(vi="giá trị", en="value"),
    "unit": Text(vi="đơn vị tính", en="unit"),
    "breakdown": Text(vi="phân tổ", en="breakdown"),
    "source": Text(vi="nguồn", en="source"),
    "url": Text(vi="đường dẫn", en="url"),
    "released": Text(vi="ngày công bố", en="released"),
    "status": Text(vi="trạng thái", en="status"),
    "multiplier": Text(vi="hệ số nhân", en="UNIT_MULT"),
}
"""What a column is called when it is spoken of."""

UNDECIDED = "don vi"
"""«đơn vị»: the reporting unit or the unit of measure, as its cells say."""

MEANINGS: dict[str, Meaning] = {
    fold(name): Meaning(role, code, lang) for role, code, lang, names in _NAMES for name in names
} | {
    fold(name): Meaning(role, code=True, sdmx=True)
    for role, names in _SDMX.items()
    for name in names
}
"""Folded column name to its meaning."""


def meaning(name: str) -> Meaning | None:
    """Return what a column name means; `X_LABEL` is the name of what `X` is the code of."""
    key = fold(name)
    known = MEANINGS.get(key)
    if known is None and key.endswith(" label"):
        base = MEANINGS.get(key.removesuffix(" label"))
        # The label of a dimension says in words what its code says: «Not applicable» is no part.
        if base and base.role not in {"", "breakdown"}:
            return base._replace(code=False)
    return known
