"""One’s own tokens: made, shown this once, taken back."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from phares.common.web.audience import signed_in
from phares.common.web.filling import accepted, pressed, sent, status_of
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.kernel.actor import Actor
from phares.people.accounts import actions
from phares.people.accounts.forms import TokenForm
from phares.people.accounts.models import ApiToken
from phares.people.accounts.queries.tokens import tokens_of
from phares.people.accounts.rules.tokens import scopes_in
from phares.people.accounts.views.accounts import account_of

PLACES = {
    "no-scope": ("scopes",),
    "no-name": ("name",),
    "no-organisation": ("organisation",),
}


@signed_in
@never_cache
def mine(request: Request) -> HttpResponse:
    """What opens something in my name; a new one is shown on the answer itself."""
    person, now = account_of(request), timezone.now()
    form = TokenForm(sent(request), actor=request.actor)
    if request.method == "POST" and form.is_valid():
        make = partial(actions.make_token, person, **form.given, by=request.actor, now=now)
        if made := accepted(form, make, PLACES):
            token, secret = made
            shown = {"token": token, "secret": secret}
            return page(request, "accounts/tokens/made.html", shown)
    known = [(one, scopes_in(one.scopes)) for one in tokens_of(person)]
    explained = resolve_url("opendata:explained")
    context = {"form": form, "tokens": known, "now": now, "explained_url": explained}
    return page(request, "accounts/tokens/mine.html", context, status=status_of(form))


@signed_in
@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """One of mine; somebody else’s is not found."""
    token = get_object_or_404(tokens_of(account_of(request)), pk=pk)
    return pressed(request, partial(_revoke, token, request.actor))


def _revoke(token: ApiToken, by: Actor) -> tuple[str, str]:
    actions.revoke_token(token, by=by, now=timezone.now())
    said = _("Le jeton « %(name)s » n’ouvre plus rien.") % {"name": token.name}
    return said, resolve_url("accounts:tokens")
