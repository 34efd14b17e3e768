"""The second step of one's own sign-in: added, renamed, taken away, its recovery codes renewed."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.notices.actions import write_notice
from phares.common.notices.rules.kinds import (
    FACTOR_ADDED,
    FACTOR_REMOVED,
    FACTORS_RESET,
    Kind,
)
from phares.common.parameters.queries import value_of
from phares.kernel.actor import THE_POLE, Actor
from phares.kernel.dating import Dated
from phares.kernel.refusal import Refused, insist
from phares.people.accounts.actions.keeping import day_of, locked
from phares.people.accounts.formats.passkeys import Site, made
from phares.people.accounts.formats.sealing import mark_of, opened, seal
from phares.people.accounts.models import Factor, OpenSession, RecoveryCode, User
from phares.people.accounts.queries import reader_of, whom_to_ask
from phares.people.accounts.rules import factors as rules
from phares.people.accounts.rules import keys
from phares.people.accounts.rules.factors import FactorKind


@transaction.atomic
def ask_second_factor(user: User, *, now: datetime) -> date:
    """From which day on the password alone opens nothing more: said once, it does not move."""
    user = locked(user)
    if user.factor_due_on is None:
        day = day_of(now)
        user.factor_due_on = day + timedelta(days=value_of("account.second_factor", day))
        user.save(update_fields=["factor_due_on"])
        record("account.factor_asked", user, by=THE_POLE, until=str(Dated(user.factor_due_on)))
    return user.factor_due_on


@transaction.atomic
def add_authenticator(
    user: User, *, secret: str, code: str, name: str, current: str, by: Actor, now: datetime
) -> list[str]:
    """An application of codes, once it showed a right one. Gives new recovery codes, if any."""
    user = _own(user, current, by)
    insist(rules.KNOWN_APPLICATION if _holds(user, secret) else None)
    step = rules.matching_step(secret, code, now=now, last=None)
    insist(rules.WRONG_CODE if step is None else None)
    return _add(
        user,
        Factor(kind=FactorKind.TOTP, sealed_secret=seal(secret), last_step=step),
        name,
        by,
        now,
    )


@transaction.atomic
def add_passkey(
    user: User,
    *,
    answer: str,
    challenge: str,
    site: Site,
    name: str,
    current: str,
    by: Actor,
    now: datetime,
) -> list[str]:
    """A passkey that was just made for this site. Gives new recovery codes, if any."""
    user = _own(user, current, by)
    kept = made(answer, challenge=challenge, site=site)
    if Factor.objects.filter(credential_id=kept.credential_id).exists():
        raise Refused(rules.KNOWN_PASSKEY)
    factor = Factor(
        kind=FactorKind.PASSKEY,
        credential_id=kept.credential_id,
        public_key=kept.public_key,
        sign_count=kept.sign_count,
    )
    return _add(user, factor, name, by, now)


@transaction.atomic
def rename_factor(factor: Factor, *, name: str, by: Actor) -> None:
    """What one calls it, to know which to take away the day it is lost."""
    _insist_on_own(factor.user_id, by)
    before, factor.name = factor.name, name.strip()
    factor.save(update_fields=["name"])
    record("account.factor_renamed", factor.user, by=by, before=before, after=factor.name)


@transaction.atomic
def remove_factor(
    factor: Factor, *, current: str, by: Actor, compulsory: bool, now: datetime
) -> None:
    """It opens nothing any more; with the last one go the recovery codes. The person is told."""
    user = _own(factor.user, current, by)
    left = user.factors.exclude(pk=factor.pk).count()
    due = user.factor_due_on
    insist(rules.why_not_remove(left=left, compulsory=compulsory, due_on=due, today=day_of(now)))
    name, kind = factor.name, FactorKind(factor.kind).label
    factor.delete()
    if not left:
        user.recovery_codes.all().delete()
    record("account.factor_removed", user, by=by, kind=kind, called=name)
    _tell(user, FACTOR_REMOVED, now, factor=kind, called=name)


@transaction.atomic
def renew_recovery_codes(user: User, *, current: str, by: Actor, now: datetime) -> list[str]:
    """Ten new ones, shown this once; those of before open nothing any more."""
    user = _own(user, current, by)
    insist(None if user.factors.exists() else rules.NO_FACTOR)
    record("account.codes_renewed", user, by=by)
    return _new_codes(user, now)


@transaction.atomic
def reset_factors(user: User, *, by: Actor, now: datetime) -> None:
    """For who lost everything: the password alone again; all sessions end; they are told."""
    insist(keys.why_not_keep(by))
    user = locked(user)
    insist(rules.why_not_reset(user.pk, by, factors=user.factors.count()))
    forget_factors(user)
    user.session_round += 1
    user.save(update_fields=["session_round"])
    OpenSession.objects.filter(user=user).delete()
    record("account.factors_reset", user, by=by)
    _tell(user, FACTORS_RESET, now, by=by.name)


def forget_factors(user: User) -> None:
    user.factors.all().delete()
    user.recovery_codes.all().delete()


def _own(user: User, current: str, by: Actor) -> User:
    """One's own account, locked, by whoever knows its password."""
    _insist_on_own(user.pk, by)
    user = locked(user)
    insist(None if user.check_password(current) else keys.WRONG_PASSWORD)
    return user


def _insist_on_own(user_id: int, by: Actor) -> None:
    if user_id != by.user_id:
        raise Refused(rules.ONLY_OWN)


def _holds(user: User, secret: str) -> bool:
    """Whether this very application is there: a form sent twice adds it once."""
    sealed = user.factors.exclude(sealed_secret="").values_list("sealed_secret", flat=True)
    return any(opened(one) == secret for one in sealed)


def _add(user: User, factor: Factor, name: str, by: Actor, now: datetime) -> list[str]:
    insist(rules.TOO_MANY if user.factors.count() >= rules.MOST_FACTORS else None)
    factor.user, factor.name, factor.added_at = user, name.strip(), now
    factor.save()
    kind = FactorKind(factor.kind).label
    record("account.factor_added", user, by=by, kind=kind, called=factor.name)
    _tell(user, FACTOR_ADDED, now, factor=kind, called=factor.name)
    return [] if user.recovery_codes.exists() else _new_codes(user, now)


def _new_codes(user: User, now: datetime) -> list[str]:
    size = rules.GROUPS * rules.GROUP
    codes = [
        "".join(secrets.choice(rules.LETTERS) for _letter in range(size))
        for _code in range(rules.CODES)
    ]
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, mark=mark_of(user.pk, code), made_at=now) for code in codes
    )
    return [rules.shown_code(code) for code in codes]


def _tell(user: User, kind: Kind, now: datetime, **said: str) -> None:
    to = reader_of(user, user.email)
    said |= {"whom": whom_to_ask()}
    write_notice(kind, key=f"{kind.code}:{uuid4()}", to=to, said=said, now=now)
