"""Registrations of somebody, and those whose time is over."""

from __future__ import annotations

from datetime import date

from django.core import signing
from django.db.models import Q, QuerySet

from phares.activities.events.models import Registration
from phares.cooperative.assets.queries import midnight
from phares.kernel.personal import Subject

SALT = "phares.events.registration"


def token_of(registration: Registration) -> str:
    """What lets whoever holds the letter confirm or give up this one registration."""
    return signing.Signer(salt=SALT).sign_object(registration.pk)


def read_token(token: str) -> Registration | None:
    """The registration of a link that we signed."""
    try:
        pk = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    rows = Registration.objects.select_related("session__event", "session__booking__offer")
    return rows.filter(pk=pk).exclude(name="").first()


def of_subject(who: Subject) -> QuerySet[Registration]:
    """By their account, or an address of theirs alone."""
    known = Q(email__in=[one.lower() for one in who.alone if "@" in one])
    known |= Q(name__in=who.alone) & ~Q(name="")
    if who.account is not None:
        known |= Q(user=who.account)
    return Registration.objects.filter(known)


def over_before(day: date) -> QuerySet[Registration]:
    """To sessions that ended before a day, and still named."""
    named = ~Q(name="") | ~Q(email="") | Q(user__isnull=False)
    return Registration.objects.filter(named, session__ends_at__lt=midnight(day))
