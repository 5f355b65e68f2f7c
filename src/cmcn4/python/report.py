"""The report as a script or a notebook has it: shown, asked, written, and as dataframes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import partial
from os import fspath
from typing import Any

from cmcn4.cli.annotate import planned as copies_in
from cmcn4.cli.annotate import write_copies
from cmcn4.cli.options import By
from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model import report as model
from cmcn4.model.finding import LEVELS, Finding
from cmcn4.model.lazy.dataclass import dataclass, replace
from cmcn4.model.observation import Observation
from cmcn4.model.report import Assessment
from cmcn4.model.verdict import Verdict
from cmcn4.python import records
from cmcn4.python.arguments import language, one_of, speaking
from cmcn4.python.charts import Chart, chart
from cmcn4.python.explanation import Explanation
from cmcn4.python.find import Found
from cmcn4.python.frames import Library, frame
from cmcn4.python.gaps import Gaps
from cmcn4.python.listed import Listed
from cmcn4.python.written import Place, Written
from cmcn4.reporters import CITED, PLAIN, Style, cited


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Report(Written, model.Report):
    """The result of a run."""

    findings: Listed[Finding]
    observations: Listed[Observation]
    style: Style = PLAIN
    """The language, and what the settings say of how it is written."""
    paths: tuple[str, ...] = ()
    """Where the data were read, as they were given."""

    @classmethod
    def of(cls, found: model.Report, style: Style, paths: Sequence[str] = ()) -> Report:
        """Return what was found at some paths, to be shown so."""
        names = [field.name for field in fields(model.Report) if field.init]
        parts = {name: getattr(found, name) for name in names}
        parts["findings"] = Listed.of(
            found.findings, records.FINDINGS, partial(records.findings, found, style.lang)
        )
        parts["observations"] = Listed.of(
            found.observations, records.OBSERVATIONS, partial(records.observations, found)
        )
        return cls(**parts, style=style, paths=tuple(paths))

    @property
    def lang(self) -> str:
        """The language it is told in."""
        return self.style.lang

    @property
    def passed(self) -> tuple[Assessment, ...]:
        """What is met."""
        return self._with(Verdict.PASS)

    @property
    def failed(self) -> tuple[Assessment, ...]:
        """What is missed."""
        return self._with(Verdict.FAIL)

    @property
    def pending(self) -> tuple[Assessment, ...]:
        """What is not met and not yet due."""
        return self._with(Verdict.PENDING)

    @property
    def review(self) -> tuple[Assessment, ...]:
        """What the data leave to a person."""
        return self._with(Verdict.REVIEW)

    @property
    def no_data(self) -> tuple[Assessment, ...]:
        """What there is no figure for."""
        return self._with(Verdict.NO_DATA)

    @property
    def contested(self) -> tuple[Assessment, ...]:
        """What another defensible reading, source or release would judge otherwise."""
        return tuple(one for one in self._counted() if one.contested and not one.decision)

    @property
    def off_track(self) -> tuple[Assessment, ...]:
        """What will be missed at the pace of today."""
        return tuple(one for one in self._counted() if one.off_track)

    def _counted(self) -> Iterator[Assessment]:
        """Yield what the summary counts."""
        return (one for one in self.assessments if not one.informs)

    def _with(self, verdict: Verdict) -> tuple[Assessment, ...]:
        return tuple(one for one in self._counted() if one.decided is verdict)

    def __iter__(self) -> Iterator[Assessment]:
        return iter(self.assessments)

    def __contains__(self, target: object) -> bool:
        return any(target in (one, one.chosen.id) for one in self.assessments)

    def __getitem__(self, key: str | tuple[str, str]) -> Assessment:
        """Return one assessment: `report[TARGET]`, of several areas `report[TARGET, AREA]`.

        The name of a document may be left out where one alone has such a target. Raises
        UsageError, which is a KeyError here, and says what there is.
        """
        with speaking(self.lang):
            return Found(self).one(*(key if isinstance(key, tuple) else (key, None)))

    def _ipython_key_completions_(self) -> list[str]:
        return list(dict.fromkeys(one.chosen.id for one in self.assessments))

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """Return exactly what parsing the JSON report would give; numbers are int or float."""
        from cmcn4.reporters.machine.json_report import as_numbers  # noqa: PLC0415 - when asked for

        return as_numbers(self, lang or self.lang)

    def to_frame(self, library: Library = "pandas", *, exact: bool = False) -> Any:
        """Return a dataframe of `pandas`, `polars` or `arrow` with one row an assessment.

        Numbers are floats; with `exact` they are texts, digit by digit.
        """
        with speaking(self.lang):
            found = records.assessments(self, self.lang)
            return frame(library, records.ASSESSMENTS, found, exact=exact)

    def explain(self, target: str, area: str | None = None) -> Explanation:
        """Return how the verdict on a target came about, or what a code of findings means."""
        with speaking(self.lang):
            found = Found(self)
            if target in LEVELS:
                return Explanation("finding", (target, self.catalogue), self.style)
            chosen = found.meant(target)
            indicators = {meant.indicator for meant in chosen}
            same = [other for other in found.selection.targets if other.indicator in indicators]
            kept = found.of_area(area) if area else self.assessments
            told = (replace(self, assessments=kept), same)
            return Explanation("explanation", (chosen, self.catalogue), self.style, told)

    def cite(self, target: str, how: str = "bibtex") -> str:
        """Return a target, its figures and its verdict for a source manager: `bibtex` or `csl`."""
        with speaking(self.lang):
            how = one_of("how", how, tuple(CITED))
            chosen = Found(self).meant(target)
            return cited(how)(chosen, self.catalogue, self.style, self).decode()

    def chart(self, target: str, area: str | None = None, lang: str | None = None) -> Chart:
        """Return the figure of a target as an SVG text, which a notebook shows.

        Raises UsageError where there are fewer than two figures, or nothing to draw them by.
        """
        with speaking(self.lang):
            return chart(self, Found(self).one(target, area), language(lang) or self.lang)

    def gaps(self, by: str = "target") -> Gaps:
        """Return what is not met and by how much, the worst first, by target, area or pack."""
        with speaking(self.lang):
            by = one_of("by", by, tuple(name.value for name in By))
            return Gaps(self, self.style._replace(by=by))

    def annotate(self, folder: Place) -> None:
        """Write a copy of each workbook that was read, with the findings as comments on its cells.

        Standard error tells what was written and what was not. Raises UsageError where a copy
        would replace a file that was read, or where no path was given.
        """
        with speaking(self.lang):
            if not self.paths:
                raise UsageError(Message("errors.report.no-paths"), place="annotate")
            copies = copies_in(fspath(folder), self.paths)
            write_copies(copies, self, self.lang, fspath(folder))

    def _parts(self) -> tuple[model.Report, Style]:
        return self, self.style

    def __repr__(self) -> str:
        from cmcn4.reporters.presentation import outline  # noqa: PLC0415 - where it is shown
        from cmcn4.reporters.presentation.words import Words  # noqa: PLC0415

        words = Words(self.lang, self.catalogue)
        said = (outline.heading(self, words), outline.targets_line(self, words))
        return f"<cmcn4.Report {' · '.join(said)}>"

    def _repr_html_(self) -> str:
        from cmcn4.reporters.html.notebook import cell  # noqa: PLC0415 - where it is shown

        return cell(self, self.style)
