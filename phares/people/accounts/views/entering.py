"""In, in a session of one’s own: what every way in ends with."""

from __future__ import annotations

from django.contrib.auth import login, update_session_auth_hash
from django.utils import timezone

from phares.common.web.requests import Request
from phares.people.accounts import actions
from phares.people.accounts.models import User


def let_in(request: Request, user: User) -> None:
    """Signed in, in a new session; the journal and the list of sessions say so."""
    login(request, user, backend="phares.people.accounts.backend.KeyringBackend")
    actions.note_sign_in(user, now=timezone.now())
    _note_session(request, user)


def stay_in(request: Request, user: User) -> None:
    """What ends every session leaves this one, under another key."""
    actions.forget_session(request.session.session_key)
    update_session_auth_hash(request, user)
    _note_session(request, user)


def _note_session(request: Request, user: User) -> None:
    if not request.session.session_key:
        request.session.save()
    key, agent = request.session.session_key or "", request.headers.get("User-Agent", "")
    actions.note_session(user, session_key=key, user_agent=agent, now=timezone.now())
