"""The switch of languages, at the foot of every page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from phares.common.web.audience import public
from phares.common.web.language import COOKIE
from phares.common.web.pages import wanted_page
from phares.common.web.requests import Request
from phares.common.web.views import A_YEAR
from phares.kernel.tongue import LANGUAGES
from phares.people.accounts import actions
from phares.people.accounts.views.accounts import account_of


@public
@require_POST
def language(request: Request) -> HttpResponse:
    """Kept on the account of whoever has one, in a cookie for all; then comes back."""
    response, chosen = redirect(wanted_page(request)), request.POST.get("language", "")
    if chosen in LANGUAGES:
        if request.actor.signed_in:
            actions.choose_language(account_of(request), chosen, by=request.actor)
        response.set_cookie(COOKIE, chosen, max_age=A_YEAR, httponly=True, samesite="Lax")
    return response
