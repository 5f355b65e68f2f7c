"""One target explained: wording, rule, readings, sources; with data, how its verdict came about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from urllib.parse import quote

from cmcn4.errors import UsageError
from cmcn4.locale import write
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Assessment, Chosen, Report
from cmcn4.reporters import Style
from cmcn4.reporters.rule_words import chosen_in_words, rule_in_words
from cmcn4.reporters.words import Words

Section = tuple[str, list[str]]
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#])")


def named(name: str, targets: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """Return the targets a name or glob means; UsageError with the nearest when there is none."""
    found = tuple(
        each for each in targets if fnmatchcase(each.id, name) or fnmatchcase(each.target.id, name)
    )
    if not found:
        near = get_close_matches(name, [each.id for each in targets], n=3, cutoff=0.4)
        msg = f"no such target: {name!r}"
        listing = f"did you mean {', '.join(near)}? " if near else ""
        raise UsageError(msg, hint=f"{listing}`cmcn4 targets` lists them")
    return found


def render(
    name: str, targets: Sequence[Chosen], catalogue: Catalogue, style: Style, report: Report | None
) -> bytes:
    """Return the explanation of each target in a format, with its verdicts if there are data."""
    words = Words(style.lang, catalogue)
    if name == "json":
        return _json(targets, words, report)
    stories = [(each, list(_sections(each, words, report))) for each in targets]
    if name == "markdown":
        return _markdown(stories, words)
    return _text(stories, words, style)


def _assessments(chosen: Chosen, report: Report | None) -> list[Assessment]:
    return [each for each in report.assessments if each.chosen.id == chosen.id] if report else []


def _sections(chosen: Chosen, words: Words, report: Report | None) -> Iterator[Section]:
    yield from wording(chosen, words)
    if report is not None:
        from cmcn4.reporters.story import story  # noqa: PLC0415 - only with data

        for each in _assessments(chosen, report):
            yield from story(each, words)
    else:
        yield from background(chosen, words)


def wording(chosen: Chosen, words: Words) -> Iterator[Section]:
    """Yield what the document says and how it is read."""
    target = chosen.target
    yield words.say("explain.wording"), [f"«{target.quote}»"]
    yield words.say("explain.document"), [_document(chosen, words)]
    rule = [chosen_in_words(words, chosen)]
    reading = target.reading(chosen.reading)
    if reading is not None:
        rule.append(reading.because.get(words.lang))
    elif target.note:
        rule.append(target.note.get(words.lang))
    yield words.say("explain.rule"), rule


def background(chosen: Chosen, words: Words) -> Iterator[Section]:
    """Yield the readings, the indicator, the areas and the sources of a target."""
    target, pack = chosen.target, chosen.pack
    indicator = words.catalogue.indicators[chosen.indicator]
    readings = list(_readings(chosen, words))
    if readings:
        yield words.say("explain.readings"), readings
    unit = words.catalogue.units[indicator.unit].names.get(words.lang) or indicator.unit
    name = f"{indicator.names.get(words.lang)} ({indicator.id}), {unit}"
    note = [indicator.note.get(words.lang)] if indicator.note else []
    yield words.say("explain.indicator"), [name, *note]
    own = ", ".join(words.area(each) for each in pack.applies_to)
    subnational = words.say(f"explain.subnational.{target.subnational}")
    line = f"{words.say('explain.subnational')}: {subnational}"
    yield words.say("explain.applies"), [own, line]
    reports = [each for each in pack.sources if each.id in target.reports]
    if reports:
        lines = [
            " · ".join(filter(None, (f"[{each.id}] {each.title}", each.publisher, each.date)))
            for each in reports
        ]
        yield words.say("explain.sources"), lines


def _document(chosen: Chosen, words: Words) -> str:
    document = chosen.pack.document
    number = document.number or words.say("explain.number-unknown")
    parts = (number, document.title.get(words.lang), document.issuer.get(words.lang))
    issued = write(words.lang, dt.date.fromisoformat(document.issued))
    return f"{' · '.join(parts)}, {issued}"


def _readings(chosen: Chosen, words: Words) -> Iterator[str]:
    indicators = words.catalogue.indicators
    target = chosen.target
    if chosen.reading != "default":
        rule = rule_in_words(words, target.rule, indicators[target.indicator])
        yield f"default: {rule}"
    for each in target.readings:
        if each.id == chosen.reading:
            continue
        indicator = indicators[each.indicator or target.indicator]
        rule = rule_in_words(words, each.rule, indicator)
        yield f"{each.id}: {rule}. {each.because.get(words.lang)}"


def _title(chosen: Chosen, words: Words) -> str:
    return f"{chosen.target.title.get(words.lang)} · {chosen.target.horizon}"


def _text(stories: list[tuple[Chosen, list[Section]]], words: Words, style: Style) -> bytes:
    from rich.text import Text  # noqa: PLC0415 - only for the terminal

    from cmcn4.reporters.terminal import console_to, text_of  # noqa: PLC0415
    from cmcn4.reporters.terminal_lines import WIDEST, indented, wrapped  # noqa: PLC0415

    console = console_to(style)
    width = min(console.width, WIDEST)
    for place, (chosen, sections) in enumerate(stories):
        if place:
            console.print()
        title = Text(_title(chosen, words), style="bold").append(f"  {chosen.id}", "not bold dim")
        for part in wrapped(title, console, width):
            part.rstrip()
            console.print(part, soft_wrap=True)
        for label, lines in sections:
            console.print(Text(f" {label}", style="cyan"), soft_wrap=True)
            for line in lines:
                indented(console, line, width, indent=3, style="default")
    return text_of(console)


def _markdown(stories: list[tuple[Chosen, list[Section]]], words: Words) -> bytes:
    blocks = []
    for chosen, sections in stories:
        blocks.append(f"## {_escaped(_title(chosen, words))}\n\n`{chosen.id}`")
        for label, lines in sections:
            items = "\n".join(f"- {_escaped(line)}" for line in lines)
            blocks.append(f"**{_escaped(label)}**\n\n{items}")
    return ("\n\n".join(blocks) + "\n").encode(errors="replace")


def _escaped(text: str) -> str:
    """Return text in which Markdown finds nothing to interpret; a line stays a line."""
    return " ".join(_word(each) for each in text.split())


def _word(word: str) -> str:
    """Escape one word; in an address escapes would be taken for a part of it."""
    if word.startswith(("https://", "http://")):
        return quote(word, safe=":/?&=%#~.,;+@!$'()-_[]")
    return _MARKDOWN.sub(r"\\\1", word)


def _json(targets: Sequence[Chosen], words: Words, report: Report | None) -> bytes:
    from cmcn4.reporters.json_report import as_dict, dumps  # noqa: PLC0415 - only for this format
    from cmcn4.reporters.target_list import row  # noqa: PLC0415

    records = as_dict(report, words.lang)["assessments"] if report else []
    found = []
    for chosen in targets:
        parts = dict(_sections(chosen, words, None))
        mine = [each for each in records if each["target"] == chosen.id]
        stories = _assessments(chosen, report)
        own = [
            {**record, **_story_record(each, words)}
            for record, each in zip(mine, stories, strict=True)
        ]
        found.append({**row(chosen, words), "explanation": parts, "assessments": own})
    return f"{dumps(found)}\n".encode(errors="backslashreplace")


def _story_record(each: Assessment, words: Words) -> dict[str, object]:
    from cmcn4.reporters.arithmetic import lines  # noqa: PLC0415 - only for this format
    from cmcn4.reporters.story import citation  # noqa: PLC0415

    return {
        "arithmetic": list(lines(each, words)),
        "passed_over": [
            {
                "why": one.why,
                "period": one.row.period.code,
                "low": one.row.value.low,
                "high": one.row.value.high,
                "source": one.row.origin.source or None,
                "path": one.row.sheet.path,
                "sheet": one.row.sheet.name,
                "cell": one.row.place.cell,
            }
            for one in each.passed_over
        ],
        "citation": citation(each, words),
    }
