"""Reading the register of associates of the cooperative that carries our pole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from phares.common.facts import on
from phares.cooperative.membership.models import Associate, AssociateCategory, College
from phares.people.directory.models import Organisation

OURS = {"cooperative__carried_poles__is_home": True}


def cooperative() -> Organisation | None:
    """The one that carries our pole; None as long as nobody said which."""
    return Organisation.objects.filter(carried_poles__is_home=True).first()


def categories() -> QuerySet[AssociateCategory]:
    """Every kind of associate there ever was, the oldest first."""
    return AssociateCategory.objects.filter(**OURS)


def categories_from(day: date) -> QuerySet[AssociateCategory]:
    """The kinds of associates that serve that day or will."""
    return categories().exclude(ends_on__lte=day)


def associates() -> QuerySet[Associate]:
    """Every associate there ever was, with name and category."""
    return Associate.objects.filter(**OURS).select_related("party", "category")


def associates_on(day: date) -> QuerySet[Associate]:
    """Those who hold shares that day."""
    return associates().filter(on(day))


def associate_ids(ids: Iterable[int] | None, day: date) -> set[int]:
    """Which of these parties are associates that day, in one query; None asks for all of them."""
    found = Associate.objects.filter(on(day), **OURS)
    if ids is not None:
        found = found.filter(party_id__in=list(ids))
    return set(found.values_list("party_id", flat=True))


def colleges_on(day: date) -> QuerySet[College]:
    """The groups that vote apart that day; none means that all vote together."""
    return College.objects.filter(on(day), **OURS).prefetch_related("categories")


def colleges() -> QuerySet[College]:
    """Every group that ever voted apart."""
    return College.objects.filter(**OURS)


def colleges_from(day: date) -> QuerySet[College]:
    """The groups that vote apart that day or will."""
    found = colleges().exclude(ends_on__lte=day)
    return found.prefetch_related("categories")


def former_associates(day: date) -> QuerySet[Associate]:
    """Those who held shares once and no more that day, the last to leave first."""
    return associates().filter(ends_on__lte=day).order_by("-ends_on", "party__name")


def coming_associates(day: date) -> QuerySet[Associate]:
    """Those who are admitted and hold no share yet that day, the first to enter first."""
    return associates().filter(starts_on__gt=day).order_by("starts_on", "party__name")
