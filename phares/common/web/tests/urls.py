"""A small site for the tests of this floor, whatever the other domains are doing."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from django.contrib import messages
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from phares.common.web.audience import for_roles, hide_unless, public, signed_in
from phares.common.web.pages import done, page
from phares.common.web.samples import SampleForm
from phares.common.web.tests.rows import permission_table
from phares.kernel.actor import Role
from phares.kernel.refusal import Reason, Refused


@public
def open_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ouvert")


@signed_in
def for_anyone(request: HttpRequest) -> HttpResponse:
    return HttpResponse("connecté")


@for_roles(Role.ACCOUNTANT, Role.ANIMATOR)
def for_some(request: HttpRequest) -> HttpResponse:
    return HttpResponse("argent")


@signed_in
def secret(request: HttpRequest) -> HttpResponse:
    hide_unless(False)
    return HttpResponse("jamais")


@public
def refusing(request: HttpRequest) -> HttpResponse:
    raise Refused(Reason("taken", "Planier est prise. Choisissez une autre heure."))


@public
def breaking(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@public
def locked(request: HttpRequest) -> HttpResponse:
    """Two connections want to write in one file; the second waits no longer."""
    with closing(sqlite3.connect(request.GET["base"])) as first:
        first.execute("BEGIN IMMEDIATE")
        second = DatabaseWrapper({**connection.settings_dict, "NAME": request.GET["base"],
                                  "ENGINE": "django.db.backends.sqlite3",
                                  "OPTIONS": {"timeout": 0}})  # fmt: skip
        with closing(second), second.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
    return HttpResponse("écrit")


@public
def without_room(request: HttpRequest) -> HttpResponse:
    """A base that may not grow any more, as on a full disk."""
    base = DatabaseWrapper({**connection.settings_dict, "NAME": request.GET["base"],
                            "ENGINE": "django.db.backends.sqlite3", "OPTIONS": {}})  # fmt: skip
    with closing(base), base.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count=2")
        cursor.execute("CREATE TABLE a (b)")
        cursor.execute("INSERT INTO a VALUES (zeroblob(100000))")
    return HttpResponse("écrit")


@public
def acting(request: HttpRequest) -> HttpResponse:
    return done(request, "/ouvert/", "C’est fait.")


@public
def warning(request: HttpRequest) -> HttpResponse:
    messages.warning(request, "À relire.")
    return page(request, "web/offline.html")


class FocusedForm(SampleForm):
    focus_errors = True


@public
def form(request: HttpRequest) -> HttpResponse:
    given = FocusedForm(request.POST or None)
    valid = given.is_bound and given.is_valid()
    status = 422 if given.is_bound and not valid else 200
    return page(request, "web/form.html", {"form": given}, status=status)


urlpatterns = [
    path("", include("phares.common.web.urls")),
    path("ouvert/", open_page),
    path("connecte/", for_anyone),
    path("argent/", for_some),
    path("secret/", secret),
    path("refus/", refusing),
    path("panne/", breaking),
    path("verrou/", locked),
    path("plein/", without_room),
    path("acte/", acting),
    path("relire/", warning),
    path("formulaire/", form),
    path("tableau/", permission_table),
    path("entrer/", open_page, name="sign_in"),
]
handler400 = "phares.common.web.errors.bad_request"
handler403 = "phares.common.web.errors.forbidden"
handler404 = "phares.common.web.errors.not_found"
handler500 = "phares.common.web.errors.broken"
