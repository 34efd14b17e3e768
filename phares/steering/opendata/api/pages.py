"""The page that explains the API, and its description."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from phares.common.web.audience import public
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.people.accounts.rules.tokens import Scope
from phares.steering.opendata.api.description import description


@public
@require_safe
def explained(request: Request) -> HttpResponse:
    """What a program may ask for, and how."""
    told = description()["paths"]
    ways = [
        (method.upper(), path, _(one["summary"]))
        for path, methods in told.items()
        for method, one in methods.items()
    ]
    return page(request, "opendata/explained.html", {"ways": ways, "scopes": list(Scope)})


@csrf_exempt
@public
@require_safe
def described(_request: Request) -> HttpResponse:
    """OpenAPI 3.1."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})
