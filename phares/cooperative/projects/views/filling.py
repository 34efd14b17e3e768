"""The forms of this app, and which field each refusal is about."""

from __future__ import annotations

from functools import partial

from django.urls import reverse

from phares.common.web import filling
from phares.cooperative.projects.models import Action

PLACES = {
    "no-title": ("title",),
    "no-name": ("name",),
    "axis-number": ("number",),
    "other-programme": ("parent",),
    "too-deep": ("parent",),
    "inside-itself": ("parent",),
    "has-parts": ("parent",),
    "before-its-origin": ("led_from",),
    "led-round": ("led_from",),
    "takes-part-already": ("organisation", "with_2"),
    "carried-on": ("origins",),
    "not-later": ("origins",),
    "with-itself": ("holder",),
    "ends-before-start": ("until",),
    "ended": ("until",),
    "no-reason": ("reason",),
}

filled = partial(filling.filled, places=PLACES)


def year_page(year: int, action: Action | None = None) -> str:
    """The actions of a year; one of them in view, with what may be done about it."""
    page = f"{reverse('projects:actions')}?annee={year}"
    return page if action is None else f"{page}&ouverte={action.pk}#action-{action.pk}"
