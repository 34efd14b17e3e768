"""Addresses of the API and of the page that explains it."""

from __future__ import annotations

from django.urls import URLPattern, include, path

from phares.common.web.audience import BEARER
from phares.steering.opendata.api import api, pages

app_name = "opendata"
_operations = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
for _one in _operations:
    _one.callback.audience = BEARER  # type: ignore[attr-defined]

urlpatterns = [
    path("api/", pages.explained, name="explained"),
    path("api/v1/openapi.json", pages.described, name="described"),
    path("api/v1/", include(_operations)),
]
