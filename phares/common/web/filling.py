"""A page with one form: filled, it acts, or keeps the sentence of the refusal.

    task = Task(_("Noter le départ"), _("Noter"), over=name, back=url)
    return filled(request, LeaveForm(sent(request)), task, act)

In the drawer the same view gives only the form. What was typed stays; a refusal is status 422.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse

from phares.common.constraints import met_another
from phares.common.sendings.actions import once
from phares.common.web.drafts import CSRF, PAGE, offer_again
from phares.common.web.forms import set_apostrophes, show_refusal
from phares.common.web.lacking import lacks
from phares.common.web.meanwhile import reconcile, starting
from phares.common.web.pages import done, page
from phares.kernel.refusal import Reason, Refused
from phares.kernel.tongue import in_our_words

DRAWER = "tiroir-corps"
AS_IT_STANDS = "en_l_etat"
"""What the second button of a form sends: kept, without what the first one does besides."""
MEANWHILE = Reason(
    "meanwhile",
    "Quelqu’un vient d’enregistrer la même chose. Rechargez la page pour voir.",
)

type Act = Callable[[dict[str, Any]], tuple[str, str]]
"""Does it; returns what to say, and where to go."""
type Doing = Callable[[], tuple[str, str]]
"""The same, with what was typed in it."""
type Places = Mapping[str, Sequence[str]]
"""Which field a refusal is about, by its code: the first of these that the form has."""


@dataclass(frozen=True, slots=True)
class Task:
    """What the form is for: its title, its button, and the page one goes back to."""

    title: str
    submit: str
    over: str
    back: str
    lead: str = ""
    other: str = ""
    """A second button, that sends `AS_IT_STANDS` with the rest."""
    also: tuple[str, str] | None = None
    """What else is written of the same thing, on a page of its own: its name, its address."""
    corrects: object = None
    """The record the form starts from: what another wrote on it meanwhile is not erased."""
    proposes: Sequence[str] = ()
    """Fields of such a form that start from elsewhere: a day, today."""

    def __post_init__(self) -> None:
        in_our_words(self, "title", "submit", "over", "lead", "other")


def filled(
    request: HttpRequest, form: forms.Form, task: Task, act: Act, places: Places | None = None
) -> HttpResponse:
    """Shows the form; when it was sent and is right, acts, says the result and moves on.

    While there is nothing to choose in one of its lists, says what to add first.
    """
    ready = request.method == "POST" and _ready(request, form, task)
    if ready:
        set_apostrophes(form)
    if ready and (result := accepted(form, _filled(request, form, act), places)):
        said, to = result
        return done(request, to, said)
    drawer = f"#{DRAWER}" if request.headers.get("HX-Target") == DRAWER else ""
    missing = lacks(form, request.actor)  # type: ignore[attr-defined]
    context = {"form": form, "task": task, "hx_target": drawer, "lacks": missing}
    if task.corrects:
        context["starts_from"] = starting(request, form, task.corrects, task.proposes)
    if not form.is_bound and (marks := offer_again(request, form)):
        context |= {"offered_again": True, "starts_from": marks}
    return page(request, "web/task.html", context, part="form", status=status_of(form))


def _ready(request: HttpRequest, form: forms.Form, task: Task) -> bool:
    """Whether it can be read, and nobody wrote the same field of its record meanwhile."""
    settled = not task.corrects or reconcile(request, form, task.corrects)
    return form.is_valid() and settled


def _filled(request: HttpRequest, form: forms.Form, act: Act) -> Doing:
    return sent_once(request, partial(act, dict(form.cleaned_data)))


def pressed(request: HttpRequest, does: Doing) -> HttpResponse:
    """A button without anything to fill: does it, says the result and moves on."""
    said, to = sent_once(request, does)()
    return done(request, to, said)


def sent_once(request: HttpRequest, does: Doing) -> Doing:
    """What a form asks for; sent again from the same page, the same thing is done once."""
    page = request.POST.get(PAGE)
    if not page:
        return does
    typed = [pair for pair in sorted(request.POST.lists()) if pair[0] != CSRF]
    asked = [request.path, request.actor.user_id, typed]  # type: ignore[attr-defined]
    key = sha256(json.dumps(asked).encode()).hexdigest()
    return partial(once, key, does)


def accepted(form: forms.Form, act: Callable[[], Any], places: Places | None = None) -> Any:
    """What the act gave, or True; False when it was refused, with the sentence on the form.

    When two record the same thing at once, the database takes one and the other is told.
    """
    try:
        return act() or True
    except Refused as refusal:
        show_refusal(form, refusal, fields_of(form, places or {}))
    except IntegrityError as error:
        if not met_another(error):
            raise
        show_refusal(form, Refused(MEANWHILE))
    return False


def fields_of(form: forms.BaseForm, places: Places) -> dict[str, str]:
    """The field each refusal goes to, among those that this form has."""
    held = ((code, [one for one in names if one in form.fields]) for code, names in places.items())
    return {code: names[0] for code, names in held if names}


def status_of(*tried: forms.Form) -> int:
    """422 when something could not be taken as it is."""
    return 422 if any(form.errors for form in tried) else 200


def sent(request: HttpRequest) -> Any:
    """What was sent, or nothing yet."""
    return request.POST if request.method == "POST" else None


def allow(allowed: bool) -> None:
    """403 where the thing is known and the right is missing."""
    if not allowed:
        raise PermissionDenied
