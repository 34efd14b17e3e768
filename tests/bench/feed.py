"""A room that is taken thousands of times, and somebody's address to read it from elsewhere."""

from __future__ import annotations

from datetime import date, timedelta

from phares.activities.bookings.models import Booking, Offer
from phares.common.clock.queries import now
from phares.kernel.actor import Role
from phares.people.accounts.models import Key, User
from phares.people.accounts.queries import actor_of
from phares.people.directory.models import Organisation, Pole
from phares.steering.agenda.actions import make_feed


def address_of(entries: int) -> str:
    """One's own feed, every booking asked for by its owner; a quarter of an hour apart."""
    Pole.objects.create(name="Banc d’essai", is_home=True)
    house = Organisation.objects.create(kind="organisation", name="Le Quai partagé")
    user = User.objects.create_user("bench@example.org", "x", name="Banc d’essai")
    Key.objects.create(user=user, role=Role.ANIMATOR.value, starts_on=date(2010, 1, 1))
    offers = [
        Offer.objects.create(name=f"Salle n° {n}", kind="meeting_room", starts_on=date(2010, 1, 1))
        for n in range(10)
    ]
    begins, quarter = now().replace(minute=0, second=0, microsecond=0), timedelta(minutes=15)
    Booking.objects.bulk_create(
        Booking(
            offer=offers[n % 10], party=house, made_by=user, state="confirmed", made_at=begins,
            starts_at=begins + quarter * n, ends_at=begins + quarter * (n + 1),
            purpose=f"Réunion d’équipe n° {n}",
        )
        for n in range(entries)
    )  # fmt: skip
    token = make_feed(by=actor_of(user, date(2020, 1, 1)), now=begins)
    return f"/agenda/flux/{token}.ics"
