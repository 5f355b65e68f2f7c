"""Targets and observations in, a `Report` out: select, reduce, judge."""

from __future__ import annotations

from cmcn4.evaluation.run import evaluate
from cmcn4.evaluation.settings import Settings

__all__ = ["Settings", "evaluate"]
