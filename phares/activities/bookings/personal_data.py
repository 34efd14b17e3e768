"""What bookings hold on persons: who asked for a room, in whose name, who made it ready."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db.models import Max, QuerySet
from django.utils import timezone

from phares.activities.bookings.actions import (
    asked_or_named,
    bookings_over,
    forget_old_texts,
    series_over,
)
from phares.activities.bookings.models import Booking, Series, WaitlistEntry
from phares.common.personal import by_person, item
from phares.kernel.actor import THE_POLE
from phares.kernel.personal import Basis, Cut, Holding, Item, Keeping, Purge, Subject
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say

BOOKINGS = Keeping(
    "bookings.booking",
    "Réservations",
    60,
    "après le jour de la réservation",
    "Une salle louée se facture, et chacun peut encore réclamer ce qui lui est dû.",
    "Code civil, article 2224 : cinq ans pour agir",
)
HOLDINGS = (
    Holding(
        code="bookings.booking",
        label="Réservations demandées ou faites en son nom",
        purpose="Savoir qui a quelle salle, quand, et ce qu’il faut préparer",
        basis=Basis.CONTRACT,
        persons="Personnes qui réservent, pour leur structure ou en leur nom",
        data="Salle, jour et heures, objet, nombre de personnes, disposition, arrivée",
        recipients="Les gens de la maison ; l’objet se lit sur la porte",
        keeping=BOOKINGS,
        erased="Ce qui a été écrit est effacé, le nom est remplacé par le numéro",
        kept="Les heures et les salles, sans nom : elles comptent dans les chiffres",
        tables=(
            "bookings.booking",
            "bookings.series",
            "bookings.occurrence",
            "bookings.waitlistentry",
        ),
    ),
)


def _of(who: Subject) -> QuerySet[Booking]:
    return Booking.objects.filter(asked_or_named(who)).select_related("offer", "party")


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """What the person asked for, or has in their own name, the latest first."""
    told = ("party", "starts_at", "ends_at", "state", "purpose", "people", "setup", "note")
    rows = _of(who).order_by("-starts_at")
    found = [item(one, *told, title=str(one.offer)) for one in rows]
    terms = ("party", "rhythm", "first_on", "last_on", "purpose")
    series = Series.objects.filter(asked_or_named(who)).select_related("offer", "party")
    found += [item(one, *terms, title=str(one.offer)) for one in series]
    waits = WaitlistEntry.objects.filter(asked_or_named(who)).select_related("offer", "party")
    wished = ("party", "starts_at", "ends_at", "state", "purpose", "people", "note")
    found += [item(one, *wished, title=str(one.offer)) for one in waits]
    return {"bookings.booking": found}


def why_not_erase(who: Collection[Subject], _day: date, cut: Cut) -> Mapping[Subject, Reason]:
    """A booking in one's own name, too short a time ago or to come."""
    since = cut(BOOKINGS.code)
    return {
        one: Reason(
            "booked",
            say(
                "Une réservation en son nom, le {day}, se garde encore : annulez-la si elle est à "
                "venir, ou attendez la fin du délai.",
                day=day.strftime("%d/%m/%Y"),
            ),
        )
        for one, day in last_known(who).items()
        if day >= since
    }


def last_known(who: Collection[Subject]) -> Mapping[Subject, date]:
    """The last day each has something in their own name."""
    known = by_person(who)
    if not known:
        return {}
    rows = Booking.objects.filter(party__in=list(known)).order_by()
    found = rows.values("party_id").annotate(last=Max("ends_at"))
    return {known[row["party_id"]]: timezone.localdate(row["last"]) for row in found}


def texts_due(before: date) -> list[Item]:
    """How many of each year still say something of somebody: thousands are not read one by one."""
    years = Counter(timezone.localdate(day).year for day in _days(before))
    ended = Counter(day.year for day in series_over(before).values_list("last_on", flat=True))
    counts = ((say("Réservations"), years), (say("Séries"), ended))
    return [
        Item(str(year), tuple((label, str(of[year])) for label, of in counts if of[year]))
        for year in sorted(years.keys() | ended.keys())
    ]


def _days(before: date) -> QuerySet[Booking, datetime]:
    return bookings_over(before).values_list("ends_at", flat=True)


def _forget_texts(before: date) -> int:
    return forget_old_texts(before, by=THE_POLE)


PURGES = (Purge(BOOKINGS.code, "Textes et demandeurs des réservations", texts_due, _forget_texts),)
