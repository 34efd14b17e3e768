"""The list of accounts."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from phares.common.web.display import french_date
from phares.common.web.tables import Choice, Column, Empty, TableSpec
from phares.kernel.actor import ROLE_LABELS, Role
from phares.kernel.tongue import say
from phares.people.accounts.models import Factor, Key, KeyRequest, User
from phares.people.accounts.rules.lifecycle import KeyRequestState


def key_words(key: Key) -> str:
    """« Contact d’une structure (Halage) »."""
    label = str(ROLE_LABELS[Role(key.role)])
    return f"{label} ({key.organisation})" if key.organisation else label


def _found(rows: QuerySet[User], text: str) -> QuerySet[User]:
    return rows.filter(Q(name__icontains=text) | Q(email__icontains=text))


def _keys(user: Any) -> str:
    return ", ".join(map(key_words, user.current_keys))


def _state(user: Any) -> str:
    if not user.is_active:
        return say("fermé")
    return say("ouvert") if user.has_usable_password() else say("invité")


def _second_step(user: Any) -> str:
    return say("oui") if user.guarded else say("non")


WITHOUT_CARD = Q(
    Exists(Key.objects.filter(user=OuterRef("pk"), organisation__isnull=False, ends_on=None)),
    person=None,
    is_active=True,
)
"""The key of a house, and no card whose departures would close it."""

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
            key="etapes",
            label=_("Deux étapes"),
            value=_second_step,
            sort=("guarded",),
            css="detail",
        ),
        Column(
            key="venue",
            label=_("Dernière connexion"),
            value=lambda user: user.last_login,
            sort=("last_login",),
        ),
        Column(
            key="etat",
            label=_("État"),
            value=_state,
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
        Choice("sans-fiche", _("Sans fiche"), WITHOUT_CARD),
        Choice(
            "seul", _("Mot de passe seul"), Q(~Exists(Factor.objects.filter(user=OuterRef("pk"))))
        ),
    ),
    default_sort="nom",
    empty=Empty(
        title=_("Aucun compte"),
        sentence=_("Les personnes qui se connectent au pôle apparaîtront ici."),
    ),
)

INVITATIONS = TableSpec(
    name="invitations",
    caption=_("Invitations en attente"),
    noun=("invitation", "invitations"),
    columns=(
        Column(
            key="nom",
            label=_("Nom"),
            value=lambda link: link.user.name,
            sort=("user__name",),
            template="accounts/cells/invited.html",
        ),
        Column(
            key="adresse", label=_("Adresse"), value=lambda link: link.address, sort=("address",)
        ),
        Column(
            key="ecrite",
            label=_("Écrite"),
            value=lambda link: french_date(link.made_at),
            sort=("made_at",),
        ),
        Column(
            key="jusque",
            label=_("Vaut jusqu’au"),
            value=lambda link: french_date(link.expires_at),
            sort=("expires_at",),
            template="accounts/cells/until.html",
        ),
        Column(key="par", label=_("Par"), value=lambda link: link.made_by_name, css="detail"),
        Column(
            key="acte",
            label=_("Acte"),
            value=lambda link: link.user_id,
            export=False,
            css="etat",
            template="accounts/cells/invitation_acts.html",
        ),
    ),
    default_sort="-ecrite",
    empty=Empty(
        title=_("Personne n’attend d’invitation"),
        sentence=_("Les personnes invitées paraîtront ici jusqu’à l’ouverture de leur compte."),
    ),
)


def _asked(rows: QuerySet[KeyRequest], text: str) -> QuerySet[KeyRequest]:
    near = Q(name__icontains=text) | Q(email__icontains=text)
    return rows.filter(near | Q(organisation__name__icontains=text))


KEY_REQUESTS = TableSpec(
    name="cles-demandees",
    caption=_("Clés demandées"),
    noun=("clé demandée", "clés demandées"),
    columns=(
        Column(key="nom", label=_("Nom"), value=lambda one: one.name, sort=("name",)),
        Column(
            key="adresse",
            label=_("Adresse"),
            value=lambda one: one.email,
            sort=("email",),
            css="detail",
        ),
        Column(
            key="structure",
            label=_("Structure"),
            value=lambda one: str(one.organisation),
            sort=("organisation__name",),
        ),
        Column(key="role", label=_("Rôle"), value=lambda one: ROLE_LABELS[Role(one.role)]),
        Column(key="pourquoi", label=_("Pourquoi"), value=lambda one: one.words, theirs=True),
        Column(key="par", label=_("Par"), value=lambda one: one.asked_by.name, css="detail"),
        Column(
            key="demandee",
            label=_("Demandée"),
            value=lambda one: french_date(one.asked_at),
            sort=("asked_at",),
        ),
        Column(
            key="etat",
            label=_("État"),
            value=lambda one: KeyRequestState(one.state).label,
            sort=("state",),
            template="accounts/cells/key_request_state.html",
        ),
        Column(
            key="acte",
            label=_("Acte"),
            value=lambda one: one.pk,
            export=False,
            css="etat",
            template="accounts/cells/key_request_acts.html",
        ),
    ),
    search=_asked,
    search_hint=_("Nom, adresse ou structure"),
    choices=tuple(
        Choice(code, label, Q(state=state.value))
        for code, label, state in (
            ("attente", _("En attente"), KeyRequestState.WAITING),
            ("acceptees", _("Acceptées"), KeyRequestState.ACCEPTED),
            ("refusees", _("Refusées"), KeyRequestState.REFUSED),
        )
    ),
    default_sort="-demandee",
    empty=Empty(
        title=_("Aucune clé demandée"),
        sentence=_(
            "Le contact d’une structure demande une clé pour un collègue depuis « Mon espace »."
        ),
    ),
)
