"""What structures declare of a year: who answered, and the form where one answers."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from phares.common.web.audience import for_roles, hide_unless
from phares.common.web.filling import Task, sent
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.kernel.actor import KEEPERS, MEMBERS, Role
from phares.kernel.refusal import insist
from phares.people.directory import actions, forms
from phares.people.directory.models import Organisation
from phares.people.directory.queries.declarations import years_there
from phares.people.directory.queries.pages import Answered, answers_told, said_in
from phares.people.directory.rules.declarations import FIRST_YEAR, answers_said, why_not_there
from phares.people.directory.rules.permissions import (
    READS_ALL_DECLARATIONS,
    may_edit,
    may_keep,
    may_read_all_declarations,
)
from phares.people.directory.tables import declaration_table
from phares.people.directory.views.filling import filled
from phares.people.directory.views.organisations import editable


@for_roles(*READS_ALL_DECLARATIONS, *MEMBERS)
def declarations(request: Request, year: int) -> HttpResponseBase:
    """Who answered and who did not; a structure sees its own."""
    this_year, actor = request.now.year, request.actor
    hide_unless(FIRST_YEAR <= year <= this_year)
    only = None if may_read_all_declarations(actor) else actor.parties_as(*MEMBERS)
    answers = answers_told(year, only, running=year == this_year)
    context = _told(year, this_year, answers) | {
        "own": next((one for one in answers if one.silent and may_edit(actor, one.pk)), None)
        if only is not None
        else None,
        "everybody": only is None,
        "silent": may_keep(actor) and any(one.silent for one in answers),
    }
    spec = declaration_table(year, answers, actor)
    return table_response(request, spec, answers, "directory/declarations.html", context)


def _told(year: int, this_year: int, answers: list[Answered]) -> dict[str, Any]:
    """The counts of the year, the last known values, the years before and after."""
    return {
        "year": year,
        "told": [one for one in answers if one.last],
        "said": answers_said(
            sum(one.asked and one.answered for one in answers), sum(one.asked for one in answers)
        ),
        "running": year == this_year,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < this_year else None,
    }


@for_roles(*KEEPERS, Role.MEMBER_CONTACT)
def declare(
    request: Request, pk: int, year: int, frozen: Callable[[], Collection[int]]
) -> HttpResponse:
    """All the figures of a year at once: a blank is no answer, zero is one."""
    hide_unless(FIRST_YEAR <= year <= request.now.year)
    found, published = editable(request, pk), year in frozen()
    insist(why_not_there(found.name, year, years_there(pk)))
    back, lead = resolve_url("directory:organisation", pk), _lead(year, published=published)
    task = Task(_("Déclarer %s") % year, _("Déclarer"), found.name, back, lead, corrects=found)
    form = forms.DeclareForm(sent(request), initial=forms.said_or_not(said_in(year, pk)))
    act = partial(_declare, found, year, request, published=published)
    return filled(request, form, task, act)


def _lead(year: int, *, published: bool) -> str:
    blank = _("Laissez vide ce que vous ne savez pas ; écrivez 0 quand il n’y en a pas.")
    return f"{blank} {_beside(year)}" if published else blank


def _beside(year: int) -> str:
    """What becomes of an answer once the report of its year is frozen."""
    said = _(
        "Le bilan %(year)s est figé : il garde ses chiffres. La page des chiffres montre les deux, "
        "celui du bilan et celui compté depuis."
    )
    return said % {"year": year}


def _declare(
    found: Organisation, year: int, request: Request, cleaned: dict[str, Any], *, published: bool
) -> tuple[str, str]:
    said_by = cleaned.pop("said_by")
    moved = actions.declare_year(
        organisation=found,
        year=year,
        values=forms.by_kind(cleaned),
        by=request.actor,
        today=request.now.date(),
        said_by=said_by,
        sure=cleaned["sure"],
    )
    back = resolve_url("directory:organisation", found.pk)
    if not moved:
        return _("Rien n’a changé."), back
    told = [_("Merci : la déclaration %(year)s est enregistrée.") % {"year": year}]
    if published:
        told.append(_beside(year))
    return " ".join(told), back
