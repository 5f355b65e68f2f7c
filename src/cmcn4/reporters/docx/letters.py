"""A letter to each sender of figures, to be signed and sent: what was received, what is to be done.

The form is that of an official letter by Decree 30/2020/NĐ-CP, Appendix III; what is not known of
who sends it is a dotted blank.
"""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.locale.writing import writing
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.docx.annex import MOST_ROWS, Annex
from cmcn4.reporters.docx.head import foot, letterhead
from cmcn4.reporters.docx.page import Traits, written
from cmcn4.reporters.docx.xml import (
    Cell,
    Column,
    cell,
    paragraph,
    plain,
    run,
    sentence,
    unbroken,
)
from cmcn4.reporters.presentation.assumed import assumed_line
from cmcn4.reporters.presentation.gaps import Group
from cmcn4.reporters.presentation.outline import same_mistakes
from cmcn4.reporters.presentation.senders.letters import Letter, letters
from cmcn4.reporters.presentation.senders.lines import owed_parts, periods
from cmcn4.reporters.presentation.verdicts import is_level
from cmcn4.reporters.presentation.words import Words

_MESSAGES, _DOCUMENTS, _FILES = 4, 3, 5
"""Messages told of one mistake; documents and files named: more are counted."""


def files(report: Report, style: Style) -> Iterator[tuple[str, bytes]]:
    """Yield the letters, each with the name of its file."""
    words = Words(style.lang, report.catalogue)
    for letter in letters(report, words):
        yield f"{letter.name}.docx", _letter(letter, report, words, style)


def _letter(letter: Letter, report: Report, words: Words, style: Style) -> bytes:
    annex = Annex(report, words)
    annex.across = False
    issuing = style.issuing
    about = _say(annex, "about")
    number = annex.say("number", number=_say(annex, "number.open"))
    letterhead(annex, issuing, *(paragraph("HeadLine", run(text)) for text in (number, about)))
    annex.line("HeadLine", _say(annex, "to", name=_addressed(annex, letter)))
    annex.line("TableEnd", "")
    annex.body(_received(annex, letter))
    if report.assumed:
        annex.body(f"{sentence(assumed_line(report, words))}.")
    _findings(annex, letter.sender.findings)
    _lacking(annex, letter)
    _results(annex, letter.results)
    annex.body(_request(annex, letter, style))
    annex.body(_say(annex, "thanks"))
    # Whom the report goes to has no part in a letter about a cell.
    recipients = (_say(annex, "as-above"), annex.say("filed"))
    foot(annex, replace(issuing, recipients=recipients))
    title = f"{about} – {words.country(letter.sender.area or '')}"
    traits = Traits(style.lang, plain(title), report.as_of)
    return written(annex.blocks, (), traits, across=False)


def _say(annex: Annex, key: str, **facts: object) -> str:
    return annex.words.composed(f"letters.{key}", **facts)


def _addressed(annex: Annex, letter: Letter) -> str:
    """Return to whom it is written: as the list names them, else the area's own body."""
    sender = letter.sender
    if sender.recipient:
        return sender.recipient
    area = annex.words.catalogue.areas[sender.area or ""]
    if area.kind == "country":
        return _say(annex, "sender-of", files=", ".join(_names(sender.files)))
    key = "body.province" if area.kind == "province" else "body.other"
    return _say(annex, key, name=annex.words.country(area.id))


def _names(paths: tuple[str, ...]) -> list[str]:
    names = [path.rpartition("/")[2] for path in paths]
    return [*names[:_FILES], *(["…"] if len(names) > _FILES else [])]


