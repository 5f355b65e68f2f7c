"""What `cmcn4 template` needs from the other rooms: targets, history, rules in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from cmcn4.cli.boundary import tell
from cmcn4.errors import UsageError
from cmcn4.forms.carry import Carried, carry
from cmcn4.forms.plan import Plan, Wish, plan
from cmcn4.locale import Message, composed, say
from cmcn4.locale.writing import writing
from cmcn4.model.catalogue import Area
from cmcn4.model.form import Addressed
from cmcn4.model.interval import point
from cmcn4.model.report import Chosen
from cmcn4.model.rule import facing, number_of
from cmcn4.model.verdict import Answer

if TYPE_CHECKING:
    from cmcn4.forms.layout import Content
    from cmcn4.forms.levels import Level, Said
    from cmcn4.packs import Selection
    from cmcn4.reporters.presentation.words import Words

_SHOWN = 6


def asked_for(
    selection: Selection, areas: Sequence[str], years: tuple[int, int] | None, today: dt.date
) -> Plan:
    """Return what to ask for; UsageError for unknown areas, and when nothing is left to ask."""
    from cmcn4.evaluation.assess import concerns  # noqa: PLC0415 - when asked for

    catalogue = selection.vocabulary.catalogue
    own = (area for chosen in selection.targets for area in chosen.applies_to)
    named = tuple(dict.fromkeys(selection.area(name) for name in areas) or dict.fromkeys(own))

    found = plan(
        Wish(
            targets=selection.targets,
            areas=named,
            catalogue=catalogue,
            # Of a unit that has ended, the years before are asked for.
            applies=lambda chosen, area: concerns(chosen, area, catalogue),
            this_year=today.year,
            years=years,
        )
    )
    for name in found.idle:
        outside = [left_out for left_out in found.left_out if left_out.area.id == name]
        if outside:
            what = Message("errors.borders", {"area": repr(name)})
            other = catalogue.areas[name].merged_into
            ask = Message("errors.borders.other", {"area": other})
            hint = ask if other else Message("errors.borders.later")
            raise UsageError(what, place="--area", hint=hint)
        raise UsageError(Message("errors.idle", {"area": repr(name)}), place="--area")
    return found


def history(
    path: str | None, selection: Selection, found: Plan, lang: str
) -> tuple[Carried, list[str]]:
    """Return the figures of an earlier submission, and what is to be said of it."""
    if path is None:
        return Carried(), []
    from cmcn4.packs.areas import relevant  # noqa: PLC0415 - when asked for
    from cmcn4.readers import ReadOptions, read  # noqa: PLC0415

    catalogue = selection.vocabulary.catalogue
    areas = relevant(selection.targets, catalogue) | {line.asked.area for line in found.lines}
    submission = read([path], ReadOptions(vocabulary=selection.vocabulary, relevant=areas))
    if not submission.observations:
        raise UsageError(Message("errors.nothing", {"path": path}), place=path)
    lines = [line.asked for line in found.lines]
    carried = carry(submission.observations, lines, catalogue, mark=writing(lang).mark)
    before = len(carried.figures.keys() - {*lines})
    asked = len(carried.figures) - before
    facts: dict[str, object] = {"path": path, "lines": asked, "count": len(lines)}
    notes = [say(lang, "form.carried", facts)]
    if before:
        notes.append(say(lang, "form.before", {"count": before}))
    if carried.beside:
        notes.append(say(lang, "form.beside", {"count": len(carried.beside)}))
    for stayed in carried.stayed:
        names = [_name(selection, stayed.reason, name, lang) for name in stayed.what]
        facts = {"count": stayed.figures, "what": _listed(names)}
        notes.append(say(lang, composed(f"form.stayed.{stayed.reason}"), facts))
    errors = sum(finding.level == "error" for finding in submission.findings)
    if errors:
        notes.append(say(lang, "form.stayed.errors", {"count": errors, "path": path}))
    return carried, notes


def _name(selection: Selection, reason: str, name: str, lang: str) -> str:
    catalogue = selection.vocabulary.catalogue
    if reason not in ("borders", "elsewhere"):
        return catalogue.indicators[name].names.get(lang)
    area = catalogue.areas[name]
    if reason == "elsewhere":
        return area.names.get(lang)
    after = f" → {area.merged_into}" if area.merged_into else ""
    return f"{area.names.get(lang)} ({name}{after})"


def content(
    selection: Selection, found: Plan, carried: Carried, lang: str, addressed: Addressed
) -> Content:
    """Return everything the form says."""
    from cmcn4.evaluation.assess import concerns  # noqa: PLC0415 - when asked for
    from cmcn4.forms.layout import Content  # noqa: PLC0415
    from cmcn4.forms.levels import levels_of  # noqa: PLC0415
    from cmcn4.reporters.presentation.words import Words  # noqa: PLC0415

    catalogue = selection.vocabulary.catalogue
    words = Words(lang, catalogue)
    areas = {line.asked.area for line in found.lines}
    return Content(
        plan=found,
        catalogue=catalogue,
        lang=lang,
        conditions={chosen.id: _condition(words, chosen, areas) for chosen in found.targets},
        carried=carried,
        addressed=addressed,
        levels=levels_of(
            found,
            catalogue,
            concerns=lambda chosen, area: concerns(chosen, area, catalogue),
            words=lambda chosen, area, plain: _level(words, chosen, area, plain=plain),
        ),
        met=_met,
    )


def _met(value: Decimal, level: Level) -> bool:
    """Whether a plain number reaches a level."""
    from cmcn4.evaluation.judge import compare  # noqa: PLC0415 - when asked for

    return level.test is not None and compare(point(value), *level.test) is Answer.YES


def _level(words: Words, chosen: Chosen, area: str, *, plain: bool) -> Said:
    """Return what a target wants of a line, without the name that stands there."""
    from cmcn4.evaluation.assess import informs  # noqa: PLC0415 - when asked for
    from cmcn4.forms.levels import Said  # noqa: PLC0415
    from cmcn4.reporters.presentation.figures import SIGNS  # noqa: PLC0415
    from cmcn4.reporters.presentation.rules import amount  # noqa: PLC0415
    from cmcn4.reporters.presentation.rules.sentences import chosen_in_words  # noqa: PLC0415

    indicator = words.catalogue.indicators[chosen.indicator]
    if plain:
        sign, number = number_of(facing(chosen.rule, indicator.direction))
        text = f"{SIGNS[sign]} {amount(words, chosen.rule, indicator, number)}"
    else:
        name = indicator.names.get(words.lang)
        text = chosen_in_words(words, chosen).removeprefix(f"{name}: ")
    if informs(chosen, area):
        text = say(words.lang, "form.level.reference", {"condition": text})
    target, document = chosen.target, chosen.pack.document
    due = str(target.year) if target.ends_year else writing(words.lang).date(target.due_date)
    named = document.number or document.title.get(words.lang)
    return Said(due, text, named)


def _condition(words: Words, chosen: Chosen, areas: set[str]) -> str:
    """Return when a target is met; of provinces a national level asks nothing."""
    from cmcn4.evaluation.assess import informs  # noqa: PLC0415 - when asked for
    from cmcn4.reporters.presentation.rules.sentences import chosen_in_words  # noqa: PLC0415

    text = chosen_in_words(words, chosen)
    compared = all(informs(chosen, area) for area in areas)
    return say(words.lang, "form.reference", {"condition": text}) if compared else text


def remarks(path: str, found: Plan, lang: str, notes: list[str]) -> None:
    """Say on standard error what the form asks for, and what it does not."""
    facts = {
        "path": path,
        "lines": len(found.lines),
        "indicators": len({line.asked.indicator for line in found.lines}),
        "areas": len({line.asked.area for line in found.lines}),
    }
    texts = [say(lang, "form.made", facts)]
    texts += _borders(found, lang)
    tell(*(f"cmcn4: {text}" for text in [*texts, *notes]))


def _borders(found: Plan, lang: str) -> list[str]:
    """Say which years are not asked of which areas; areas of one day together."""
    groups: dict[tuple[str, str, str], list[Area]] = {}
    for left_out in found.left_out:
        years = ", ".join(str(year) for year in left_out.years)
        began = left_out.area.valid_from or ""
        early = bool(began) and years[-4:] <= began[:4]
        kind, day = ("from", began) if early else ("to", left_out.area.valid_to or "")
        groups.setdefault((kind, day, years), []).append(left_out.area)
    texts = []
    for (kind, day, years), areas in groups.items():
        names = [f"{area.names.get(lang)} ({area.id})" for area in areas]
        after = [area.merged_into for area in areas if area.merged_into]
        facts = {"areas": _listed(names), "years": years, "date": dt.date.fromisoformat(day)}
        texts.append(say(lang, composed(f"form.borders.{kind}"), facts | {"next": _listed(after)}))
    return texts


def _listed(names: list[str]) -> str:
    return ", ".join([*names[:_SHOWN], *(["…"] if len(names) > _SHOWN else [])])
