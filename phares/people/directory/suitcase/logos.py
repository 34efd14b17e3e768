"""Which structures have a logo, and which file it is; the files travel with the backup."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from phares.kernel.datasets import Column, DataSet, Values
from phares.people.directory.models import Organisation
from phares.people.directory.suitcase.houses import Houses

COLUMNS = (
    Column("organisation", "Structure"),
    Column("width", "Largeur, en points"),
    Column("height", "Hauteur, en points"),
    Column("file", "Fichier"),
    Column("fingerprint", "Empreinte (SHA-256)"),
)


def rows() -> Iterable[Values]:
    names = Houses()
    found = Organisation.objects.filter(logo__isnull=False).select_related("logo").order_by("pk")
    for row in found:
        assert row.logo is not None
        yield {
            "organisation": names.label(row.pk),
            "width": row.logo.width,
            "height": row.logo.height,
            "file": PurePath(str(row.logo.file)).name,
            "fingerprint": row.logo.sha256,
        }


LOGOS = DataSet(
    "logos",
    "Logos",
    "Quelle structure a un logo, et quel fichier de la maison il est.",
    COLUMNS,
    None,
    rows,
    only_leaves="Un logo ne tient pas dans une case : choisissez-le sur la fiche de sa structure. "
    "Les fichiers voyagent dans la sauvegarde.",
)
