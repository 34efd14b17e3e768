"""What the actions take besides the essential, under the names of the columns."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TypedDict

from phares.kernel.dating import Dated
from phares.people.directory.models import Category, Organisation, Public, Territory
from phares.people.directory.rules.kinds import LegalForm


class Evidence(TypedDict, total=False):
    """Where it was read; what no source gives is invented and marked illustrative."""

    source: str
    illustrative: bool


class Circumstances(Evidence, total=False):
    """What else is known of a belonging."""

    founder: bool
    area: Territory | None
    exit_reason: str
    outcome: str


class Reach(Evidence, total=False):
    """How to write, call and go there."""

    email: str
    phone: str
    website: str
    street: str
    postcode: str
    city: str
    latitude: Decimal | None
    longitude: Decimal | None


class Card(Reach, total=False):
    """What an organisation says of itself. What is not given stays."""

    short_name: str
    legal_form: LegalForm
    is_ess: bool | None
    tagline: str
    description: str
    siren: str
    siret: str
    rna: str
    vat_number: str
    country: str
    founded: Dated | None
    main_category: Category | None
    categories: Iterable[Category]
    territories: Iterable[Territory]
    publics: Iterable[Public]
    in_public_directory: bool


class PoleCard(Evidence, total=False):
    """What the pole says of itself. What is not given stays."""

    long_name: str
    place: str
    slogan: str
    introduction: str
    carrier: Organisation | None
    street: str
    postcode: str
    city: str
    phone: str
    email: str
    website: str
    opening: str
    area: Territory | None
    map: dict[str, object] | None
