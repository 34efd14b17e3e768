"""Day, night, or as the system says: kept in a cookie, read by the server."""

from __future__ import annotations

from django.http import HttpRequest

from phares.kernel.tongue import each_french

THEMES = each_french({"jour": "Jour", "nuit": "Nuit", "systeme": "Auto"})
COOKIE = "theme"


def theme_of(request: HttpRequest | None) -> str:
    """« jour », « nuit », or nothing to follow the system."""
    chosen = request.COOKIES.get(COOKIE, "") if request else ""
    return chosen if chosen in ("jour", "nuit") else ""
