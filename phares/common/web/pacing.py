"""How often a place may ask what everybody may ask: in memory, for each server process.

Nothing is written for a visitor who reads: a row for each would cost more than what it protects.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Lock
from time import monotonic

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_noop

from phares.common.web.errors import Words, error_page
from phares.common.web.requests import place_of

type View = Callable[..., HttpResponseBase]
A_MINUTE = 60
PLACES = 10_000
"""How many places are counted at once; beyond, all begin again."""
TOO_FAST = Words(
    gettext_noop("Trop de recherches en peu de temps"),
    gettext_noop("Le pôle répond à chacun, et fait patienter qui demande trop vite."),
    gettext_noop("Attendez une minute, puis recommencez."),
)


class Pace:
    """So many a minute from one place."""

    def __init__(self, most: int) -> None:
        self.most, self._lock = most, Lock()
        self._seen: dict[str, tuple[float, int]] = {}

    def takes(self, place: str, now: float) -> bool:
        with self._lock:
            if len(self._seen) >= PLACES:
                self._seen.clear()
            since, number = self._seen.get(place, (now, 0))
            if now - since >= A_MINUTE:
                since, number = now, 0
            self._seen[place] = since, number + 1
            return number < self.most


def paced(pace: Pace, *, sent: bool = False) -> Callable[[View], View]:
    """A public page that is searched, or whose form is `sent`: too fast, it says to wait."""

    def pacing(view: View) -> View:
        @wraps(view)
        def taken(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            asks = request.method == "POST" if sent else bool(request.GET)
            if asks and not pace.takes(place_of(request), monotonic()):
                answer = error_page(request, 429, words=TOO_FAST)
                answer.headers["Retry-After"] = str(A_MINUTE)
                return answer
            return view(request, *args, **kwargs)

        return taken

    return pacing
