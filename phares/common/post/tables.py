"""What leaves, as tables."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from phares.common.notices.models import Notice
from phares.common.notices.rules.lifecycle import TO_SEND, NoticeState
from phares.common.web.display import french_date, hour
from phares.common.web.tables import Choice, Column, Empty, TableSpec


def moment(at: Any) -> str:
    """« 24 novembre 2026, 10 h 32 », in the pole's time zone."""
    return f"{french_date(at)}, {hour(at)}" if at else ""


def _found(rows: QuerySet[Notice], text: str) -> QuerySet[Notice]:
    return rows.filter(
        Q(subject__icontains=text) | Q(to_address__icontains=text) | Q(to_name__icontains=text)
    )


SUBJECT = Column(key="objet", label=_("Objet"), value=lambda row: row.subject, sort=("subject",))
TO = Column(key="a", label=_("À"), value=lambda row: row.to_address, sort=("to_address",))
KIND = Column(key="nature", label=_("Nature"), value=lambda row: row.of_kind.label, sort=("kind",))
WRITTEN = Column(
    key="ecrit",
    label=_("Écrit"),
    value=lambda row: moment(row.written_at),
    sort=("written_at",),
    css="nb",
)

OUTGOING = TableSpec(
    name="courriers",
    caption=_("Courrier sortant"),
    noun=("courrier", "courriers"),
    columns=(
        SUBJECT,
        TO,
        Column(
            key="etat",
            label=_("État"),
            value=lambda row: row.now.label,
            sort=("state",),
            template="post/cells/state.html",
            css="etat",
        ),
        Column(
            key="raison",
            label=_("Ce qui n’est pas allé"),
            value=lambda row: row.last_error,
            css="fin",
        ),
        WRITTEN,
        Column(
            key="parti",
            label=_("Parti"),
            value=lambda row: moment(row.sent_at),
            sort=("sent_at",),
            css="nb",
        ),
        Column(key="essais", label=_("Essais"), value=lambda row: row.attempts, numeric=True,
               shown=False),
        Column(key="avant", label=_("Pas avant"), value=lambda row: moment(row.due_at),
               sort=("due_at",), shown=False),
        Column(key="nature", label=_("Nature"), value=lambda row: row.of_kind.label,
               sort=("kind",), shown=False),
    ),
    search=_found,
    search_hint=_("Objet ou adresse"),
    choices=(
        Choice("attend", _("En attente"), Q(state__in=TO_SEND)),
        Choice("abandonne", _("Abandonnés"), Q(state=NoticeState.GIVEN_UP.value)),
        Choice("parti", _("Partis"), Q(state=NoticeState.SENT.value)),
    ),
    default_sort="-ecrit",
    empty=Empty(
        title=_("Aucun courrier"),
        sentence=_("Invitations, mots de passe oubliés et rappels paraîtront ici en partant."),
    ),
)  # fmt: skip

MAILBOX = TableSpec(
    name="boite",
    caption=_("Courrier de la démonstration"),
    noun=("courrier", "courriers"),
    columns=(
        Column(
            key="objet",
            label=_("Objet"),
            value=lambda row: row.subject,
            sort=("subject",),
            template="post/cells/letter.html",
        ),
        TO,
        KIND,
        WRITTEN,
    ),
    search=_found,
    search_hint=_("Objet ou adresse"),
    default_sort="-ecrit",
    empty=Empty(
        title=_("Aucun courrier"),
        sentence=_("Invitez une personne ou rappelez une déclaration : le courrier paraîtra ici."),
    ),
)

RECEIVED = TableSpec(
    name="recus",
    caption=_("Courriers qui vous ont été écrits"),
    noun=("courrier", "courriers"),
    columns=(
        SUBJECT,
        KIND,
        Column(
            key="etat",
            label=_("État"),
            value=lambda row: row.now.label,
            sort=("state",),
            template="post/cells/told.html",
            css="etat",
        ),
        WRITTEN,
    ),
    default_sort="-ecrit",
    empty=Empty(
        title=_("Rien encore"),
        sentence=_("Ce que le pôle vous écrit paraîtra ici, sans les liens qui ouvrent un compte."),
    ),
)
