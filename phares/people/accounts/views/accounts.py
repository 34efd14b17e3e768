"""The door, one's own account, and the accounts that the administration keeps."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from phares.common.web.audience import for_roles, public, signed_in
from phares.common.web.drafts import held_for
from phares.common.web.errors import Words, error_page
from phares.common.web.filling import (
    Task,
    accepted,
    filled,
    pressed,
    sent,
    sent_once,
    status_of,
)
from phares.common.web.pages import can_be_read, done, page, wanted_page
from phares.common.web.requests import Request, place_of
from phares.common.web.tables import table_response
from phares.kernel.actor import Actor
from phares.kernel.tongue import translated
from phares.kernel.words import of
from phares.people.accounts import actions
from phares.people.accounts.forms import (
    AccountForm,
    GivenPasswordForm,
    KeyForm,
    PasswordForm,
    SignInForm,
)
from phares.people.accounts.models import Key, User
from phares.people.accounts.queries import (
    actor_of,
    address_pending,
    invitations_pending,
    is_guarded,
    keys_in_force,
    sessions_of,
    users_with_keys,
    viewings_of,
)
from phares.people.accounts.queries.leaving import card_by_address, untied
from phares.people.accounts.rules.keys import KEEPERS
from phares.people.accounts.rules.passwords import may_try
from phares.people.accounts.rules.viewing import may_view
from phares.people.accounts.tables import USERS
from phares.people.accounts.views.entering import let_in, stay_in
from phares.people.accounts.views.second_step import come_in
from phares.people.accounts.views.trying import (
    asks_too_often,
    count,
    count_guess,
    is_guessed,
    waits,
)

PLACES = {
    "known-address": ("email",),
    "weak-password": ("password",),
    "no-organisation": ("organisation",),
    "needless-organisation": ("organisation",),
    "already-held": ("role",),
}
OWN_PLACES = {"wrong-password": ("current",), "weak-password": ("new",)}
GUESSED = Words(
    gettext_noop("Trop de mots de passe faux pour cette adresse"),
    gettext_noop("Ils viennent d’un peu partout : elle attend, pour que personne ne devine."),
    gettext_noop(
        "Pour entrer tout de suite, revenez à la page de connexion et demandez un nouveau mot de "
        "passe. Sinon, réessayez dans un moment."
    ),
)


@public
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: Request) -> HttpResponse:
    """In by address and password, then on to where one was going."""
    if request.method != "POST":
        return _door(request, SignInForm())
    if (visitor := _of_the_demo(request)) is not None:
        let_in(request, visitor)
        return redirect(_onward(request))
    email, place = request.POST.get("email", ""), place_of(request)
    if (later := _not_yet(request, email, place)) is not None:
        return later
    form = SignInForm(request.POST)
    if form.is_valid() and form.user:
        actions.forget_failures(email, place)
        return come_in(request, form.user, _onward(request))
    return _missed(request, form, email, place)


def _not_yet(request: Request, email: str, place: str) -> HttpResponse | None:
    """The page that asks to wait, after too many wrong passwords."""
    if waits(email, place):
        return error_page(request, 429)
    return error_page(request, 429, words=GUESSED) if is_guessed(email) else None


@public
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """Out, and back to the public home page."""
    if request.viewing:
        actions.end_viewing(request.viewing.row, now=timezone.now())
    actions.forget_session(request.session.session_key)
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@signed_in
@sensitive_post_parameters("current", "new", "again")
def mine(request: Request) -> HttpResponse:
    """One's own account: name, keys, password."""
    person, form = account_of(request), PasswordForm(request.POST or None)
    if request.method == "POST" and asks_too_often(person, "password"):
        return error_page(request, 429)
    act = sent_once(request, partial(_change_password, person, form, request.actor))
    if form.is_valid() and (result := accepted(form, act, OWN_PLACES)):
        stay_in(request, person)
        said, to = result
        return done(request, to, said)
    context = {"form": form} | _of(request, person)
    return page(request, "accounts/mine.html", context, status=status_of(form))


