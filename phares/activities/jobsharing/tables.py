"""The list of posts with the share of each that is given to the pole."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from phares.activities.jobsharing.models import Assignment
from phares.common.web.tables import Column, Empty, TableSpec


def _who(row: Assignment) -> str:
    return row.person.name if row.person else ""


COLUMNS = (
    Column(
        key="poste",
        label=_("Poste"),
        value=lambda row: row.post.title,
        sort=("post__title",),
        template="jobsharing/cells/post.html",
    ),
    Column(
        key="quotite",
        label=_("Quotité"),
        value=lambda row: row.quota,
        sort=("quota",),
        numeric=True,
        template="jobsharing/cells/quota.html",
    ),  # fmt: skip
    Column(key="qui", label=_("Qui"), value=_who, sort=("person__name",)),
    Column(
        key="employeur",
        label=_("Employeur"),
        value=lambda row: row.post.employer.name,
        sort=("post__employer__name",),
    ),  # fmt: skip
    Column(
        key="cout",
        label=_("Coût porté par"),
        value=lambda row: row.borne_by.name,
        sort=("borne_by__name",),
    ),  # fmt: skip
    Column(key="depuis", label=_("Depuis"), value=lambda row: row.beginning, sort=("starts_on",)),
    Column(key="missions", label=_("Missions"), value=lambda row: row.post.duties, shown=False),
    Column(key="source", label=_("Source"), value=lambda row: row.source, shown=False),
)
ACTS = Column(
    key="actes",
    label=_("Actes"),
    value=lambda row: row.pk,
    template="jobsharing/cells/acts.html",
    css="seul fin",
    export=False,
)


def posts_table(staffs: bool) -> TableSpec:
    """Who works for the pole today; who keeps the posts may correct it there."""
    return TableSpec(
        name="postes",
        caption=_("Postes au service du pôle"),
        noun=("affectation", "affectations"),
        invented=lambda row: row.illustrative or row.post.illustrative,
        columns=(*COLUMNS, ACTS) if staffs else COLUMNS,
        empty=Empty(
            title=_("Aucun poste affecté au pôle ce jour"),
            sentence=_("Qui travaille pour le pôle, et pour quelle part, apparaîtra ici."),
        ),
    )
