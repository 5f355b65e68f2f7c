"""The result of a run: assessments, findings and what was read; everything a reporter may know."""

from cmcn4.model.report.assessment import Assessment, Chosen
from cmcn4.model.report.counts import Counts, Gathered, Lot, OfTarget, Tally, summed
from cmcn4.model.report.parts import Alternative, Part, PassedOver, Turn, Turns, Whole
from cmcn4.model.report.report import Report

__all__ = [
    "Alternative", "Assessment", "Chosen", "Counts", "Gathered", "Lot", "OfTarget", "Part",
    "PassedOver", "Report", "Tally", "Turn", "Turns", "Whole", "summed",
]  # fmt: skip
