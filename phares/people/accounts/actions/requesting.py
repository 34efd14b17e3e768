"""A contact asks for the key of a colleague; the administration gives it, or says why not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.notices.actions import write_notice
from phares.common.notices.rules.kinds import KEY_REQUEST_ACCEPTED, KEY_REQUEST_REFUSED, Kind
from phares.kernel.actor import ROLE_LABELS, Actor, Role
from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import Refused, insist
from phares.people.accounts.actions.inviting import invite
from phares.people.accounts.actions.keeping import claiming, day_of, give_key
from phares.people.accounts.models import KeyRequest, User
from phares.people.accounts.queries import held_by, reader_of
from phares.people.accounts.queries.requests import decided_before, is_asked, requests_of
from phares.people.accounts.rules import keys, requests
from phares.people.accounts.rules.lifecycle import MOVES, KeyRequestState
from phares.people.directory.models import Organisation


@transaction.atomic
def ask_key(
    user: User,
    *,
    organisation: Organisation,
    role: Role,
    name: str,
    email: str,
    words: str,
    by: Actor,
    now: datetime,
) -> KeyRequest:
    """It waits on the first page of the administration; no account and no key yet."""
    if user.pk != by.user_id:
        raise Refused(requests.NOT_YOUR_HOUSE)
    address, house = email.strip().lower(), organisation.pk
    known = User.objects.filter(email__iexact=address).first()
    held = held_by(known, day_of(now)) if known else ()
    waits = is_asked(address, house)
    insist(requests.why_not_ask(by, house, role, words, waits=waits, held=held))
    with claiming(requests.ALREADY_ASKED):
        asked = KeyRequest.objects.create(
            organisation=organisation,
            role=role.value,
            name=name.strip(),
            email=address,
            words=words.strip(),
            asked_by=user,
            asked_at=now,
        )
    _tell("account.key_asked", asked, by)
    return asked


@transaction.atomic
def accept_key_request(asked: KeyRequest, *, by: Actor, now: datetime) -> User:
    """The ordinary invitation leaves; an account that exists already has the key at once."""
    kept = _decided(asked, KeyRequestState.ACCEPTED, by, now)
    words: dict[str, Any] = {
        "role": Role(kept.role),
        "organisation": kept.organisation,
        "by": by,
        "now": now,
    }
    user = User.objects.filter(email__iexact=kept.email).first()
    if user is None:
        user = invite(email=kept.email, name=kept.name, **words)
    else:
        give_key(user, **words)
    kept.save(update_fields=["state", "decided_at"])
    _tell("account.key_request_accepted", kept, by)
    invited = not user.has_usable_password()
    _answer(KEY_REQUEST_ACCEPTED, kept, {"invited": invited}, by, now)
    return user


@transaction.atomic
def refuse_key_request(asked: KeyRequest, *, answer: str, by: Actor, now: datetime) -> KeyRequest:
    """No key, and why: whoever asked reads it."""
    kept = _decided(asked, KeyRequestState.REFUSED, by, now)
    insist(requests.why_not_refuse(answer))
    kept.answer = answer.strip()
    kept.save(update_fields=["state", "decided_at", "answer"])
    _tell("account.key_request_refused", kept, by)
    _answer(KEY_REQUEST_REFUSED, kept, {"answer": kept.answer}, by, now)
    return kept


@transaction.atomic
def forget_key_requests(names: Collection[str], account: int | None) -> None:
    """What somebody who is erased asked for, and what was asked for them."""
    requests_of(names, account).delete()


def purge_key_requests(before: datetime) -> int:
    """Answers that are past their time; what waits stays."""
    _all, each = decided_before(before).delete()
    return each.get(KeyRequest._meta.label, 0)


def _decided(asked: KeyRequest, to: KeyRequestState, by: Actor, now: datetime) -> KeyRequest:
    """Locked, and moved: of two who decide at once, the second is told."""
    insist(keys.why_not_keep(by))
    rows = KeyRequest.objects.select_for_update(of=("self",))
    kept = rows.select_related("organisation", "asked_by").get(pk=asked.pk)
    insist(why_not_move(MOVES, KeyRequestState(kept.state), to))
    kept.state, kept.decided_at = to.value, now
    return kept


def _tell(verb: str, asked: KeyRequest, by: Actor) -> None:
    role, house = ROLE_LABELS[Role(asked.role)], str(asked.organisation)
    record(verb, asked, by=by, named=asked.name, role=role, organisation=house)


def _answer(
    kind: Kind, asked: KeyRequest, told: dict[str, object], by: Actor, now: datetime
) -> None:
    if not asked.asked_by.is_active:
        return
    said = {"by": by.name, "who": asked.name, "house": str(asked.organisation), **told}
    to = reader_of(asked.asked_by, asked.asked_by.email)
    write_notice(kind, key=f"{kind.code}:{asked.pk}", to=to, said=said, now=now)
