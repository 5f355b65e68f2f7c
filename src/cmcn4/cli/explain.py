"""`cmcn4 explain`: one target, with data how its verdict came about; or a code of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmcn4.cli.options import Options, command
from cmcn4.cli.outputs import print_bytes
from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.finding import LEVELS

if TYPE_CHECKING:
    from cmcn4.model.report import Chosen


def run(options: Options) -> int:
    """Explain what was asked for; with data the exit code is 3 where they cannot be trusted."""
    from cmcn4.api import judge  # noqa: PLC0415 - not for --help
    from cmcn4.cli.asked import Asked  # noqa: PLC0415
    from cmcn4.packs.selector import ALL  # noqa: PLC0415
    from cmcn4.reporters import cited, made  # noqa: PLC0415

    asked = Asked(options)
    asked.targets = asked.targets or (ALL,)
    selection = asked.selection()
    if options.target in LEVELS and options.cite:
        raise UsageError(Message("errors.cite"), place="--cite")
    if options.target in LEVELS:
        catalogue, style = selection.vocabulary.catalogue, asked.style()
        print_bytes(made("finding", options.format)(options.target, catalogue, style))
        return 0
    chosen = _meant(selection.named(options.target, also=LEVELS), options)
    indicators = {target.indicator for target in chosen}
    same = tuple(target for target in selection.targets if target.indicator in indicators)
    report, language, status = None, None, 0
    if options.data:
        only = tuple(target.id for target in same)
        question = asked.question(only=only, fail_on=frozenset(), explain=True)
        report, language = judge(options.data, question)
        status = report.summary["exit_code"]
    catalogue, style = selection.vocabulary.catalogue, asked.style(language)
    if options.cite:
        print_bytes(cited(options.cite.value)(chosen, catalogue, style, report))
    else:
        print_bytes(made("explanation", options.format)(chosen, catalogue, style, report, same))
    return status


def _meant(chosen: tuple[Chosen, ...], options: Options) -> tuple[Chosen, ...]:
    """Return the strategy's own targets where a bare name is found in several documents."""
    from cmcn4.model.target import STRATEGY  # noqa: PLC0415 - not for --help

    own = tuple(target for target in chosen if target.pack.id in STRATEGY)
    return chosen if "/" in options.target else own or chosen


explain = command(
    run,
    "target data targets area as_of assume cite format lang decimal encoding config no_config",
    "explanation",
    target=...,
)
