"""In whose name one acts, for who holds keys of several organisations."""

from __future__ import annotations

from dataclasses import astuple

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phares.common.web.audience import opens, signed_in
from phares.common.web.pages import can_be_read, done, wanted_page
from phares.common.web.requests import Request
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist
from phares.kernel.words import of
from phares.people.accounts.middleware import SPEAKS_FOR
from phares.people.accounts.queries import actor_of
from phares.people.accounts.rules.speaking import why_not_speak_for
from phares.people.accounts.views.accounts import account_of


@signed_in
@require_POST
def speak_for(request: Request) -> HttpResponse:
    """One organisation from now on in this session, or all one’s keys again."""
    whole = actor_of(account_of(request), timezone.localdate())
    wanted = request.POST.get("structure", "")
    if not wanted:
        request.session.pop(SPEAKS_FOR, None)
        return done(request, _onward(request, whole), _("Vous agissez avec toutes vos clés."))
    party = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 18 else 0
    insist(why_not_speak_for(whole, party))
    house = whole.house(party)
    assert house is not None
    request.session[SPEAKS_FOR] = astuple(house)
    said = _("Vous agissez au nom %(of_whom)s.") % {"of_whom": of(house.name)}
    return done(request, _onward(request, whole.speaking_for(house)), said)


def _onward(request: Request, actor: Actor) -> str:
    """Where one was, when its audience holds the keys one acts with now; today’s page otherwise."""
    today = resolve_url(settings.LOGIN_REDIRECT_URL)
    wanted = wanted_page(request, today)
    return wanted if can_be_read(wanted) and opens(wanted, actor) else today
