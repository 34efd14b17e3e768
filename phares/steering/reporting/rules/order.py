"""The order in which a report tells its figures."""

from __future__ import annotations

from collections.abc import Iterable

from phares.kernel.figures import Indicator

ORDER = (
    "residents adherents permanent_jobs territory_jobs insertion_employees "
    "turnover_eur people_helped residents_during_year surface_m2 floors dedicated_fte staff "
    "volunteers civic_service meeting_rooms private_offices coworking_desks workshops refectories "
    "cafeterias shops"
).split()
SPACES = frozenset(
    "surface_m2 floors meeting_rooms private_offices coworking_desks workshops refectories "
    "cafeterias shops".split()
)
"""Figures of the place, told after those of people."""
LARGE = frozenset(
    "residents adherents permanent_jobs territory_jobs insertion_employees turnover_eur "
    "people_helped".split()
)
"""What the pole gathers, whom it employs and helps is set large."""
PLACE = {code: place for place, code in enumerate(ORDER)}


def arranged(indicators: Iterable[Indicator]) -> list[Indicator]:
    """Key figures as the report tells them, then the others as their domains list them."""
    return sorted(indicators, key=lambda one: (not one.key, PLACE.get(one.code, len(ORDER))))


def in_force(indicator: Indicator, year: int) -> bool:
    """Whether the indicator is counted for that year."""
    return (indicator.since or year) <= year <= (indicator.until or year)
