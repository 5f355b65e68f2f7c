"""Options of the command line and settings of the file: the only place where they meet."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cmcn4.api import Question, day
from cmcn4.cli.config import load
from cmcn4.cli.language import choose
from cmcn4.cli.options import Options
from cmcn4.cli.outputs import style_of_stdout
from cmcn4.cli.reading import reading
from cmcn4.reporters import Style

if TYPE_CHECKING:
    from cmcn4.readers import Reading


class Asked:
    """What a command is asked: by its options, else by the settings."""

    def __init__(self, options: Options) -> None:
        """Read the settings that hold here."""
        self.options = options
        self.config = load(options.config, wanted=not options.no_config, start=Path.cwd())
        self.targets = tuple(options.targets) or self.config.targets

    @property
    def as_of(self) -> dt.date:
        """The day asked about."""
        given = self.options.as_of
        return day(self.config.as_of if given is None else given)

    def question(self, **own: Any) -> Question:
        """Return what is asked of the data; `own` is the command's."""
        options, config = self.options, self.config
        return Question(
            as_of=self.as_of,
            targets=self.targets,
            horizons=tuple(options.horizon),
            areas=tuple(options.area),
            decimal=options.decimal.value,
            encoding=options.encoding,
            method=config.method,
            source_order=config.source_order,
            config=config.path,
            narrowed=bool(options.targets or options.config) or not config.targets,
            baseline=options.baseline,
            decisions=config.accept,
            file_areas=config.areas,
            **own,
        )

    def reading(self) -> AbstractContextManager[Reading]:
        """Give the way to read files."""
        return reading(self.language(), self.options.verbosity, os.environ)

    def language(self, data: str | None = None) -> str:
        """Return the language to speak; `data` is that of the data's own headers."""
        return choose(self.options.lang, os.environ, config=self.config.lang, data=data)

    def style(self, data: str | None = None) -> Style:
        """Return how what is found is shown on standard output."""
        return style_of_stdout(self.language(data), self.options.verbosity, os.environ)._replace(
            separator=self.config.separator,
            decimal=self.config.decimal,
            missed_targets=self.config.missed_targets,
            by=self.options.by and self.options.by.value,
        )
