"""All that is held on one person: looked at, taken away, forgotten."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from phares.common.web.audience import for_roles
from phares.common.web.display import french_date
from phares.common.web.filling import Task, filled, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.people.accounts.models import User
from phares.people.directory.models import Person
from phares.steering.privacy import actions, forms, queries
from phares.steering.privacy.formats import downloads
from phares.steering.privacy.models import RightsRequest
from phares.steering.privacy.queries import Somebody, of_account, of_person
from phares.steering.privacy.queries.own import requests_open
from phares.steering.privacy.rules.permissions import ANSWERS
from phares.steering.privacy.tables import PEOPLE

PLACES = {"confirm": ("confirmed",), "no-answer": ("answer",)}


@for_roles(*ANSWERS)
@require_safe
def people(request: Request) -> HttpResponseBase:
    """Whose file may be asked for; accounts that are of no card below."""
    context = {"accounts": queries.accounts_alone(), "waiting": requests_open()}
    return table_response(request, PEOPLE, queries.people(), "privacy/people.html", context)


@for_roles(*ANSWERS)
@require_safe
def file(request: Request, person: int | None = None, account: int | None = None) -> HttpResponse:
    """Everything that is held on somebody; the journal tells that it was looked at."""
    found = _somebody(person, account)
    who, told = actions.open_file(found, by=request.actor, now=timezone.now())
    kept = queries.why_kept([who], request.now.date()).get(who, [])
    context = {"found": found, "told": told, "kept": kept, "base": _base(found)}
    return page(request, "privacy/file.html", context)


@for_roles(*ANSWERS)
@require_POST
def export(
    request: Request, form: str, person: int | None = None, account: int | None = None
) -> HttpResponse:
    """The same as a file: for a program (JSON), or to read and print (PDF)."""
    found, make = _somebody(person, account), downloads.maker(form)
    told = actions.export_file(found, form=form.upper(), by=request.actor)
    return make(str(found), told, queries.words_on(request.now.date()), request.now)


@for_roles(*ANSWERS)
def erase(request: Request, person: int | None = None, account: int | None = None) -> HttpResponse:
    """Forgets somebody for good."""
    found = _somebody(person, account)
    lead = _(
        "Son nom devient un numéro, partout, journal compris ; ses adresses, ses accords et ses "
        "paroles partent, son compte se ferme. Les chiffres ne bougent pas."
    )
    task = Task(_("Effacer une personne"), _("Effacer"), str(found), _base(found), lead)
    form = forms.EraseForm(sent(request))
    return filled(request, form, task, partial(_erase, found, request), PLACES)


def _erase(found: Somebody, request: Request, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.insist_confirmed(cleaned.pop("confirmed"))
    today, now = request.now.date(), timezone.now()
    mask = actions.erase(found, **cleaned, by=request.actor, today=today, now=now)
    said = _("C’est fait : il ne reste que « %(mask)s ».")
    return said % {"mask": mask}, resolve_url("privacy:people")


@for_roles(*ANSWERS)
def answer(request: Request, pk: int) -> HttpResponse:
    """What somebody asks of their data, and what they are answered."""
    asked = get_object_or_404(RightsRequest.objects.select_related("user"), pk=pk)
    lead = _("%(who)s, le %(day)s : %(wish)s. %(words)s À répondre avant le %(due)s.") % {
        "who": asked.user.name,
        "day": french_date(asked.asked_on),
        "wish": asked.get_wish_display(),
        "words": asked.words,
        "due": french_date(asked.due_on),
    }
    back = _base(of_account(asked.user_id))
    task = Task(_("Répondre à une demande"), _("Répondre"), asked.user.name, back, lead)
    form = forms.AnswerForm(sent(request))
    return filled(request, form, task, partial(_answer, asked, request), PLACES)


def _answer(asked: RightsRequest, request: Request, cleaned: dict[str, Any]) -> tuple[str, str]:
    today, now = request.now.date(), timezone.now()
    actions.answer_request(asked, **cleaned, by=request.actor, today=today, now=now)
    return _("La réponse est notée et part par courrier."), resolve_url("privacy:people")


def _somebody(person: int | None, account: int | None) -> Somebody:
    try:
        return of_account(account or 0) if person is None else of_person(person)
    except (Person.DoesNotExist, User.DoesNotExist):
        raise Http404 from None


def _base(found: Somebody) -> str:
    if found.person is None:
        return resolve_url("privacy:account_file", found.account)
    return resolve_url("privacy:file", found.person)
