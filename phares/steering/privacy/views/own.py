"""What is held on oneself: read, taken away, taken back, asked to be corrected or erased."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from phares.activities.library.models import Quote
from phares.common.parameters.queries import value_of
from phares.common.web.audience import hide_unless, ones_own, signed_in
from phares.common.web.display import french_date
from phares.common.web.filling import Task, filled, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.kernel.tongue import translated
from phares.people.directory.models import Consent, Function
from phares.people.directory.rules.kinds import ConsentScope
from phares.steering.privacy import actions, queries
from phares.steering.privacy.formats import downloads
from phares.steering.privacy.forms import WishForm
from phares.steering.privacy.queries import of_account
from phares.steering.privacy.queries.own import requests_of, to_take_back
from phares.steering.privacy.rules.asking import ASKED, USED, Wish, deadline

PLACES = {"no-words": ("words",)}


@ones_own
@signed_in
@require_safe
def mine(request: Request) -> HttpResponse:
    """Everything the pole holds on whoever asks, and why."""
    found = of_account(request.actor.user_id or 0)
    _who, told = actions.open_file(found, by=request.actor, now=timezone.now())
    today = request.now.date()
    context = {"told": told, "rows": queries.register(today), "asked": requests_of(found)}
    context |= {"back": to_take_back(found, today), "due": _due(request)}
    return page(request, "privacy/mine.html", context)


@ones_own
@signed_in
@require_POST
def export(request: Request, form: str) -> HttpResponse:
    """The same as a file to take away."""
    found, make = of_account(request.actor.user_id or 0), downloads.maker(form)
    told = actions.export_file(found, form=form.upper(), by=request.actor)
    return make(str(found), told, queries.words_on(request.now.date()), request.now)


@ones_own
@signed_in
def take_back_consent(request: Request, pk: int) -> HttpResponse:
    """One’s own agreement; says what disappears from where before it does."""
    found: Consent = _own(request, Consent, pk)
    hide_unless(found.withdrawn_on is None)
    lead = _(
        "« %(about)s ». De ce jour, plus rien ne part sous cet accord. L’administration du pôle "
        "est prévenue et doit retirer %(used)s. Un papier déjà distribué ne revient pas."
    ) % {"about": found.about, "used": translated(USED[ConsentScope(found.scope)])}

    def act(_cleaned: dict[str, Any]) -> tuple[str, str]:
        today, now = request.now.date(), timezone.now()
        actions.take_back_consent(found, by=request.actor, today=today, now=now)
        said = _("Votre accord « %(about)s » est retiré. L’administration du pôle le sait.")
        return said % {"about": found.about}, _mine()

    return filled(request, Form(sent(request)), _task(_("Retirer mon accord"), lead), act)


@ones_own
@signed_in
def take_back_quote(request: Request, pk: int) -> HttpResponse:
    """What one said leaves every page and every report."""
    found: Quote = _own(request, Quote, pk, "author_id")
    hide_unless(found.withdrawn_on is None)
    lead = _(
        "« %(text)s » ne se lira plus nulle part : ni dans le pôle, ni sur le site, ni dans les "
        "bilans, même déjà figés. Un papier déjà distribué ne revient pas."
    ) % {"text": found.text}

    def act(_cleaned: dict[str, Any]) -> tuple[str, str]:
        actions.take_back_quote(found, by=request.actor, today=request.now.date())
        return _("Votre parole est retirée partout."), _mine()

    return filled(request, Form(sent(request)), _task(_("Retirer ma parole"), lead), act)


@ones_own
@signed_in
def hide_function(request: Request, pk: int) -> HttpResponse:
    """Name, function, e-mail and telephone leave the public pages in one gesture."""
    found: Function = _own(request, Function, pk)
    hide_unless(found.public)
    lead = _(
        "« %(title)s », votre nom, votre courriel et votre téléphone quittent l’annuaire public, "
        "le site et les bilans. Les personnes du pôle les voient encore."
    ) % {"title": found.title}

    def act(_cleaned: dict[str, Any]) -> tuple[str, str]:
        actions.hide_own_function(found, by=request.actor)
        return _("Le public ne lit plus rien de cette fonction."), _mine()

    return filled(request, Form(sent(request)), _task(_("Cacher au public"), lead), act)


@ones_own
@signed_in
def ask(request: Request, wish: str) -> HttpResponse:
    """To be corrected, or erased: a request that the administration must answer in time."""
    wanted = next((one for one in ASKED if one.value == wish), None)
    if wanted is None:
        raise Http404

    def act(cleaned: dict[str, Any]) -> tuple[str, str]:
        told = {"by": request.actor, "today": request.now.date(), "now": timezone.now()}
        made = actions.ask_of_data(request.user, wanted, **cleaned, **told)  # type: ignore[arg-type]
        said = _("Votre demande est partie. Réponse avant le %(day)s.")
        return said % {"day": french_date(made.due_on)}, _mine()

    return filled(request, WishForm(sent(request)), _to_ask(request, wanted), act, PLACES)


def _to_ask(request: Request, wanted: Wish) -> Task:
    lead = _("L’administration du pôle doit vous répondre avant le %(day)s (RGPD, article 12.3).")
    lead %= {"day": french_date(_due(request))}
    if wanted is Wish.CORRECT:
        return _task(_("Demander une correction"), lead, _("Envoyer la demande"))
    lead = f"{lead} {_('Votre nom deviendra un numéro partout, et votre compte se fermera.')}"
    return _task(_("Demander l’effacement"), lead, _("Envoyer la demande"))


def _own[M: Model](request: Request, model: type[M], pk: int, column: str = "person_id") -> M:
    """A row of theirs; whether it exists for somebody else is nobody’s business."""
    person = of_account(request.actor.user_id or 0).person
    hide_unless(person is not None)
    return get_object_or_404(model, pk=pk, **{column: person})


def _due(request: Request) -> Any:
    today = request.now.date()
    return deadline(today, value_of("privacy.answer", today))


def _task(title: str, lead: str, submit: str = "") -> Task:
    return Task(title, submit or title, _("Mes données"), _mine(), lead)


def _mine() -> str:
    return resolve_url("privacy:mine")
