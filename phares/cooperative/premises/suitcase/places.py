"""Sites, buildings, who owns or manages them, floors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from phares.cooperative.premises.actions import (
    add_floor,
    open_site,
    raise_building,
    record_tenure,
)
from phares.cooperative.premises.models import Building, Floor, Site, Tenure
from phares.cooperative.premises.rules.kinds import TenureKind
from phares.kernel.datasets import Column, Values
from phares.kernel.reading import count, number, one_of, whole
from phares.people.directory.models import Organisation
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.houses import Houses
from phares.people.directory.suitcase.listing import (
    SINCE,
    UNTIL,
    Finder,
    Incoming,
    Keys,
    Named,
    listing,
)

NONE = ("", "")
ADDRESS = ("street", "postcode", "city")


def _degrees(cell: str) -> Decimal:
    return number(cell).quantize(Decimal("0.00001"))


def sites() -> Named:
    return Named("le site", Site.objects.order_by("pk").values_list("pk", "name"))


def buildings() -> Named:
    return Named("le bâtiment", Building.objects.order_by("pk").values_list("pk", "name"))


def building_column(name: tuple[str, str] = ("L’Étoile", "L’Étoile")) -> Column:
    return Column("building", "Bâtiment", name, required=True)


# fmt: off
class _Sites(Incoming):
    columns = (
        Column("name", "Nom", ("Site du Quai", "Annexe"), cells.fits(Site, "name"), True,
               ("Site",)),
        Column("street", "Voie", ("2 rue du Quai", ""), cells.fits(Site, "street"),
               also=("Adresse", "Rue")),
        Column("postcode", "Code postal", ("93450", ""), cells.postcode, also=("CP",)),
        Column("city", "Commune", ("L’Île-Saint-Denis", ""), cells.fits(Site, "city"),
               also=("Ville",)),
        Column("latitude", "Latitude", NONE, _degrees),
        Column("longitude", "Longitude", NONE, _degrees),
        *cells.EVIDENCE,
    )
    # fmt: on
    key = ("name",)

    @staticmethod
    def rows() -> Iterable[Values]:
        for row in Site.objects.order_by("pk"):
            told = {key: getattr(row, key) for key in (*ADDRESS, "latitude", "longitude")}
            yield {"name": row.name, **told, **cells.evidence_of(row)}

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        address: dict[str, Any] = {key: values[key] or "" for key in ADDRESS}
        place = {key: values[key] for key in ("latitude", "longitude")}
        evidence = cells.evidence_given(values)
        return [open_site(name=values["name"], by=self.by, **address, **place, **evidence)]


SITES = listing(_Sites, "sites", "Sites", "Les lieux du pôle, chacun avec son adresse.")


class _Buildings(Incoming):
    columns = (
        Column("site", "Site", ("Site du Quai", "Site du Quai"), required=True),
        Column("name", "Nom", ("L’Étoile", "La Halle"), cells.fits(Building, "name"), True),
        *cells.EVIDENCE,
    )
    key = ("site", "name")

    def finding(self) -> Mapping[str, Finder]:
        return {"site": sites()}

    @staticmethod
    def rows() -> Iterable[Values]:
        names = sites()
        for row in Building.objects.order_by("pk"):
            site = names.label(row.site_id)
            yield {"site": site, "name": row.name, **cells.evidence_of(row)}

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        site, evidence = Site.objects.get(pk=found["site"]), cells.evidence_given(values)
        return [raise_building(site=site, name=values["name"], by=self.by, **evidence)]


BUILDINGS = listing(_Buildings, "buildings", "Bâtiments", "Les bâtiments de chaque site.")


class _Tenures(Incoming):
    columns = (
        building_column(),
        Column("organisation", "Structure", ("Ville de Paris", "Halage"), required=True),
        Column("kind", "À titre de", ("propriétaire", "gestionnaire"), one_of(TenureKind), True),
        SINCE,
        UNTIL,
        *cells.EVIDENCE,
    )
    key = ("building", "organisation", "kind", "since")

    def finding(self) -> Mapping[str, Finder]:
        return {"building": buildings(), "organisation": Houses()}

    @staticmethod
    def rows() -> Iterable[Values]:
        names, houses = buildings(), Houses()
        for row in Tenure.objects.order_by("pk"):
            yield {
                "building": names.label(row.building_id),
                "organisation": houses.label(row.organisation_id),
                "kind": TenureKind(row.kind),
                "since": row.beginning,
                "until": row.ending,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        tenure = record_tenure(
            building=Building.objects.get(pk=found["building"]),
            organisation=Organisation.objects.get(pk=found["organisation"]),
            kind=values["kind"],
            start=values["since"],
            end=values["until"],
            by=self.by,
            **cells.evidence_given(values),
        )
        return [tenure]


TENURES = listing(
    _Tenures, "tenures", "Propriétaires et gestionnaires", "Qui possède ou gère chaque bâtiment."
)


class _Floors(Incoming):
    columns = (
        building_column(),
        Column("code", "Code", ("0", "1"), cells.fits(Floor, "code"), True),
        Column("name", "Nom", ("Rez-de-chaussée", "1er étage"), cells.fits(Floor, "name"), True),
        Column("level", "Niveau", ("0", "1"), whole, True),
        Column("width", "Largeur (dm)", ("360", "360"), count, True),
        Column("height", "Profondeur (dm)", ("125", "125"), count, True),
    )
    key = ("building", "code")
    PLAIN = ("code", "name", "level", "width", "height")

    def finding(self) -> Mapping[str, Finder]:
        return {"building": buildings()}

    @staticmethod
    def rows() -> Iterable[Values]:
        names = buildings()
        for row in Floor.objects.order_by("pk"):
            told = {key: getattr(row, key) for key in _Floors.PLAIN}
            yield {"building": names.label(row.building_id), **told}

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        building = Building.objects.get(pk=found["building"])
        told = {key: values[key] for key in self.PLAIN}
        return [add_floor(building=building, by=self.by, **told)]


FLOORS = listing(
    _Floors, "floors", "Étages", "Les étages de chaque bâtiment, avec leur mesure en décimètres."
)
