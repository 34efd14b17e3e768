"""Between the password and the session: a code, a recovery code, or a passkey.

What is known so far waits in a session of its own, for a few minutes; nobody is signed in by it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from phares.common.web.audience import public
from phares.common.web.drafts import flush_but_held
from phares.common.web.errors import error_page
from phares.common.web.filling import accepted, sent, status_of
from phares.common.web.pages import done, page
from phares.common.web.requests import Request
from phares.kernel.refusal import Refused
from phares.people.accounts import actions
from phares.people.accounts.formats.passkeys import Site, asked_to_sign
from phares.people.accounts.forms import CodeForm, PasskeyForm, RecoveryCodeForm
from phares.people.accounts.models import User
from phares.people.accounts.queries import failures, is_guarded, passkeys_of
from phares.people.accounts.rules.factors import STALE_PASSKEY, FactorKind
from phares.people.accounts.rules.passwords import EVERYWHERE, may_try
from phares.people.accounts.views.entering import let_in
from phares.people.directory.queries import home_pole

PENDING, CHALLENGE = "deuxieme_etape", "cle_d_acces"
HOLD = timedelta(minutes=10)
PLACES = {
    "wrong-code": ("code",),
    "wrong-passkey": ("answer",),
    "stale-passkey": ("answer",),
}


@dataclass(frozen=True, slots=True)
class Pending:
    """Who gave the right password, and where they go next."""

    user: User
    onward: str
    said: str


def come_in(request: Request, user: User, onward: str, said: str = "") -> HttpResponse:
    """In at once; with a second step, first to it, in a new session that holds nothing else."""
    if not is_guarded(user):
        let_in(request, user)
        return done(request, onward, said)
    actions.forget_session(request.session.session_key)
    flush_but_held(request)
    request.session[PENDING] = {
        "user": user.pk,
        "mark": user.get_session_auth_hash(),
        "until": (timezone.now() + HOLD).isoformat(),
        "onward": resolve_url(onward),
        "said": said,
    }
    return redirect(_first_step(user))


@public
@never_cache
@sensitive_post_parameters("code")
def code(request: Request) -> HttpResponse:
    """The code that the application shows now."""
    return _typed(
        request, CodeForm(sent(request)), "accounts/second_step/code.html", actions.use_code
    )


@public
@never_cache
@sensitive_post_parameters("code")
def recovery_code(request: Request) -> HttpResponse:
    """One of the codes kept for the day when the telephone is lost."""
    form, template = RecoveryCodeForm(sent(request)), "accounts/second_step/recovery.html"
    answer = _typed(request, form, template, actions.use_recovery_code)
    if request.user.is_authenticated:
        advice = _(
            "Appareil perdu ou volé ? Retirez-le depuis « Mon compte », « Connexion en deux "
            "étapes », et ajoutez-en un autre."
        )
        messages.warning(request, advice)
    return answer


@public
@never_cache
def passkey(request: Request) -> HttpResponse:
    """A passkey after the password; or alone, when the device checks who holds it."""
    pending, form = pending_of(request), PasskeyForm(sent(request))
    if request.method == "POST" and form.is_valid():
        act = partial(
            _sign, request, form.cleaned_data["answer"], pending.user if pending else None
        )
        if user := accepted(form, act, PLACES):
            return _enter(request, pending or Pending(user, settings.LOGIN_REDIRECT_URL, ""))
    held = passkeys_of(pending.user) if pending else ()
    question = asked_to_sign(site_of(request), held=held, alone=pending is None)
    keep_challenge(request, question)
    context = {"form": form, "question": question, "pending": pending}
    return page(request, "accounts/second_step/passkey.html", context, status=status_of(form))


def _typed(request: Request, form: Form, template: str, use: Callable[..., None]) -> HttpResponse:
    """A page where a code is typed: right, one is in; wrong, it is counted."""
    pending = pending_of(request)
    if pending is None:
        said = _("Trop de temps a passé : donnez de nouveau votre mot de passe.")
        messages.warning(request, said)
        return redirect("accounts:sign_in")
    if not may_try(failures(_tried(pending), EVERYWHERE, timezone.now())):
        return error_page(request, 429)
    if request.method == "POST" and form.is_valid() and _is_right(form, use, pending):
        return _enter(request, pending)
    context = {"form": form, "passkeys": bool(passkeys_of(pending.user))}
    return page(request, template, context, status=status_of(form))


def _is_right(form: Form, use: Callable[..., None], pending: Pending) -> bool:
    now = timezone.now()
    if accepted(form, partial(use, pending.user, form.cleaned_data["code"], now=now), PLACES):
        actions.forget_failures(_tried(pending), EVERYWHERE)
        return True
    if not may_try(actions.count_failure(_tried(pending), EVERYWHERE, now=now)):
        actions.note_codes_exhausted(pending.user)
    return False


def _tried(pending: Pending) -> str:
    return f"code {pending.user.pk}"


def _sign(request: Request, answer: str, user: User | None) -> User:
    challenge = take_challenge(request)
    site, now = site_of(request), timezone.now()
    return actions.use_passkey(answer, challenge=challenge, site=site, user=user, now=now)


def _enter(request: Request, pending: Pending) -> HttpResponse:
    """In, in a session with another key."""
    request.session.pop(PENDING, None)
    let_in(request, pending.user)
    return done(request, pending.onward, pending.said)


def _first_step(user: User) -> str:
    """The code, unless the account has passkeys only."""
    typed = user.factors.filter(kind=FactorKind.TOTP.value).exists()
    return resolve_url("accounts:code" if typed else "accounts:passkey")


def pending_of(request: HttpRequest) -> Pending | None:
    """Who waits in this session: not for long, and not after the password changed."""
    kept: dict[str, Any] = request.session.get(PENDING) or {}
    if not kept or datetime.fromisoformat(kept["until"]) <= timezone.now():
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(kept["mark"], user.get_session_auth_hash()):
        return None
    return Pending(user, kept["onward"], kept["said"])


def site_of(request: HttpRequest) -> Site:
    """This site as a browser names it; passkeys hold for its name alone."""
    host, pole = request.get_host(), home_pole()
    name = pole.name if pole else "Phares"
    return Site(name, host.rpartition(":")[0] or host, f"{request.scheme}://{host}")


def keep_challenge(request: HttpRequest, question: str) -> None:
    """What the answer must have signed: asked once, for a few minutes."""
    until = (timezone.now() + HOLD).isoformat()
    request.session[CHALLENGE] = {"asked": json.loads(question)["challenge"], "until": until}


def take_challenge(request: HttpRequest) -> str:
    kept: dict[str, str] = request.session.pop(CHALLENGE, None) or {}
    if not kept or datetime.fromisoformat(kept["until"]) <= timezone.now():
        raise Refused(STALE_PASSKEY)
    return kept["asked"]
