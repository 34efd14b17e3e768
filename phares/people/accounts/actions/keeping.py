"""Opening accounts, giving keys, taking them back. Keys and sign-in follow the real calendar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import uuid4

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from phares.common.audit.actions import record
from phares.common.notices.actions import carry_preferences, write_notice
from phares.common.notices.rules.kinds import PASSWORD_REPLACED
from phares.kernel.actor import ROLE_LABELS, VISITOR, Actor, Role
from phares.kernel.refusal import Reason, Refused, insist
from phares.kernel.tongue import french
from phares.people.accounts.models import (
    ApiToken,
    Factor,
    Key,
    OneTimeLink,
    Opened,
    OpenSession,
    OutsideAccount,
    RecoveryCode,
    User,
    Viewing,
)
from phares.people.accounts.queries import (
    actor_of,
    held_by,
    is_taken,
    keepers_besides,
    person_of,
    reader_of,
    whom_to_ask,
)
from phares.people.accounts.rules import keys as rules
from phares.people.directory.models import Organisation, Person

UNKNOWN_ADDRESS = french("une adresse inconnue")


@transaction.atomic
def open_account(
    *,
    email: str,
    name: str,
    password: str,
    role: Role,
    organisation: Organisation | None = None,
    person: Person | None = None,
    by: Actor,
    now: datetime,
) -> User:
    """An account with its first key; the password is handed over by whoever opened it."""
    insist(rules.why_not_keep(by))
    insist(rules.KNOWN_ADDRESS if is_taken(email) else None)
    person = person or person_of(name, email.strip())
    user = User(email=email.strip().lower(), name=name.strip(), person=person)
    with claiming():
        set_password(user, password)
    record("account.opened", user, by=by, email=user.email)
    give_key(user, role=role, organisation=organisation, by=by, now=now)
    return user


@contextmanager
def claiming(reason: Reason = rules.KNOWN_ADDRESS) -> Iterator[None]:
    """An address that another account got meanwhile is refused as if it had it before."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Refused(reason) from None


@transaction.atomic
def give_key(
    user: User,
    *,
    role: Role,
    organisation: Organisation | None = None,
    by: Actor,
    now: datetime,
) -> Key:
    """A role from today on, for one organisation where the role needs one."""
    insist(rules.why_not_keep(by))
    insist(None if locked(user).is_active else rules.CLOSED)
    day = day_of(now)
    held = held_by(user, day)
    place = None if organisation is None else organisation.pk
    insist(rules.why_not_give(role, place, held=held))
    key = Key.objects.create(user=user, role=role, organisation=organisation, starts_on=day)
    record("account.key_given", user, by=by, **_words(key))
    return key


@transaction.atomic
def take_back_key(key: Key, *, by: Actor, now: datetime) -> None:
    """The role is lost at once; a key of the same day leaves no trace but the journal's."""
    insist(rules.why_not_keep(by))
    user, day = locked(key.user), day_of(now)
    if key.ends_on is not None and key.ends_on <= day:
        raise Refused(rules.ALREADY_TAKEN_BACK)
    insist(rules.why_not_take_back(Role(key.role), other_keepers=_other_keepers(user, day)))
    words = _words(key)
    _end(key, day)
    record("account.key_taken_back", user, by=by, **words)


@transaction.atomic
def close_account(user: User, *, by: Actor, now: datetime) -> None:
    """Nobody signs in with it any more; whoever was signed in is out, reopened or not."""
    insist(rules.why_not_keep(by))
    user, day = locked(user), day_of(now)
    insist(None if user.is_active else rules.ALREADY_CLOSED)
    keeper = any(role in rules.KEEPERS for role, _organisation in held_by(user, day))
    others = _other_keepers(user, day)
    insist(rules.why_not_close(user.pk, by, keeper=keeper, other_keepers=others))
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_all(user)
    record("account.closed", user, by=by)


@transaction.atomic
def keep_one_account(kept: User, lost: User, *, by: Actor, now: datetime) -> None:
    """Of the two accounts of one person, one stays; the other is closed, and off her card."""
    insist(rules.why_not_keep(by))
    if lost.is_active:
        close_account(lost, by=by, now=now)
    User.objects.filter(pk=lost.pk).update(person=None)
    carry_preferences(lost.email, kept.email)
    record("account.one_kept", kept, by=by, before=lost.email, after=kept.email)


def settle_accounts(kept: int, lost: int, by: Actor) -> None:
    """The same by their keys, now."""
    both = User.objects.in_bulk([kept, lost])
    keep_one_account(both[kept], both[lost], by=by, now=timezone.now())


@transaction.atomic
def reopen_account(user: User, *, by: Actor) -> None:
    """The account and the keys it still holds."""
    insist(rules.why_not_keep(by))
    user = locked(user)
    insist(rules.OPEN if user.is_active else rules.why_not_reopen(user.erased_on))
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("account.reopened", user, by=by)


