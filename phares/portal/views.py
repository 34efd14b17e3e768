from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from phares.common.clock.actions import travel_to
from phares.common.web.audience import public, signed_in
from phares.common.web.pages import page, wanted_page
from phares.common.web.requests import Request
from phares.kernel.actor import INSIDE
from phares.kernel.search import Hit
from phares.people.directory.queries import home_pole
from phares.portal import finding, navigation, queries
from phares.portal.forms import TravelForm
from phares.portal.own import mine_of
from phares.portal.public import public_home
from phares.portal.rules.landing import first_page


@public
@require_safe
def home(request: Request) -> HttpResponse:
    """The public page of the pole."""
    home = public_home(home_pole(), request.now.date())
    return page(request, "portal/home.html", {"home": home})


@signed_in
@require_safe
def arrive(request: Request) -> HttpResponse:
    """To the first page of whoever comes in."""
    return redirect(first_page(request.actor))


@signed_in
@require_safe
def mine(request: Request) -> HttpResponse:
    """One’s own structures: rooms, declarations, people; what waits, and one’s account."""
    own = mine_of(request.actor, request.now.date())
    return page(request, "portal/mine.html", {"mine": own})


@signed_in
@require_safe
def today(request: Request) -> HttpResponse:
    """What waits, what comes, who came and left."""
    day = queries.day_of(request.actor, now=request.now)
    return page(request, "portal/today.html", {"day": day})


@signed_in
@require_safe
def to_do(request: Request) -> HttpResponse:
    """Everything that waits for this person, and everything that is good to know."""
    alerts = queries.alerts_for(request.actor, today=request.now.date())
    inside = request.actor.is_(*INSIDE)
    back = navigation.first_link(request.actor)
    context = {"sorted": queries.sorted_out(alerts), "inside": inside, "back": back}
    return page(request, "portal/to_do.html", context)


def _plain(hit: Hit, heading: str) -> dict[str, str]:
    """In the reader’s language: JSON would write the French words."""
    return {name: str(said) for name, said in asdict(hit).items()} | {"group": str(heading)}


@signed_in
@require_safe
def find(request: Request) -> HttpResponse:
    """What bears these words among what one may open, without words what one opened last; as JSON
    for the palette."""
    text = request.GET.get("q", "").strip()
    today = request.now.date()
    asked = finding.sought(text, request.actor, today)
    groups = finding.found(asked) if text else finding.opened_lately(request.actor, today)
    pages = finding.pages_found(asked)
    groups = groups or (finding.meant(asked) if not pages else [])
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        hits = [_plain(hit, one.heading) for one in groups for hit in one.hits]
        return JsonResponse({"results": hits})
    groups = pages + groups
    return page(request, "portal/find.html", {"q": text, "asked": asked, "groups": groups})


@signed_in
@require_safe
def everything(request: Request) -> HttpResponse:
    """The whole rail as a page, for phones."""
    return page(request, "portal/everything.html")


@public
@require_POST
def travel(request: Request) -> HttpResponse:
    """Moves the demonstration to another day, at the same hour."""
    if not settings.DEMO:
        raise Http404
    form = TravelForm(request.POST)
    back = wanted_page(request)
    if not form.is_valid():
        return page(request, "portal/travel.html", {"form": form, "back": back}, status=422)
    moment = datetime.combine(form.cleaned_data["day"], request.now.time(), request.now.tzinfo)
    travel_to(moment, by=request.actor)
    return redirect(back)
