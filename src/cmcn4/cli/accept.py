"""`cmcn4 accept`: write down a decision on what the data leave open, pinned to its figure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cmcn4.cli.options import Options, command
from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.finding import ACCEPTABLE

if TYPE_CHECKING:
    from cmcn4.model.report import Assessment, Report


def run(options: Options) -> int:
    """Append the entries to the settings, of which no line is rewritten, and print them."""
    from cmcn4.api import day, judge  # noqa: PLC0415 - not for --help
    from cmcn4.cli.asked import Asked  # noqa: PLC0415
    from cmcn4.cli.outputs import print_bytes  # noqa: PLC0415

    asked = Asked(options)
    if not options.because.strip():
        raise UsageError(Message("errors.set.text", {"key": "because"}), place="--because")
    with asked.reading() as how:
        report, _ = judge(options.data, asked.question(), how)
    until = day(options.until).isoformat() if options.until else ""
    more = {"because": options.because, "document": options.document, "until": until}
    found = _entries(options, report, more)
    if not found:
        raise UsageError(
            Message("errors.accept.nothing", {"name": options.target}),
            hint=Message("errors.accept.open", {"names": _open(report)}),
        )
    place = Path(asked.config.file or "cmcn4.toml")
    _append(place, found)
    print_bytes("\n".join(found).encode())
    return 0


def _entries(options: Options, report: Report, more: dict[str, str]) -> list[str]:
    from cmcn4.model.decision import target_entry  # noqa: PLC0415 - not for --help
    from cmcn4.model.identity.subjects import acceptances  # noqa: PLC0415

    if options.target in ACCEPTABLE:
        concerned = [found for found in report.findings if found.code == options.target]
        return [*filter(None, acceptances(report, concerned, **more))]
    return [
        target_entry(assessment, options.verdict.value, **more)
        for assessment in report.assessments
        if _is_undecided(assessment)
        and options.target in (assessment.chosen.id, assessment.chosen.target.id)
    ]


def _open(report: Report) -> tuple[str, ...]:
    """Return what there is to decide: targets, then codes."""
    targets = [
        assessment.chosen.id for assessment in report.assessments if _is_undecided(assessment)
    ]
    codes = [
        finding.code
        for finding in report.findings
        if finding.code in ACCEPTABLE and not finding.decision
    ]
    return tuple(dict.fromkeys([*targets, *codes]))


def _is_undecided(assessment: Assessment) -> bool:
    return assessment.open and assessment.decision is None


def _append(place: Path, entries: list[str]) -> None:
    """Append entries to a settings file, which must still be one afterwards."""
    import tomllib  # noqa: PLC0415 - not for --help

    from cmcn4.cli.outputs import write_file  # noqa: PLC0415 - as above

    old = place.read_bytes() if place.exists() else b""
    text = "\n".join(entries)
    if place.name == "pyproject.toml":
        text = text.replace("[[accept]]", "[[tool.cmcn4.accept]]")
    gap = b"" if not old else b"\n" if old.endswith(b"\n") else b"\n\n"
    new = old + gap + text.encode()
    try:
        tomllib.loads(new.decode("utf-8-sig"))
    except ValueError as error:  # `accept = [{…}]`, to which nothing can be appended
        raise UsageError(Message("errors.accept.inline"), place=str(place)) from error
    write_file(str(place), new)


accept = command(
    run,
    "target data because verdict document until targets area as_of lang decimal encoding config",
    target=...,
    data=...,
    because=...,
)
