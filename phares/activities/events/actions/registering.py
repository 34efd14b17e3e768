"""Somebody registers, confirms, gives up; the first who waits has the place that is freed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from phares.activities.events.letters import News, tell
from phares.activities.events.models import Registration, Session
from phares.activities.events.rules import registering as rules
from phares.activities.events.rules.asking import Guest
from phares.activities.events.rules.kinds import (
    STANDS,
    Comers,
    EventState,
    RegistrationState,
)
from phares.activities.events.rules.lifecycle import REGISTRATION_MOVES
from phares.activities.events.rules.permissions import may_welcome, why_not_come, why_not_welcome
from phares.common.audit.actions import record
from phares.kernel.actor import MEMBERS, Actor
from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import Reason, insist
from phares.people.directory.models import Organisation

HELD, WAITING = RegistrationState.HELD, RegistrationState.WAITING


@transaction.atomic
def register(
    session: Session,
    guest: Guest,
    *,
    organisation: Organisation | None = None,
    by: Actor,
    now: datetime,
    oneself: bool = False,
) -> Registration:
    """A place, or the waiting list when there is none left; `oneself`: who acts is who comes."""
    kept = locked(session)
    insist(why_not_come(by, Comers(kept.event.comers)))
    insist(_why_not_for(by, organisation, oneself))
    insist(rules.why_not_register(EventState(kept.event.state), kept.starts_at, now))
    insist(rules.why_not_named(guest.name))
    insist(_why_not_twice(kept, guest))
    made = Registration.objects.create(
        session=kept,
        **guest.columns(),
        user_id=by.user_id if oneself else None,
        organisation=organisation,
        state=_give(kept).value,
        asked_at=now,
    )
    record("event.registered", kept.event, by=by, state=made.state)
    tell(made, News.WAITS if made.state == WAITING.value else News.HELD, now=now)
    return made


@transaction.atomic
def ask_by_mail(session: Session, guest: Guest, *, by: Actor, now: datetime) -> Registration | None:
    """From the public page: a letter goes to the address, whose link takes the place.

    None when this address is registered already: the page says the same either way, so that
    nobody learns who comes.
    """
    kept = locked(session)
    insist(_why_not_public(kept))
    insist(rules.why_not_register(EventState(kept.event.state), kept.starts_at, now))
    insist(rules.why_not_named(guest.name))
    if not guest.email.strip():
        insist(Reason("email", "Il manque l’adresse : la confirmation y part."))
    standing = _of_address(kept, guest)
    if standing is not None:
        tell(standing, News.AGAIN, now=now)
        return None
    made = Registration.objects.create(
        session=kept, **guest.columns(), state=RegistrationState.TO_CONFIRM.value, asked_at=now
    )
    record("event.asked", kept.event, by=by)
    tell(made, News.TO_CONFIRM, now=now)
    return made


@transaction.atomic
def confirm_by_mail(registration: Registration, *, by: Actor, now: datetime) -> Registration:
    """The link of the letter was opened: a place, or the waiting list. Pressed twice, once."""
    kept = locked(registration.session)
    one = _locked_one(registration, kept)
    if one.state in (HELD.value, WAITING.value):
        return one
    insist(rules.why_not_register(EventState(kept.event.state), kept.starts_at, now))
    to = _would_be(kept)
    insist(why_not_move(REGISTRATION_MOVES, RegistrationState(one.state), to))
    one.state, one.asked_at = _give(kept).value, now
    one.save(update_fields=["state", "asked_at"])
    record("event.registered", kept.event, by=by, state=one.state)
    tell(one, News.WAITS if to is WAITING else News.HELD, now=now)
    return one


@transaction.atomic
def give_up(
    registration: Registration, *, by: Actor, now: datetime, by_link: bool = False
) -> Registration:
    """The place is freed, and goes to the first who waits. `by_link`: the letter is the right."""
    kept = locked(registration.session)
    one = _locked_one(registration, kept)
    own = by_link or (by.user_id is not None and one.user_id == by.user_id)
    insist(None if own else why_not_welcome(by))
    insist(why_not_move(
        REGISTRATION_MOVES, RegistrationState(one.state), RegistrationState.CANCELLED
    ))  # fmt: skip
    insist(_why_not_after(kept, one, now))
    had = one.state == HELD.value
    one.state = RegistrationState.CANCELLED.value
    one.save(update_fields=["state"])
    record("event.given_up", kept.event, by=by)
    tell(one, News.GIVEN_UP, now=now)
    if had:
        kept.taken -= 1
        kept.save(update_fields=["taken"])
        fill_from_the_list(kept, now=now)
    return one


def fill_from_the_list(session: Session, *, now: datetime) -> int:
    """Who waits longest has the free place; of a session that its caller locked."""
    given = 0
    waiting = session.registrations.filter(state=WAITING.value).order_by("asked_at", "pk")
    for one in waiting.select_related("session__event", "session__booking__offer", "user"):
        if session.room.full or session.starts_at <= now:
            break
        one.state = HELD.value
        one.save(update_fields=["state"])
        session.taken += 1
        session.save(update_fields=["taken"])
        tell(one, News.PROMOTED, now=now)
        given += 1
    return given


def locked(session: Session) -> Session:
    """Held from before its places are counted until they are given."""
    rows = Session.objects.select_for_update(of=("self",))
    return rows.select_related("event", "booking__offer").get(pk=session.pk)


def _locked_one(registration: Registration, session: Session) -> Registration:
    one = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    one.session = session
    return one


def _would_be(session: Session) -> RegistrationState:
    waiting = session.registrations.filter(state=WAITING.value).count()
    return rules.state_given(rules.Room(session.capacity, session.taken, waiting))


def _give(session: Session) -> RegistrationState:
    state = _would_be(session)
    if state is HELD:
        session.taken += 1
        session.save(update_fields=["taken"])
    return state


def _of_address(session: Session, guest: Guest) -> Registration | None:
    email = guest.email.strip().lower()
    if not email:
        return None
    states = [state.value for state in STANDS]
    found = session.registrations.filter(email=email, state__in=states).first()
    if found is not None:
        found.session = session
    return found


def _why_not_twice(session: Session, guest: Guest) -> Reason | None:
    if _of_address(session, guest) is None:
        return None
    return Reason("email", "Cette adresse est déjà inscrite à cette séance.")


def _why_not_for(by: Actor, organisation: Organisation | None, oneself: bool) -> Reason | None:
    """Who is no desk registers oneself, in the name of a structure of one’s own."""
    if may_welcome(by):
        return None
    if not oneself:
        return why_not_welcome(by)
    if organisation is None or by.may_commit(organisation.pk, *MEMBERS):
        return None
    return Reason("organisation", "Choisissez une structure dont vous tenez une clé.")


def _why_not_public(session: Session) -> Reason | None:
    if session.event.comers == Comers.PUBLIC.value:
        return None
    return Reason("not-open", "Les inscriptions ne sont pas ouvertes.")


def _why_not_after(session: Session, one: Registration, now: datetime) -> Reason | None:
    if session.starts_at > now or one.state != HELD.value:
        return None
    return Reason(
        "begun", "Ce rendez-vous a commencé : notez plutôt que la personne n’est pas venue."
    )
