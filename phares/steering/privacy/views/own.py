"""What is held on oneself."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from phares.common.web.audience import ones_own, signed_in
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.steering.privacy import actions, queries
from phares.steering.privacy.formats import downloads
from phares.steering.privacy.queries import of_account


@ones_own
@signed_in
@require_safe
def mine(request: Request) -> HttpResponse:
    """Everything the pole holds on whoever asks, and why."""
    found = of_account(request.actor.user_id or 0)
    _who, told = actions.open_file(found, by=request.actor, now=timezone.now())
    context = {"told": told, "rows": queries.register(request.now.date())}
    return page(request, "privacy/mine.html", context)


@ones_own
@signed_in
@require_POST
def export(request: Request, form: str) -> HttpResponse:
    """The same as a file to take away."""
    found, make = of_account(request.actor.user_id or 0), downloads.maker(form)
    told = actions.export_file(found, form=form.upper(), by=request.actor)
    return make(str(found), told, queries.words_on(request.now.date()), request.now)
