"""What charts say of themselves, and what stands around one in a paper."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "chart.projected": "at this pace",
    "chart.title": "{title}, {area}: {verdict}",
    "chart.story.one": "One figure: {value} in {year}.",
    "chart.story.from": "From {first} in {since} to {value} in {year}.",
    "chart.story.wanted": "Wanted is {wanted} by {horizon}.",
    "chart.story.pace": "To get there, {pace} a year is needed from now.",
    "chart.story.projected": "At the pace so far it would be {value} {then}.",
    "chart.story.rival": "{source} has {value} in {year}.",
    "chart.story.peers": "{indicator} in {group}, the best first: {listed}.",
    "chart.remark.rank": "Rank; the best is at the top",
    "chart.remark.lower": "{unit}; lower is better",
    "chart.remark.unit": "{unit}",
    "chart.remark.peers": "{indicator}: the members of {group}, the best first.",
    "chart.key.own": "figures: {source}",
    "chart.key.used": "the figure judged",
    "chart.key.open": "estimate or provisional",
    "chart.key.assumed": "assumed, estimate or provisional",
    "chart.key.bounds": "known by its bounds only",
    "chart.key.goal": "level wanted (good side shaded)",
    "chart.key.level": "level wanted",
    "chart.key.path": "path needed",
    "chart.key.projection": "at the pace so far",
    "chart.key.cut": "the last place that is good enough",
    "chart.wanted": "Level wanted by {horizon}: {wanted} ({document})",
    "chart.source": "Source: {sources}.",
    "chart.made": "As of {date}. Drawn by cmcn4.",
}
