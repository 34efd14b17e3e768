"""The list of accounts."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from phares.common.web.tables import Choice, Column, Empty, TableSpec
from phares.kernel.actor import ROLE_LABELS, Role
from phares.people.accounts.models import Key, User


def key_words(key: Key) -> str:
    """« Contact d’une structure (Halage) »."""
    label = ROLE_LABELS[Role(key.role)]
    return f"{label} ({key.organisation})" if key.organisation else label


def _found(rows: QuerySet[User], text: str) -> QuerySet[User]:
    return rows.filter(Q(name__icontains=text) | Q(email__icontains=text))


def _keys(user: Any) -> str:
    return ", ".join(map(key_words, user.current_keys))


USERS = TableSpec(
    name="comptes",
    caption=_("Comptes du pôle"),
    noun=("compte", "comptes"),
    columns=(
        Column(
            key="nom",
            label=_("Nom"),
            value=lambda user: user.name,
            sort=("name",),
            template="accounts/cells/name.html",
        ),
        Column(key="adresse", label=_("Adresse"), value=lambda user: user.email, sort=("email",)),
        Column(key="cles", label=_("Clés"), value=_keys),
        Column(
            key="venue",
            label=_("Dernière connexion"),
            value=lambda user: user.last_login,
            sort=("last_login",),
        ),
        Column(
            key="etat",
            label=_("État"),
            value=lambda user: "ouvert" if user.is_active else "fermé",
            sort=("is_active",),
            template="accounts/cells/state.html",
            css="etat",
        ),
    ),
    search=_found,
    search_hint=_("Nom ou adresse"),
    choices=(
        Choice("ouverts", _("Ouverts"), Q(is_active=True)),
        Choice("fermes", _("Fermés"), Q(is_active=False)),
    ),
    default_sort="nom",
    empty=Empty(
        title=_("Aucun compte"),
        sentence=_("Les personnes qui se connectent au pôle apparaîtront ici."),
    ),
)
