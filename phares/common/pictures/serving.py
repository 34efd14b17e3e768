"""A picture as an answer: what it is and nothing else, for whoever the calling page welcomes."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.csp import CSP

from phares.common.pictures.models import Picture

ALONE = "default-src 'none'; sandbox"
"""Opened by itself in a browser, it runs nothing."""
KEPT = "private, max-age=31536000, immutable"
"""Its address holds its fingerprint: another picture has another address."""


def picture_response(picture: Picture | None) -> HttpResponse:
    if picture is None:
        raise Http404
    try:
        with picture.file.open("rb") as stored:
            content = stored.read()
    except FileNotFoundError:
        raise Http404 from None
    response = HttpResponse(content, content_type=picture.media_type)
    suffix = picture.media_type.removeprefix("image/")
    response["Content-Disposition"] = f'inline; filename="image.{suffix}"'
    response["Cache-Control"] = KEPT
    response["X-Content-Type-Options"] = "nosniff"
    response.headers[str(CSP.HEADER_ENFORCE)] = ALONE
    return response