def _received(annex: Annex, letter: Letter) -> str:
    """Return what was received of what, and whether it is accepted."""
    sender, words = letter.sender, annex.words
    documents = [annex.document(used.pack) for used in annex.report.packs]
    few = len(documents) <= _DOCUMENTS
    named = words.listed(documents) if few else _say(annex, "documents", count=len(documents))
    day = writing(words.lang).long_date(annex.report.as_of)
    facts = {"documents": named, "date": day}
    if sender.state == "not-sent":
        return _say(annex, "not-sent", **facts)
    files = ", ".join(_names(sender.files))
    said = _say(annex, "received", files=files, **facts)
    errors = len(sender.refused)
    state = _say(annex, "refused", count=errors) if errors else _say(annex, "accepted")
    return f"{said} {state}"


def _findings(annex: Annex, found: tuple[Finding, ...]) -> None:
    """Write what is wrong where, what stands there and what to do; one mistake is one row."""
    if not found:
        return
    columns = (
        Column(annex.say("column.level"), 24, centred=True),
        Column(annex.say("column.cells"), 36),
        Column(_say(annex, "column.what"), 0),
        Column(_say(annex, "column.remedy"), 44),
    )
    groups = same_mistakes(found)
    rows = [_finding(annex, group) for group in groups[:MOST_ROWS]]
    left = annex.left(len(groups) - len(rows))
    annex.listing(_say(annex, "table.findings"), columns, rows, left)


def _finding(annex: Annex, group: list[Finding]) -> list[Cell]:
    words, first = annex.words, group[0]
    messages = list(dict.fromkeys(words.message(finding) for finding in group))
    more = "…" if len(messages) > _MESSAGES else ""
    return [
        cell(sentence(words.composed(f"level.{first.level}"))),
        cell(annex.places(finding.place for finding in group)),
        cell(*messages[:_MESSAGES], more),
        cell(words.hint(first)),
    ]


def _lacking(annex: Annex, letter: Letter) -> None:
    """Write the figures that its targets need and that it has not sent."""
    words, owed = annex.words, letter.sender.owed
    if not owed:
        return
    columns = (
        Column(_say(annex, "column.indicator"), 0),
        Column(_say(annex, "column.unit"), 46),
        Column(_say(annex, "column.years"), 30, centred=True),
    )
    indicators = words.catalogue.indicators
    rows = [
        [
            cell(owed_parts(figure, words)[0]),
            cell(sentence(words.unit_name(indicators[figure.indicator]))),
            cell(periods(figure, words)),
        ]
        for figure in owed
    ]
    annex.listing(_say(annex, "table.lacking"), columns, rows)


def _results(annex: Annex, results: list[Group]) -> None:
    """Write what its own figures come to; levels to compare with are told as such."""
    if not results:
        return
    columns = (
        Column(sentence(annex.words.say("column.target")), 0),
        Column(annex.column("wanted"), 26, centred=True),
        Column(annex.say("column.found"), 32, centred=True),
        Column(_say(annex, "column.verdict"), 30, centred=True),
    )
    rows = [_result(annex, group) for group in results]
    levels = any(is_level(group[0]) for group in results)
    note = _say(annex, "levels") if levels else ""
    annex.listing(_say(annex, "table.results"), columns, rows, note)


def _result(annex: Annex, group: Group) -> list[Cell]:
    words, first = annex.words, group[0]
    period = f"({words.period(first)})" if first.period and first.interval else ""
    return [
        cell(words.title(first.chosen.target)),
        unbroken(words.wanted(first)),
        unbroken(f"{words.value(first)} {period}".strip()),
        cell(annex.verdict(first)),
    ]


def _request(annex: Annex, letter: Letter, style: Style) -> str:
    """Return what is asked for, and until when; nothing more where all is in order."""
    sender = letter.sender
    if not (sender.findings or sender.owed):
        return _say(annex, "nothing")
    day = style.issuing.answer_by
    until = writing(style.lang).long_date(day) if day else _say(annex, "date.open")
    kind = "send" if sender.state == "not-sent" else "mend" if sender.refused else "complete"
    # An open date ends in dots of its own.
    return _say(annex, f"request.{kind}", date=until).replace("….", "…")
