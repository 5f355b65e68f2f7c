"""The periods that titles name: those of their figures, and not of papers, meetings or plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Sheet
from cmcn4.model.period import YEAR, Period
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.bodies import is_reference
from cmcn4.readers.layout.surroundings.lines import lines_of
from cmcn4.readers.values.labels import is_text
from cmcn4.readers.values.periods import When, cumulated, when
from cmcn4.words import listed, table

_ANY_YEAR = Pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_ALONE = Pattern(r"(?<!\d)(?<!\d[ .])(?:19|20)\d\d(?!\d)(?![ .]\d)")
_SPAN = Pattern(r"(?<!\d)(?:19|20)\d\d\s*[-–—]\s*(?:19|20)\d\d(?!\d)")
_BRACKETS = Pattern(r"[(\[]([^()\[\]]*)[)\]]")
_RESULT = Pattern(
    r"\b(?:ket qua|thuc hien|tinh hinh|danh gia|so lieu|tong ket|so ket|bao cao|results?|report)\b"
)
_UP_TO = Pattern(
    r"\b(?:den|toi|thoi diem|chot|so lieu|as of|as at|until|up to|data)"
    r"(?: (?:so lieu|het|ngay|cuoi|thoi diem|luc|date|[0-9]{1,2}h[0-9]{0,2}"
    r"|[0-9]{1,2} gio|00)){0,5} "
    r"[0-9]{1,4} (?:thang )?[0-9]{1,2} (?:nam )?[0-9]{1,4}$"
)
"""The day up to which figures go; any other one is of a letter, a paper, a meeting, a print."""
_SINCE = Pattern(
    r"\b(?:tu|from|since)(?: ngay)? [0-9]{1,4} (?:thang )?[0-9]{1,2} (?:nam )?[0-9]{1,4}$"
)
_DATA = Pattern(r"\b(?:so lieu|data|tinh)\b")
_BARE_DAY = "day"
"""A line that is a late day and no more, of figures only where nothing names another period."""
_ODD = "odd"
"""The first and the last day of what is no period."""
_PART = Pattern(
    r"\b(?:(?:thang|quy) (?:[0-9]{1,2}|[ivx]{1,4})|(?:6|sau) thang dau nam|(?:tong|so) ket nam)$"
)
_UNSURE = "unsure"
"""The period of tasks, behind a part of a year without its year."""
_BESIDES = "besides"
"""With what results are compared."""
_LATE = 10
"""The first month in which a day may be that of the letter about a year."""
_MOST_WORDS, _LONGEST_PERIOD, _LONGEST_PHRASE, _LEAD, _YEAR = 60, 8, 5, 4, 4
_LONGEST_LEAD, _MOST_LEADING = 60, 4
_YEARS, _AND, _BREAKS = (
    frozenset({"nam", "year", "den", "in"}),
    frozenset({"va", "and", ""}),
    ",;:.-–—",
)


class Dated(NamedTuple):
    """What titles say of when their figures are of."""

    periods: tuple[str, ...] = ()
    """Codes of the periods named: the values' own if it is just one."""
    others: tuple[str, ...] = ()
    """Those that titles of results name, too: of what is to be done, or is compared with."""
    cumulated: str = ""
    """A title that speaks of nine or eleven months, which are no period."""


def above(rows: Iterable[Row], where: Sheet) -> Dated:
    """Return the periods named by the rows above a table and by the sheet's name."""
    named: dict[str, None] = {}
    lines = []
    for kind, text, _ in lines_of(rows, where):
        if kind == "period" and (period := when(text)):
            named[period.text] = None
        elif not kind and is_text(text):
            lines.append(text)
    return Dated(tuple(named)) if named else dated(lines, where.name or "")


