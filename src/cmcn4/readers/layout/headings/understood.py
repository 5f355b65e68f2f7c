"""Lines beside figures that say nothing but what is known: titles, letterheads, signatures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.bodies import (
    behind_province,
    is_letterhead,
    is_motto,
    is_reference,
    kind_of_body,
)
from cmcn4.readers.layout.headings.brackets import brackets
from cmcn4.readers.layout.headings.contacts import (
    CONTACTS,
    is_contact,
    is_named_host,
    is_person,
    without_addresses,
)
from cmcn4.readers.layout.headings.denials import ends_abroad
from cmcn4.readers.layout.headings.inside import (
    IN_YEAR,
    says_inside,
    says_of_figures,
    without_references,
)
from cmcn4.readers.layout.headings.odd import is_odd
from cmcn4.readers.layout.headings.places import counts_some, is_of_towns, of_old_borders
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.headings.wordings import tells_results
from cmcn4.readers.values.claims import claim, claims_of_years, spelled
from cmcn4.readers.values.labels import barest
from cmcn4.readers.values.periods import is_part, when
from cmcn4.readers.values.signs import has_odd_sign
from cmcn4.words import listed, marks, meaning, table

_LONGEST_PHRASE, _LONGEST_NAME, _MOST_WORDS = 8, 16, 60
_TABLES = (
    "claims",
    "headings",
    "topics",
    "plain",
    "lines",
    "totals",
    "title-leads",
    "frequencies",
    "every-year",
    "yes-no",
)
AMONG = Pattern(r"(?<![0-9.,/-])[0-9]{1,9}(?:[.,][0-9]{1,9} ?%?|(?: ?%))(?![0-9/])")
"""A figure among words: with decimals, or in per cent."""
_ORDINAL = Pattern(r"[IVXivx]{1,5}|[A-Za-zĐđ]|[0-9]{1,3}|[A-Z]{1,4}[-_]?[0-9]{1,4}")
"""A number of a row, or its code."""
_NUMBERED = Pattern(
    r"^(?:QĐ|NQ|KH|CV|BC|Quyết định|Nghị quyết)\s(?:số\s)?[0-9]{1,5}\b[^ ]*$"
    r"|^[A-Z][A-Za-z0-9_.-]{0,40}:[A-Za-z0-9_.@-]{1,80}\([0-9.]{1,10}\)"
)
"""A paper with its number; the agency, name and version of a dataflow, perhaps with its label."""
_AHEAD = Pattern(r"forecast|projection|scenario|target|\bplan", re.IGNORECASE)
CAPTIONS = frozenset({"area", "period", "unit or area"})
"""Lines that say whose figures they are, or of when: above a table it is read as of these."""
_BODIES = frozenset({"nation", "province", "inner"})
_HEADS = frozenset({"papers", "subjects", "signed"})
_BARE = ("plain", "topics", "title-leads", "lines", "totals", "frequencies", "every-year")
_QUIET = frozenset({"filler", "neutral", "result", "final"})
"""What claims and headings say that leaves figures results; the rest only beside results."""
_DENYING = frozenset({"chưa", "không", "chua", "khong", "not"})
_BY_YEAR = Pattern(r"(?:den|by) (?:nam )?20[0-9]{2}\b")
_OF_PAPERS = Pattern(r"\b(?:chien luoc|chuong trinh|de an|quyet dinh|nghi quyet|strategy|program)")
_YEAR = Pattern(r"(?:19|20)[0-9]{2}")
_FACTOR = Pattern(r"\s*[:*x×÷/] ?[0-9]|1 ?- ?x\b")
"""What the figure beside a note is to be worked out by: «:10», «x10»."""
_TASKS = Pattern(r"(?:(?:cac|danh muc|bang|mot so) )*nhiem vu\b")
_OF_THE_YEAR = frozenset({"dau nam", "cuoi nam", "luy ke", "cumulative", "cumulated"})
_COUNT = Pattern(r"[0-9]{1,9}[a-z]?|[ivx]{1,5}|[a-z%]")


def is_understood(line: str, texts: Texts) -> bool:
    """Whether a line is understood: by what it says as a whole, or phrase by phrase."""
    found = texts.understood.get(line)
    if found is None:
        found = texts.understood[line] = _is_understood(line, texts)
    return found


def says_nothing(line: str, texts: Texts) -> bool:
    """Whether a text at figures says nothing of them, be it understood.

    A place, a part, a time, a unit or an indicator in it is none that anything was made of.
    """
    text = barest(without_addresses(line)).strip(" .:;-–()")
    if has_odd_sign(text) or _FACTOR.match(line) or is_of_towns(text) or counts_some(line):
        return False
    ordinal = _ORDINAL.fullmatch(text) and "/" not in line.rstrip("/ ")  # «33/34» is none
    code = _NUMBERED.search(text) or is_named_host(text)
    if not text or ordinal or (code and not _AHEAD.search(text)):
        return True
    if texts.areas.known(text) or texts.areas.region(text):
        return fold(text) in meaning("regions", "own")
    if fold(text) in listed("totals") or is_person(text):
        return True
    named = kind_of_body(text) in _BODIES or is_reference(text) or is_contact(text)
    if named or fold(text.partition(":")[0]) in meaning("lines", "source"):
        return not says_more(text, texts)
    said = texts.peek(text)
    told = said.area or said.part or said.period or said.unit or said.indicator or said.plan
    key = fold(text)
    if told or said.status or any(map(str.isdigit, text)) or IN_YEAR.search(key):
        return False
    if key in _OF_THE_YEAR:
        return False
    if not any(map(str.isalpha, text)):
        return True
    words, known = spelled(text), _bare_phrases(ascii_=text.isascii())
    return _consist(len(words), _LONGEST_PHRASE, lambda at, end: " ".join(words[at:end]) in known)


def is_quiet_beside(line: str, texts: Texts) -> bool:
    """Whether a line among or below figures is one of a letter, or says nothing of them."""
    kind = table("lines").get(fold(line.partition(":")[0]), "") if ":" in line else ""
    if is_part(line) or kind in CAPTIONS or says_inside(line, texts):
        return False  # above its table it is read
    heard = claim(line) or claims_of_years(line)
    return bool(heard) or says_nothing(line, texts) or is_title(line, texts)


def is_title(line: str, texts: Texts) -> bool:
    """Whether a line names a paper, a subject, who signs or an indicator, and no place."""
    words, places = spelled(barest(line)), texts.vocabulary.areas
    if len(words) > _MOST_WORDS or not is_understood(line, texts):
        return False
    names = (fold(phrase) for phrase in _phrases_of(words) if " " in phrase)
    return _is_headed(words, texts) and not any(name in places for name in names)


def _is_understood(line: str, texts: Texts) -> bool:
    text = barest(without_references(without_addresses(line))).strip(" .:;-–<>")
    some = counts_some(line) and not texts.vocabulary.indicator(line)
    if some or has_odd_sign(text) or of_old_borders(text) or is_of_towns(text):
        return False
    if not any(map(str.isalpha, text)) or texts.peek(text).known or claim(text) or when(text):
        return True
    if says_inside(line, texts):
        return False
    if texts.areas.region(text) or is_person(text):
        return True
    source = meaning("lines", "source") & {fold(text.partition(":")[0])}
    if source or is_reference(text) or is_contact(text):
        return not says_more(text, texts)
    name, _, rest = text.partition(":")
    if is_person(rest) and is_understood(name, texts):
        return True  # «Người lập: Nguyễn Văn A»
    if is_letterhead(text):
        lower = kind_of_body(text) in ("lower", "other")
        return not (lower or "%" in text or says_more(text, texts))
    words, results = spelled(text), tells_results(text)
    if len(words) > _MOST_WORDS or _is_dated(text, results=results):
        return False
    if not results and _TASKS.match(fold(text)):
        return False
    known = _phrases(ascii_=text.isascii(), results=results)
    headed = results or len(words) == 1 or _is_headed(words, texts)
    return headed and _are_known(words, texts, known)


def _is_dated(text: str, *, results: bool) -> bool:
    """Whether a title has a part of a year, a year to come or a figure that no title has."""
    key = fold(text)
    if not any(map(str.isdigit, key)):
        return "quy " in key and IN_YEAR.search(key) is not None
    if IN_YEAR.search(key) and not _YEAR.search(text):
        return True  # «Sơ kết 6 tháng»
    if not results and _BY_YEAR.search(key) and not _OF_PAPERS.search(key):
        return True  # «Hệ thống chỉ tiêu đến năm 2025»
    return "‰" in text or AMONG.search(text) is not None  # «Kết quả năm 2025: 65,2»


def _is_headed(words: list[str], texts: Texts) -> bool:
    """Whether words name a paper, a subject, who signs, or an indicator."""
    return any(
        marks("plain").get(phrase) in _HEADS
        or phrase in marks("topics")
        or texts.vocabulary.indicator(phrase)
        for phrase in _phrases_of(words)
    )


def _phrases_of(words: list[str]) -> Iterator[str]:
    for at in range(len(words)):
        for end in range(at + 1, min(len(words), at + _LONGEST_NAME) + 1):
            yield " ".join(words[at:end])


def _are_known(words: list[str], texts: Texts, known: frozenset[str]) -> bool:
    """Whether words consist of phrases that are known, and of names of indicators and areas."""
    folded = [fold(word) for word in words]
    return _consist(
        len(words),
        _LONGEST_NAME,
        lambda at, end: _is_phrase(words[at:end], known) or _is_name(folded[at:end], texts),
    )


def _consist(size: int, longest: int, is_piece: Callable[[int, int], bool]) -> bool:
    """Whether so many words can be divided into pieces that are known."""
    reached = {0}
    for at in range(size):
        ends = range(at + 1, min(size, at + longest) + 1) if at in reached else ()
        reached.update(end for end in ends if end not in reached and is_piece(at, end))
    return size in reached


def _is_phrase(words: list[str], known: frozenset[str]) -> bool:
    phrase = " ".join(words)
    if len(words) == 1 and (_COUNT.fullmatch(phrase) or phrase.rstrip("0123456789") in known):
        return True  # «Sheet1», «PL02»
    return len(words) <= _LONGEST_PHRASE and phrase in known


def _is_name(folded: list[str], texts: Texts) -> bool:
    """Whether folded words are the name of an indicator, or of an area."""
    if len(folded) == 1:
        return False
    key, vocabulary = " ".join(folded), texts.vocabulary
    return key in vocabulary.areas or vocabulary.indicator(key) is not None


def says_more(text: str, texts: Texts) -> bool:
    """Whether words of a text are those of no name: «Nguồn: con số này do phần mềm tự sinh»."""
    if of_old_borders(text) or (kind_of_body(text) and _says_behind_body(text, texts)):
        return True
    known = fold(text) in texts.vocabulary.sources or is_motto(text)
    rest = without_addresses(text)
    return not known and is_odd(rest, _of_names(ascii_=rest.isascii()), texts)


def _says_behind_body(text: str, texts: Texts) -> bool:
    """Whether something stands behind the name of a body: «UBND TỈNH LÀO CAI (DỰ THẢO)»."""
    if tail := behind_province(text, texts.areas).split():
        rest = " ".join([word for word in text.split() if fold(word)][-len(tail) :])
        if not (kind_of_body(rest) or fold(rest) in listed("borders") or says_nothing(rest, texts)):
            return True
    behind = [*brackets(text), *_behind_source(text, texts)]
    told = (says_of_figures(each, texts) or texts.peek(each).period for each in behind)
    return ends_abroad(text, texts) or any(told)


def _behind_source(text: str, texts: Texts) -> Iterator[str]:
    """Yield what stands behind the name of a source: «BỘ KHOA HỌC VÀ CÔNG NGHỆ - DỰ BÁO»."""
    words, sources = text.split(), texts.vocabulary.sources
    sizes = range(len(words) - 1, 0, -1)
    for size in (size for size in sizes if fold(" ".join(words[:size])) in sources):
        yield " ".join(words[size:]).strip(" -–—")
        break


@cache
def _of_names(*, ascii_: bool) -> frozenset[str]:
    """Return the phrases that names of sources, bodies and papers have besides capitals."""
    of = table if ascii_ else marks
    named = (phrase for name in ("bodies", *CONTACTS) for phrase in of(name))
    return _bare_phrases(ascii_=ascii_).union(named)


@cache
def _phrases(*, ascii_: bool, results: bool) -> frozenset[str]:
    """Return the phrases that are known: those of titles, of claims, of what is reported.

    Words of plans are known beside `results` alone; of what there is not, none.
    """
    of = table if ascii_ else marks
    return frozenset(
        phrase
        for name in _TABLES
        for phrase, kind in of(name).items()
        if name == "plain"
        or (
            phrase.partition(" ")[0] not in _DENYING
            and (results or name not in ("claims", "headings") or kind in _QUIET)
        )
    )


@cache
def _bare_phrases(*, ascii_: bool) -> frozenset[str]:
    """Return the phrases of which a text may consist that says nothing of figures beside it."""
    of = table if ascii_ else marks
    known = (phrase for name in _BARE for phrase in of(name))
    headings = (phrase for phrase, kind in of("headings").items() if kind in _QUIET)
    return frozenset((*known, *headings))
