"""What waits, what left, what an address does without."""

from __future__ import annotations

from datetime import date, datetime

from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet

from phares.common.notices.models import Notice, Preference
from phares.common.notices.rules.kinds import REFUSABLE, SECRET, Kind
from phares.common.notices.rules.lifecycle import TO_SEND, NoticeState
from phares.common.notices.rules.rhythms import Rhythm, in_force
from phares.common.notices.rules.sending import EXPIRED
from phares.kernel.personal import Subject

SALT = "phares.notices.unsubscribe"


def due(now: datetime) -> QuerySet[Notice]:
    """What may leave now, in the order it was to leave."""
    return Notice.objects.filter(state__in=TO_SEND, due_at__lte=now).order_by("due_at", "pk")


def waiting() -> QuerySet[Notice]:
    return Notice.objects.filter(state__in=TO_SEND)


def given_up() -> QuerySet[Notice]:
    return Notice.objects.filter(state=NoticeState.GIVEN_UP.value)


def lost_since(day: date) -> QuerySet[Notice]:
    """Given up since that day, that may be tried again: neither taken back nor expired."""
    return given_up().filter(due_at__date__gte=day).exclude(last_error__in=["", EXPIRED])


def unwanted(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """Among these, what its reader does without since it was written."""
    codes = [kind.code for kind in REFUSABLE]
    refused = Preference.objects.filter(
        address=OuterRef("to_address"), kind=OuterRef("kind"), rhythm=Rhythm.NONE.value
    )
    return rows.filter(Exists(refused), kind__in=codes)


def chosen_by(address: str) -> dict[str, Rhythm]:
    """What this address chose, by the code of the kind."""
    rows = Preference.objects.filter(address=address.strip().lower())
    return {kind: Rhythm(rhythm) for kind, rhythm in rows.values_list("kind", "rhythm")}


def rhythm_of(address: str, kind: Kind) -> Rhythm:
    """When this address gets this kind: its choice, or else as the pole does."""
    if not (kind.may_wait or kind.refusable):
        return Rhythm.AT_ONCE
    return in_force(kind, chosen_by(address))


def kinds_received_by(address: str) -> set[str]:
    """The kinds that were written to this address."""
    rows = Notice.objects.filter(to_address=address.strip().lower()).order_by()
    return set(rows.values_list("kind", flat=True).distinct())


def received_by(address: str) -> QuerySet[Notice]:
    """What was written to this address, but for what held a secret; the last first."""
    secret = [kind.code for kind in SECRET]
    return Notice.objects.filter(to_address=address.strip().lower()).exclude(kind__in=secret)


def token_of(address: str, kind: str) -> str:
    """What lets whoever holds it refuse this kind for this address, for ever and nothing else."""
    return signing.Signer(salt=SALT).sign_object([address, kind])


def read_token(token: str) -> tuple[str, str] | None:
    """The address and the kind of a link that we signed."""
    try:
        address, kind = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    return (address, kind) if kind in {one.code for one in REFUSABLE} else None


def letters_of(who: Subject) -> QuerySet[Notice]:
    """Those written to somebody, by their account, their card or an address of theirs alone."""
    known = Q(to_address__in=who.alone)
    if who.account is not None:
        known |= Q(user_id=who.account)
    if who.person is not None:
        known |= Q(party_id=who.person)
    return Notice.objects.filter(known)


def preferences_of(who: Subject) -> QuerySet[Preference]:
    """What their addresses chose."""
    return Preference.objects.filter(address__in=who.alone)