def of_file(path: str) -> str:
    """Return the one period that the name of a file says its results are of; empty for none.

    A day is that of a letter, and a number before a year is a month or part of a day.
    """
    name = file_name(path)
    period = when(name)
    text = name.replace("-", " ")
    words = fold(text).split()
    spans = (words[at : at + size] for at in range(len(words)) for size in (1, 2, 3))
    planned = any(" ".join(span) in listed("planned-files") for span in spans)
    if planned or _is_occasion(text) or cumulated(text) or (period and _is_day(period)):
        return ""
    found = {code for code, _ in _periods_in(text)} or {*_YEAR_ALONE.findall(text)}
    found = {period.text} if period else {*_innermost([*found])}
    return found.pop() if len(found) == 1 else ""


def file_name(path: str) -> str:
    """Return the name of a file without its type: `internet-users.csv`, `indicator_17-8-1.csv`."""
    return PurePosixPath(path.lower().removesuffix(".gz")).stem.replace("_", " ")


def year_above(rows: Iterable[Row], where: Sheet) -> Period | None:
    """Return the one period of which all figures below some rows are, or the parts of which."""
    said = above(rows, where)
    codes = said.periods or tuple(filter(None, [of_file(where.path)]))
    period = when(codes[0]) if len(codes) == 1 and not (said.others or said.cumulated) else None
    return period.period if period and period.period.kind <= YEAR else None


def dated(lines: Sequence[str], sheet: str) -> Dated:
    """Return the periods named by titles and by the sheet's name."""
    told: dict[str, str] = {}
    for title in lines:
        for code, kind in () if is_reference(title) else _periods_in(title):
            told[code] = told.get(code, kind) and kind
    if sheet:
        whole = when(sheet)
        named = [whole.text] if whole else [] if is_reference(sheet) else _ANY_YEAR.findall(sheet)
        told |= dict.fromkeys(named, "")
    if set(told.values()) - {_BARE_DAY}:
        told = {code: kind for code, kind in told.items() if kind != _BARE_DAY}
    own = [code for code, kind in told.items() if kind in ("", _ODD)]
    if not own or not any(_RESULT.search(fold(title)) for title in lines):
        own = [code for code, kind in told.items() if kind not in (_UNSURE, _BESIDES)]
    ahead = ("and", _BESIDES)
    beside = [code for code, kind in told.items() if kind in ahead and code not in own]
    beside = [code for code in beside if not any(_is_within(each, code) for each in own)]
    titles = (title for title in (sheet, *reversed(lines)) if not is_reference(title))
    odd = [code for code in own if told[code] == _ODD]
    own = [code for code in _innermost(own) if code not in odd]
    return Dated((*own, *odd), tuple(beside), next(filter(cumulated, titles), ""))


def _innermost(codes: Sequence[str]) -> list[str]:
    """Return periods without the years in which others lie; the last day of a year is all of it."""
    ends = {f"{code}-12-31" for code in codes}
    codes = [code for code in codes if code not in ends]
    return [code for code in codes if not any(_is_within(each, code) for each in codes)]


def _is_within(code: str, year: str) -> bool:
    return code != year and len(year) == _YEAR and code.startswith(year)


def _periods_in(title: str) -> Iterator[tuple[str, str]]:
    """Yield the codes of the periods a title names, the longest phrases first.

    With each stands how it looks beyond the results, if it does, by the table of such words.
    """
    if whole := when(title):
        late = whole.period.last.month >= _LATE
        bare = _is_day(whole) and late and not _is_of_figures(whole, title.split())
        yield whole.text, _BARE_DAY if bare else ""
        return
    if _is_occasion(title):
        return
    text = _BRACKETS.sub(lambda found: " " if _is_occasion(found[1]) else found[0], title)
    words = _SPAN.sub(" ", text).replace("(", " ").replace(")", " ").split()[:_MOST_WORDS]
    since: Period | None = None
    for period, kind, said in _dates(words):
        if _is_day(period) and _SINCE.search(fold(" ".join(said))):
            since = period.period
        elif _is_of_figures(period, said):
            if since and _is_day(period):
                yield from _stretch(since, period.period)
            else:
                yield period.period.code, kind
            since = None
    if since and _DATA.search(fold(text)):
        yield since.code, ""


