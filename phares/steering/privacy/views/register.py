"""The register of processing, its durations, and what is past its time."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, filled, pressed, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.kernel.personal import Keeping
from phares.steering.privacy import actions, forms, queries, sources
from phares.steering.privacy.rules.permissions import ANSWERS, READERS, may_answer

PLACES = {"months": ("months",), "no-source": ("source",), "overlap": ("since",)}


@for_roles(*READERS)
@require_safe
def register(request: Request) -> HttpResponse:
    """What the pole holds on persons, why, for whom and for how long."""
    rows = queries.register(request.now.date())
    terms = {row.term.keeping.code: row.term for row in rows}
    context = {"rows": rows, "terms": list(terms.values()), "answers": may_answer(request.actor)}
    return page(request, "privacy/register.html", context | {"on": request.now.date()})


@for_roles(*ANSWERS)
def set_term(request: Request, code: str) -> HttpResponse:
    """Another duration than the one Phares proposes."""
    keeping, today = _counted(code), request.now.date()
    term = queries.terms_on(today)[code]
    over = *_over(), f"{keeping.why} {term.source}."
    record: Any = {"corrects": code, "proposes": ["since"]}
    task = Task(keeping.label, _("Fixer la durée"), *over, **record)
    initial = {"months": term.months, "since": today}
    form = forms.TermForm(sent(request), initial=initial)
    return filled(request, form, task, partial(_set, request, code), PLACES)


def _set(request: Request, code: str, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.set_retention(code, **cleaned, by=request.actor)
    return _("La durée est fixée."), resolve_url("privacy:register")


def _counted(code: str) -> Keeping:
    """A duration that counts in months: the others have no form."""
    keeping = sources.keepings().get(code)
    if keeping is None or keeping.months is None:
        raise Http404
    return keeping


@for_roles(*ANSWERS)
@require_safe
def due(request: Request) -> HttpResponse:
    """What the clock is about to take away, to look at before."""
    context = {"waiting": queries.waiting(request.now.date())}
    return page(request, "privacy/due.html", context)


@for_roles(*ANSWERS)
@require_POST
def purge(request: Request) -> HttpResponse:
    """Without waiting for the clock."""
    return pressed(request, partial(_purge, request))


def _purge(request: Request) -> tuple[str, str]:
    today, back = request.now.date(), resolve_url("privacy:due")
    gone = actions.purge(by=request.actor, today=today, now=timezone.now())
    said = ngettext("%(n)s chose oubliée.", "%(n)s choses oubliées.", gone)
    return (said % {"n": gone} if gone else _("Il n’y avait rien à oublier.")), back


def _over() -> tuple[str, str]:
    return _("Données personnelles"), resolve_url("privacy:register")
