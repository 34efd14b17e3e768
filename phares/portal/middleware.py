from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from phares.kernel.actor import Actor
from phares.people.accounts.actions import note_opened
from phares.portal.rules.opening import is_read, subject_of
from phares.portal.sources import OPENED


class RecentMiddleware:
    """Notes which record the page that was read is of; the page never fails for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        subject = _subject(request, response)
        reader = _reader(request) if subject else None
        if reader is not None:
            note_opened(reader, subject, at=timezone.now())
        return response


def _subject(request: HttpRequest, response: HttpResponse) -> str:
    found = request.resolver_match
    if found is None or not is_read(request.method or "", response.status_code, request.headers):
        return ""
    return subject_of(found.view_name, found.kwargs, request.GET.dict(), OPENED)


def _reader(request: HttpRequest) -> int | None:
    """Who reads for themselves: one who looks as somebody else leaves no trace among theirs."""
    if getattr(request, "viewing", None) is not None:
        return None
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor.user_id if actor.user_id == request.user.pk else None