def _stretch(first: Period, last: Period) -> list[tuple[str, str]]:
    """Return what «từ … đến …» names: a year up to a day, the year of reports, or what is none."""
    begins, ends = first.first, last.last
    if begins == begins.replace(year=ends.year, month=1, day=1):
        return [(last.code, "")]
    year = begins.replace(month=12, day=15), ends.replace(begins.year + 1, 12, 14)
    odd = [(first.code, _ODD), (last.code, _ODD)]
    return [(str(ends.year), "")] if (begins, ends) == year else odd


def _dates(words: Sequence[str]) -> Iterator[tuple[When, str, Sequence[str]]]:
    """Yield the periods that words name, how each looks beyond results, and the words of it."""
    start, kind, some, ahead = 0, "", False, 0
    while start < len(words):
        looks = "" if kind else _looks_ahead(words, start)
        if looks == _BESIDES or (looks and (some or start <= (fold(words[0]) in _AND))):
            kind = looks
        elif looks and _PART.search(_lead(words, start)):
            kind, ahead = _UNSURE, start
        size, period = _longest(words, start)
        lead = fold(words[start - 1] if start else "") in _YEARS
        if period and (size > 1 or lead or _is_day(period) or _is_part(period, words[start])):
            some = True
            if ahead and (before := _part_before(_lead(words, ahead), period.period)):
                yield before, "", ()
            yield period, kind, words[max(0, start - _LEAD) : start + size]
            start += size - 1
        start += 1


def _lead(words: Sequence[str], start: int) -> str:
    """Return the folded words before one, but for an «and»."""
    return fold(" ".join(words[: start - (start > 0 and fold(words[start - 1]) in _AND)]))


def _part_before(lead: str, ahead: Period) -> When | None:
    """Return the part of a year that words end with, in the year of a later period of tasks."""
    words = lead.split()
    for size in range(min(_LONGEST_PERIOD, len(words)), 1, -1):
        text = " ".join(words[-size:])
        named = when(f"{text} năm {ahead.year}") or when(f"{text} {ahead.year}")
        if named and named.period.kind < YEAR and named.period.last < ahead.first:
            return named
    return None


def _longest(words: Sequence[str], start: int) -> tuple[int, When | None]:
    """Return how many words from one on name a period, and that of as many as can be.

    «Năm 2025 thực hiện» is two words: what follows may be of another year.
    """
    sizes = range(min(_LONGEST_PERIOD, len(words) - start), 0, -1)
    read = ((size, _read(words[start : start + size])) for size in sizes)
    found = [(size, period) for size, period in read if period]
    if not found:
        return 0, None
    period = found[0][1]
    return next(size for size, each in reversed(found) if each.period == period.period), period


def _read(words: Sequence[str]) -> When | None:
    text = " ".join(words).strip(",.;:")
    return when(text) if any(c.isdigit() for c in text) else None


def _looks_ahead(words: Sequence[str], start: int) -> str:
    """Return how a title looks beyond its results from a word on; empty where it does not."""
    for size in range(_LONGEST_PHRASE, 0, -1):
        phrase = " ".join(map(fold, words[start : start + size]))
        if kind := table("looks-ahead").get(phrase):
            before = words[start - 1] if start else ","
            breaks = before[-1] in _BREAKS or fold(before) in _AND
            return "and" if breaks and kind != _BESIDES else kind
    return ""


def _is_of_figures(period: When, words: Sequence[str]) -> bool:
    """Whether a period is that of the figures: of a day only where words say that it is."""
    return not _is_day(period) or _UP_TO.search(fold(" ".join(words))) is not None


def _is_day(period: When) -> bool:
    return period.period.first == period.period.last


def _is_part(period: When, word: str) -> bool:
    """Whether a word alone names a part of a year as no number does: «Q1/2025», «6T/2025»."""
    return period.period.kind < YEAR and any(map(str.isalpha, word))


def _is_occasion(text: str) -> bool:
    """Whether a text speaks of a meeting, a deadline, or another paper."""
    words = fold(text[:_LONGEST_LEAD]).split()
    sizes = range(1, _MOST_LEADING + 1)
    return any(" ".join(words[:size]) in listed("occasions") for size in sizes)
