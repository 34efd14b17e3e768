"""What leaves, what one does without, what the demonstration would have sent, the delays."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from phares.common.notices import actions
from phares.common.notices.formats.message import html_of, text_of
from phares.common.notices.gateways.smtp import is_set
from phares.common.notices.models import Notice
from phares.common.notices.queries import (
    chosen_by,
    kinds_received_by,
    read_token,
    received_by,
    rhythm_of,
)
from phares.common.notices.rules.kinds import KINDS, Kind
from phares.common.notices.rules.rhythms import Rhythm
from phares.common.parameters.actions import set_parameter
from phares.common.parameters.queries import in_force, value_of
from phares.common.parameters.rules.catalogue import CATALOGUE, SETS
from phares.common.post.choices import choice_of, choices_of
from phares.common.post.forms import ParameterForm
from phares.common.post.links import links_of
from phares.common.post.tables import MAILBOX, OUTGOING, RECEIVED
from phares.common.web.audience import for_roles, hide_unless, ones_own, public, signed_in
from phares.common.web.csp import INSIDE_A_LETTER, SHOWING_A_LETTER
from phares.common.web.filling import Task, filled, sent
from phares.common.web.language import spoken
from phares.common.web.pages import done, page
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.kernel.tongue import say

PLACES = {"bounds": ("value",), "past": ("since",), "no-source": ("source",)}


@for_roles(*SETS)
@require_safe
def outgoing(request: Request) -> HttpResponseBase:
    """What waits, what did not go through and why, what left."""
    context = {"is_set": is_set(), "demo": settings.DEMO}
    return table_response(request, OUTGOING, Notice.objects.all(), "post/outgoing.html", context)


@for_roles(*SETS)
@require_POST
def retry(request: Request, pk: int) -> HttpResponse:
    """Sent again at the next round of the clock."""
    notice = get_object_or_404(Notice, pk=pk)
    actions.retry_notice(notice, by=request.actor, now=request.now)
    return done(request, "post:outgoing", _("Le courrier repartira dans la minute."))


@for_roles(*SETS)
@require_POST
def trial(request: Request) -> HttpResponse:
    """A letter to oneself, to see whether the mail goes through."""
    me = actions.Reader(
        address_of(request), request.actor.name, request.actor.user_id, language=spoken()
    )
    actions.send_trial(to=me, by=request.actor, now=request.now)
    said = _("Un courrier d’essai part à %(address)s.") % {"address": me.address}
    return done(request, "post:outgoing", said)


@ones_own
@signed_in
@require_safe
def mine(request: Request) -> HttpResponseBase:
    """What the pole writes to me, when, and what I do without."""
    address = address_of(request)
    told = choices_of(request.actor, chosen_by(address), kinds_received_by(address))
    hour = value_of("mail.digest_hour", request.now.date())
    context = {"told": told, "address": address, "digest_hour": hour}
    return table_response(request, RECEIVED, received_by(address), "post/mine.html", context)


@signed_in
@require_POST
def choose(request: Request, kind: str) -> HttpResponse:
    """One kind of letter: at once, once a day, not at all."""
    if (chosen := KINDS.get(kind)) is None:
        raise Http404
    said = _choose(request, address_of(request), chosen)
    return done(request, "post:mine", said)


@public
@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed link is the right
def refuse(request: Request, token: str) -> HttpResponse:
    """From the link of a letter: shows the same choice, then makes it. Nobody signs in."""
    found = read_token(token)
    if found is None:
        raise Http404
    address, kind = found[0], KINDS[found[1]]
    said = _choose(request, address, kind) if request.method == "POST" else ""
    choice = choice_of(kind, rhythm_of(address, kind))
    context = {"address": address, "choice": choice, "said": said, "token": token}
    return page(request, "post/refuse.html", context)


def _choose(request: Request, address: str, kind: Kind) -> str:
    """A mail program says nothing: it refuses."""
    asked = request.POST.get("rhythm", Rhythm.NONE.value)
    if asked not in Rhythm:
        raise Http404
    rhythm = Rhythm(asked)
    actions.choose_rhythm(address, kind, rhythm, by=request.actor, now=request.now)
    return say("C’est noté : « {kind} », {rhythm}.", kind=kind.label, rhythm=rhythm.label)


@public
@require_safe
def mailbox(request: Request) -> HttpResponseBase:
    """What the demonstration would have sent; a real pole has no such page."""
    hide_unless(settings.DEMO)
    return table_response(request, MAILBOX, Notice.objects.all(), "post/mailbox.html")


@public
@require_safe
@csp_override(SHOWING_A_LETTER)
def letter(request: Request, pk: int) -> HttpResponse:
    """One letter of the demonstration: as a mail program shows it, and its plain text."""
    hide_unless(settings.DEMO)
    notice = get_object_or_404(Notice, pk=pk)
    text = text_of([notice])
    context = {"notice": notice, "text": text, "links": links_of(text, settings.SITE_URL)}
    return page(request, "post/letter.html", context)


@public
@require_safe
@xframe_options_sameorigin
@csp_override(INSIDE_A_LETTER)
def as_sent(request: Request, pk: int) -> HttpResponse:
    """The HTML of the letter, alone, shut in its frame: nothing in it runs or leaves."""
    hide_unless(settings.DEMO)
    return HttpResponse(html_of([get_object_or_404(Notice, pk=pk)]))


@for_roles(*SETS)
@require_safe
def parameters(request: Request) -> HttpResponse:
    """Every delay, what it is worth today, and according to whom."""
    return page(request, "post/parameters.html", {"rows": in_force(request.now.date())})


@for_roles(*SETS)
def set_one(request: Request, code: str) -> HttpResponse:
    """What one delay is worth from a day on."""
    if (known := CATALOGUE.get(code)) is None:
        raise Http404
    today = request.now.date()
    lead = _("De %(least)s à %(most)s, en %(unit)s.") % {
        "least": known.least, "most": known.most, "unit": known.unit
    }  # fmt: skip
    back = resolve_url("post:parameters")
    record: Any = {"corrects": code, "proposes": ["since"]}
    task = Task(known.label, _("Régler"), _("Délais"), back, lead, **record)
    form = ParameterForm(sent(request), initial={"value": value_of(code, today), "since": today})
    act = partial(set_parameter, known, by=request.actor, today=today)
    return filled(request, form, task, lambda cleaned: _set(act, cleaned, back), PLACES)


def _set(act: Any, cleaned: dict[str, Any], back: str) -> tuple[str, str]:
    act(**cleaned)
    return _("Le délai est réglé."), back


def address_of(request: Request) -> str:
    """The address one signs in with, which is where the pole writes."""
    return str(request.user.email)  # type: ignore[union-attr]
