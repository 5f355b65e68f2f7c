"""Letters have names that stand on every system, and none has that of another."""

from __future__ import annotations

from dataclasses import replace

from cmcn4.model.expected import Sender
from cmcn4.reporters import Style, in_folder
from golden.canonical import report


def names(*areas: str) -> list[str]:
    """Return the names of the letters to senders of one file each."""
    small = report()
    known = dict(small.catalogue.areas)
    for area in areas:
        known[area] = replace(known["vn-hue"], id=area)
    catalogue = replace(small.catalogue, areas=known)
    senders = tuple(Sender(area=area, state="read", files=("a.csv",)) for area in areas)
    made = replace(small, catalogue=catalogue, senders=senders)
    return [name for name, _ in in_folder("letters", made, Style())]


def test_names_of_areas_that_windows_keeps_for_devices_are_numbered() -> None:
    assert names("con", "lpt1", "console") == ["con-2.docx", "lpt1-2.docx", "console.docx"]


def test_names_that_differ_in_capitals_alone_are_numbered() -> None:
    assert names("AB", "ab", "ab-2") == ["AB.docx", "ab-2.docx", "ab-2-2.docx"]


def test_files_that_say_nobodys_have_no_letter() -> None:
    small = replace(report(), senders=(Sender(area=None, state="unexpected", files=("a.csv",)),))
    assert list(in_folder("letters", small, Style())) == []
