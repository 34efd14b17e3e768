"""What was typed in a form that could not be taken where it was sent: kept, and offered again.

The session was over, or one acts for another organisation meanwhile. It waits half an hour in the
session of this browser, for the person whom the form was shown to and nobody else; never a
password, never a file. Nothing is sent in anybody's place: the form opens again, filled.
"""

from __future__ import annotations

import json
from secrets import token_hex
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from phares.common.web.meanwhile import STARTS_FROM
from phares.common.web.pages import can_be_read

PAGE, CSRF = "page", "csrfmiddlewaretoken"
"""What says which showing of a form was sent; what proves that it comes from us."""
HELD = "ecrit"
SECONDS, LARGEST = 30 * 60, 64 * 1024
SECRET = {"password", "current", "new", "again", "code", "answer"}
"""A form that has one of these is not kept at all."""


def showing(user_id: int | None) -> str:
    """Another text each time a form is shown; it says, to us alone, whom to."""
    once = token_hex(8)
    return f"{once}_{_seal(once, user_id)}" if user_id else once


def seal_of(user_id: int) -> str:
    """What a browser keeps what it holds back under: the same for one person, a secret for all."""
    return _seal("brouillon", user_id)


def hold(request: HttpRequest) -> bool:
    """Keeps what was sent, to offer it again; whether it could."""
    page, path = request.POST.get(PAGE, ""), request.get_full_path()
    if request.method != "POST" or "_" not in page or not can_be_read(path):
        return False
    typed = {name: values for name, values in request.POST.lists() if name not in (PAGE, CSRF)}
    if SECRET & typed.keys() or len(json.dumps(typed)) > LARGEST:
        return False
    until = _now(request) + SECONDS
    request.session[HELD] = {"at": path, "page": page, "typed": typed, "until": until}
    return True


def held_for(request: HttpRequest, path: str) -> bool:
    """Whether something waits to be offered again at this address."""
    return (_held(request) or {}).get("at") == path


def flush_but_held(request: HttpRequest) -> None:
    """A new session, that holds what waits here, if anything, and nothing else."""
    held = _held(request)
    request.session.flush()
    if held:
        request.session[HELD] = held


def offer_again(request: HttpRequest, form: forms.Form) -> str:
    """Fills the form with what waits for it, once; its marks of then, or nothing.

    What another person wrote, here before, is thrown away.
    """
    held = _held(request)
    if held is None or held["at"] != request.get_full_path():
        return ""
    del request.session[HELD]
    once, _line, seal = held["page"].partition("_")
    actor = request.actor  # type: ignore[attr-defined]
    if not constant_time_compare(seal, _seal(once, actor.user_id)):
        return ""
    typed = held["typed"]
    for name, field in form.fields.items():
        _write(form, name, field, typed.get(form.add_prefix(name), []))
    return str(typed.get(STARTS_FROM, [""])[0]) or "-"


def _write(form: forms.Form, name: str, field: forms.Field, values: list[str]) -> None:
    if isinstance(field, forms.FileField):
        return
    if isinstance(field.widget, forms.CheckboxInput):
        form.initial[name] = bool(values)
    elif getattr(field.widget, "allow_multiple_selected", False):
        form.initial[name] = values
    elif values:
        form.initial[name] = values[-1]


def _held(request: HttpRequest) -> dict[str, Any] | None:
    held: dict[str, Any] | None = request.session.get(HELD)
    return held if held and held["until"] > _now(request) else None


def _now(request: HttpRequest) -> float:
    return float(request.now.timestamp())  # type: ignore[attr-defined]


def _seal(once: str, user_id: int | None) -> str:
    return salted_hmac("phares.drafts", f"{once}:{user_id}", algorithm="sha256").hexdigest()[:24]
