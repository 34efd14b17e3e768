"""Agreements, as each may see them."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum

from phares.common.facts import on
from phares.cooperative.premises.models import Lease, LeaseLine, Space, Tenure
from phares.cooperative.premises.rules.kinds import LeaseState
from phares.cooperative.premises.rules.lifecycle import Situation, ending_before, situation
from phares.cooperative.premises.rules.permissions import may_read_all_leases
from phares.kernel.actor import Actor, Role
from phares.kernel.dating import Dated
from phares.kernel.search import held
from phares.kernel.tongue import say
from phares.people.directory.models import Belonging, Organisation, Presence
from phares.people.directory.rules.kinds import MEMBER_ROLES
from phares.people.directory.rules.names import needles, normalise

_MEMBERS = [role.value for role in MEMBER_ROLES]
PK_DIGITS = 18
"""What a column of numbers holds for sure."""
NOTICES = range(13)
"""Months of notice an agreement may have."""


def visible_to(actor: Actor) -> QuerySet[Lease]:
    """The team and the co-managers see all; a member contact, those of its organisations."""
    leases = Lease.objects.all()
    if may_read_all_leases(actor):
        return leases
    return leases.filter(occupant_id__in=actor.parties_as(Role.MEMBER_CONTACT))


def listed(leases: QuerySet[Lease]) -> QuerySet[Lease]:
    """With what a row shows, in two queries whatever their number."""
    lines = LeaseLine.objects.select_related("space__floor").order_by(
        "space__floor__level", "space__code"
    )
    return (
        leases.annotate(m2=Sum("lines__surface_m2"))
        .select_related("occupant", "renewal")
        .prefetch_related(Prefetch("lines", lines))
        .order_by("-number")
    )


def searched(leases: QuerySet[Lease], text: str) -> QuerySet[Lease]:
    """By number, occupant or space, without accents; all the words of one and the same space.

    « bureau 7 » finds the agreement on that office, not C-2013-0007 on office 3. The spaces, a few
    hundred, are read here; what their names do not hold is asked of the agreements.
    """
    words = needles(text)
    found = _met(words)
    for held_there, spaces in _spaces_by_words(words).items():
        on_one = LeaseLine.objects.filter(space_id__in=spaces).values("lease")
        rest = [word for word in words if word not in held_there]
        found |= Q(pk__in=on_one) & _met(rest)
    return leases.filter(found)


def _spaces_by_words(words: list[str]) -> dict[tuple[str, ...], list[int]]:
    """Spaces whose name holds some of the words, by those words."""
    found: dict[tuple[str, ...], list[int]] = {}
    for pk, name in Space.objects.values_list("pk", "name").order_by():
        bare = normalise(name)
        if met := tuple(word for word in words if held([word], bare)):
            found.setdefault(met, []).append(pk)
    return found


def _met(words: list[str]) -> Q:
    """All of them in the number or the occupant; in a number, a word begins one of its parts."""
    asked = Q()
    for word in words:
        part = word.upper()
        number = Q(number__startswith=part) | Q(number__contains=f"-{part}")
        asked &= number | Q(occupant__search__contains=word)
    return asked


def running(day: date) -> Q:
    return on(day) & ~Q(state=LeaseState.CANCELLED.value)


def ending_soon(today: date) -> Q:
    """Running, not renewed, and ending within the notice and three months more."""
    soon = (Q(notice_months=n, ends_on__lte=ending_before(today, n)) for n in NOTICES)
    return running(today) & Q(renewal__isnull=True) & reduce(or_, soon)


def over(today: date) -> Q:
    return Q(ends_on__lte=today) & ~Q(state=LeaseState.CANCELLED.value)


def of_the_departed(today: date) -> QuerySet[Any]:
    """Signed and running, although its occupant belongs to the pole no more, since `left_on`."""
    ours = Belonging.objects.filter(
        party_id=OuterRef("occupant_id"), pole__is_home=True, role__in=_MEMBERS
    )
    left = Exists(ours.filter(ends_on__lte=today)) & ~Exists(ours.filter(on(today)))
    last = ours.order_by("-ends_on").values("ends_on")[:1]
    found = Lease.objects.filter(running(today), left, state=LeaseState.ACTIVE.value)
    return found.annotate(left_on=Subquery(last))


def last_of_the_present(today: date) -> list[Lease]:
    """The last agreement of each structure that is in the premises and has none any more."""
    there = Presence.objects.filter(on(today), belonging__pole__is_home=True)
    housed = Lease.objects.filter(running(today)).order_by().values("occupant_id")
    over_now = Lease.objects.filter(over(today), occupant__in=there.values("belonging__party"))
    rows = over_now.exclude(occupant__in=housed).select_related("occupant")
    return list({lease.occupant_id: lease for lease in rows.order_by("ends_on", "pk")}.values())


def running_told(occupant_id: int, today: date, actor: Actor) -> str:
    """« Sa convention C-2015-0001 court jusqu’au 31 janvier 2016. »; nothing when it has none."""
    rows = visible_to(actor).filter(running(today), occupant_id=occupant_id).order_by("number")
    return " ".join(
        say("Sa convention {number} court {until}.", number=row.number, until=_until(row.ending))
        for row in rows
    )


def _until(end: Dated | None) -> str:
    return end.up_to if end else say("sans date de fin")


def asked_for(organisation: str | None) -> int | None:
    """The structure that an address names, if it may be one."""
    if organisation is None or not organisation.isdecimal() or len(organisation) > PK_DIGITS:
        return None
    return int(organisation)


def arrival_after(party_id: int, day: date) -> Dated | None:
    """When a structure that is to come does."""
    ours = Belonging.objects.filter(party_id=party_id, pole__is_home=True)
    if ours.filter(on(day)).exists():
        return None
    row = ours.filter(starts_on__gt=day, role__in=_MEMBERS).order_by("starts_on").first()
    return row.beginning if row else None


def ever_housed() -> QuerySet[Organisation]:
    """Those that have, had or will have spaces."""
    leases = Lease.objects.exclude(state=LeaseState.CANCELLED.value)
    return Organisation.objects.filter(pk__in=leases.values("occupant_id"))


def holders_first(day: date) -> QuerySet[Any]:
    """Who owns or manages a building that day, then the others; `holder_or_other` names them."""
    held = Tenure.objects.filter(on(day), organisation=OuterRef("pk"))
    return Organisation.objects.annotate(holds_it=Exists(held)).order_by("-holds_it", "name")


def holder_or_other(row: Any) -> str:
    return say("Propriétaire ou gestionnaire") if row.holds_it else say("Autres")


def situation_of(lease: Lease, today: date) -> Situation:
    return situation(
        LeaseState(lease.state), lease.period, lease.notice_months, renewed(lease), today
    )


def renewed(lease: Lease) -> bool:
    return hasattr(lease, "renewal")
