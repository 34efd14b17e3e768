"""The second step: a code, a passkey, or a recovery code; each right one serves once."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from phares.common.audit.actions import record
from phares.common.notices.actions import write_notice
from phares.common.notices.rules.kinds import RECOVERY_CODE_USED
from phares.kernel.actor import VISITOR
from phares.kernel.refusal import Refused
from phares.people.accounts.actions.keeping import locked
from phares.people.accounts.formats.passkeys import MadePasskey, Site, credential_of, signed
from phares.people.accounts.formats.sealing import mark_of, opened
from phares.people.accounts.models import Factor, RecoveryCode, User
from phares.people.accounts.queries import actor_of, codes_left, reader_of, whom_to_ask
from phares.people.accounts.rules import factors as rules
from phares.people.accounts.rules.factors import FactorKind


@transaction.atomic
def use_code(user: User, typed: str, *, now: datetime) -> None:
    """A code of one of the applications; one that served, or an older one, is refused."""
    locked(user)
    for factor in user.factors.filter(kind=FactorKind.TOTP.value):
        step = _step_of(factor, typed, now)
        if step is not None:
            factor.last_step, factor.used_at = step, now
            factor.save(update_fields=["last_step", "used_at"])
            return
    raise Refused(rules.WRONG_CODE)


@transaction.atomic
def use_recovery_code(user: User, typed: str, *, now: datetime) -> None:
    """One code less; the person is told by letter how many are left."""
    user = locked(user)
    mark = mark_of(user.pk, rules.plain_code(typed))
    if not RecoveryCode.objects.filter(user=user, mark=mark, used_at=None).update(used_at=now):
        raise Refused(rules.WRONG_RECOVERY_CODE)
    left = codes_left(user)
    by = actor_of(user, timezone.localdate(now))
    record("account.recovery_code_used", user, by=by, left=left)
    to = reader_of(user, user.email)
    said = {"left": left, "whom": whom_to_ask()}
    key = f"{RECOVERY_CODE_USED.code}:{uuid4()}"
    write_notice(RECOVERY_CODE_USED, key=key, to=to, said=said, now=now)


@transaction.atomic
def use_passkey(
    answer: str,
    *,
    challenge: str,
    site: Site,
    user: User | None = None,
    now: datetime,
) -> User:
    """Of this account, after its password; without one, of whichever account the passkey is of,
    and then the device must have checked who holds it."""
    known = Factor.objects.filter(credential_id=credential_of(answer), user__is_active=True)
    found = known.select_related("user").first()
    if found is None or (user is not None and found.user_id != user.pk):
        raise Refused(rules.WRONG_PASSKEY)
    owner = locked(found.user)
    found.refresh_from_db(fields=["sign_count"])
    kept = MadePasskey(str(found.credential_id), found.public_key, found.sign_count)
    count = signed(answer, kept=kept, challenge=challenge, site=site, alone=user is None)
    found.sign_count, found.used_at = count, now
    found.save(update_fields=["sign_count", "used_at"])
    return owner


@transaction.atomic
def note_codes_exhausted(user: User) -> None:
    """Whoever typed them knows the password: the administration reads it in the journal."""
    record("account.codes_exhausted", user, by=VISITOR)


def _step_of(factor: Factor, typed: str, now: datetime) -> int | None:
    secret = opened(factor.sealed_secret)
    if secret is None:
        return None
    return rules.matching_step(secret, typed, now=now, last=factor.last_step)
