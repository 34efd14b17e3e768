"""Somebody's file, on its way to a browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse

from phares.steering.privacy.formats.file import Told, as_json, as_pdf, values

FORMS: dict[str, tuple[str, Callable[[Mapping[str, Any]], bytes]]] = {
    "json": ("application/json", as_json),
    "pdf": ("application/pdf", as_pdf),
}
type Maker = Callable[[str, Told, Mapping[str, str], datetime], HttpResponse]


def maker(form: str) -> Maker:
    """What makes this kind of file; no page for another kind."""
    if form not in FORMS:
        raise Http404
    return partial(_made, form)


def _made(
    form: str, name: str, told: Told, words: Mapping[str, str], now: datetime
) -> HttpResponse:
    media_type, write = FORMS[form]
    response = HttpResponse(write(values(name, told, words, now)), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="donnees-personnelles.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response
