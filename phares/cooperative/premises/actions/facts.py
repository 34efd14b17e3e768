"""What the actions take besides the essential, under the names of the columns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Required, TypedDict

from phares.cooperative.premises.models import Space
from phares.cooperative.premises.rules.kinds import SpaceKind
from phares.people.directory.models import Organisation

type Line = tuple[Space, Decimal]
"""A space and the m² agreed on it."""


class Evidence(TypedDict, total=False):
    """Where it was read; what no source gives is invented and marked illustrative."""

    source: str
    illustrative: bool


class Address(Evidence, total=False):
    street: str
    postcode: str
    city: str
    latitude: Decimal | None
    longitude: Decimal | None


class Change(Evidence, total=False):
    """What a space is from a day on; what is not given stays."""

    kind: SpaceKind
    surface_m2: Decimal
    capacity: int | None
    usable: bool


class Description(Evidence, total=False):
    """What a new space is."""

    kind: Required[SpaceKind]
    surface_m2: Required[Decimal]
    capacity: int | None
    usable: bool


class Terms(Evidence, total=False):
    """The lesser terms of an agreement."""

    notice_months: int
    note: str


class Correction(TypedDict, total=False):
    """What is corrected of an agreement besides its dates; what is not given stays."""

    lines: Sequence[Line]
    notice_months: int
    note: str


class WorksFacts(Evidence, total=False):
    description: str
    surface_gained_m2: Decimal | None
    funder: Organisation | None
