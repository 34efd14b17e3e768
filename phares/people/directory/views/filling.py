"""A page with one form: filled, it acts, or keeps the sentence of the refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from phares.common.web.forms import show_refusal
from phares.common.web.pages import done, page
from phares.kernel.refusal import Refused

FIELDS = {
    "siret": ("siret",),
    "siren": ("siren", "siret"),
    "rna": ("rna",),
    "vat_number": ("vat_number",),
    "name": ("name", "family_name"),
    "homonym": ("name",),
    "description": ("description",),
    "already-in": ("since",),
    "exit-before-entry": ("until",),
    "ends-before-start": ("until",),
    "outside-belonging": ("since",),
    "already-there": ("since",),
    "link-itself": ("target",),
    "link-known": ("target",),
    "title": ("title",),
    "function-held": ("title",),
    "text": ("name",),
}
"""Which field a refusal is about: the first of these that the form has."""
DRAWER = "tiroir-corps"


@dataclass(frozen=True, slots=True)
class Task:
    """What the form is for: its title, its button, and the page one goes back to."""

    title: str
    submit: str
    over: str
    back: str
    lead: str = ""


type Act = Callable[[dict[str, Any]], tuple[str, str]]
"""Does it; returns what to say, and where to go."""


def filled(request: HttpRequest, form: forms.Form, task: Task, act: Act) -> HttpResponse:
    """Shows the form; when it was sent and is right, acts, says the result and moves on."""
    if request.method == "POST" and form.is_valid():
        try:
            said, to = act(dict(form.cleaned_data))
        except Refused as refusal:
            show_refusal(form, refusal, _fields_of(form))
        else:
            return done(request, to, said)
    drawer = f"#{DRAWER}" if request.headers.get("HX-Target") == DRAWER else ""
    context = {"form": form, "task": task, "hx_target": drawer}
    status = 422 if form.errors else 200
    return page(request, "directory/form.html", context, part="form", status=status)


def _fields_of(form: forms.Form) -> dict[str, str]:
    held = ((code, [one for one in names if one in form.fields]) for code, names in FIELDS.items())
    return {code: names[0] for code, names in held if names}


def sent(request: HttpRequest) -> Any:
    """What was sent, or nothing yet."""
    return request.POST if request.method == "POST" else None


def allow(allowed: bool) -> None:
    """403 where the thing is known and the right is missing."""
    if not allowed:
        raise PermissionDenied
