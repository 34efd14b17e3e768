from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from phares.kernel.actor import Actor, Named
from phares.people.accounts.queries import actor_of
from phares.people.accounts.rules.speaking import still_chosen

SPEAKS_FOR = "au_nom_de"
"""Where the session keeps in whose name somebody acts: its key, and its name to say it is over."""


class ActorMiddleware:
    """Gives every request its actor, read from the session when first asked.

    Keys follow the real calendar: travelling in a demonstration never locks anybody out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    """With all their keys, or those of the organisation they chose, while they hold one of it."""
    actor = actor_of(request.user, timezone.localdate())
    chosen = request.session.get(SPEAKS_FOR) if actor.signed_in else None
    if chosen is None:
        return actor
    house = still_chosen(actor, Named(*chosen))
    if house is not None:
        return actor.speaking_for(house)
    del request.session[SPEAKS_FOR]
    if actor.house(chosen[0]) is None:
        said = _("Vous n’avez plus de clé pour « %(name)s » : vous agissez avec les autres.")
        messages.warning(request, said % {"name": chosen[1]})
    return actor
