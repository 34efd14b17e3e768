"""Where one is signed in, and out of there."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phares.common.web.audience import signed_in
from phares.common.web.pages import done
from phares.common.web.requests import Request
from phares.people.accounts import actions
from phares.people.accounts.queries import sessions_of
from phares.people.accounts.views.accounts import account_of
from phares.people.accounts.views.entering import stay_in


@signed_in
@require_POST
def end_one(request: Request, pk: int) -> HttpResponse:
    """One of mine, elsewhere; somebody else’s is not found."""
    session = get_object_or_404(sessions_of(account_of(request), timezone.now()), pk=pk)
    actions.end_session(session, by=request.actor)
    return done(request, "accounts:mine", _("Cette session est fermée."))


@signed_in
@require_POST
def end_others(request: Request) -> HttpResponse:
    """Out everywhere but here."""
    here = request.session.session_key
    person = actions.end_other_sessions(account_of(request), besides=here, by=request.actor)
    stay_in(request, person)
    return done(
        request, "accounts:mine", _("Vos autres sessions sont fermées : il ne reste que celle-ci.")
    )
