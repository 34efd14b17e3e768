"""Where somebody is signed in: noted, ended here, ended everywhere else."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from phares.common.audit.actions import record
from phares.kernel.actor import Actor
from phares.kernel.refusal import Refused
from phares.people.accounts.actions.keeping import locked
from phares.people.accounts.models import OpenSession, User
from phares.people.accounts.rules import keys
from phares.people.accounts.rules.browsers import browser_of


def note_session(user: User, *, session_key: str, user_agent: str, now: datetime) -> None:
    """This browser is signed in from now on."""
    told = {"user": user, "opened_at": now, "browser": browser_of(user_agent)}
    OpenSession.objects.update_or_create(session_key=session_key, defaults=told)


def forget_session(session_key: str | None) -> None:
    """This browser signed out."""
    OpenSession.objects.filter(session_key=session_key).delete()


@transaction.atomic
def end_session(session: OpenSession, *, by: Actor) -> None:
    """One of one's own sessions, elsewhere, is out at its next page."""
    _insist_on_own(session.user_id, by)
    Session.objects.filter(session_key=session.session_key).delete()
    browser = session.browser
    session.delete()
    record("account.session_ended", session.user, by=by, named=f"{session.user}, {browser}")


@transaction.atomic
def end_other_sessions(user: User, *, besides: str | None, by: Actor) -> User:
    """Out everywhere else, whatever is noted here: no session of before is accepted any more."""
    _insist_on_own(user.pk, by)
    user = locked(user)
    user.session_round += 1
    user.save(update_fields=["session_round"])
    others = OpenSession.objects.filter(user=user).exclude(session_key=besides)
    Session.objects.filter(session_key__in=others.values("session_key")).delete()
    others.delete()
    record("account.sessions_ended", user, by=by)
    return user


def _insist_on_own(user_id: int, by: Actor) -> None:
    if user_id != by.user_id:
        raise Refused(keys.NOT_A_KEEPER)
