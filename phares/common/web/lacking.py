"""What a form asks one to choose while there is nothing to choose from yet.

A form says in `FIRST`, for each of its lists, what must be there before and which page adds it:

    FIRST = {"building": First(_("Aucun bâtiment n’est encore décrit."),
                               _("Décrivez-le d’abord."), "premises:open_place")}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from phares.common.web.audience import opens
from phares.common.web.forms import RowField, RowsField
from phares.kernel.actor import Actor

ASK = gettext_noop("Demandez à l’animation du pôle de le faire.")


@dataclass(frozen=True, slots=True)
class First:
    """What is missing, what to do about it, and the name of the page where it is done."""

    missing: Any
    act: Any
    page: str


@dataclass(frozen=True, slots=True)
class Lack:
    """One sentence, then a link for whoever may open that page; others are told whom to ask."""

    sentence: str
    act: str = ""
    url: str = ""


def lacks(form: forms.Form, actor: Actor) -> list[Lack]:
    """What must exist before this form can be filled, each once."""
    first: Mapping[str, First] = getattr(form, "FIRST", {})
    found = (_lack(str(form[name].label), first.get(name), actor) for name in _empty(form))
    return list(dict.fromkeys(found))


def _empty(form: forms.Form) -> Iterator[str]:
    """The lists one must choose from, and that offer nothing."""
    lists = (
        (name, field)
        for name, field in form.fields.items()
        if field.required and isinstance(field, RowField | RowsField)
    )
    yield from (
        name for name, field in lists if field.queryset is not None and not field.queryset.exists()
    )


def _lack(label: str, first: First | None, actor: Actor) -> Lack:
    if first is None:
        return Lack(_("« %(label)s » : il n’y a encore rien à choisir.") % {"label": label})
    url = reverse(first.page)
    if opens(url, actor):
        return Lack(str(first.missing), str(first.act), url)
    return Lack(str(first.missing), _(ASK))
