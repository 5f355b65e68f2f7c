"""What is said of targets themselves: their horizons, readings, documents, who answers for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from cmcn4.locale import Key, composed, say, write
from cmcn4.locale.writing import writing
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.period import Period
from cmcn4.model.report import Assessment, Chosen
from cmcn4.model.target import Pack, Target


class OfTarget(NamedTuple):
    """What is said alike of all assessments of a target."""

    chosen: Chosen
    """The target: as long as it is kept no other one has its identity."""
    measure: str
    """What follows the value that is judged."""
    moving: bool
    """Whether it is compared with other figures."""
    wanted: dict[tuple[str | None, str], str]
    """The condition by its comparison and number."""


@dataclass(frozen=True, slots=True)
class TargetWords:
    """The wording in one language of what does not depend on data."""

    lang: str
    catalogue: Catalogue

    def say(self, key: Key, **facts: Any) -> str:
        """Return a text with its facts."""
        return say(self.lang, key, facts or None)

    def composed(self, key: str, **facts: Any) -> str:
        """Return a text whose key is put together of parts."""
        return say(self.lang, composed(key), facts or None)

    def horizon(self, target: Target) -> str:
        """Return the year by whose end a target falls due, or its day."""
        return str(target.year) if target.ends_year else write(self.lang, target.due_date)

    def title(self, target: Target) -> str:
        """Return the title of a target with its horizon."""
        return f"{target.title.get(self.lang)} · {self.horizon(target)}"

    def by(self, target: Target) -> str:
        """Return `the end of 2025`, or the day, for the middle of a sentence."""
        key = "horizon.end" if target.ends_year else "horizon.day"
        return self.composed(key, horizon=self.horizon(target))

    def then(self, target: Target) -> str:
        """Return `in 2025`, or `on` the day, for the middle of a sentence."""
        key = "horizon.in" if target.ends_year else "horizon.on"
        return self.composed(key, horizon=self.horizon(target))

    def day(self, day: str) -> str:
        """Return a day, given as YYYY-MM-DD, as written in the language."""
        return write(self.lang, dt.date.fromisoformat(day))

    def when(self, period: Period) -> str:
        """Return a period as written in the language."""
        return write(self.lang, period)

    def lead(self, target: Target) -> str:
        """Return who answers for a target, where its document says so; else an empty text."""
        return self.say("lead", name=target.lead) if target.lead else ""

    def least(self, each: Assessment) -> str:
        """Return of which indicator the figure is that says the least a value is, if it is one."""
        indicator = each.facts.get("least_of")
        return self.say("least-of", indicator=indicator) if indicator else ""

    def listed(self, names: Iterable[str]) -> str:
        """Return names as they stand in a sentence: the last one after «and»."""
        *first, last = names
        return f"{', '.join(first)} {self.say('and')} {last}" if first else last

    def document(self, pack: Pack) -> str:
        """Return a document as a sentence names it: its name, its day and who signed it."""
        document = pack.document
        return self.say(
            "document",
            name=document.name or document.number or document.title,
            date=dt.date.fromisoformat(document.issued),
            issuer=document.issuer,
        )

    def reading(self, name: str, chosen: Chosen) -> str:
        """Return what a reading of a target is called."""
        found = chosen.target.reading(name)
        if found is None:
            return self.say("reading-default")
        return found.name.get(self.lang) if found.name else name

    def readings(self, names: Iterable[str], chosen: Chosen) -> str:
        """Return what readings of a target are called, for the middle of a sentence."""
        quotes = writing(self.lang).quotes
        return ", ".join(self.reading(name, chosen).join(quotes) for name in names)
