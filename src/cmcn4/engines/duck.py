"""DuckDB as an engine: it reads and judges what is simple, and leaves all else as it was."""

from __future__ import annotations

from dataclasses import replace

from cmcn4.engines.judging.observed import Observed
from cmcn4.engines.judging.sieve import Sieve
from cmcn4.engines.reading.sieve import Engine
from cmcn4.evaluation import Settings, evaluate
from cmcn4.model.observation import Submission
from cmcn4.model.report import Report
from cmcn4.readers import Reading


class Duck:
    """A run with DuckDB: its plain rows are in columns, the others in the submission."""

    def __init__(self) -> None:
        """Begin with no rows."""
        self._engine = Engine()

    def reading(self, how: Reading | None) -> Reading:
        """Return the way to read files so that plain rows come here."""
        return replace(how or Reading(), engine=self._engine)

    def whole(self, submission: Submission) -> Submission:
        """Return all rows one by one, for whoever needs each of them."""
        rows = Observed(self._engine.rows, submission.observations, submission.inputs)
        return replace(submission, observations=list(rows))

    def judged(self, submission: Submission, settings: Settings) -> Report:
        """Judge the simple series in bulk, and the others as always."""
        rows = self._engine.rows
        if not len(rows):
            return evaluate(submission, settings)
        sieve = Sieve(rows, submission, settings)
        return evaluate(sieve.submission, settings, sieve)
