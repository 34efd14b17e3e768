"""The REST API, version 1: it reads and writes by the queries and the actions of the pages."""

from __future__ import annotations

from ninja import NinjaAPI

from phares.steering.opendata.api import bookings, reading
from phares.steering.opendata.api.auth import Token
from phares.steering.opendata.api.problems import HANDLERS, JsonOnly

api = NinjaAPI(
    title="Phares",
    version="1.0.0",
    description="Structures, salles et réservations d’un pôle. Les jetons se font sur la page "
    "« Mes jetons » ; /api/ explique le reste.",
    urls_namespace="opendata",
    openapi_url=None,
    docs_url=None,
    auth=Token(),
    parser=JsonOnly(),
)
for kind, handler in HANDLERS:
    api.add_exception_handler(kind, handler)
api.add_router("", reading.router)
api.add_router("", bookings.router)
