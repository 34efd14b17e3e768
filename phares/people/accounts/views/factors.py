"""One’s own sign-in in two steps: what there is, what is added, renamed, taken away."""

from __future__ import annotations

from functools import partial
from typing import Any

import segno
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from pyotp import TOTP, random_base32

from phares.common.web.audience import for_roles, signed_in
from phares.common.web.filling import Task, accepted, filled, pressed, sent, status_of
from phares.common.web.pages import done, page
from phares.common.web.requests import Request
from phares.kernel.actor import Actor
from phares.kernel.words import of
from phares.people.accounts import actions
from phares.people.accounts.formats.passkeys import asked_to_make
from phares.people.accounts.formats.sealing import mark_of, opened, seal
from phares.people.accounts.forms import (
    FactorNameForm,
    NewAuthenticatorForm,
    NewPasskeyForm,
    OwnPasswordForm,
)
from phares.people.accounts.gate import before_second_step
from phares.people.accounts.models import Factor, RecoveryCode, User
from phares.people.accounts.queries import codes_left, needs_second_step, passkeys_of
from phares.people.accounts.rules.factors import CODES, KNOWN_APPLICATION, plain_code
from phares.people.accounts.rules.keys import KEEPERS
from phares.people.accounts.views.accounts import account_of
from phares.people.accounts.views.second_step import keep_challenge, site_of, take_challenge

SECRET = "application_a_ajouter"
PLACES = {
    "wrong-password": ("current",),
    "wrong-code": ("code",),
    "wrong-passkey": ("answer",),
    "stale-passkey": ("answer",),
    "known-passkey": ("answer",),
}


@before_second_step
@signed_in
def second_step(request: Request) -> HttpResponse:
    """What one signs in with beside the password, and what can be done about it."""
    person, today = account_of(request), timezone.localdate()
    due = person.factor_due_on
    context = {
        "factors": person.factors.all(),
        "codes_left": codes_left(person),
        "asked": needs_second_step(person, today),
        "late": due is not None and due <= today,
    }
    return page(request, "accounts/second_step/mine.html", context)


@before_second_step
@signed_in
@never_cache
@sensitive_post_parameters("current", "code")
def add_authenticator(request: Request) -> HttpResponse:
    """An application of codes: its secret as a drawing and as text, then its first code."""
    sending = request.method == "POST"
    if sending and SECRET not in request.session:
        return done(request, "accounts:second_step", KNOWN_APPLICATION.sentence)
    person, form = account_of(request), NewAuthenticatorForm(sent(request))
    secret = _secret(request)
    if sending and form.is_valid():
        given = form.cleaned_data | {"secret": secret, "by": request.actor}
        act = partial(_added, partial(actions.add_authenticator, person, **given))
        if (codes := accepted(form, act, PLACES)) is not False:
            request.session.pop(SECRET, None)
            return _shown(request, codes)
    context = {"form": form} | _to_aim_at(secret, person.email, site_of(request).name)
    return page(request, "accounts/second_step/authenticator.html", context, status=status_of(form))


@before_second_step
@signed_in
@never_cache
@sensitive_post_parameters("current")
def add_passkey(request: Request) -> HttpResponse:
    """A passkey, made by the browser."""
    person, form = account_of(request), NewPasskeyForm(sent(request))
    if request.method == "POST" and form.is_valid():
        act = partial(_added, partial(_make, request, person, form.cleaned_data))
        if (codes := accepted(form, act, PLACES)) is not False:
            return _shown(request, codes)
    question = _asked(request, person)
    keep_challenge(request, question)
    context = {"form": form, "question": question}
    return page(request, "accounts/second_step/new_passkey.html", context, status=status_of(form))


@signed_in
def rename(request: Request, pk: int) -> HttpResponse:
    """What one calls it."""
    factor = get_object_or_404(account_of(request).factors, pk=pk)
    form = FactorNameForm(sent(request), initial={"name": factor.name})
    task = _task(_("Renommer « %(name)s »") % {"name": factor.name}, _("Renommer"))
    return filled(request, form, task, partial(_rename, factor, request.actor))


