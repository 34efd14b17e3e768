"""Addresses by which other calendars read this one."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from phares.activities.bookings.models import Offer
from phares.activities.bookings.queries.planning import offers_on
from phares.common.web.audience import for_roles, public
from phares.common.web.pages import done, page
from phares.common.web.requests import Request, place_of
from phares.people.accounts.actions import count_failure
from phares.people.accounts.queries import failures
from phares.people.accounts.rules.passwords import may_go_on
from phares.steering.agenda import actions
from phares.steering.agenda.queries import feed_at, feeds_of
from phares.steering.agenda.rules.permissions import READERS
from phares.steering.agenda.serving import Served, served

GUESSED = "agenda"
"""Stands for every address of a feed: what is guessed from one place is counted together."""
TYPE = "text/calendar; charset=utf-8"


@for_roles(*READERS)
@never_cache
@require_safe
def feeds(request: Request) -> HttpResponse:
    """One's own addresses: when each served last; made, made anew, withdrawn."""
    known = list(feeds_of(request.actor.user_id))
    taken = {one.offer_id for one in known}
    offers = offers_on(timezone.localdate(request.now))
    context = {
        "feeds": known,
        "own": None in taken,
        "offers": [one for one in offers if one.pk not in taken],
    }
    return page(request, "agenda/feeds.html", context)


@for_roles(*READERS)
@never_cache
@require_POST
def make(request: Request) -> HttpResponse:
    """The address, shown this once."""
    asked = request.POST.get("offer", "")
    offer = None
    if asked:
        offer = get_object_or_404(Offer, pk=asked) if asked.isdecimal() else _nothing()
    token = actions.make_feed(by=request.actor, now=timezone.now(), offer=offer)
    address = settings.SITE_URL + reverse("agenda:feed", args=[token])
    return page(request, "agenda/made.html", {"address": address, "offer": offer})


def _nothing() -> Offer:
    raise Http404


@for_roles(*READERS)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """One of one's own; somebody else’s is not found."""
    found = get_object_or_404(feeds_of(request.actor.user_id), pk=pk)
    actions.withdraw_feed(found, by=request.actor, now=timezone.now())
    return done(request, "agenda:feeds", _("Cette adresse ne donne plus rien."))


@public
@require_safe
def feed(request: Request, token: str) -> HttpResponse:
    """The calendar itself, for who holds its address. A guess is not told from what is over."""
    place, now = place_of(request), timezone.now()
    if not may_go_on(failures(GUESSED, place, now)):
        return HttpResponse(status=429, headers={"Retry-After": "3600"})
    found = feed_at(token)
    if found is None:
        count_failure(GUESSED, place, now=now)
        raise Http404
    with translation.override(found.user.speaks):
        ready = served(found, request.now, timezone.localdate())
        if ready is None:
            raise Http404
        actions.note_read(found, timezone.localdate())
        return _answer(request, ready)


def _answer(request: Request, ready: Served) -> HttpResponse:
    mark = f'"{ready.mark}"'
    headers = {"ETag": mark, "Cache-Control": "private, no-cache"}
    known = [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]
    if {mark, f"W/{mark}"} & set(known):
        return HttpResponseNotModified(headers=headers)
    answer = HttpResponse(ready.written(request.now), content_type=TYPE, headers=headers)
    answer["Content-Disposition"] = 'inline; filename="agenda.ics"'
    return answer
