"""What one may do from anywhere, in the words one would type."""

from __future__ import annotations

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from phares.kernel.search import Hit, Sought, nearest
from phares.people.directory.rules.names import normalise

ACTS = (
    (gettext_lazy("Accueillir une structure"), "directory:welcome"),
    (gettext_lazy("Signer une convention"), "premises:sign"),
    (gettext_lazy("Ajouter un espace"), "premises:add_space"),
    (gettext_lazy("Prévoir des travaux"), "premises:plan_works"),
    (gettext_lazy("Noter une subvention"), "funding:new"),
    (gettext_lazy("Ranger les catégories"), "directory:categories"),
    (gettext_lazy("Ajouter un public accueilli"), "directory:add_public"),
    (gettext_lazy("Ajouter un territoire"), "directory:add_territory"),
    (gettext_lazy("Classer une publication"), "library:file"),
    (gettext_lazy("Décrire le pôle"), "directory:describe_pole"),
    (gettext_lazy("Ouvrir un compte"), "accounts:open"),
)


def find(sought: Sought) -> list[Hit]:
    """The portal leaves out what this person may not do."""
    said = ((str(label), name) for label, name in ACTS)
    return nearest(
        sought.words, ((normalise(label), partial(_hit, label, name)) for label, name in said)
    )


def _hit(label: str, name: str) -> Hit:
    return Hit(label, _("à faire"), reverse(name))