def _rename(factor: Factor, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.rename_factor(factor, name=cleaned["name"], by=by)
    return _("Le nom est changé."), resolve_url("accounts:second_step")


@signed_in
@sensitive_post_parameters("current")
def remove(request: Request, pk: int) -> HttpResponse:
    """One less, by whoever knows the password."""
    factor = get_object_or_404(account_of(request).factors, pk=pk)
    lead = _("Il n’ouvrira plus rien. Un courrier vous le confirme.")
    task = _task(_("Retirer « %(name)s »") % {"name": factor.name}, _("Retirer"), lead)
    act = partial(_remove, factor, request.actor)
    return filled(request, OwnPasswordForm(sent(request)), task, act, PLACES)


def _remove(factor: Factor, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    asked = needs_second_step(factor.user, timezone.localdate())
    actions.remove_factor(factor, **cleaned, by=by, compulsory=asked, now=timezone.now())
    return _("Ce moyen est retiré."), resolve_url("accounts:second_step")


@signed_in
@never_cache
@sensitive_post_parameters("current")
def renew_codes(request: Request) -> HttpResponse:
    """Ten other recovery codes, shown this once."""
    person, form = account_of(request), OwnPasswordForm(sent(request))
    if request.method == "POST" and form.is_valid():
        renew = partial(actions.renew_recovery_codes, person, **form.cleaned_data)
        if codes := accepted(form, partial(_added, partial(renew, by=request.actor)), PLACES):
            return _shown(request, codes)
    lead = _("Dix codes nouveaux ; ceux d’avant n’ouvriront plus rien.")
    task = _task(_("Refaire les codes de secours"), _("Refaire les codes"), lead)
    return page(request, "web/task.html", {"form": form, "task": task}, status=status_of(form))


@signed_in
@never_cache
@require_POST
@sensitive_post_parameters("code")
def download_codes(request: Request) -> HttpResponse:
    """The codes just shown, as a file: sent back by the page, for nothing here keeps them."""
    codes = _own_codes(account_of(request), request.POST.getlist("code")[:CODES])
    if not codes:
        raise Http404
    head = _("Codes de secours de %(who)s. Chacun sert une fois.") % {"who": request.actor.name}
    answer = HttpResponse(
        "\n".join([head, "", *codes, ""]), content_type="text/plain; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="codes-de-secours.txt"'
    return answer


@for_roles(*KEEPERS)
@require_POST
def reset(request: Request, pk: int) -> HttpResponse:
    """For somebody who lost everything: back to the password alone."""
    return pressed(request, partial(_reset, get_object_or_404(User, pk=pk), request.actor))


def _reset(account: User, by: Actor) -> tuple[str, str]:
    actions.reset_factors(account, by=by, now=timezone.now())
    said = _("La connexion %(of_who)s est remise au seul mot de passe.")
    return said % {"of_who": of(account.name)}, resolve_url("accounts:user", account.pk)


def _asked(request: Request, person: User) -> str:
    return asked_to_make(
        site_of(request),
        account=person.pk,
        email=person.email,
        name=person.name,
        held=passkeys_of(person),
    )


def _make(request: Request, person: User, cleaned: dict[str, Any], **more: Any) -> list[str]:
    challenge, site = take_challenge(request), site_of(request)
    told = cleaned | {"challenge": challenge, "site": site, "by": request.actor}
    return actions.add_passkey(person, **told, **more)


def _added(act: Any) -> tuple[str, ...]:
    """The codes to show, one or none: never a value that reads as a refusal."""
    return ("", *act(now=timezone.now()))


def _shown(request: Request, codes: tuple[str, ...]) -> HttpResponse:
    """Recovery codes, on the answer itself: they are kept nowhere."""
    return page(request, "accounts/second_step/codes.html", {"codes": codes[1:]})


def _secret(request: Request) -> str:
    """The same as long as it is not added, so that a page shown again shows the same drawing."""
    if (waiting := opened(request.session.get(SECRET, ""))) is not None:
        return waiting
    secret = random_base32()
    request.session[SECRET] = seal(secret)
    return secret


def _in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def _to_aim_at(secret: str, email: str, pole: str) -> dict[str, Any]:
    """The key, drawn, written, and as a link for the telephone that shows this very page."""
    otpauth = TOTP(secret).provisioning_uri(name=email, issuer_name=pole)
    return {"secret": _in_fours(secret), "otpauth": otpauth, "drawing": _drawn(otpauth)}


def _drawn(address: str) -> SafeString:
    """Black on white, day and night: cameras read nothing else."""
    drawing = segno.make(address, error="m", micro=False)
    told = {"svgclass": "qr", "lineclass": None, "omitsize": True, "light": "#fff"}
    return mark_safe(drawing.svg_inline(**told, border=4))


def _task(title: str, submit: str, lead: str = "") -> Task:
    over, back = _("Connexion en deux étapes"), resolve_url("accounts:second_step")
    return Task(title, submit, over, back, lead)


def _own_codes(user: User, shown: list[str]) -> list[str]:
    """Among these, the codes of this account that have not served: this is no echo."""
    marks = {mark_of(user.pk, plain_code(code)): code for code in shown}
    kept = RecoveryCode.objects.filter(user=user, used_at=None, mark__in=list(marks))
    return [marks[mark] for mark in kept.order_by("pk").values_list("mark", flat=True)]
