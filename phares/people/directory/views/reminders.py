"""Reminding those who did not declare: whom, with what words, then the letters are written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import ngettext

from phares.common.notices.formats.letter import Letter, letter
from phares.common.notices.rules.kinds import MISSING_DECLARATION
from phares.common.web.audience import for_roles
from phares.common.web.display import french_date, hour
from phares.common.web.filling import accepted, sent, status_of
from phares.common.web.pages import done, page
from phares.common.web.requests import Request
from phares.kernel.actor import KEEPERS
from phares.people.directory import actions, forms
from phares.people.directory.queries.reminders import Contacts, Reminder, reminders
from phares.people.directory.rules.declarations import FIRST_YEAR


@for_roles(*KEEPERS)
def remind(request: Request, year: int, contacts: Contacts) -> HttpResponse:
    """The preview, then the letters; `?structure=` proposes one structure only."""
    today = request.now.date()
    if not FIRST_YEAR <= year <= today.year:
        raise Http404
    found = reminders(year, contacts, today)
    ready = [one for one in found if one.due(today)]
    form = forms.RemindForm(sent(request), reminders=ready, initial=_proposed(request, ready))
    if form.is_valid() and (said := accepted(form, lambda: _remind(request, year, form, contacts))):
        return done(request, resolve_url("directory:declarations", year), said)
    context = _told(request, year, found, ready) | {"form": form}
    return page(request, "directory/remind.html", context, status=status_of(form))


def _proposed(request: Request, ready: list[Reminder]) -> dict[str, list[str]]:
    asked, all_of_them = request.GET.get("structure", ""), [str(one.pk) for one in ready]
    return {"organisations": [asked] if asked in all_of_them else all_of_them}


def _told(
    request: Request, year: int, found: list[Reminder], ready: list[Reminder]
) -> dict[str, Any]:
    """Whom one may not write to and why, and the words of the letter."""
    today = request.now.date()
    return {
        "year": year,
        "ready": ready,
        "unreachable": [one for one in found if not one.readers],
        "reminded": [one for one in found if one.readers and one.last == today],
        "letter": _preview(ready[0], year, request.actor.name) if ready else None,
        "letter_language": ready[0].readers[0].language if ready else "",
    }


def _preview(one: Reminder, year: int, by: str) -> Letter:
    said = {"house": one.organisation.name, "year": year, "pk": one.pk, "by": by}
    context = {"site": settings.SITE_URL, "name": one.readers[0].name} | said
    return letter(MISSING_DECLARATION.template, context, one.readers[0].language)


def _remind(request: Request, year: int, form: forms.RemindForm, contacts: Contacts) -> str:
    written = actions.remind_missing_declarations(
        year=year,
        organisations=form.chosen,
        contacts=contacts,
        by=request.actor,
        now=request.now,
    )
    told = ngettext(
        "%(count)s courrier est écrit ; il partira le %(when)s.",
        "%(count)s courriers sont écrits ; ils partiront le %(when)s.",
        len(written),
    )
    return told % {"count": len(written), "when": _when(written[0].due_at)}


def _when(at: datetime) -> str:
    return f"{french_date(at)}, {hour(at)}"
