"""What a paper bears beside its findings, as Decree 30/2020/NĐ-CP, Appendix I lays it out.

The national title and the body that issues it at its head, recipients and signature at its end, and
above each annex to which paper it belongs. What is not known is a dotted blank to fill in.
"""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.locale.writing import writing
from cmcn4.model.issuing import BLANK, Issuing
from cmcn4.reporters.docx.annex import ROMAN, Annex
from cmcn4.reporters.docx.xml import Xml, paragraph, run, side_by_side

_LEFT, _RIGHT = 68, 94
"""Millimetres of the two halves of the head; at the end they are wider by what their texts need."""
_OPEN = "…"


def head(annex: Annex, issuing: Issuing, about: str) -> None:
    """Write the head of a report and what it is about."""
    left = [
        *([_line("Parent", issuing.parent.upper())] if issuing.parent else []),
        _line("Issuer", (issuing.issuer or _OPEN).upper()),
        paragraph("RuleShort", Xml("")),
        _line("HeadLine", annex.say("number", number=issuing.number or annex.say("number.open"))),
    ]
    right = [
        _line("Nation", annex.say("nation")),
        _line("Motto", annex.say("motto")),
        paragraph("RuleMotto", Xml("")),
        _line("PlaceDate", _place_and_date(annex, issuing)),
    ]
    annex.blocks.append(side_by_side((_LEFT, _RIGHT), (left, right)))
    annex.line("TableEnd", "")
    annex.line("Title", annex.say("report").upper())
    annex.line("About", issuing.title or about)
    annex.blocks.append(paragraph("RuleAbout", Xml("")))


def foot(annex: Annex, issuing: Issuing) -> None:
    """Write to whom a report goes, and who signs it."""
    recipients = issuing.recipients or (_OPEN, annex.say("filed"))
    left = [_line("RecipientsHead", annex.say("recipients"))]
    left += [
        _line("Recipients", f"- {name.rstrip(';.')}{'.' if last else ';'}")
        for name, last in _with_last(recipients)
    ]
    right = [
        *([_line("Signature", issuing.on_behalf)] if issuing.on_behalf else []),
        _line("Signature", (issuing.position or _OPEN).upper()),
        _line("Signatory", issuing.signatory or _OPEN),
    ]
    annex.line("TableEnd", "")
    annex.blocks.append(side_by_side((_LEFT, _RIGHT), (left, right)))


def annex_head(annex: Annex, issuing: Issuing, number: int, title: str) -> None:
    """Write the head of an annex: its number, its title, the paper it belongs to."""
    annex.line("Title", f"{annex.say('annex')} {ROMAN[number]}")
    annex.line("Title", title.upper())
    annex.line("Subtitle", belongs(annex, issuing))


def belongs(annex: Annex, issuing: Issuing) -> str:
    """Return to which paper an annex belongs, with dots where that is not known."""
    return annex.say(
        "attached",
        number=issuing.number or annex.say("number.open"),
        date=_date(annex, issuing),
        issuer=issuing.issuer or _OPEN,
    )


def is_issued(issuing: Issuing) -> bool:
    """Whether anybody is said to issue the report: without that it is an annex alone."""
    return issuing != BLANK


def _place_and_date(annex: Annex, issuing: Issuing) -> str:
    return f"{issuing.place or _OPEN}, {_date(annex, issuing)}"


def _date(annex: Annex, issuing: Issuing) -> str:
    known = issuing.date
    return writing(annex.words.lang).long_date(known) if known else annex.say("date.open")


def _line(style: str, text: str) -> Xml:
    return paragraph(style, run(text))


def _with_last(names: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    for place, name in enumerate(names, 1):
        yield name, place == len(names)
