"""The one table: sort, filter, choose columns, turn pages, export. Its state is in the address.

    ?q=estime&choix=associees&tri=-surface&page=2&colonnes=nom,surface

A page costs two queries whatever its length: one that counts (in all, and under each choice), one
that reads fifty rows. A value that means nothing falls back to the usual one, and the page says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.http import push_url

from phares.common.web.exports import FORMATS, export
from phares.common.web.pages import wants_part
from phares.common.web.tables.asked import asked_of
from phares.common.web.tables.specs import Choice, Column, Empty, Rows, TableSpec
from phares.common.web.tables.table import Table

__all__ = ["Choice", "Column", "Empty", "Table", "TableSpec", "table_for", "table_response"]


def table_for(request: HttpRequest, spec: TableSpec, rows: Rows) -> Table:
    """Reads the address and makes the table."""
    return Table(spec, rows, asked_of(spec, request.GET), request)


def table_response(
    request: HttpRequest,
    spec: TableSpec,
    rows: Rows,
    template: str,
    context: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """The page, its table alone for htmx, or a file when `?format=` names one."""
    table = table_for(request, spec, rows)
    wanted = request.GET.get("format", "")
    if wanted in FORMATS:
        return export(wanted, spec.name, _exported(table), table.all_rows, table.count)
    return _shown(request, table, template, {**(context or {}), "table": table})


def _shown(
    request: HttpRequest, table: Table, template: str, context: dict[str, Any]
) -> HttpResponse:
    if wants_part(request) and request.headers.get("HX-Target") == f"table-{table.spec.name}":
        response = push_url(render(request, "web/table.html", context), table.here)
    else:
        response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _exported(table: Table) -> list[tuple[str, Callable[[Any], object]]]:
    """The chosen columns when some were chosen, otherwise all that may leave."""
    columns = table.asked.columns if table.asked.chosen else table.spec.columns
    fields = [(str(column.label), column.value) for column in columns if column.export]
    return [*fields, (_("Illustratif"), table.invents)] if table.invents else fields
