"""What stands around a table and holds for all of its values: title, lines «Đơn vị tính: %»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cmcn4.model.account import Said
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Place, Sheet, Status
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.asides import aside
from cmcn4.readers.layout.headings.behind import says_of_unit
from cmcn4.readers.layout.headings.bodies import is_letterhead
from cmcn4.readers.layout.headings.denials import may_deny, tell
from cmcn4.readers.layout.headings.inside import says_inside
from cmcn4.readers.layout.headings.phrases import is_men, kind_of_part
from cmcn4.readers.layout.headings.pieces import is_basis, prices
from cmcn4.readers.layout.headings.places import counts_some
from cmcn4.readers.layout.headings.sources import is_statement
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.headings.understood import is_quiet_beside, is_understood, says_more
from cmcn4.readers.layout.surroundings.dated import Dated, dated, file_name, of_file
from cmcn4.readers.layout.surroundings.footer import Footer, without_mark
from cmcn4.readers.layout.surroundings.lines import lines_of
from cmcn4.readers.layout.surroundings.names import names
from cmcn4.readers.layout.surroundings.titles import (
    Claims,
    Title,
    claims,
    is_nothing,
    without_number,
)
from cmcn4.readers.reading import FileReading
from cmcn4.readers.unread import MOST_UNREAD
from cmcn4.readers.values.claims import Claim, claim, claims_of_years
from cmcn4.readers.values.labels import is_text, without_footnote
from cmcn4.readers.values.origins import least_sure
from cmcn4.readers.values.periods import When, when
from cmcn4.readers.values.units import is_scaled, is_unit
from cmcn4.words import meaning, table

_BY = Pattern(r"(?<!\s)\s+(?:by|phân theo|chia theo|theo)\s+", re.IGNORECASE)
_YEAR_AT_END = Pattern(
    r"(?:,\s*|(?<!\s)\s*)(?:\b(?:qua )?các (?:tháng|quý)(?: của| trong)? )?"
    r"\(?(?:(?:in|năm|year)\s+)?(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\)?$",
    re.IGNORECASE,
)
_SCALED = Pattern(r"\(([^()]{1,40})\)$")
_MOST_WORDS, _LONGEST_LEAD = 60, 8
_LOOKED_AT = frozenset({"", "indicator", "note", "period"})
_LEADS = ("before", "ranked")
_BOUNDS = "<>≤≥~≈"


@dataclass(slots=True)
class Around:
    """What a table's surroundings say of all its values."""

    unit: str = ""
    source: str = ""
    indicator: str = ""
    """Text of a known indicator; else the title, if the table has one."""
    part: str = ""
    """The one part that a title speaks of: «(Nữ)», «Khu vực nông thôn»."""
    status: Status | None = None
    """What a title says of how sure they are: «Số liệu dự báo», «Ước thực hiện năm 2025»."""
    basis: str = ""
    """A title that plans or compares: columns that do not say so hold no results."""
    periods: tuple[str, ...] = ()
    """Codes of the periods named: the values' own if it is just one."""
    filed: str = ""
    """The one period that the name of the file says."""
    others: tuple[str, ...] = ()
    """Periods that titles of results name besides: «và nhiệm vụ năm 2026»."""
    cumulated: str = ""
    """A title that speaks of nine or eleven months, which are no period."""
    titles: list[str] = field(default_factory=list)
    ranked: bool = False
    """Whether a title ranks what it names: what says no unit may be ranks."""
    said: list[Said] = field(default_factory=list)
    of_years: dict[str, Claim] = field(default_factory=dict)
    """What notes claim of the figures of a year: «Số liệu năm 2025 là số ước»."""
    legends: dict[str, Claim] = field(default_factory=dict)
    """What is claimed of figures with a mark: «(*) Số dự báo»."""
    doubts: list[Title] = field(default_factory=list)
    """Lines that may say that the figures are no results, and are not understood."""
    unread: list[Title] = field(default_factory=list)
    """All other lines that are not understood."""
    below: frozenset[int] = frozenset()
    """Numbers of the rows below the last figure, whose lines are among these."""
    dates: dict[str, When] = field(default_factory=dict)
    """The periods of figures with a mark."""

    def add(self, below: Footer) -> None:
        """Take the source and the unit from below the table where none stands above it."""
        self.below = frozenset(number for number, _ in below.rows)
        for said in filter(None, (*below.sources[:1], below.unit)):
            if said.role == "source" and not self.source:
                self.source = said.text
            elif said.role == "unit" and not self.unit:
                self.unit = said.text
            else:
                continue
            self.said.append(said)

    def doubt(self, lines: Iterable[Title], texts: Texts, *, below: bool = False) -> None:
        """Keep the lines that may claim something, or are not understood; `below` is no title."""
        is_quiet = is_quiet_beside if below else is_understood
        taken = {self.basis, self.part, *(each.text for each in self.said)}
        for line, place in lines:
            if line in taken:
                continue
            if may_deny(line, texts) or is_nothing(line) or _is_unread_legend(line, texts):
                self.doubts.append((line, place))
                continue
            quiet = _indicator((line,), texts) and not counts_some(line)
            quiet = quiet or (is_quiet(line, texts) and not (below and texts.areas.region(line)))
            if len(self.unread) < MOST_UNREAD and not quiet:
                self.unread.append((line, place))

    def period(self, text: str, place: Place) -> list[When]:
        """Keep a line «Kỳ báo cáo: …», and return its period; without a year it is a doubt."""
        period = when(text)
        if period is None:
            self.doubts.append((text, place))
            return []
        self.said.append(Said("period", period.period.code, place))
        return [period]

    def scale(self, text: str, place: Place, texts: Texts) -> None:
        """Take the scale in brackets at the end of a title for the unit: «(nghìn hộ)»."""
        scaled = _SCALED.search(text)
        if scaled and not self.unit and is_scaled(texts.vocabulary, scaled[1]):
            self.unit = scaled[1]
            self.said.append(Said("unit", scaled[1], place))

    def names(self, where: Sheet, texts: Texts) -> None:
        """Keep the names of the sheet and the file that say something of all figures."""
        unread, doubts = names(where, texts, part=self.part)
        self.unread += unread
        self.doubts += doubts

    def take(self, claims: Claims) -> None:
        """Take in what titles claim; the first part counts, and what is least sure."""
        self.part = self.part or claims.part
        self.basis = self.basis or claims.basis
        if claims.status:
            self.status = least_sure(self.status or claims.status, claims.status)
        self.said += claims.said


