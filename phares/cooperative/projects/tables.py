"""The list of partners."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from phares.common.web.tables import Choice, Column, Empty, TableSpec
from phares.cooperative.projects.models import Partnership
from phares.kernel.tongue import say
from phares.people.directory.rules.kinds import LegalForm
from phares.people.directory.rules.names import needles


def _found(rows: QuerySet[Partnership], text: str) -> QuerySet[Partnership]:
    for word in needles(text):
        rows = rows.filter(partner__search__contains=word)
    return rows


def _with(row: Partnership) -> str:
    """With a member, on an action, or with the pole as a whole."""
    held = [str(side) for side in (row.holder, row.action) if side]
    return ", ".join(held) or say("le pôle")


COLUMNS = (
    Column(
        key="nom",
        label=_("Partenaire"),
        value=lambda row: row.partner.name,
        sort=("partner__name",),
        template="projects/cells/partner.html",
    ),
    Column(
        key="forme",
        label=_("Nature"),
        value=lambda row: LegalForm(row.partner.legal_form).label,
        sort=("partner__legal_form",),
    ),
    Column(key="avec", label=_("Avec"), value=_with),
    Column(key="objet", label=_("Objet"), value=lambda row: row.purpose, css="detail", theirs=True),
    Column(key="depuis", label=_("Depuis"), value=lambda row: row.beginning, shown=False),
    Column(key="fin", label=_("Jusqu’à"), value=lambda row: row.ending, shown=False),
    Column(
        key="grace",
        label=_("Grâce au pôle"),
        value=lambda row: row.thanks_to_pole,
        shown=False,
    ),
    Column(key="source", label=_("Source"), value=lambda row: row.source, shown=False),
)


def _acts(year: int) -> Column:
    """What may be done about a partnership, coming back to the year one looks at."""
    return Column(
        key="actes",
        label=_("Actes"),
        value=lambda row: year,
        template="projects/cells/partnership_acts.html",
        css="seul nb",
        export=False,
    )


def partners_table(year: int, *, keeps: bool) -> TableSpec:
    """Partners of a year by circle; those who keep the records correct and end them."""
    return TableSpec(
        name="partenaires",
        caption=_("Partenaires"),
        noun=("partenariat", "partenariats"),
        columns=(*COLUMNS, _acts(year)) if keeps else COLUMNS,
        search=_found,
        search_hint=_("Nom du partenaire"),
        choices=(
            Choice(
                "pole",
                _("Avec le pôle"),
                Q(holder=None),
            ),
            Choice(
                "grace",
                _("Grâce au pôle"),
                Q(thanks_to_pole=True),
            ),
        ),
        group=lambda row: capfirst(row.circle),
        group_sort=("circle",),
        default_sort="nom",
        empty=Empty(
            title=_("Aucun partenariat cette année"),
            sentence=_("Qui travaille avec le pôle ou avec une structure apparaîtra ici."),
        ),
    )
