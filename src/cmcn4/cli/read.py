"""`cmcn4 read`: how files were read: tables, columns, and what became of every number."""

from __future__ import annotations

from cmcn4.cli.exit_codes import ExitCode
from cmcn4.cli.options import Options, command
from cmcn4.cli.outputs import of_file, planned, print_bytes, read_by, write_file


def run(options: Options) -> int:
    """Read, tell how, and return 3 where there are errors."""
    from cmcn4.api import examine  # noqa: PLC0415 - not for --help
    from cmcn4.cli.asked import Asked  # noqa: PLC0415
    from cmcn4.reporters import FORMATS, made  # noqa: PLC0415

    asked = Asked(options)
    plan = planned(options.output, read_by(options, asked.config), "reading")
    with asked.reading() as how:
        report, language = examine(options.data, asked.question(), how)
    style = asked.style(language)
    for path, name in plan:
        write_file(path, made("reading", name)(report, of_file(style)))
    if FORMATS[options.format].findings_apart:
        from cmcn4.cli.telling.errors import print_errors  # noqa: PLC0415 - as asked

        print_errors(report, style.lang)
    print_bytes(made("reading", options.format)(report, style))
    errors = any(finding.level == "error" for finding in report.findings)
    return ExitCode.UNTRUSTED if errors else ExitCode.OK


read = command(
    run,
    "data targets format output lang decimal encoding config no_config verbose",
    "reading",
    data=...,
)
