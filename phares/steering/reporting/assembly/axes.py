"""What was done in the year, axis by axis, and what people say of it."""

from __future__ import annotations

from dataclasses import replace

from phares.activities.library.queries import Saying, quotes_for
from phares.cooperative.projects.queries import Item, ToldAxis, told_year
from phares.people.directory.rules.kinds import ConsentScope
from phares.steering.reporting.assembly.year import TITLES, Year
from phares.steering.reporting.formats import content as c


def section(told: Year) -> c.Section | None:
    """One block an axis; an axis without action or quote that year is left out."""
    said = _quotes(told)
    axes: list[c.Block] = [
        axis for one in told_year(told.year) if (axis := _axis(one, said.get(one.axis.pk, ())))
    ]
    if not axes:
        return None
    found = told.section("axes", axes, lead=" ".join(told.paragraphs("axes")))
    if found is None or found.title != TITLES["axes"]:
        return found
    return replace(found, title=f"{found.title} {told.year}")


def cited(told: Year) -> tuple[int, ...]:
    """The quotes of the year that the report prints."""
    return tuple(one.pk for one in quotes_for(None, told.year, ConsentScope.REPORT))


def _quotes(told: Year) -> dict[int, tuple[Saying, ...]]:
    by_axis: dict[int, tuple[Saying, ...]] = {}
    for one in quotes_for(None, told.year, ConsentScope.REPORT):
        by_axis[one.axis_id] = (*by_axis.get(one.axis_id, ()), one)
    return by_axis


def _axis(one: ToldAxis, said: tuple[Saying, ...]) -> c.Axis | None:
    actions = tuple(_action(item) for item in one.items if item.action.in_report)
    if not actions and not said:
        return None
    axis = one.axis
    return c.Axis(
        number=axis.number,
        title=axis.name,
        lead=axis.long_name,
        paragraphs=(axis.statement,) if axis.statement else (),
        actions=actions,
        quotes=tuple(c.QuoteItem(quote.text, quote.author) for quote in said),
    )


def _action(item: Item) -> c.ActionItem:
    parts = tuple(part.title for part in item.parts if part.in_report)
    return c.ActionItem(item.action.text, item.action.title, parts)