@transaction.atomic
def anonymise_account(user: User, mask: str, *, by: Actor, now: datetime) -> None:
    """Closed for good: keys taken back, name and address replaced, password destroyed.

    Sessions that were open end, and letters with a link open nothing any more.
    """
    insist(rules.why_not_keep(by))
    user, day = locked(user), day_of(now)
    keeper = any(role in rules.KEEPERS for role, _organisation in held_by(user, day))
    others = _other_keepers(user, day)
    insist(rules.why_not_close(user.pk, by, keeper=keeper, other_keepers=others))
    for key in user.keys.filter(Q(ends_on=None) | Q(ends_on__gt=day)):
        _end(key, day)
    before = user.name
    user.name, user.email = mask, f"efface-{user.pk}@efface.invalid"
    user.set_unusable_password()
    user.is_active, user.last_login, user.erased_on = False, None, day
    user.save()
    OneTimeLink.objects.filter(made_by_name=before).update(made_by_name=mask)
    for held in (ApiToken, OneTimeLink, OpenSession, OutsideAccount, Opened, Factor, RecoveryCode):
        held.objects.filter(user=user).delete()
    Viewing.objects.filter(seen=user).update(reason=mask)


@transaction.atomic
def join_person(user: User, *, person: Person | None, by: Actor) -> None:
    """This account is of that card: when the person leaves a house, its key opens no more."""
    insist(rules.why_not_keep(by))
    user = locked(user)
    if person is None:
        user.person = None
        user.save(update_fields=["person"])
        record("account.person_parted", user, by=by)
        return
    card = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    joined = User.objects.filter(person=card).exclude(pk=user.pk).values_list("person", flat=True)
    insist(rules.why_not_join(card.pk, card.erased_on, list(joined)))
    user.person = card
    user.save(update_fields=["person"])
    record("account.person_joined", user, by=by, who=card.name)


@transaction.atomic
def give_password(user: User, *, password: str, by: Actor) -> None:
    """A new password for whoever lost theirs; their open sessions end."""
    insist(rules.why_not_keep(by))
    set_password(user, password)
    tell_replaced(user)
    record("account.password_given", user, by=by)
    part_outsiders(user, by)


@transaction.atomic
def change_password(user: User, *, current: str, new: str, by: Actor) -> None:
    """One's own password, by whoever knows the present one; the other sessions end."""
    if user.pk != by.user_id:
        raise Refused(rules.NOT_A_KEEPER)
    if not user.check_password(current):
        raise Refused(rules.WRONG_PASSWORD)
    set_password(user, new)
    record("account.password_changed", user, by=by)
    part_outsiders(user, by)


@transaction.atomic
def note_sign_in(user: User, *, now: datetime) -> None:
    """Who came in."""
    record("account.signed_in", user, by=actor_of(user, day_of(now)))


@transaction.atomic
def note_lock_out(email: str) -> None:
    """Whose door waits; what was typed is not told when it is nobody's address."""
    known = User.objects.filter(email__iexact=email.strip()).first()
    record("account.locked_out", known or UNKNOWN_ADDRESS, by=VISITOR)


def part_outsiders(user: User, by: Actor) -> None:
    """With a new password, no account from elsewhere opens this one: others may have joined it."""
    for account in user.outside_accounts.all():
        account.delete()
        record("account.outsider_parted", user, by=by, email=account.name)


def set_password(user: User, password: str) -> None:
    """Open sessions end, and what was written before opens nothing any more."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(Reason("weak-password", " ".join(error.messages))) from None
    user.set_password(password)
    user.save()
    end_all(user)


def tell_replaced(user: User) -> None:
    """A password that somebody else replaced, or who reads its letters, is told to its owner."""
    key, to = f"{PASSWORD_REPLACED.code}:{uuid4()}", reader_of(user, user.email)
    said = {"whom": whom_to_ask()}
    write_notice(PASSWORD_REPLACED, key=key, to=to, said=said, now=timezone.now())


def end_all(user: User) -> None:
    """No session nor token of before is accepted, and what was written before opens nothing."""
    user.session_round += 1
    user.save(update_fields=["session_round"])
    waiting = OneTimeLink.objects.filter(user=user, used_at=None, withdrawn_at=None)
    waiting.update(withdrawn_at=timezone.now())
    OpenSession.objects.filter(user=user).delete()
    ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())


def _end(key: Key, day: date) -> None:
    if key.starts_on >= day:
        key.delete()
        return
    key.ends_on = day
    key.save(update_fields=["ends_on"])


def locked(user: User) -> User:
    """Keys of one account change one after the other."""
    return User.objects.select_for_update().get(pk=user.pk)


def _other_keepers(user: User, day: date) -> int:
    """Counted under a lock: two administrators cannot remove each other at the same time."""
    list(Key.objects.select_for_update().filter(role__in=rules.KEEPERS).order_by("pk"))
    return keepers_besides(user, day)


def day_of(now: datetime) -> date:
    return timezone.localdate(now)


def _words(key: Key) -> dict[str, str]:
    words = {"role": ROLE_LABELS[Role(key.role)]}
    return words | ({"organisation": str(key.organisation)} if key.organisation else {})
