"""What a gap was in the run compared with, beside what it is now."""

from __future__ import annotations

from cmcn4.model.report import Assessment
from cmcn4.model.rule import is_state
from cmcn4.reporters.presentation.figures import signed
from cmcn4.reporters.presentation.missing import with_unit
from cmcn4.reporters.presentation.words import Words


def gap(each: Assessment, words: Words) -> str:
    """Return the gap before, the verdict where it had none; empty where nothing is known."""
    earlier = each.earlier
    if earlier is None:
        return ""
    if earlier.gap and not is_state(each.chosen.rule):
        return with_unit(each, words, earlier.gap)
    return words.composed(f"verdict.{earlier.verdict}")


def change(each: Assessment, words: Words) -> str:
    """Return by how much the gap is larger, negative where it became smaller; empty if unknown."""
    return "" if each.moved is None else signed(each.moved, words.lang)


def in_words(each: Assessment, words: Words) -> str:
    """Return the gap before and by how much it changed; empty where nothing is known."""
    before, by = gap(each, words), change(each, words)
    if not before:
        return ""
    key = "gaps.before" if by else "gaps.before.alone"
    return words.composed(key, gap=before, change=by)
