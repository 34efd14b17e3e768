"""What the form of a booking says of the price, before anything is booked."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from phares.activities.bookings.actions.pricing import price_before
from phares.activities.bookings.models import Offer
from phares.activities.bookings.queries.prices import prices_for_own, prices_stand
from phares.activities.bookings.rules.permissions import BOOKS_FOR_ITS_OWN, leads
from phares.common.web.requests import Request
from phares.kernel.refusal import Reason
from phares.kernel.time import TimeSlot
from phares.kernel.tongue import say
from phares.money.pricing.rules.saying import explained
from phares.people.directory.models import Party


def price_hint(request: Request) -> tuple[str, str]:
    """The rates of whoever asks, and the button that works the price out; nothing without rates."""
    if not prices_stand():
        return "", ""
    own = request.actor.parties_as(*BOOKS_FOR_ITS_OWN)
    asked = request.GET.get("offre", "")
    told = []
    if len(own) == 1 and asked.isdecimal() and not leads(request.actor):
        today = timezone.localdate(request.now)
        told = prices_for_own(int(asked), next(iter(own)), today)
    prices = " ; ".join(f"{rate.net} {rate.get_unit_display()}" for rate in told)
    said = say("Votre tarif hors taxe : {prices}.", prices=prices) if prices else ""
    return said, _("Voir le prix")


def price_first(offer: Offer, party: Party, slot: TimeSlot, now: datetime) -> Reason:
    """Nothing is booked yet: the price, and why."""
    told = price_before(offer, party, slot, now)
    if told is None:
        return Reason("price", "Aucun tarif n’est fixé : rien ne sera compté.")
    sentence = say(
        "{offer} coûterait {sum} hors taxe : {why} Rien n’est encore réservé.",
        offer=offer,
        sum=told.net,
        why=explained(told.lines, told.free, told.payer, told.vat),
    )
    return Reason("price", sentence)