def _of(request: Request, person: User) -> dict[str, Any]:
    """What one’s own account says: keys, sessions, who saw the house in one’s place."""
    return {
        "keys": keys_in_force(person, timezone.localdate()),
        "today": timezone.localdate(),
        "sessions": sessions_of(person, timezone.now()),
        "session_key": request.session.session_key,
        "pending": address_pending(person, timezone.now()),
        "guarded": is_guarded(person),
        "viewings": viewings_of(person),
        "outsiders": person.outside_accounts.all(),
        "provider": settings.OPENID,
    }


def _change_password(person: User, form: PasswordForm, by: Actor) -> tuple[str, str]:
    words = {"current": form.cleaned_data["current"], "new": form.cleaned_data["new"]}
    said, parted = _("Votre mot de passe est changé."), person.outside_accounts.exists()
    actions.change_password(person, **words, by=by)
    if parted:
        said = _(
            "Votre mot de passe est changé ; aucun compte d’ailleurs n’ouvre plus le vôtre. Reliez "
            "de nouveau celui dont vous vous servez."
        )
    return said, resolve_url("accounts:mine")


@for_roles(*KEEPERS)
def users(request: Request) -> HttpResponseBase:
    """Every account with its keys."""
    rows = users_with_keys(timezone.localdate())
    context = {"untied": untied(timezone.localdate()).exists()}
    return table_response(request, USERS, rows, "accounts/users.html", context)


@for_roles(*KEEPERS)
@sensitive_post_parameters("password")
def open_one(request: Request) -> HttpResponse:
    """An account for somebody new, with a first key."""
    over = _("Comptes"), resolve_url("accounts:users")
    task = Task(_("Ouvrir un compte"), _("Ouvrir le compte"), *over)
    form = AccountForm(sent(request))
    return filled(request, form, task, partial(_open, request, form), PLACES)


def _open(request: Request, form: AccountForm, _cleaned: dict[str, Any]) -> tuple[str, str]:
    opened = actions.open_account(**form.given, by=request.actor, now=timezone.now())
    said = _("Le compte %(of_who)s est ouvert.") % {"of_who": of(opened.name)}
    return said, _at(opened.pk)


@for_roles(*KEEPERS)
def user(request: Request, pk: int) -> HttpResponse:
    """One account: its keys, and what may be done with it."""
    return _account(request, get_object_or_404(User, pk=pk))


@for_roles(*KEEPERS)
@require_POST
def give(request: Request, pk: int) -> HttpResponse:
    """One more key."""
    account, form = get_object_or_404(User, pk=pk), KeyForm(request.POST)
    act = sent_once(request, partial(_give, account, form, request.actor))
    if form.is_valid() and (result := accepted(form, act, PLACES)):
        said, to = result
        return done(request, to, said)
    return _account(request, account, key_form=form)


def _give(account: User, form: KeyForm, by: Actor) -> tuple[str, str]:
    actions.give_key(account, **form.given, by=by, now=timezone.now())
    return _("La clé est donnée."), _at(account.pk)


@for_roles(*KEEPERS)
@require_POST
def take_back(request: Request, pk: int, key: int) -> HttpResponse:
    """One key less."""
    return pressed(request, partial(_take_back, pk, key, request.actor))


def _take_back(pk: int, key: int, by: Actor) -> tuple[str, str]:
    held = get_object_or_404(Key.objects.select_related("user"), pk=key, user_id=pk)
    actions.take_back_key(held, by=by, now=timezone.now())
    return _("La clé est rendue, à l’instant."), _at(pk)


