"""What holds for a run, and where it is said: by an option, a line of the settings, nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cmcn4.cli.config import Config
from cmcn4.cli.language import named
from cmcn4.cli.options import Options
from cmcn4.model.asked import Question, Setting
from cmcn4.model.target import STRATEGY


def in_effect(
    question: Question, options: Options, config: Config, environ: Mapping[str, str]
) -> tuple[Setting, ...]:
    """Return what is always of interest first, then whatever else is said anywhere."""
    said = {setting.key: setting for setting in config.stated}
    # The gap summary exits 0 unless it is told otherwise, whatever the settings say.
    summary = options.by is not None and options.fail_on == "none"
    usual = {
        "fail-on": ",".join(sorted(question.fail_on)) or "none",
        "targets": _listed(question.selectors or STRATEGY),
        "as-of": question.as_of.isoformat(),
    }
    places = {
        "fail-on": "" if summary or options.fail_on is None else "--fail-on",
        "targets": "--targets" if options.targets else "",
        "as-of": "--as-of" if options.as_of is not None else "",
    }
    if not (places["as-of"] or "as-of" in said) and environ.get("SOURCE_DATE_EPOCH"):
        places["as-of"] = "SOURCE_DATE_EPOCH"
    if summary:
        said.pop("fail-on", None)
    first = [
        Setting(key, value, places[key] or (said[key].place if key in said else ""))
        for key, value in usual.items()
    ]
    given = tuple(_options(question, options, environ))
    hidden = {*usual} | ({"lang", "expect"} & {setting.key for setting in given})
    kept = [setting for setting in config.stated if setting.key not in hidden]
    return (*first, *given, *kept)


def _options(question: Question, options: Options, environ: Mapping[str, str]) -> Iterator[Setting]:
    """Yield what options say, or the environment."""
    if question.horizons:
        yield Setting("horizon", _listed(question.horizons), "--horizon")
    if question.areas:
        yield Setting("area", _listed(question.areas), "--area")
    for assumption in question.assume:
        yield Setting("assume", assumption.text, "--assume")
    if question.baseline:
        yield Setting("baseline", question.baseline, "--baseline")
    if options.expect:
        yield Setting("expect", options.expect, "--expect")
    if question.decimal != "auto":
        yield Setting("decimal", question.decimal, "--decimal")
    if question.encoding != "auto":
        yield Setting("encoding", question.encoding, "--encoding")
    if options.lang:
        yield Setting("lang", options.lang, "--lang")
    elif language := named(environ):
        yield Setting("lang", language, "CMCN4_LANG")


def _listed(items: Iterable[object]) -> str:
    return " ".join(map(str, items))
