"""Posts and the share of them given to the pole."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from phares.activities.jobsharing import actions, forms, queries
from phares.activities.jobsharing.models import Assignment, Post
from phares.activities.jobsharing.rules.fte import decimal_of
from phares.activities.jobsharing.rules.permissions import READERS, may_staff
from phares.activities.jobsharing.tables import posts_table
from phares.common.web.audience import for_roles
from phares.common.web.display import number
from phares.common.web.filling import Task, filled, sent
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.kernel.actor import KEEPERS, Actor
from phares.kernel.dating import Dated
from phares.people.directory.models import Pole

PLACES = {
    "no-title": ("title",),
    "reemploy": ("employer",),
    "quota": ("quota",),
    "above-full-time": ("quota",),
    "ends-before-start": ("until",),
    "already-ended": ("until",),
}


@for_roles(*READERS)
@require_safe
def posts(request: Request) -> HttpResponseBase:
    """Who works for the pole today, for what share, and who bears the cost."""
    today, staffs = request.now.date(), may_staff(request.actor)
    known = queries.staffed_posts(today)
    context = {
        "staffs": staffs,
        "posts": known if staffs else [one for one in known if not one.given],
        "unsure": [doubtful for one in known for doubtful in one.unsure],
        "elsewhen": [row for one in known for row in one.elsewhen],
        "full_time": decimal_of(sum((one.given for one in known), Fraction(0))),
    }
    rows = queries.assignments_on(today)
    return table_response(request, posts_table(staffs), rows, "jobsharing/posts.html", context)


@for_roles(*KEEPERS)
def create(request: Request) -> HttpResponse:
    """A job, inside the pole or lent to it."""
    pole = get_object_or_404(Pole, is_home=True)
    lead = _("Un poste du pôle, ou prêté par une structure. Vous en affecterez une part ensuite.")
    task = Task(_("Créer un poste"), _("Créer le poste"), *_over(), lead)
    form = forms.PostForm(sent(request), initial={"employer": pole.carrier_id})
    return filled(request, form, task, partial(_create, pole, request.actor), PLACES)


def _create(pole: Pole, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    created = actions.create_post(pole=pole, **cleaned, by=by)
    return _("Le poste « %s » est créé. Affectez-en une part.") % created, _back()


@for_roles(*KEEPERS)
def reword(request: Request, pk: int) -> HttpResponse:
    """The same post, told otherwise."""
    found = get_object_or_404(queries.posts(), pk=pk)
    over = *_over(), found.employer.name
    task = Task(found.title, _("Enregistrer"), *over, corrects=found)
    settled, initial = found.assignments.exists(), forms.post_initial(found)
    form = forms.PostForm(sent(request), initial=initial, settled=settled)
    return filled(request, form, task, partial(_reword, found, request.actor), PLACES)


def _reword(found: Post, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = actions.reword_post(found, **{"employer": found.employer, **cleaned}, by=by)
    return _("Le poste « %s » est à jour.") % kept, _back()


@for_roles(*KEEPERS)
def assign(request: Request, pk: int) -> HttpResponse:
    """A share of a post is given to the pole."""
    found = get_object_or_404(queries.posts(), pk=pk)
    task = Task(found.title, _("Affecter cette part"), *_over(), found.employer.name)
    form = forms.AssignmentForm(sent(request), initial={"since": Dated(request.now.date())})
    return filled(request, form, task, partial(_assign, found, request.actor), PLACES)


def _assign(found: Post, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    given = actions.assign(post=found, **cleaned, by=by)
    said = _("%(post)s : %(quota)s temps plein affecté au pôle (%(since)s).")
    words = {"post": found, "quota": number(given.quota), "since": given.beginning}
    return said % words, _back()


@for_roles(*KEEPERS)
def correct(request: Request, pk: int) -> HttpResponse:
    """What was written wrong of a share."""
    found = _assignment(pk)
    lead = _(
        "Pour ce qui a été mal noté. Si la part change un jour, mettez fin à cette "
        "affectation, puis affectez la nouvelle part."
    )
    submit = _("Enregistrer la correction")
    task = Task(found.post.title, submit, *_over(), lead, corrects=found)
    form = forms.AssignmentForm(sent(request), initial=forms.assignment_initial(found))
    return filled(request, form, task, partial(_correct, found, request.actor), PLACES)


def _correct(found: Assignment, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.correct_assignment(found, **cleaned, by=by)
    return _("%s : l’affectation est corrigée.") % found.post, _back()


@for_roles(*KEEPERS)
def end(request: Request, pk: int) -> HttpResponse:
    """A share of a post is given no more."""
    found, today = _assignment(pk), request.now.date()
    lead = _("%(quota)s temps plein, %(since)s. Le poste reste.") % {
        "quota": number(found.quota),
        "since": found.beginning.onwards,
    }
    task = Task(found.post.title, _("Mettre fin à l’affectation"), *_over(), lead)
    form = forms.EndForm(sent(request), initial={"until": Dated(max(today, found.starts_on))})
    return filled(request, form, task, partial(_end, found, request.actor), PLACES)


def _end(found: Assignment, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    ended = actions.end_assignment(found, **cleaned, by=by)
    said = _("%(post)s : fin de l’affectation notée (%(until)s).")
    return said % {"post": found.post, "until": ended.ending}, _back()


def _assignment(pk: int) -> Assignment:
    return get_object_or_404(queries.assignments(), pk=pk)


def _over() -> tuple[str, str]:
    return _("Postes"), _back()


def _back() -> str:
    return resolve_url("jobsharing:posts")
