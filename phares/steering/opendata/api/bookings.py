"""Bookings: read, made, given back, by the queries and the actions of the pages."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Header, Path, Query, Router
from pydantic import Field

from phares.activities.bookings.actions import book_room, cancel_booking
from phares.activities.bookings.models import Booking, Offer
from phares.activities.bookings.queries.asked import visible_to
from phares.activities.bookings.rules.asking import Wish
from phares.activities.bookings.rules.kinds import BookingState
from phares.activities.bookings.rules.permissions import BOOKS, SEES_THE_CALENDAR
from phares.kernel.actor import Role
from phares.kernel.refusal import Reason, Refused, insist
from phares.kernel.time import TimeSlot
from phares.kernel.tongue import french
from phares.people.accounts.rules.tokens import Scope
from phares.people.directory.models import Organisation
from phares.steering.opendata.actions import Answer, Told, answer_once
from phares.steering.opendata.api.auth import Asking, allow
from phares.steering.opendata.api.problems import answered, body_of
from phares.steering.opendata.api.reading import in_reach
from phares.steering.opendata.api.saying import PROBLEMS, WRITING
from phares.steering.opendata.api.shapes import (
    BookingIn,
    BookingOut,
    Bookings,
    Id,
    Moment,
    Paging,
    paged,
)
from phares.steering.opendata.rules.problems import Problem, of_reason

router = Router()
DATES = Reason("dates", "La fin doit venir après le début, à une date d’un vrai calendrier.")
UNKNOWN = french("Rien n’a ce numéro. GET /spaces et GET /organisations donnent les bons.")
KEY = Header("", alias="Idempotency-Key", max_length=255)


def mine(request: Asking, scope: Scope, *roles: Role) -> Any:
    """Those that the list of bookings shows; another’s is not found."""
    allow(request, scope, *roles)
    return visible_to(request.actor)


def said(row: Booking) -> dict[str, Any]:
    columns = ("state", "nature", "purpose", "people", "setup", "catering", "note")
    return {
        "id": row.pk,
        "space": row.offer_id,
        "space_name": row.offer.name,
        "organisation": row.party_id,
        "organisation_name": row.party.name,
        "starts_at": timezone.localtime(row.starts_at),
        "ends_at": timezone.localtime(row.ends_at),
        **{name: getattr(row, name) for name in columns},
    }


class Wanted(Paging):
    start: Moment | None = Field(None, alias="from")
    end: Moment | None = Field(None, alias="to")
    space: Id | None = None
    state: BookingState | None = None


@router.get(
    "/bookings",
    response={200: Bookings, **PROBLEMS},
    url_name="bookings",
    operation_id="listBookings",
    summary=french("Les réservations que la personne lit"),
)
def bookings(request: Asking, wanted: Query[Wanted]) -> Any:
    rows = mine(request, Scope.BOOKINGS_READ, *SEES_THE_CALENDAR).order_by("starts_at", "pk")
    insist(None if in_reach(*filter(None, (wanted.start, wanted.end))) else DATES)
    asked = {
        "ends_at__gt": wanted.start, "starts_at__lt": wanted.end, "offer": wanted.space,
        "state": wanted.state,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in asked.items() if value is not None})
    found, told = paged(request, rows, wanted)
    return told | {"items": [said(row) for row in found]}


@router.get(
    "/bookings/{id}",
    response={200: BookingOut, **PROBLEMS},
    url_name="booking",
    operation_id="getBooking",
    summary=french("Une réservation"),
)
def booking(request: Asking, id: Path[Id]) -> Any:
    rows = mine(request, Scope.BOOKINGS_READ, *SEES_THE_CALENDAR)
    return said(get_object_or_404(rows, pk=id))


@router.post(
    "/bookings",
    response={201: BookingOut, **WRITING},
    url_name="book",
    operation_id="book",
    summary=french("Réserver"),
)
def book(request: Asking, asked: BookingIn, key: str = KEY) -> HttpResponse:
    """With an Idempotency-Key, the same request sent again books once and is answered the same."""
    allow(request, Scope.BOOKINGS_WRITE, *BOOKS)
    return _once(request, key, partial(_book, request, asked))


def _book(request: Asking, asked: BookingIn) -> Answer:
    start, end = asked.starts_at, asked.ends_at
    insist(None if start < end and in_reach(start, end) else DATES)
    wish = asked.model_dump(include={"nature", "purpose", "people", "setup", "catering", "note"})
    made = book_room(
        offer=_known(Offer, asked.space, "space"),
        party=_known(Organisation, asked.organisation, "organisation"),
        slot=TimeSlot(start, end), wish=Wish(**wish), by=request.actor, now=request.now,
    )  # fmt: skip
    return Answer(201, BookingOut.model_validate(said(made)).model_dump_json())


def _known(model: Any, pk: int, where: str) -> Any:
    found = model.objects.filter(pk=pk).first()
    if found is None:
        fault = {"where": ["body", where], "detail": str(UNKNOWN)}
        raise Told(Problem(422, "unknown", UNKNOWN, {"errors": [fault]}))
    return found


@router.delete(
    "/bookings/{id}",
    response={204: None, **WRITING},
    url_name="cancel",
    operation_id="cancelBooking",
    summary=french("Annuler"),
)
def cancel(request: Asking, id: Path[Id], key: str = KEY) -> HttpResponse:
    """The place is given back."""
    rows = mine(request, Scope.BOOKINGS_WRITE, *BOOKS)
    return _once(request, key, partial(_cancel, request, get_object_or_404(rows, pk=id)))


def _cancel(request: Asking, found: Booking) -> Answer:
    cancel_booking(found, by=request.actor, now=request.now)
    return Answer(204, "")


def _once(request: Asking, key: str, act: Any) -> HttpResponse:
    if not key:
        return answered(act())
    asked = b"%s %s\n%s" % ((request.method or "").encode(), request.path.encode(), request.body)
    told = answer_once(
        request.token, key, sha256(asked).hexdigest(), act=act, refuse=_refusal, now=request.came_at
    )
    return answered(told)


def _refusal(refusal: Refused) -> Answer:
    problem = of_reason(refusal.reason)
    return Answer(problem.status, body_of(problem))
