"""The journal as a table."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from phares.common.audit.models import Entry
from phares.common.audit.queries import acts, of_family, speaking_of
from phares.common.audit.rules.details import told
from phares.common.audit.rules.verbs import FAMILIES, said
from phares.common.web.display import french_date, hour
from phares.common.web.tables import Choice, Column, Empty, TableSpec

ACTS = "actes"
"""What an address that asks nothing shows."""


def moment(entry: Entry) -> str:
    """« 24 novembre 2026, 10 h 32 », in the pole's time zone and on the real calendar."""
    return f"{french_date(entry.at)}, {hour(entry.at)}"


def details(entry: Entry) -> str:
    """The particulars, and whether somebody who was forgotten left the line."""
    return ", ".join(
        filter(None, (told(entry.details), str(_("nom masqué")) if entry.masked else ""))
    )


JOURNAL = TableSpec(
    name="journal",
    caption=_("Journal du pôle"),
    noun=("ligne", "lignes"),
    columns=(
        Column(key="quand", label=_("Quand"), value=moment, sort=("pk",), css="nb"),
        Column(
            key="qui",
            label=_("Qui"),
            value=lambda entry: entry.actor_name,
            sort=("actor_name",),
            template="journal/cells/actor.html",
            css="seul",
        ),
        Column(
            key="acte",
            label=_("Acte"),
            value=lambda entry: said(entry.verb),
            sort=("verb",),
            template="journal/cells/act.html",
            css="fin seul",
        ),
        Column(
            key="quoi",
            label=_("Sur quoi"),
            value=lambda entry: entry.about,
            sort=("subject",),
            shown=False,
        ),
        Column(key="details", label=_("Détails"), value=details, css="detail"),
    ),
    search=speaking_of,
    search_hint=_("Personne, acte, structure"),
    choices=(
        Choice(ACTS, _("Sans les sessions"), acts()),
        *(Choice(key, label, of_family(key)) for key, (label, _prefixes) in FAMILIES.items()),
    ),
    default_sort="-quand",
    empty=Empty(
        title=_("Rien n’est encore arrivé"),
        sentence=_("Chaque acte s’inscrira ici, avec son auteur et son heure."),
    ),
)


REMOVED = TableSpec(
    name="retires",
    caption=_("Retirés depuis trente jours"),
    noun=("retrait", "retraits"),
    columns=(
        Column(key="quoi", label=_("Quoi"), value=lambda one: one.label, sort=("label",)),
        Column(key="nature", label=_("Nature"), value=lambda one: one.kind, sort=("kind",)),
        Column(
            key="quand",
            label=_("Retiré"),
            value=lambda one: f"{french_date(one.at)}, {hour(one.at)}",
            sort=("pk",),
            css="nb",
        ),
        Column(key="qui", label=_("Par"), value=lambda one: one.by_name, sort=("by_name",)),
        Column(
            key="remettre",
            label=_("Remettre"),
            value=lambda one: one.label,
            template="journal/cells/put_back.html",
            css="fin seul",
            export=False,
        ),
    ),
    default_sort="-quand",
    empty=Empty(
        title=_("Rien n’a été retiré"),
        sentence=_("Ce qui est retiré par erreur attend ici trente jours, et se remet d’un geste."),
    ),
)
