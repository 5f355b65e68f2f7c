"""Options of the command line and settings of the file: the only place where they meet."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cmcn4.api import Question, day
from cmcn4.cli.config import built_in_names, load
from cmcn4.cli.language import choose
from cmcn4.cli.line.console import style_of_stdout
from cmcn4.cli.options import Options
from cmcn4.cli.reading import reading
from cmcn4.cli.telling.in_effect import in_effect
from cmcn4.cli.telling.repository import placed, root_of
from cmcn4.engines.choice import Choice, engine_for
from cmcn4.errors import UsageError, cause
from cmcn4.locale import Message
from cmcn4.model.asked import Assumption
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.wire import AT_COMMIT
from cmcn4.packs import Selection
from cmcn4.packs import load as load_targets
from cmcn4.reporters import Style

if TYPE_CHECKING:
    from cmcn4.readers import Reading
    from cmcn4.readers.commit import Commit


class Asked:
    """What a command is asked: by its options, else by the settings."""

    def __init__(self, options: Options) -> None:
        """Read the settings that hold here."""
        self.options = options
        self.config = load(options.config, wanted=not options.no_config, start=_here())
        self.targets = tuple(options.targets) or self.config.targets
        self._packs = AtCommit(self.config.commit) if self.config.commit else None
        self._folder = self._packs.folder if self._packs else ""
        if self._packs:
            self.targets = tuple(map(self._packs.selector, self.targets))

    @property
    def as_of(self) -> dt.date:
        """The day asked about."""
        given = self.options.as_of
        return day(self.config.as_of if given is None else given)

    def question(self, **own: Any) -> Question:
        """Return what is asked of the data; `own` is the command's."""
        options, config = self.options, self.config
        question = Question(
            as_of=self.as_of,
            targets=self.targets,
            horizons=tuple(options.horizon),
            areas=tuple(options.area),
            decimal=options.decimal.value,
            encoding=options.encoding,
            method=config.method,
            source_order=config.source_order,
            config=config.path,
            config_sha256=config.sha256,
            narrowed=bool(options.targets) or not (config.found and config.targets),
            packs_folder=self._folder,
            within=str(root_of(_here()) or "") if config.commit else "",
            baseline=options.baseline,
            assume=tuple(map(_assumption, options.assume)),
            expect=options.expect or self._expected(),
            decisions=config.accept,
            file_areas=config.areas,
            limits=config.limits,
            **own,
        )
        return replace(question, in_effect=in_effect(question, options, config, os.environ))

    def _expected(self) -> str | None:
        """Return who the settings say should have sent figures, a list as it was at its commit."""
        name = self.config.expect
        return self._packs.selector(name) if name and self._packs else name

    def engine(self, paths: Iterable[str], whole: str) -> Choice:
        """Return what reads and judges; `whole` is an option that needs every row by itself."""
        own = {"--assume": self.options.assume, "--baseline": self.options.baseline,
               "--expect": self.options.expect or self._expected()}  # fmt: skip
        whole = next((name for name, given in own.items() if given), whole)
        return engine_for(self.options.engine.value, paths, whole)

    def selection(self) -> Selection:
        """Return the targets asked for; UsageError or PackError where there is something wrong."""
        return load_targets(self.targets, self.options.horizon, self._folder, self.config.limits)

    def reading(self) -> AbstractContextManager[Reading]:
        """Give the way to read files."""
        return reading(self.language(), self.options.verbosity, os.environ)

    def language(self, data: str | None = None) -> str:
        """Return the language to speak; `data` is that of the data's own headers."""
        return choose(self.options.lang, os.environ, config=self.config.lang, data=data)

    def style(self, data: str | None = None) -> Style:
        """Return how what is found is shown on standard output."""
        language = self.language(data)
        return self.dressed(style_of_stdout(language, self.options.verbosity, os.environ))

    def dressed(self, style: Style) -> Style:
        """Return a style with what the settings say of how a report looks."""
        return placed(style, os.environ)._replace(
            separator=self.config.separator,
            decimal=self.config.decimal,
            missed_targets=self.config.missed_targets,
            issuing=self.config.issuing,
            by=self.options.by and self.options.by.value,
        )


def _assumption(text: str | Assumption) -> Assumption:
    """Return a figure that is assumed; UsageError where a text says none."""
    if isinstance(text, Assumption):
        return text
    what, sign, value = text.partition("=")
    found = Assumption(what.strip(), value.strip(), "--assume")
    if not (sign and found.what):
        raise UsageError(Message("errors.assume", {"said": text}), place=found.place)
    return found


def _here() -> Path:
    """Return the working folder; UsageError when it is gone."""
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError(Message("errors.folder.gone", {"cause": cause(error)})) from error


class AtCommit:
    """Target files as they stand at the commit at which the settings are read.

    A folder of the run's own with the target files of the commit, gone when the run ends.
    """

    def __init__(self, commit: Commit) -> None:
        """Begin with an empty folder."""
        from tempfile import TemporaryDirectory  # noqa: PLC0415 - where a commit is named

        self._commit, self._whole = commit, TemporaryDirectory(prefix="cmcn4-")
        self._below = commit.folders[0].rstrip("/")
        Path(self.folder).mkdir(parents=True, exist_ok=True)
        self._ids = built_in_names()

    @property
    def folder(self) -> str:
        """Where they are, as if it were the working folder."""
        whole = self._whole.name
        return f"{whole}/{self._below}" if self._below else whole

    def selector(self, text: str) -> str:
        """Return a selector of `--targets` that leads to the file of the commit.

        Raises UsageError for a file that is here alone: it would choose what it is judged by.
        """
        from cmcn4.packs.selector import paths  # noqa: PLC0415 - where a commit is named
        from cmcn4.readers.commit import relative  # noqa: PLC0415 - as above

        for name in paths(text):
            if name in self._ids:
                return text
            path = relative(name)
            files = self._commit.below(path)
            if files:
                self._commit.write(files, self.folder, self._whole.name)
                return f"{self.folder}/{path}{text[len(name) :]}"
            if Path(name).exists():
                what = Message("errors.git.missing", {"path": name})
                raise UsageError(what, place=f"{AT_COMMIT}{self._commit.ref}")
        return text