@for_roles(*KEEPERS)
@require_POST
@sensitive_post_parameters("password")
def password(request: Request, pk: int) -> HttpResponse:
    """A new password for somebody who lost theirs."""
    account, form = get_object_or_404(User, pk=pk), GivenPasswordForm(request.POST)
    act = sent_once(request, partial(_give_password, account, form, request.actor))
    if form.is_valid() and (result := accepted(form, act, PLACES)):
        said, to = result
        return done(request, to, said)
    return _account(request, account, password_form=form)


def _give_password(account: User, form: GivenPasswordForm, by: Actor) -> tuple[str, str]:
    actions.give_password(account, **form.cleaned_data, by=by)
    return _("Le mot de passe est remplacé. Remettez-le de vive voix."), _at(account.pk)


@for_roles(*KEEPERS)
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """Nobody signs in with this account any more."""
    return pressed(request, partial(_close, get_object_or_404(User, pk=pk), request.actor))


def _close(account: User, by: Actor) -> tuple[str, str]:
    actions.close_account(account, by=by, now=timezone.now())
    return _("Le compte %(of_who)s est fermé.") % {"of_who": of(account.name)}, _at(account.pk)


@for_roles(*KEEPERS)
@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    """The account, as it was when it was closed."""
    return pressed(request, partial(_reopen, get_object_or_404(User, pk=pk), request.actor))


def _reopen(account: User, by: Actor) -> tuple[str, str]:
    actions.reopen_account(account, by=by)
    return _("Le compte %(of_who)s est rouvert.") % {"of_who": of(account.name)}, _at(account.pk)


def _at(pk: int) -> str:
    return resolve_url("accounts:user", pk)


def _of_the_demo(request: Request) -> User | None:
    """Whom the door of a demonstration lets in by one click, whatever a visitor changed of them."""
    asked = request.POST.get("demo", "") if settings.DEMO else ""
    known = {str(one.get("account")) for one in settings.DEMO_SIGN_INS}
    if not asked.isdecimal() or asked not in known:
        return None
    return User.objects.filter(pk=asked, is_active=True).first()


def _missed(request: Request, form: SignInForm, email: str, place: str) -> HttpResponse:
    """The door again; the last wrong password that is taken is told in the journal."""
    count_guess(email)
    if not may_try(count(email, place)):
        actions.note_lock_out(email)
    return _door(request, form, status=422)


def _door(request: Request, form: SignInForm, *, status: int = 200) -> HttpResponse:
    onward = request.POST.get("next", request.GET.get("next", ""))
    context = {
        "form": form,
        "next": onward,
        "held": held_for(request, onward),
        "demo_sign_ins": [one | {"role": _said(one["role"])} for one in settings.DEMO_SIGN_INS],
        "provider": settings.OPENID,
    }
    return page(request, "accounts/sign_in.html", context, status=status)


def _said(role: str) -> str:
    """« Contact d’une structure (Mode Estime) »: the role in the reader’s language."""
    label, opened, house = role.partition(" (")
    return translated(label) + opened + house


def _account(request: Request, account: User, **tried: Form) -> HttpResponse:
    """The page of one account; `tried` is the form that could not be taken as it is."""
    context = {
        "account": account,
        "keys": keys_in_force(account, timezone.localdate()),
        "today": timezone.localdate(),
        "key_form": KeyForm(),
        "password_form": GivenPasswordForm(),
        "may_view": may_view(request.actor, actor_of(account, timezone.localdate())),
        "found": card_by_address(account),
        "invited": not account.has_usable_password(),
        "pending": invitations_pending().filter(user=account).first(),
        "guarded": is_guarded(account),
    } | tried
    return page(request, "accounts/user.html", context, status=status_of(*tried.values()))


def _onward(request: Request) -> str:
    """Where one was going, if it is one of our pages; one’s first page otherwise."""
    first = resolve_url(settings.LOGIN_REDIRECT_URL)
    wanted = wanted_page(request, first)
    return wanted if can_be_read(wanted) else first


def account_of(request: Request) -> User:
    return request.user  # type: ignore[return-value]
