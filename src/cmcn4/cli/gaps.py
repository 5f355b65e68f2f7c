"""`cmcn4 gaps`: only what is not met, worst first, for export."""

from __future__ import annotations

from cmcn4.cli.check import JUDGED, SHOWN, run
from cmcn4.cli.options import command

gaps = command(run, f"data by {JUDGED} baseline {SHOWN}", data=..., by="target", fail_on="none")
