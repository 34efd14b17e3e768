"""A table on rows that every database of ours holds: content types and their permissions."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from phares.common.web.audience import public
from phares.common.web.tables import Choice, Column, TableSpec, table_response
from phares.kernel.money import Money


def _search(rows: QuerySet[Any], q: str) -> QuerySet[Any]:
    return rows.filter(name__icontains=q)


SPEC = TableSpec(
    name="droits",
    caption="Droits",
    noun=("droit", "droits"),
    columns=(
        Column(key="nom", label="Nom", value=lambda p: p.name, sort=("name",)),
        Column(key="code", label="Code", value=lambda p: p.codename, sort=("codename",)),
        Column(key="prix", label="Prix", value=lambda p: Money(161720), numeric=True),
        Column(key="rang", label="Rang", value=lambda p: p.pk, sort=("pk",), shown=False),
        Column(key="prive", label="Privé", value=lambda p: "tu", shown=False, export=False),
    ),
    search=_search,
    choices=(
        Choice("a", "Avec un a", Q(codename__startswith="a")),
        Choice("b", "Avec un b", Q(codename__startswith="b")),
    ),
    default_sort="nom",
    page_size=3,
)


@public
def permission_table(request: HttpRequest) -> HttpResponseBase:
    rows = Permission.objects.filter(content_type__app_label="essai")
    return table_response(request, SPEC, rows, "web/table.html")
