"""What titles claim of all values below them: a part, a status, that they are no results."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cmcn4.model.account import Said
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Place, Status
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.brackets import in_brackets
from cmcn4.readers.layout.headings.phrases import parts_in
from cmcn4.readers.layout.headings.pieces import is_scenario
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.headings.wordings import tells_results
from cmcn4.readers.values.claims import NO_RESULTS, claim, claimed_status, is_void, noted
from cmcn4.readers.values.labels import forms
from cmcn4.readers.values.origins import least_sure

_NUMBERED = Pattern(
    r"^(?:bảng|biểu|table|phụ lục|annex)(?: số)?\s*(?:[\d.]+\w?|[ivx]+\b|\w\b)?\s*[.:–-]?\s*"
    r"|^\d{1,3}\.\s+",
    re.IGNORECASE,
)
_NUMBERED_BEGINS = frozenset({"BẢ", "BI", "Bİ", "TA", "PH", "AN"})
_NO_RESULT = Pattern(
    r"(?:(?:bang|bieu|du thao|draft|proposed) )*"
    r"(?:(?:mot so |cac )?(?:(?:de xuat|du kien|dang ky|phan bo|giao) )?"
    r"(?:chi tieu )?(?:chu yeu )?ke hoach"
    r"|(?:de xuat|du kien|dang ky|phan bo|giao) (?:cac )?chi tieu|chi tieu giao|du toan|kich ban"
    r"|muc tieu (?:den )?nam|plan|targets|scenarios?|projections?|projected"
    r"|muc do hoan thanh|ty le hoan thanh|so voi|so sanh voi|toc do tang so voi)\b"
)
_FORETOLD = Pattern(
    r"(?:(?:bang|bieu|table) )*(?:(?:mot so |cac )?(?:chi tieu )?(?:chu yeu )?)?"
    r"(?:(?:so lieu |ket qua )?du bao|du kien(?! (?:ke hoach|chi tieu))|forecasts?)\b"
)
_TOPICS = frozenset({"chi tieu", "cac chi tieu"})


class Claims(NamedTuple):
    """What several titles say."""

    part: str = ""
    """The one part that they speak of."""
    status: Status | None = None
    """The least sure one."""
    basis: str = ""
    """The title that plans or compares; before all, one by which nothing below it counts."""
    said: tuple[Said, ...] = ()


Title = tuple[str, Place]


def claims(
    titles: Sequence[Title], notes: Sequence[Title], names: Sequence[Title], texts: Texts
) -> Claims:
    """Return what titles claim, notes and the names of a sheet or a file.

    In notes and names words count together alone: a note that has the word «Nữ» is of all. An
    estimate in a note is told by the columns that hold it, or is none of all that stands there.
    """
    part, divided = _part([*titles, *(note for note in notes if noted(note[0]) == "part")])
    told = [note for note in notes if noted(note[0]) == "forecast"]
    whole = [(form, place) for text, place in titles for form in bracketed(text)]
    status, said = _status([*whole, *told, *names], texts)
    result = any(tells_results(title) and not claim(title) for title, _ in titles)
    plans = [title for title, _ in titles if _is_no_result(title, texts)] if not result else []
    plans.sort(key=is_nothing, reverse=True)
    plans += [note for note, _ in notes if noted(note) in NO_RESULTS]
    plans += [name for name, _ in names if texts.is_goal(name)]
    return Claims(part, status, next(iter(plans), ""), (*divided, *said))


def headed(names: Sequence[Title], others: Sequence[Title], texts: Texts) -> Claims:
    """Return what the headings of names claim of all values beside them: «Chỉ tiêu (dự báo)».

    Those of `others`, units and periods, speak of no parts: «Nam» is a year without its marks.
    «Mục tiêu» above names is what was aimed at, whose results stand beside them.
    """
    headings = [*names, *others]
    titles = [(form, place) for text, place in headings for form in bracketed(text)]
    part, told = _part(names)
    status, said = _status(titles, texts)
    inner = {text for text, _ in titles} - {text for text, _ in headings}
    plans = (
        text for text, _ in titles
        if _begins(text, _NO_RESULT) or (text in inner and texts.is_goal(text))
        or (claim(text) in NO_RESULTS and not texts.is_goal(text))
    )  # fmt: skip
    return Claims(part, status, next(plans, ""), (*told, *said))


def is_nothing(title: str) -> bool:
    """Whether nothing below a title counts, whatever its columns say; a scenario is a plan."""
    return is_void(title) and not is_scenario(fold(title))


def without_number(title: str) -> str:
    """Return a title without the number of its table: «Bảng 3. …»."""
    numbered = title[:1].isdigit() or title[:2].upper() in _NUMBERED_BEGINS
    return _NUMBERED.sub("", title) if numbered else title


def bracketed(text: str) -> Iterator[str]:
    """Yield a heading, and each text in brackets in it."""
    yield text
    yield from in_brackets(text)


def _part(titles: Iterable[Title]) -> tuple[str, tuple[Said, ...]]:
    """Return the one part that titles speak of, and where."""
    kinds: dict[str, Title] = {}
    for title, place in titles:
        if claim(title) == "part":
            kinds.setdefault(title, (title, place))
            continue
        for kind, text in parts_in(title):
            kinds.setdefault(kind, (text, place))
    if len(kinds) != 1:
        return "", ()
    ((text, place),) = kinds.values()
    return text, (Said("breakdown", text, place),)


def _status(titles: Iterable[Title], texts: Texts) -> tuple[Status | None, list[Said]]:
    """Return the least sure status that titles say, and what says one."""
    found: Status | None = None
    said: list[Said] = []
    for title, place in titles:
        status = texts.read(title).stated or _foretold(title) or claimed_status(title)
        if status and status != found:
            found = least_sure(found or status, status)
            said.append(Said("status", title, place))
    return found, said


def _foretold(title: str) -> Status | None:
    """Return that a title begins with a forecast, be the rest of it not understood."""
    return "forecast" if _begins(title, _FORETOLD) else None


def _is_no_result(title: str, texts: Texts) -> bool:
    """Whether a title says that its table holds no results: a plan, or a comparison."""
    planned = texts.is_goal(title) and fold(title) not in _TOPICS
    return planned or _begins(title, _NO_RESULT) or claim(title) in NO_RESULTS


def _begins(title: str, words: Pattern) -> bool:
    """Whether a title begins with words, folded, be it with its number or without."""
    spellings = (without_number(title), *forms(title))
    return any(words.match(fold(spelling)) for spelling in spellings)
