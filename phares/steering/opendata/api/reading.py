"""Organisations and spaces, as the pages tell them to whoever the token acts as."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Query, Router

from phares.activities.bookings.models import Offer
from phares.activities.bookings.queries.planning import offers_on
from phares.activities.bookings.rules.kinds import OfferKind
from phares.activities.bookings.rules.permissions import SEES_THE_CALENDAR
from phares.kernel.actor import INSIDE
from phares.kernel.refusal import Reason, insist
from phares.kernel.tongue import french
from phares.people.accounts.rules.tokens import Scope
from phares.people.directory.models import Organisation
from phares.people.directory.queries import organisations_listed
from phares.steering.opendata.api.auth import Asking, allow
from phares.steering.opendata.api.saying import PROBLEMS
from phares.steering.opendata.api.shapes import (
    AvailabilityOut,
    Id,
    Moment,
    OrganisationOut,
    Organisations,
    Paging,
    SpaceOut,
    Spaces,
    paged,
)
from phares.steering.opendata.queries import Space, availability_of, spaces_of
from phares.steering.opendata.rules.availability import LONGEST, Span

router = Router()
TOO_LONG = Reason("too-long", "Demandez 31 jours au plus, la fin après le début.")


def listed(request: Asking) -> QuerySet[Any]:
    """Those of the list of structures, by name."""
    allow(request, Scope.ORGANISATIONS_READ, *INSIDE)
    today = timezone.localdate(request.now)
    return organisations_listed(today, request.actor).order_by("name", "pk")


def organisation_said(row: Organisation) -> dict[str, Any]:
    columns = ("name", "short_name", "tagline", "website", "email", "phone", "city")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in columns},
        "siren": str(row.siren or ""),
    }


@router.get(
    "/organisations",
    response={200: Organisations, **PROBLEMS},
    url_name="organisations",
    operation_id="listOrganisations",
    summary=french("Les structures"),
)
def organisations(request: Asking, paging: Query[Paging]) -> Any:
    rows, told = paged(request, listed(request), paging)
    return told | {"items": [organisation_said(row) for row in rows]}


@router.get(
    "/organisations/{id}",
    response={200: OrganisationOut, **PROBLEMS},
    url_name="organisation",
    operation_id="getOrganisation",
    summary=french("Une structure"),
)
def organisation(request: Asking, id: Path[Id]) -> Any:
    return organisation_said(get_object_or_404(listed(request), pk=id))


def space_said(one: Space) -> dict[str, Any]:
    columns = (
        "name", "kind", "note", "any_one", "step_minutes", "shortest_minutes", "longest_minutes",
        "before_minutes", "after_minutes",
    )  # fmt: skip
    told = {name: getattr(one.offer, name) for name in columns}
    return {"id": one.offer.pk, "floor": one.floor, "seats": one.seats, "units": one.units, **told}


@router.get(
    "/spaces",
    response={200: Spaces, **PROBLEMS},
    url_name="spaces",
    operation_id="listSpaces",
    summary=french("Ce qui se réserve aujourd’hui"),
)
def spaces(request: Asking, paging: Query[Paging], kind: OfferKind | None = None) -> Any:
    allow(request, Scope.SPACES_READ, *SEES_THE_CALENDAR)
    today = timezone.localdate(request.now)
    rows, told = paged(request, offers_on(today, *([kind] if kind else [])), paging)
    return told | {"items": [space_said(one) for one in spaces_of(rows, today)]}


@router.get(
    "/spaces/{id}",
    response={200: SpaceOut, **PROBLEMS},
    url_name="space",
    operation_id="getSpace",
    summary=french("Une salle, un poste, un matériel"),
)
def space(request: Asking, id: Path[Id]) -> Any:
    allow(request, Scope.SPACES_READ, *SEES_THE_CALENDAR)
    found = get_object_or_404(Offer, pk=id)
    return space_said(spaces_of([found], timezone.localdate(request.now))[0])


@router.get(
    "/spaces/{id}/availability",
    response={200: AvailabilityOut, **PROBLEMS},
    url_name="availability",
    operation_id="getAvailability",
    summary=french("Quand elle est libre"),
)
def availability(
    request: Asking,
    id: Path[Id],
    start: Moment = Query(..., alias="from"),  # noqa: B008
    end: Moment = Query(..., alias="to"),  # noqa: B008
) -> Any:
    allow(request, Scope.SPACES_READ, *SEES_THE_CALENDAR)
    found = Offer.objects.filter(pk=id).first()
    if found is None:
        raise Http404
    insist(None if start < end and end - start <= LONGEST and in_reach(start, end) else TOO_LONG)
    told = availability_of(found, start, end, request.now)
    return {
        "space": found.pk,
        "open": spans(told.open),
        "free": spans(told.free),
        "taken": spans(told.taken),
    }


def in_reach(*moments: Any) -> bool:
    """Years that a wall calendar has, with room around."""
    return all(1900 <= one.year < 2200 for one in moments)


def spans(found: list[Span]) -> list[dict[str, Any]]:
    return [
        {"starts_at": timezone.localtime(start), "ends_at": timezone.localtime(end)}
        for start, end in found
    ]
