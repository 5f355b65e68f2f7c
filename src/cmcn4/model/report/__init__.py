"""The result of a run: assessments, findings and what was read; everything a reporter may know."""

from cmcn4.model.report.assessment import Assessment, Chosen
from cmcn4.model.report.parts import Alternative, Part, PassedOver, Turn, Turns, Whole
from cmcn4.model.report.report import Report, counted

__all__ = [
    "Alternative", "Assessment", "Chosen", "Part", "PassedOver", "Report", "Turn", "Turns", "Whole",
    "counted",
]  # fmt: skip
