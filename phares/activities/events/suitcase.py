"""What spreadsheets bring into events and take out of them: sessions, and how many came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone

from phares.activities.events.actions import (
    add_session,
    announce_event,
    count_heads,
    hold_event,
    plan_event,
    reopen_event,
)
from phares.activities.events.actions.sessions import Where
from phares.activities.events.models import Event, HeadCount, Registration, Session
from phares.activities.events.rules.asking import Told
from phares.activities.events.rules.kinds import Comers, EventKind, EventState, PaidBy
from phares.kernel.datasets import Column, Values
from phares.kernel.reading import at_most, count, day, euros, hour, one_of, unreadable, yes_no
from phares.kernel.time import TimeSlot
from phares.kernel.tongue import say
from phares.kernel.words import listed
from phares.people.directory.models import Organisation
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.cells import told_apart
from phares.people.directory.suitcase.houses import Houses
from phares.people.directory.suitcase.listing import Finder, Incoming, Keys, listing, named

NONE = ("", "")
MEAL = "Repas des habitants"


def event_state(cell: str) -> EventState:
    """One that a file may bring: what was called off does not leave, and does not come in."""
    found: EventState = one_of(EventState)(cell)
    if found is EventState.CANCELLED:
        raise unreadable(say("un rendez-vous annulé ne s’importe pas. Retirez la ligne"))
    return found


def _standing() -> Any:
    """What was not called off, event by event."""
    rows = Session.objects.exclude(event__state=EventState.CANCELLED.value)
    return rows.select_related("event", "booking__offer").order_by("event_id", "starts_at", "pk")


def _hours(one: Session) -> dict[str, Any]:
    start, end = timezone.localtime(one.starts_at), timezone.localtime(one.ends_at)
    return {"day": start.date(), "start": start.time(), "end": end.time()}


def slot_of(on: date, start: time, end: time) -> TimeSlot:
    """An end that is no later than the beginning is of the next day."""
    last = on if end > start else on + timedelta(days=1)
    return TimeSlot(
        timezone.make_aware(datetime.combine(on, start)),
        timezone.make_aware(datetime.combine(last, end)),
    )


def _of_event(event: Event, houses: Houses) -> Values:
    """What each of its sessions says again."""
    return {
        "kind": EventKind(event.kind),
        "state": EventState(event.state),
        "comers": Comers(event.comers),
        "organiser": houses.label(event.organiser_id) if event.organiser_id else None,
        "purpose": event.purpose,
        "price": event.price,
        "price_note": event.price_note,
        "payer": PaidBy(event.payer),
        **cells.evidence_of(event),
    }


# fmt: off
class _Sessions(Incoming):
    columns = (
        Column("title", "Intitulé", (MEAL, MEAL),
               cells.fits(Event, "title"), True, ("Rendez-vous",)),
        Column("day", "Jour", ("16/10/2015", "12/11/2015"), day, True),
        Column("start", "De", ("12:00", "9 h"), hour, True),
        Column("end", "À", ("14:30", "12 h 30"), hour, True),
        Column("place", "Lieu", ("Hall", "Cour"), cells.fits(Session, "place"), True,
               hint="Une adresse ; une salle du pôle se réserve ensuite, sur la page"),
        Column("continues", "Suite", ("", "oui"), yes_no,
               hint="« oui » : autre séance du rendez-vous de la ligne d’avant"),
        Column("session", "Intitulé de la séance", NONE, cells.fits(Session, "title")),
        Column("capacity", "Places", NONE, count),
        Column("state", "État", ("tenu", "tenu"), event_state),
        Column("kind", "Nature", ("Repas", "Repas"), one_of(EventKind), True),
        Column("comers", "Qui peut venir", NONE, one_of(Comers)),
        Column("organiser", "Structure qui organise", NONE),
        Column("purpose", "Pour quoi", NONE),
        Column("price", "Prix", NONE, euros),
        Column("price_note", "À savoir du prix", NONE, cells.fits(Event, "price_note")),
        Column("payer", "Qui paie", NONE, one_of(PaidBy)),
        Column("source", "Source", ("Bilan 2015", "Bilan 2015"), at_most(200)),
        cells.EVIDENCE[1],
    )
    # fmt: on
    key = ("title", "day", "start", "place")
    of_event = columns[9:]

    def finding(self) -> Mapping[str, Finder]:
        return {"organiser": Houses()}

    @staticmethod
    def rows() -> Iterable[Values]:
        houses, before = Houses(), 0
        for row in _standing():
            yield {
                "title": row.event.title,
                **_hours(row),
                "place": row.where,
                "continues": (row.event_id == before) or None,
                "session": row.title,
                "capacity": row.capacity,
                **_of_event(row.event, houses),
            }
            before = row.event_id

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        slot = slot_of(values["day"], values["start"], values["end"])
        begun = self._begun(values)
        if begun and (apart := told_apart(values, _of_event(begun, Houses()), self.of_event)):
            raise unreadable(say("le rendez-vous dit autre chose : {said}", said=listed(apart)))
        event = begun or self._planned(values, found)
        if begun and event.state == EventState.HELD.value:
            event = reopen_event(event, by=self.by)
        session = add_session(
            event, slot, Where(place=values["place"]), capacity=values.get("capacity"),
            title=values.get("session") or "", by=self.by, now=slot.start,
        )  # fmt: skip
        self._settle(event, values.get("state") or EventState.ANNOUNCED, slot)
        return [session] if begun else [event, session]

    def _begun(self, values: Values) -> Event | None:
        """The event that the line before spoke of."""
        if not values.get("continues"):
            return None
        event = Event.objects.filter(title=values["title"]).order_by("-pk").first()
        if event is None:
            raise unreadable(
                say(
                    "aucun rendez-vous « {title} » avant cette ligne. Laissez Suite vide",
                    title=values["title"],
                )
            )
        return event

    def _planned(self, values: Values, found: Keys) -> Event:
        told = Told(
            values["kind"],
            values["title"],
            values.get("purpose") or "",
            values.get("comers") or Comers.MEMBERS,
            values.get("price"),
            values.get("price_note") or "",
            values.get("payer") or PaidBy.NOBODY,
        )
        organiser = named(Organisation, found, "organiser")
        return plan_event(told, organiser=organiser, by=self.by, **cells.evidence_given(values))

    def _settle(self, event: Event, state: EventState, slot: TimeSlot) -> None:
        event.refresh_from_db()
        if state is not EventState.DRAFT and event.state == EventState.DRAFT.value:
            event = announce_event(event, by=self.by)
        if state is EventState.HELD:
            hold_event(event, by=self.by, now=slot.end)


def _came() -> Counter[tuple[int, int | None]]:
    """By session and structure, ticked and counted together: never who."""
    found = Counter[tuple[int, int | None]]()
    where = ("session", "organisation")
    ticked = Registration.objects.filter(came=True).order_by().values_list(*where)
    heads = HeadCount.objects.order_by().values_list(*where)
    rows: Any = (*ticked.annotate(n=Count("pk")), *heads.annotate(n=Sum("people")))
    for session, house, number in rows:
        found[session, house] += number
    return found


# fmt: off
class _Attendance(Incoming):
    columns = (
        Column("title", "Intitulé", (MEAL, MEAL), cells.fits(Event, "title"), True,
               ("Rendez-vous",)),
        Column("day", "Jour", ("16/10/2015", "16/10/2015"), day, True),
        Column("start", "De", ("12:00", "12:00"), hour, True),
        Column("organisation", "Structure", ("Halage", ""), hint="Vide : de passage"),
        Column("people", "Personnes venues", ("4", "12"), count, True),
    )
    # fmt: on
    key = ("title", "day", "start", "organisation")

    def finding(self) -> Mapping[str, Finder]:
        return {"organisation": Houses()}

    @staticmethod
    def rows() -> Iterable[Values]:
        houses, came = Houses(), _came()
        sessions = {one.pk: one for one in _standing()}
        for pk, house in sorted(came, key=lambda one: (one[0], one[1] or 0)):
            if (one := sessions.get(pk)) is None:
                continue
            yield {
                "title": one.event.title,
                **{key: value for key, value in _hours(one).items() if key != "end"},
                "organisation": houses.label(house) if house else None,
                "people": came[pk, house],
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        start = timezone.make_aware(datetime.combine(values["day"], values["start"]))
        rows = Session.objects.filter(event__title=values["title"], starts_at=start)
        session = rows.select_related("event").first()
        if session is None:
            raise unreadable(
                say(
                    "aucune séance de « {title} » ce jour à cette heure. Importez d’abord les "
                    "rendez-vous",
                    title=values["title"],
                )
            )
        house = named(Organisation, found, "organisation")
        count_heads(session, house, values["people"], by=self.by, now=session.ends_at)
        return [HeadCount.objects.get(session=session, organisation=house)]


SETS = (
    listing(
        _Sessions, "events", "Rendez-vous",
        "Repas, formations, portes ouvertes, une ligne par séance ; annulés exceptés.",
    ),
    listing(
        _Attendance, "attendance", "Personnes venues",
        "Combien sont venus à chaque séance, de quelle structure. Aucun nom n’en sort.",
    ),
)  # fmt: skip
"""In the order in which an empty pole takes them."""
