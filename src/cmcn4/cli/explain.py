"""`cmcn4 explain`: one target; with data, how its verdict came about."""

from __future__ import annotations

from cmcn4.cli.options import Options, command
from cmcn4.cli.outputs import print_bytes


def run(options: Options) -> int:
    """Explain what was asked for; with data the exit code is 3 where they cannot be trusted."""
    from cmcn4.api import judge  # noqa: PLC0415 - not for --help
    from cmcn4.cli.asked import Asked  # noqa: PLC0415
    from cmcn4.packs import load  # noqa: PLC0415
    from cmcn4.reporters import made  # noqa: PLC0415

    asked = Asked(options)
    selection = load(asked.targets)
    chosen = selection.named(options.target)
    report, language, status = None, None, 0
    if options.data:
        only = tuple(target.id for target in chosen)
        question = asked.question(only=only, fail_on=frozenset(), explain=True)
        report, language = judge(options.data, question)
        status = report.summary["exit_code"]
    catalogue, style = selection.vocabulary.catalogue, asked.style(language)
    print_bytes(made("explanation", options.format)(chosen, catalogue, style, report))
    return status


explain = command(
    run,
    "target data targets area as_of format lang decimal encoding config no_config",
    "explanation",
    target=...,
)
