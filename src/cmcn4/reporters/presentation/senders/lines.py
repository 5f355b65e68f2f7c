"""What became of each area that figures are expected of, in words: counted, then one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import get_args

from cmcn4.locale import write
from cmcn4.model.expected import Owed, Sender, State
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.period import parse
from cmcn4.model.report import Report
from cmcn4.reporters.presentation.words import NATION, Words

COLUMNS = ("sender", "state", "files", "detail")
"""What is told of each; the texts are `senders.column.<name>`."""
SIGNS: dict[State, str] = {"refused": "✘", "not-sent": "–", "read": "✔", "unexpected": "?"}
_PLACES, _MOST_FILES = 6, 3
"""Refused senders told with the cell of the first error; files named of one sender."""


class SenderLine(NamedTuple):
    """One sender in words."""

    sender: Sender
    name: str
    """The area, with whom to write to there; of files that say nobody's, that it is not known."""
    state: str
    files: str
    """Their names, without folders."""
    detail: str
    """Why it is refused, what it lacks; empty where there is nothing to say."""


def sender_lines(report: Report, words: Words) -> list[SenderLine]:
    """Return a line for each sender, in the order in which states are told."""
    order = get_args(State)
    told = sorted(report.senders, key=lambda sender: order.index(sender.state))
    return [
        SenderLine(
            sender,
            name(sender, words),
            words.composed(f"senders.state.{sender.state}"),
            _files(sender),
            detail(sender, words),
        )
        for sender in told
    ]


def name(sender: Sender, words: Words) -> str:
    """Return who it is, with the recipient that the list names."""
    area = words.area(sender.area) if sender.area else words.say("senders.unknown")
    return f"{area} ({sender.recipient})" if sender.recipient else area


def detail(sender: Sender, words: Words) -> str:
    """Return what is to be said of a sender beside its state."""
    said = [refusal(sender.refused, words)] if sender.refused else []
    if sender.state == "not-sent" and sender.owed:
        key = "senders.to-send.one" if len(sender.owed) == 1 else "senders.to-send"
        said.append(words.composed(key, count=len(sender.owed)))
    elif sender.owed:
        said.append(words.say("senders.lacks", what=owed_in_words(sender.owed, words)))
    return "; ".join(said)


def refusal(refused: Sequence[Finding], words: Words) -> str:
    """Return the first error with its place, and how many more there are."""
    first, *others = refused
    said = f"{words.place(first.place)}: {words.message(first).rstrip('.')}"
    return said + (f" {words.say('senders.more', count=len(others))}" if others else "")


def owed_in_words(owed: Iterable[Owed], words: Words) -> str:
    """Return the figures that are missing, each indicator with its years."""
    return "; ".join(map(" ".join, (owed_parts(figure, words) for figure in owed)))


def owed_parts(owed: Owed, words: Words) -> tuple[str, str]:
    """Return the indicator, with the parts that are missing, and the years in brackets."""
    indicator = words.catalogue.indicators[owed.indicator].names.get(words.lang)
    parts = f" – {words.names(owed.parts)}" if owed.parts else ""
    return f"{indicator}{parts}", f"({periods(owed, words)})"


def periods(owed: Owed, words: Words) -> str:
    """Return the years that are missing; a span stays as it is."""
    found = ((parse(code), code) for code in owed.periods)
    return ", ".join(write(words.lang, known) if known else code for known, code in found)


def in_short(report: Report, words: Words) -> list[str]:
    """Return who was refused, who has not sent, who is not on the list, a sentence each."""
    short = _short_names(report, words)
    by_state: dict[State, list[Sender]] = {state: [] for state in SIGNS}
    for sender in report.senders:
        by_state[sender.state].append(sender)
    told = []
    listed_states: tuple[State, ...] = ("refused", "not-sent", "unexpected")
    for state in listed_states:
        names = [short.get(sender.area or "") or _files(sender) for sender in by_state[state]]
        if state == "refused":
            for number, sender in enumerate(by_state[state][:_PLACES]):
                names[number] += f" ({words.place(sender.refused[0].place)})"
        if names:
            key = f"senders.{state}"
            listed = words.composed(key, count=len(names), names=", ".join(names))
            told.append(f"{SIGNS[state]} {listed}")
    lacking = sum(bool(sender.owed) for sender in by_state["read"])
    if lacking:
        told.append(f"{SIGNS['read']} {words.say('senders.lacking', count=lacking)}")
    return told


def _short_names(report: Report, words: Words) -> dict[str, str]:
    """Return the names of areas, of units of before without their days where one has a name."""
    known = words.catalogue.areas
    bare = {
        sender.area: words.area(sender.area)
        if sender.area == NATION
        else known[sender.area].names.get(words.lang)
        for sender in report.senders
        if sender.area
    }
    times = Counter(bare.values())
    return {area: name if times[name] == 1 else words.area(area) for area, name in bare.items()}


def counts(report: Report, words: Words) -> str:
    """Return how many are expected, and what became of how many of them."""
    numbers = Counter(sender.state for sender in report.senders)
    expected = len(report.senders) - numbers["unexpected"]
    return words.say(
        "senders.counts",
        count=expected,
        read=numbers["read"],
        refused=numbers["refused"],
        absent=numbers["not-sent"],
    )


def _files(sender: Sender) -> str:
    names = [path.rpartition("/")[2] for path in sender.files]
    return ", ".join([*names[:_MOST_FILES], *(["…"] if len(names) > _MOST_FILES else [])])
