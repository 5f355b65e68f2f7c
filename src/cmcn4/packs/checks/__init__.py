"""What a file must hold beyond its shape: one small function a check, each yielding problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cmcn4.errors import Problem
from cmcn4.packs.checks import (
    conditions,
    derived,
    identity,
    kinds,
    names,
    others,
    references,
    rules,
    spans,
    units,
)
from cmcn4.packs.scope import Scope

Check = Callable[[Scope], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    identity.ids_are_unique,
    identity.ids_are_not_taken,
    identity.members_are_unique,
    identity.pack_has_targets,
    references.references_exist,
    references.members_exist,
    references.breakdowns_exist,
    references.sources_have_one_successor,
    references.no_circles,
    identity.readings_differ,
    identity.unanimity_has_readings,
    rules.comparisons_are_stated,
    rules.tolerance_goes_with_about,
    rules.direction_is_kept,
    rules.threshold_is_in_range,
    rules.rank_is_in_group,
    units.rates_say_per_how_many,
    units.bounds_are_in_one_unit,
    others.bands_have_two_ends,
    others.references_are_of_others,
    others.groups_are_of_areas,
    others.numbers_fit_members,
    others.shares_are_possible,
    others.areas_can_be_counted,
    kinds.kind_fits_unit,
    kinds.spans_have_years,
    kinds.means_fit,
    kinds.changes_have_a_base,
    kinds.every_has_members,
    conditions.conditions_are_several,
    spans.dates_are_real,
    spans.dates_are_in_order,
    spans.years_are_plausible,
    spans.scales_are_in_order,
    spans.numbers_are_plausible,
    derived.derivations_are_whole,
    derived.derivations_end,
    derived.derived_units_fit,
    names.texts_are_filled,
    names.indicator_names_are_unique,
    names.area_names_are_unique,
    names.area_codes_are_unique,
    names.source_names_are_unique,
    names.unit_names_are_unique,
    names.aliases_are_free,
)
"""Every check, in no order that matters: problems are sorted by place."""


TAKEN: tuple[Check, ...] = (
    identity.ids_are_not_taken,
    names.indicator_names_are_unique,
    names.area_names_are_unique,
    names.area_codes_are_unique,
    names.unit_names_are_unique,
    names.aliases_are_free,
)
"""Those that look at what others have taken: also run when several packs are used together."""


def run_checks(scope: Scope, checks: tuple[Check, ...] = CHECKS) -> Iterator[Problem]:
    """Return the problems of all checks, or of some."""
    for check in checks:
        yield from check(scope)
