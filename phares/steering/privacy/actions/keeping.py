"""The file of somebody, read, taken away, erased; durations, and what they purge."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from phares.activities.bookings.actions import forget_texts
from phares.activities.events.actions import forget_guests
from phares.activities.library.actions import forget_author
from phares.common.audit.actions import key_of, mask_names, record
from phares.common.audit.queries import entries
from phares.common.notices.actions import forget_reader
from phares.common.numbering.actions import next_number
from phares.common.removals.actions import forget_naming
from phares.common.sendings.actions import forget_answers
from phares.cooperative.premises.actions import forget_in_photos
from phares.kernel.actor import Actor
from phares.kernel.masking import replaced
from phares.kernel.personal import Holding, Item, Purge, Subject
from phares.kernel.refusal import Refused, insist
from phares.kernel.tongue import french, say
from phares.people.accounts.actions import anonymise_account, forget_key_requests
from phares.people.accounts.models import User
from phares.people.directory.actions import anonymise_person, mask_signatures
from phares.steering.privacy import sources
from phares.steering.privacy.gateways.erased import Erased, erased_in, write_erased
from phares.steering.privacy.models import Retention, RightsRequest
from phares.steering.privacy.queries import (
    Somebody,
    cut_of,
    forgotten_by_the_clock,
    gathered,
    last_retention,
    named_by,
    of_account,
    of_person,
    records_of,
    subject_of,
    surely,
    terms_on,
    why_kept,
)
from phares.steering.privacy.rules import permissions, retention
from phares.steering.suitcases.actions import forget_named

SERIES = "effacement"
OVER = french("durée de conservation passée")
CAME_BACK = french("effacée déjà, et revenue avec une sauvegarde plus ancienne")
log = logging.getLogger("phares.privacy")
type Told = list[tuple[Holding, list[Item]]]


@transaction.atomic
def open_file(somebody: Somebody, *, by: Actor, now: datetime) -> tuple[Subject, Told]:
    """All that is held on somebody, for whoever answers them. The journal says so once a day."""
    insist(permissions.why_not_own(by, somebody.account))
    who = subject_of(somebody)
    if somebody.account is None or somebody.account != by.user_id:
        _note_opened(somebody, by, now)
    return who, gathered(who)


def _note_opened(somebody: Somebody, by: Actor, now: datetime) -> None:
    who = by.answerable
    lines = entries(who=who.pk if who else None, subject_key=key_of(somebody.record))
    today = lines.filter(verb="privacy.opened", at__gt=now - timedelta(days=1))
    if not today.exists():
        record("privacy.opened", somebody.record, by=by)


@transaction.atomic
def export_file(somebody: Somebody, *, form: str, by: Actor) -> Told:
    """The same, to take away; each time is told."""
    insist(permissions.why_not_own(by, somebody.account))
    told = gathered(subject_of(somebody))
    record("privacy.exported", somebody.record, by=by, file=form)
    return told


@transaction.atomic
def erase(somebody: Somebody, *, reason: str, by: Actor, today: date, now: datetime) -> str:
    """Forgets somebody everywhere, and gives the number that stands for them.

    What was counted stays: rows keep their keys, dates and kinds. Refused where the law asks to
    keep. `now` is the real time: keys follow the real calendar.
    """
    insist(permissions.why_not_answer(by))
    insist(retention.why_not_erase_twice(somebody.erased_on))
    somebody = surely(somebody)
    who = subject_of(somebody)
    for reasons in why_kept([who], today).values():
        insist(reasons[0])
    mask = say("Personne effacée nº {int}", int=int(next_number(SERIES).rpartition("-")[2]))
    _forget(who, somebody.user, mask, by, today, now)
    told = replaced(reason, who.names, mask)
    record("privacy.erased", somebody.record, by=by, named=mask, reason=told)
    transaction.on_commit(keep_beside)
    return mask


def keep_beside() -> None:
    """Who was erased is written beside the base, which an older copy may replace."""
    folder, secret = Path(settings.PHARES_HOME), settings.SECRET_KEY
    known = {one.key: one for one in erased_in(folder, secret)}
    lines = entries().filter(verb="privacy.erased").values_list("subject_key", "at")
    told = {key: Erased(key, at.isoformat()) for key, at in lines.order_by("at")}
    if told.keys() <= known.keys():
        return
    try:
        write_erased(folder, secret, (told | known).values())
    except OSError as error:
        log.warning("effacements non notés à côté de la base (%s) : l’horloge essaiera", error)


def erase_again(*, by: Actor, today: date, now: datetime) -> int:
    """Who was erased and came back with an older copy; each in a transaction of their own.

    Somebody whom the law asks to keep stays marked, and the doctor tells it.
    """
    insist(permissions.why_not_answer(by))
    folder, secret = Path(settings.PHARES_HOME), settings.SECRET_KEY
    known = erased_in(folder, secret)
    waiting = [one for one in known if one.again]
    done = {one.key: _erased_again(one, by, today, now) for one in waiting}
    settled = {key for key, outcome in done.items() if outcome is not None}
    if settled:
        rows = [Erased(one.key, one.at, one.again and one.key not in settled) for one in known]
        write_erased(folder, secret, rows)
    return sum(outcome is True for outcome in done.values())


def _erased_again(one: Erased, by: Actor, today: date, now: datetime) -> bool | None:
    """True: it was done; False: nobody is there under that key; None: it could not be."""
    somebody = named_by(one.key)
    if somebody is None or somebody.erased_on is not None:
        return False
    try:
        erase(somebody, reason=CAME_BACK, by=by, today=today, now=now)
    except Refused:
        return None
    return True


def _forget(
    who: Subject, user: User | None, mask: str, by: Actor, today: date, now: datetime
) -> None:
    """Keys are read before anything goes: the journal is masked by them, last."""
    keys = records_of(who)
    forget_texts(who)
    forget_guests(who, by=by)
    if who.person is not None:
        forget_author(who.person, on=today, by=by)
        anonymise_person(who.person, mask, day=today, by=by)
    if user is not None:
        anonymise_account(user, mask, by=by, now=now)
        RightsRequest.objects.filter(user=user).delete()
    forget_key_requests(who.names, who.account)
    forget_reader(who)
    forget_in_photos(who.alone, by=by)
    forget_named(who.alone, mask)
    mask_signatures(who.alone, mask, by=by)
    forget_naming(who.alone)
    forget_answers(who.alone, mask)
    mask_names(who, mask, keys=keys)


def _read(one: Subject) -> Somebody:
    """An account found by its address alone is another subject, with its own time."""
    if one.person is None:
        return of_account(one.account or 0)
    found = of_person(one.person)
    return found if one.account else Somebody(found.card, None)


def insist_confirmed(confirmed: bool) -> None:
    """Asked of a form, not of the clock."""
    insist(retention.why_not_confirm(confirmed))


@transaction.atomic
def set_retention(code: str, *, months: int, since: date, source: str, by: Actor) -> Retention:
    """How long a kind of data is kept from a day on; what stood before ends the day before."""
    insist(permissions.why_not_answer(by))
    before = last_retention(code)
    keeping = sources.keepings().get(code)
    last = before.starts_on if before else None
    insist(retention.why_not_set(keeping, months, since, source, last))
    if before is not None and (before.ends_on is None or before.ends_on > since):
        before.ends_on = since
        before.save(update_fields=["ends_on"])
    row = Retention.objects.create(code=code, months=months, starts_on=since, source=source.strip())
    named = keeping.label if keeping else code
    words = {"units": retention.in_words(months), "since": since, "source": source}
    record("privacy.retention_set", row, by=by, named=named, **words)
    return row


def purge(*, by: Actor, today: date, now: datetime) -> int:
    """What is past its time goes; each person in a transaction of their own. Gives how much.

    Somebody who may not be forgotten after all, since looked at, stays for another round.
    """
    insist(permissions.why_not_answer(by))
    rows = sum(_purge_one(one, today) for one in sources.purges())
    persons = sum(_erased(one, by, today, now) for one in forgotten_by_the_clock(today))
    if rows or persons:
        _told(persons, rows, by)
    return rows + persons


def _erased(one: Subject, by: Actor, today: date, now: datetime) -> bool:
    try:
        erase(_read(one), reason=OVER, by=by, today=today, now=now)
    except Refused:
        return False
    return True


@transaction.atomic
def _told(persons: int, rows: int, by: Actor) -> None:
    """By counts: the names are what is being forgotten."""
    record("privacy.purged", french("durées de conservation"), by=by, persons=persons, lines=rows)


@transaction.atomic
def _purge_one(one: Purge, day: date) -> int:
    return one.act(cut_of(terms_on(day), day, one.keeping))
