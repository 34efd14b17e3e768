"""How the organisations of a list belong to our pole, as light rows: two queries a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from phares.kernel.dating import Dated
from phares.kernel.stretches import SPAN, Stretch
from phares.people.directory.models import Belonging, Presence
from phares.people.directory.queries.together import together
from phares.people.directory.rules.belonging import Stay, follows
from phares.people.directory.rules.kinds import HOUSED, BelongingRole
from phares.people.directory.rules.presence import Presence as InPremises
from phares.people.directory.rules.presence import present


class TieRow(NamedTuple):
    """A belonging, with its stretches in the premises."""

    role: BelongingRole
    span: Stretch
    stays: Sequence[Stretch] = ()

    def holds(self, day: date) -> bool:
        return self.span.holds(day)


def ties_of(row: Any) -> list[TieRow]:
    """All the ties of a listed row, the latest first: read once for the rows read together."""
    found: list[TieRow] | None = row.__dict__.get("ties")
    if found is None:
        rows = together(row)
        known = _ties([one.pk for one in rows])
        for one in rows:
            one.ties = known.get(one.pk, [])
        found = row.ties
    return found


def _ties(ids: list[int]) -> dict[int, list[TieRow]]:
    stays, ours = defaultdict[int, list[Stretch]](list), {"pole__is_home": True}
    there = Presence.objects.filter(belonging__pole__is_home=True, belonging__party__in=ids)
    for belonging, *span in there.order_by().values_list("belonging", *SPAN):
        stays[belonging].append(Stretch(*span))
    ties = defaultdict[int, list[TieRow]](list)
    rows = Belonging.objects.filter(**ours, party__in=ids).order_by("-starts_on", "pk")
    for pk, party, role, *span in rows.values_list("pk", "party", "role", *SPAN):
        ties[party].append(TieRow(BelongingRole(role), Stretch(*span), stays.get(pk, ())))
    return ties


def told_on(row: Any, day: date) -> list[TieRow]:
    """Its ties of the day; else the last one."""
    ties = ties_of(row)
    return [one for one in ties if one.holds(day)] or ties[:1]


def is_there(row: Any, day: date) -> bool:
    """The rule of `residents_present_on`, of a listed row."""
    return presence_on(row, day) is InPremises.YES


def presence_on(row: Any, day: date) -> InPremises:
    """Whether a listed row is in the premises that day: yes, no, or nobody knows."""
    lives = (one for one in ties_of(row) if one.role in HOUSED and one.holds(day))
    return present((Stay(s.beginning, s.ending) for one in lives for s in one.stays), day)


def there_since(row: Any, day: date) -> Dated:
    """Since when a structure that is in the premises that day has been there, a week's gap apart.

    A guest who became a resident has been there since it was a guest.
    """
    stays = [stay for one in ties_of(row) for stay in one.stays if stay.starts_on <= day]
    stays.sort(key=lambda stay: stay.starts_on, reverse=True)
    first = next(stay for stay in stays if stay.holds(day))
    for stay in stays:
        if stay.ends_on is not None and follows(first.starts_on, stay.ends_on):
            first = stay
    return first.beginning
