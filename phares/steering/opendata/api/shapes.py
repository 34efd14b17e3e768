"""The shapes of what is asked and answered: the description is made from them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field

from phares.activities.bookings.rules.kinds import BookingState, Nature, OfferKind, Setup

LARGEST_ID = 2**53 - 1
"""What every program reads without losing a digit."""
FURTHEST = 100_000
type Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
type Moment = Annotated[
    AwareDatetime,
    Field(
        description="Avec son décalage : 2016-01-12T09:00:00+01:00",
        examples=["2016-01-12T09:00:00+01:00"],
    ),
]


class ProblemOut(Schema):
    """RFC 9457: what is wrong, for a person (`detail`) and for a program (`code`)."""

    model_config = ConfigDict(extra="allow")
    type: str
    title: str
    status: int
    code: str
    detail: str


class Links(Schema):
    self: str
    next: str | None
    previous: str | None


class Page(Schema):
    total: int
    limit: int
    offset: int
    links: Links


class OrganisationOut(Schema):
    id: int
    name: str
    short_name: str
    tagline: str
    website: str
    email: str
    phone: str
    city: str
    siren: str


class Organisations(Page):
    items: list[OrganisationOut]


class SpaceOut(Schema):
    id: int
    name: str
    kind: OfferKind
    note: str
    floor: str
    seats: int | None
    units: list[str]
    any_one: bool
    step_minutes: int
    shortest_minutes: int
    longest_minutes: int | None
    before_minutes: int
    after_minutes: int


class Spaces(Page):
    items: list[SpaceOut]


class SpanOut(Schema):
    starts_at: datetime
    ends_at: datetime


class AvailabilityOut(Schema):
    space: int
    open: list[SpanOut]
    free: list[SpanOut]
    taken: list[SpanOut]


class BookingOut(Schema):
    id: int
    space: int
    space_name: str
    organisation: int
    organisation_name: str
    starts_at: datetime
    ends_at: datetime
    state: BookingState
    nature: Nature
    purpose: str
    people: int | None
    setup: Setup
    catering: str
    note: str


class Bookings(Page):
    items: list[BookingOut]


class BookingIn(Schema):
    """A place asked for; `space` is what GET /spaces gives."""

    model_config = ConfigDict(extra="forbid")
    space: Id
    organisation: Id
    starts_at: Moment
    ends_at: Moment
    purpose: str = Field("", max_length=120)
    nature: Nature = Nature.MEETING
    people: int | None = Field(None, ge=1, le=32767)
    setup: Setup = Setup.AS_IS
    catering: str = Field("", max_length=200)
    note: str = Field("", max_length=300)


class Paging(Schema):
    limit: int = Field(50, ge=1, le=200)
    offset: int = Field(0, ge=0, le=FURTHEST)


def paged(request: Any, rows: Any, paging: Paging) -> tuple[list[Any], dict[str, Any]]:
    """The rows of this page, and what is said of the whole list: two queries of a table."""
    total = rows.count() if hasattr(rows, "values_list") else len(rows)
    limit, offset = paging.limit, paging.offset

    def link(start: int) -> str:
        asked = request.GET.copy()
        asked["limit"], asked["offset"] = str(limit), str(start)
        return f"{request.path}?{asked.urlencode()}"

    following = offset + limit
    more = following < total and following <= FURTHEST
    links = {
        "self": link(offset),
        "next": link(following) if more else None,
        "previous": link(max(0, offset - limit)) if offset else None,
    }
    told = {"total": total, "limit": limit, "offset": offset, "links": links}
    return list(rows[offset : offset + limit]), told
