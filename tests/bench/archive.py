"""What a pole has kept after many years, beside its people: 100 000 records to look among."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from phares.cooperative.assets.rules.kinds import AssetKind
from phares.cooperative.funding.models import Grant
from phares.cooperative.funding.rules.kinds import FunderLevel, GrantState, SupportKind
from phares.cooperative.premises.models import Building, Floor, Lease, LeaseLine, Site, Space, Works
from phares.cooperative.premises.rules.kinds import WorksState
from phares.cooperative.projects.models import Action, Axis
from phares.kernel.actor import Role
from phares.people.accounts.models import Key, User
from phares.people.directory.models import Organisation, Party, Pole
from tests.bench.town import build

HOUSES, SPACES, WORKS, GRANTS, LEASES, ACTIONS = 8_000, 500, 500, 1_000, 5_000, 5_000
START = {"starts_on": date(2014, 1, 1)}
ENDED = {"starts_on": date(2013, 1, 1), "ends_on": date(2014, 1, 1)}
WORDS = {
    "structure": "structure 0012",
    "common_word": "bords seine",
    "person": "prenom1 nom4",
    "two_letters": "se",
    "nothing": "zzzzqq",
    "agreement": "c-2014-00042",
    "room": "bureau 42",
    "action": "repas partage 42",
    "grant": "animation 42",
    "most_records": "no pr",
    "many_words": "structure des bords de seine 00 0012 st",
    "accents": "Écoles Prénom",
    "a_number": "42",
    "one_letter": "é",
}
"""What people type, each kind of record at least once, and the oddest."""


def fill() -> int:
    """How many records may be found, the pages of figures apart."""
    build(HOUSES)
    houses = list(Organisation.objects.order_by("pk")[:1000])
    spaces = _place(houses)
    _leases(houses, spaces)
    pole = Pole.objects.get()
    axis = Axis.objects.create(pole=pole, number=1, name="Coopérer")
    _bulk(
        Action,
        [
            {"axis": axis, "year": 2000 + n % 15, "rank": n, "title": f"Repas partagé n° {n}"}
            for n in range(ACTIONS)
        ],
    )
    grant = {"level": FunderLevel.REGION.value, "kind": SupportKind.OPERATING.value, "pole": pole}
    _bulk(
        Grant,
        [
            {**grant, **START, "funder": houses[n % 40], "purpose": f"Animation {n}"}
            | {"state": GrantState.GRANTED.value, "end_known": False}
            for n in range(GRANTS)
        ],
    )
    contact = User.objects.create_user("contact@example.org", "x", name="Contact")
    key = {"user": contact, "role": Role.MEMBER_CONTACT.value, "organisation": houses[42]}
    Key.objects.create(**key, starts_on=date(2010, 1, 1))
    kept = (Party, Space, Works, Grant, Lease, Action)
    return sum(model.objects.count() for model in kept)


def _place(houses: list[Organisation]) -> list[Space]:
    site = Site.objects.create(name="Le banc")
    building = Building.objects.create(site=site, name="Maison du banc")
    floor = Floor.objects.create(
        building=building, code="R+1", name="Premier étage", level=1, width=900, height=900
    )
    spaces = [
        Space.objects.create(
            kind=AssetKind.SPACE.value, name=f"Bureau {n}", floor=floor, code=str(n)
        )
        for n in range(SPACES)
    ]
    works = {"building": building, "state": WorksState.DONE.value, **ENDED}
    _bulk(Works, [{**works, "name": f"Peinture {n}"} for n in range(WORKS)])
    return spaces


def _leases(houses: list[Organisation], spaces: list[Space]) -> None:
    _bulk(
        Lease,
        [
            {"number": f"C-2014-{n:05d}", "occupant": houses[n % 1000], "lessor": houses[0]} | ENDED
            for n in range(LEASES)
        ],
    )
    _bulk(
        LeaseLine,
        [
            {"lease": lease, "space": spaces[n % SPACES], "surface_m2": Decimal(20)}
            for n, lease in enumerate(Lease.objects.order_by("pk"))
        ],
    )


def _bulk(model: Any, rows: list[dict[str, Any]]) -> None:
    model.objects.bulk_create([model(**row) for row in rows], batch_size=500)
