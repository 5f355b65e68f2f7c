"""Who issues a report, and what such a paper bears beside its findings: all of it may be absent."""

from __future__ import annotations

import datetime as dt

from cmcn4.model.lazy.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuing:
    """The particulars of a paper as Decree 30/2020/NĐ-CP lays them out; empty where unknown."""

    issuer: str = ""
    """The body that issues it («cơ quan ban hành»)."""
    parent: str = ""
    """The body above that one («cơ quan chủ quản»)."""
    number: str = ""
    """Number and symbol, e.g. `12/BC-BKHCN`."""
    place: str = ""
    """Where it is signed, e.g. `Hà Nội`."""
    date: dt.date | None = None
    """The day on which it is signed."""
    answer_by: dt.date | None = None
    """Until when those who are written to are to answer."""
    title: str = ""
    """What it is about, in place of the title of the report's own."""
    signatory: str = ""
    """Who signs it, by name."""
    position: str = ""
    """In which position, e.g. `BỘ TRƯỞNG`."""
    on_behalf: str = ""
    """For whom, where that is somebody else, e.g. `KT. BỘ TRƯỞNG`."""
    recipients: tuple[str, ...] = ()
    """To whom it goes («Nơi nhận»), a line each."""


BLANK = Issuing()
"""Nothing is known: whoever issues the paper fills it in."""