def around(  # noqa: C901 - one line after the other
    rows: Sequence[Row], below: Footer, where: Sheet, texts: Texts
) -> Around:
    """Look at the rows above a table, those below it, the names of its sheet and its file."""
    found, sheet = Around(legends=below.legends, dates=below.dates), where.name or ""
    notes, named = [*below.notes], list[When]()
    titles: list[Title] = []
    heads = [(each.text, each.place) for each in below.sources]
    lines: list[str] = []
    for kind, text, place in lines_of(rows, where):
        if kind not in _LOOKED_AT and not is_unit(texts.vocabulary, text):
            heads.append((text, place))
        if kind == "source" and not found.source:
            found.source = text
            found.said.append(Said("source", text, place))
        elif kind == "indicator":
            titles.insert(0, (text, place))
        elif kind == "period":
            named += found.period(text, place)
        elif kind == "note":
            notes.append((text, place))
        elif _is_of_units(kind, text, texts):
            found.unit = text if kind else found.unit or text
            found.said.append(Said("unit", text, place))
        elif not kind and is_text(text):
            lines.append(text)
            found.scale(text, place, texts)
            (heads if is_letterhead(text) else titles).append((text, place))
        elif not kind and (any(map(str.isalpha, text)) or text[:1] in _BOUNDS):
            found.unread.append((text, place))  # «Chưa có số liệu», «< 80», a day
    found.add(below)
    found.titles = [text for text, _ in titles]
    for own_names in (found.titles, [sheet], [file_name(where.path)]):
        found.indicator = found.indicator or _indicator(own_names, texts)
    whole = (t for t in found.titles if not (is_men(t) or kind_of_part(fold(t))))
    found.indicator = found.indicator or next(whole, "")
    found.ranked = _ranks_others(found, texts)
    own = sheet, file_name(where.path).replace("-", " ")
    named_by = [(name, Place(where)) for name in own if name]
    if sheet and (texts.read(sheet).known or claim(sheet)):
        titles.append(named_by.pop(0))
    found.of_years = {year: said for text, _ in notes for year, said in claims_of_years(text)}
    notes = [note for note in notes if not any(claims_of_years(note[0]))]
    found.take(claims(titles, notes, named_by, texts))
    found.doubt([*titles, *(name for name in named_by if name[0] == sheet)], texts)
    found.doubt(notes, texts, below=True)
    found.unread += [*_saying_more(heads, found.said, texts), *below.captions]
    found.names(where, texts)
    _periods(found, named, lines, where)
    return found


