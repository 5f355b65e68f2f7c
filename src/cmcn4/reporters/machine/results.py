"""What code scanning is told in any format: findings, why nothing was judged, missed targets."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.model.baseline import State
from cmcn4.model.identity.fingerprint import of_code, of_findings, of_target
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.report import Report
from cmcn4.model.verdict import Verdict
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.changes import Before, states
from cmcn4.reporters.presentation.outline import LEVELS, NOTHING, nothing_judged, why_nothing
from cmcn4.reporters.presentation.words import Words

MISSED = "target-missed"


class Result(NamedTuple):
    """One result before it is written."""

    code: str
    level: str
    message: str
    place: Place
    fingerprint: str
    decision: str = ""
    """What a person has decided and why, in words."""
    state: State | None = None
    """How it stands to the baseline, where there is one."""
    column: int | None = None
    """The character of its line, where it is known."""


def results(report: Report, words: Words, style: Style) -> list[Result]:
    """Return the findings, worst first, and the targets missed if they are asked for."""
    found = []
    prints = of_findings(report.told, report.observations)
    told = zip(states(report), prints, strict=True)
    for (finding, state), digest in sorted(told, key=lambda one: LEVELS.index(one[0][0].level)):
        message = f"{words.where(finding)}: {words.message(finding)} {words.hint(finding)}"
        decision = words.decision(finding)
        found.append(
            Result(
                finding.code,
                finding.level,
                message,
                finding.place,
                digest,
                decision,
                state,
                finding.character,
            )
        )
    if nothing_judged(report):
        where = Place(Sheet(report.inputs[0].path if report.inputs else "."))
        digest = of_code(NOTHING, where.sheet.file)
        found.insert(0, Result(NOTHING, "error", why_nothing(report, words), where, digest))
    return found + list(_missed(report, words)) if style.missed_targets else found


def _missed(report: Report, words: Words) -> Iterator[Result]:
    """Yield the targets missed by the data or by decision; suppressed where decided otherwise."""
    before = Before(report, words)
    for assessment in report.assessments:
        if Verdict.FAIL in (assessment.verdict, assessment.decided) and not assessment.informs:
            title = (
                f"{assessment.chosen.target.title.get(words.lang)} ({words.area(assessment.area)})"
            )
            message = f"{words.verdict(assessment)}: {title}: {words.reason(assessment)}"
            decision = words.decision(assessment)
            if assessment.decided is Verdict.FAIL and decision:
                message, decision = f"{message} — {decision}", ""
            nowhere = Place(Sheet(report.inputs[0].path))
            place = next((row.place for row in assessment.observed), nowhere)
            digest = of_target(assessment.chosen.id, assessment.area)
            state = before.state(assessment)
            yield Result(MISSED, "note", message, place, digest, decision, state)
