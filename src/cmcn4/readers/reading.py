"""What is gathered from one file: observations, findings, blocks, and what was not ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from cmcn4.model.account import Account, Reason, TableRead
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Block, Input, Observation, Place, Sheet, Submission
from cmcn4.model.period import Period
from cmcn4.readers.problems import Problem, Unreadable, found, problem
from cmcn4.readers.unread import UnreadTexts
from cmcn4.readers.values.names import Areas, Indicators

if TYPE_CHECKING:
    from cmcn4.model.vocabulary import Vocabulary
    from cmcn4.readers import ReadOptions
    from cmcn4.readers.layout.headings.texts import Texts
    from cmcn4.readers.layout.records.meanings import Meanings
    from cmcn4.readers.layout.surroundings.submitter import Submitter
    from cmcn4.readers.sieve import Sieve, Sieved

_MOST_NAMES = 10_000
_EXAMPLES = 5
_LINES = 200
_NOT_OURS = frozenset({"nothing-read", "column-missing", "header-not-found"})
"""What a table without any of our indicators may be in error for."""
T = TypeVar("T")


class Context:
    """What all files of one call share: the options and names resolved once per text."""

    def __init__(self, options: ReadOptions) -> None:
        """Prepare the tables."""
        self.options = options
        self.vocabulary: Vocabulary = options.vocabulary
        self.indicators = Indicators(options.vocabulary)
        self.areas = Areas(options.vocabulary, options.relevant)
        self.languages: dict[str, int] = {}
        self.sieve: Sieve | None = None

    @cached_property
    def texts(self) -> Texts:
        """What headings, labels and titles say."""
        from cmcn4.readers.layout.headings.texts import Texts  # noqa: PLC0415 - it reads with this

        return Texts(self.vocabulary, self.indicators, self.areas, self.options.limits)

    @cached_property
    def meanings(self) -> Meanings:
        """Initials that more than one index goes by."""
        from cmcn4.readers.layout.records.meanings import Meanings  # noqa: PLC0415 - as above

        return Meanings()


@dataclass(slots=True)
class Skipped:
    """Names that are not ours, with their rows, and where the first one stands."""

    names: dict[str, int] = field(default_factory=dict)
    rows: int = 0
    place: Place | None = None

    def add(self, name: str, place: Place) -> None:
        """Count one row; beyond ten thousand names only rows are counted."""
        if len(self.names) < _MOST_NAMES:
            self.names.setdefault(name, 0)
        self.place = self.place or place
        self.again(name)

    def again(self, name: str) -> None:
        """Count one more row of a name that was added before."""
        self.rows += 1
        if name in self.names:
            self.names[name] += 1

    def merge(self, other: Skipped) -> None:
        """Add what another one counted."""
        self.rows += other.rows
        self.place = self.place or other.place
        count(self.names, other.names)

    @property
    def examples(self) -> tuple[str, ...]:
        """The first few names."""
        return tuple(found(name) for name in list(self.names)[:_EXAMPLES])


def count(whole: dict[T, int], part: Mapping[T, int]) -> None:
    """Add counts to counts."""
    for name, number in part.items():
        whole[name] = whole.get(name, 0) + number


class Cells(NamedTuple):
    """What an error stands for; None where that part of the key cannot be read."""

    indicators: tuple[str, ...]
    areas: tuple[str | None, ...]
    period: Period | None = None
    breakdowns: tuple[str | None, ...] = (None,)


class FileReading:
    """One file being read. Nothing of it is passed on before it was read to its end."""

    def __init__(self, context: Context, path: str, *, found: bool = False) -> None:
        """Start with nothing; `found` says that the file was not named but found in a folder."""
        self.context, self.path, self.found = context, path, found
        self.observations: list[Observation] = []
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self.unlisted, self.series, self.areas = Skipped(), Skipped(), Skipped()
        self.tables: list[TableRead] = []
        self.unread = UnreadTexts()
        self.published = False
        """Whether a table in a publisher's own layout was found."""
        self.figures = 0
        """Texts with numbers in them, in sheets that hold no table of ours."""
        self.letterhead: Submitter | None = None
        """Who reports by the first sheet that says so."""
        self.senders: dict[str, None] = {}
        """Ids of the areas that its sheets say they are from."""
        self.told: set[tuple[str, str, str]] = set()
        """What is said once for each file."""
        self.marks: set[str] = set()
        """Decimal marks that numbers give evidence of, by columns together."""
        self.accounts: list[Account] = []
        self.sieved: Sieved | None = None
        """The rows that an engine has read."""

    @property
    def read(self) -> int:
        """The number of observations, those of an engine among them."""
        return len(self.observations) + (self.sieved.rows if self.sieved else 0)

    def account(self, account: Account) -> None:
        """Keep what became of the numbers of a sheet."""
        self.accounts.append(account)

    def note(self, what: Problem, place: Place, count: int = 1) -> Finding:
        """Keep a finding."""
        finding = Finding(what.code, place, what.facts, count)
        self.findings.append(finding)
        return finding

    def block(self, what: Problem, place: Place, cells: Cells) -> Finding:
        """Keep an error with what it blocks."""
        finding = self.note(what, place)
        self.block_by(finding, cells)
        return finding

    def block_by(self, finding: Finding, cells: Cells) -> None:
        """Keep what else an error blocks: indicators x areas x period x breakdowns."""
        for indicator, area in product(cells.indicators, cells.areas):
            for breakdown in cells.breakdowns:
                self.blocks.append(Block(indicator, area, cells.period, breakdown, finding))

    def give_up(self, reason: Unreadable) -> None:
        """Drop what was read: half a file is not trusted, the finding says where it broke."""
        self.observations, self.blocks, self.findings = [], [], []
        self.unlisted, self.series, self.areas = Skipped(), Skipped(), Skipped()
        self.accounts = [account.given_up() for account in self.accounts]
        self.tables = [table_read._replace(observations=0) for table_read in self.tables]
        place = Place(Sheet(self.path), reason.row)
        self.note(Problem(reason.code, reason.facts), place)

    def finish(self, submission: Submission, sha256: str) -> None:
        """Add the notes on what was skipped, and hand everything over."""
        self._pass_over()
        self._note_skipped()
        self._note_nothing()
        if self.read:
            self.unread.tell(self)
        if self._is_publishers():
            what = problem("file-skipped", variant="series", number=1,
                           files=(self.path.rpartition("/")[2],))  # fmt: skip
            self.findings = []
            self.note(what, Place(Sheet(self.path)))
        levels = [finding.level for finding in self.findings]
        areas = {observation.area for observation in self.observations}
        areas.update(self.sieved.areas if self.sieved else ())
        named = areas | {block.area for block in self.blocks if block.area}
        concerned = [*(self.senders or named)]
        submission.inputs.append(
            Input(
                path=self.path,
                sha256=sha256,
                area=self._area(named) if areas else None,
                sender=concerned[0] if len(concerned) == 1 else None,
                observations=self.read,
                skipped=self.unlisted.rows + self.series.rows + self.areas.rows,
                errors=levels.count("error"),
                warnings=levels.count("warning"),
                accounts=tuple(self.accounts),
                tables=tuple(self.tables),
            )
        )
        for name in ("observations", "blocks", "findings"):
            getattr(submission, name).extend(getattr(self, name))
        count(submission.seen, self.unlisted.names)
        count(submission.seen, self.series.names)

    def _area(self, areas: set[str]) -> str | None:
        """Return the area of the figures: one alone, or the one that took over all the others.

        Where there are figures of units that were merged alone, they are not of the new one.
        """
        known = self.context.vocabulary.catalogue.areas
        units = areas if len(areas) == 1 else {known[area].merged_into or area for area in areas}
        return next(iter(units)) if len(units) == 1 and units <= areas else None

    def _ours(self, rows: Iterable[Observation | Block]) -> bool:
        """Whether any of them is of an indicator that a target may ask for."""
        aside = self.context.options.aside
        return any(row.indicator not in aside for row in rows)

    def _read_ours(self) -> bool:
        """Whether anything of ours was read; an engine reads nothing else."""
        return bool(self.sieved and self.sieved.rows) or self._ours(self.observations)

    def _pass_over(self) -> None:
        """Drop errors that block nothing but what no target asks for."""
        blocked: dict[int, list[Block]] = {}
        for block in self.blocks:
            blocked.setdefault(id(block.finding), []).append(block)
        self.findings = [
            finding
            for finding in self.findings
            if id(finding) not in blocked or self._ours(blocked[id(finding)])
        ]

    def _note_nothing(self) -> None:
        """Say that nothing was read from a file although it holds numbers."""
        figures = sum(account.seen for account in self.accounts) or self.figures
        if self._read_ours() or not figures:
            return
        reasons: dict[Reason, int] = {}
        for account in self.accounts:
            count(reasons, dict(account.left))
        if self.observations:  # of what shares are of, and of nothing else
            reasons["series"] = reasons.get("series", 0) + len(self.observations)
        error = any(finding.level == "error" for finding in self.findings)
        if error and not reasons:
            reasons["error"] = figures  # texts that are no numbers
        what = problem("nothing-read", numbers=figures, reasons=tuple(reasons.items()),
                       variant="all-error" if set(reasons) == {"error"} else None)  # fmt: skip
        self.note(what, Place(Sheet(self.path)))

    def _is_publishers(self) -> bool:
        """Whether this is a publisher's file without our indicators among those of a folder.

        What nobody named and nobody typed holds no figure that is missed; a name nearly ours, an
        unreadable cell or an area that is not asked are another matter.
        """
        errors = {finding.code for finding in self.findings if finding.level == "error"}
        lost = self._read_ours() or self._ours(self.blocks) or self.areas.rows
        return self.found and self.published and not lost and errors <= _NOT_OURS

    def _note_skipped(self) -> None:
        unlisted, series, areas = self.unlisted, self.series, self.areas
        if unlisted.place:
            lines = tuple(
                f"{_quoted(name)}: indicator-id" for name in list(unlisted.names)[:_LINES]
            )
            what = problem("indicator-unlisted", names=len(unlisted.names), rows=unlisted.rows,
                           examples=unlisted.examples, lines=lines)  # fmt: skip
            self.note(what, unlisted.place, unlisted.rows)
        rows = series.rows + areas.rows
        if place := series.place or areas.place:
            both = "both" if areas.place else "series"
            what = problem("rows-skipped", variant=both if series.place else "areas", rows=rows,
                           series=len(series.names), areas=len(areas.names),
                           examples=series.examples + areas.examples)  # fmt: skip
            self.note(what, place, rows)


def _quoted(name: str) -> str:
    """Return a name as a YAML or TOML double-quoted string on one line."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'