def _saying_more(heads: Iterable[Title], captions: Iterable[Said], texts: Texts) -> Iterator[Title]:
    """Yield lines of a letterhead, sources and units of which more is said than their names.

    «Nguồn: Bộ KH&CN (6 tháng)».
    """
    for text, place in heads:
        if says_more(text, texts) or says_inside(text, texts):
            yield text, place
    more = {"source": is_statement, "unit": says_of_unit}
    for each in captions:
        if each.role in more and more[each.role](each.text, texts):
            yield each.text, each.place


def _periods(found: Around, named: Sequence[When], lines: Sequence[str], where: Sheet) -> None:
    """Take the periods named by a line of their own, else by titles and the sheet's name."""
    alone = Dated(tuple(dict.fromkeys(date.text for date in named)))
    said = alone if named else dated(lines, where.name or "")
    found.periods, found.others, found.cumulated = said
    found.filed = of_file(where.path)


def _is_unread_legend(line: str, texts: Texts) -> bool:
    """Whether the legend of a mark says what a figure is of, and it is not known which one."""
    rest = without_mark(line).strip(" :=")
    if rest == line or "%" in rest:
        return False
    said = texts.read(rest)
    told = said.area or said.unit or said.part or said.period or said.change or said.basis
    return bool(told or is_basis(rest) or prices(rest) or aside(rest, texts, grouping=True))


def _is_of_units(kind: str, text: str, texts: Texts) -> bool:
    """Whether a line says a unit, or is one or a scale: «‰», «Nghìn hộ», «(x1000)»."""
    bare, vocabulary = text.strip("() ") if not kind else text, texts.vocabulary
    unit = kind in ("", "unit or area") and is_unit(vocabulary, bare)
    return unit or kind == "unit" or (not kind and is_scaled(vocabulary, bare))


def _indicator(titles: Sequence[str], texts: Texts) -> str:
    """Return the one indicator that the titles name."""
    known: dict[str, str] = {}
    for title in titles:
        for form in _forms(title):
            said = texts.read(form)
            if said.indicator_id and said.known and not said.plan:
                known.setdefault(said.indicator_id, said.indicator)
                break
    return next(iter(known.values())) if len(known) == 1 else ""


def _forms(title: str) -> Iterator[str]:
    """Yield a title, then without its number, its year, and what it is broken down by."""
    text = without_footnote(title)
    yield text
    text = without_number(text)
    yield text
    folded = text.upper()
    divided = "THEO" in folded or "BY" in folded
    cuts = [match.start() for match in _BY.finditer(text)] if divided else []
    for cut in [*reversed(cuts[:4]), None]:
        form = without_footnote(text[:cut])
        yield form
        dated = "19" in form or "20" in form
        yield (bare := without_footnote(_YEAR_AT_END.sub("", form) if dated else form))
        yield _without_lead(bare)


def _ranks_others(found: Around, texts: Texts) -> bool:
    """Whether a title ranks by an indicator that is itself no rank."""
    catalogue = texts.vocabulary.catalogue
    of = catalogue.indicators.get(texts.read(found.indicator).indicator_id)
    leads = tuple(f"{lead} " for lead in meaning("title-leads", "ranked"))
    ranks = any(fold(without_number(title)).startswith(leads) for title in found.titles)
    return ranks and of is not None and catalogue.units[of.unit].kind != "rank"


def _without_lead(title: str) -> str:
    """Return a title without the words that say of whom it holds the results: «Kết quả …»."""
    said, of = title.split()[:_MOST_WORDS], table("title-leads")
    sizes = range(_LONGEST_LEAD, 0, -1)
    while cut := next((n for n in sizes if of.get(fold(" ".join(said[:n]))) in _LEADS), 0):
        said = said[cut:]
    cut = next((n for n in sizes if of.get(fold(" ".join(said[-n:]))) == "behind"), 0)
    return " ".join(said[: len(said) - cut])


def tell_doubts(of: Around, file: FileReading, count: int, *, own: bool) -> None:
    """Tell the lines beside figures that may say that they are no results; a form has its own."""
    for line, place in of.doubts if count else ():
        tell(file, line, place)
    for line, place in of.unread if count and not own else ():
        file.unread.add(line, place)
