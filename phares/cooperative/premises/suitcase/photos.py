"""What is said of the photos, one line each; the files travel with the backup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from phares.cooperative.assets.models import Asset
from phares.cooperative.premises.models import Floor, Photo
from phares.cooperative.premises.queries.photos import by_thing
from phares.cooperative.premises.rules.kinds import Pictured
from phares.cooperative.premises.suitcase.places import buildings, sites
from phares.cooperative.premises.suitcase.spaces import spaces
from phares.kernel.datasets import Column, DataSet, Values
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.listing import Finder, Named

COLUMNS = (
    Column("site", "Site"),
    Column("building", "Bâtiment"),
    Column("floor", "Étage"),
    Column("asset", "Espace"),
    Column("rank", "Ordre"),
    Column("description", "Description"),
    Column("credit", "Crédit"),
    Column("taken_on", "Prise le"),
    Column("public", "Montrée au public"),
    Column("people", "Des personnes s’y reconnaissent"),
    Column("consent", "Accord des personnes"),
    *cells.EVIDENCE,
    Column("file", "Fichier"),
    Column("fingerprint", "Empreinte (SHA-256)"),
)


def floors() -> Named:
    rows = Floor.objects.select_related("building").order_by("pk")
    return Named("l’étage", [(row.pk, f"{row.building.name}, {row.name}") for row in rows])


def shared() -> Named:
    """Spaces as their door says; what is shared besides, by its name."""
    found = spaces()
    for pk, name in Asset.objects.filter(space=None).order_by("pk").values_list("pk", "name"):
        found.note(pk, name)
    return found


def rows() -> Iterable[Values]:
    names: Mapping[Pictured, Finder] = {
        Pictured.SITE: sites(),
        Pictured.BUILDING: buildings(),
        Pictured.FLOOR: floors(),
        Pictured.ASSET: shared(),
    }
    found = Photo.objects.select_related("large")
    for row in found.order_by(*by_thing(), "rank", "pk"):
        yield {**_place(row, names), **_words(row)}


def _place(row: Photo, names: Mapping[Pictured, Finder]) -> Values:
    held = {kind: getattr(row, f"{kind.value}_id") for kind in Pictured}
    return {kind.value: names[kind].label(pk) for kind, pk in held.items() if pk}


def _words(row: Photo) -> Values:
    return {
        "rank": row.rank,
        "description": row.description,
        "credit": row.credit,
        "taken_on": row.taken_on,
        "public": row.public,
        "people": row.people,
        "consent": row.consent,
        **cells.evidence_of(row),
        "file": PurePath(str(row.large.file)).name,
        "fingerprint": row.large.sha256,
    }


PHOTOS = DataSet(
    "photos",
    "Photos",
    "Ce qui est dit de chaque photo : de quoi elle est, ce qu’elle montre, qui l’a prise.",
    COLUMNS,
    None,
    rows,
    only_leaves="Une photo ne tient pas dans une case : ajoutez-la sur la fiche de son lieu. Les "
    "fichiers voyagent dans la sauvegarde.",
)
