"""Error pages, in the same hand as the others: what happened, then what to do.

They need neither database nor context processors, so they still stand when those fall.
"""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from phares.common.web.drafts import hold
from phares.common.web.full_disk import without_room
from phares.common.web.pages import page_before
from phares.common.web.theme import theme_of
from phares.kernel.refusal import Missing, Refused


@dataclass(frozen=True, slots=True)
class Words:
    """What an error page says."""

    title: str
    happened: str
    then: str


ERRORS = {
    400: Words(
        gettext_noop("La demande est incomplète"),
        gettext_noop("Ce que le navigateur a envoyé ne se lit pas."),
        gettext_noop("Revenez à la page précédente, rechargez-la, puis recommencez."),
    ),
    403: Words(
        gettext_noop("Cette page ne vous est pas ouverte"),
        gettext_noop("Votre rôle au pôle ne donne pas accès à cette page."),
        gettext_noop("Si vous en avez besoin, demandez-le à l’animation du pôle."),
    ),
    404: Words(
        gettext_noop("Cette page n’existe pas"),
        gettext_noop("L’adresse est peut-être ancienne, ou la fiche a été retirée."),
        gettext_noop("Partez de l’accueil, ou cherchez la fiche par son nom."),
    ),
    405: Words(
        gettext_noop("Cette adresse ne s’ouvre pas ainsi"),
        gettext_noop("Elle attend l’envoi d’un formulaire."),
        gettext_noop("Revenez à la page précédente et utilisez son bouton."),
    ),
    422: Words(
        gettext_noop("Cela ne peut pas se faire"),
        gettext_noop("Une règle du pôle s’y oppose."),
        gettext_noop("Rien n’a été enregistré. Revenez à la page précédente pour corriger."),
    ),
    429: Words(
        gettext_noop("Trop d’essais en peu de temps"),
        gettext_noop("Pour protéger les comptes, le pôle fait attendre quelques minutes."),
        gettext_noop("Patientez un quart d’heure, puis recommencez."),
    ),
    500: Words(
        gettext_noop("Quelque chose s’est cassé de notre côté"),
        gettext_noop("La page n’a pas pu se faire, et le pôle en garde la trace."),
        gettext_noop("Rechargez dans une minute. Si cela dure, prévenez l’animation du pôle."),
    ),
    503: Words(
        gettext_noop("Trop de monde enregistre en même temps"),
        gettext_noop(
            "La base de données est verrouillée par quelqu’un d’autre : elle n’a pas "
            "répondu à temps, et rien n’a été enregistré."
        ),
        gettext_noop("Attendez quelques secondes, puis recommencez."),
    ),
    507: Words(
        gettext_noop("Le disque du pôle est plein"),
        gettext_noop(
            "La base n’a plus de place pour écrire. Rien de ce qui était enregistré n’est perdu ; "
            "ce que vous venez d’envoyer ne l’est pas."
        ),
        gettext_noop(
            "Prévenez qui tient la machine du pôle : il faut faire de la place. Puis recommencez."
        ),
    ),
}
RETRY_AFTER = 5
"""Seconds to wait when the database is locked."""
EXPIRED = Words(
    gettext_noop("Ce formulaire a expiré"),
    gettext_noop("Il est resté ouvert trop longtemps, ou le navigateur refuse nos cookies."),
    gettext_noop("Revenez en arrière, rechargez la page, puis envoyez de nouveau."),
)
WRONG_HOST = Words(
    gettext_noop("Ce pôle ne répond pas à ce nom"),
    gettext_noop("Le nom de machine demandé n’est pas dans la liste allowed_hosts du pôle."),
    gettext_noop(
        "Si vous tenez ce pôle, ajoutez-le à cette liste dans settings.toml, puis relancez le site."
    ),
)
ONLY_READ = Words(
    gettext_noop("Cette adresse ne s’ouvre pas ainsi"),
    gettext_noop("Elle montre une page et ne prend aucun formulaire."),
    gettext_noop("Partez de l’accueil, ou revenez à la page précédente."),
)
log = logging.getLogger("phares.disk")
BARE = "<!doctype html><html lang=fr><title>Phares</title><h1>Phares est momentanément arrêté</h1>"


def error_page(
    request: HttpRequest, status: int, *, words: Words | None = None, way_out: bool = True
) -> HttpResponse:
    """The page of one error; `words` replace the usual ones; `way_out` leads to the home page."""
    told = words or ERRORS[status]
    context = {
        "status": status,
        "title": _(told.title),
        "happened": _(told.happened),
        "then": _(told.then),
        "theme": theme_of(request),
        "way_out": way_out,
        **_other_names(request, status, asked=words is None),
        **_viewing(request),
    }
    return HttpResponse(render_to_string("web/error.html", context), status=status)


def _viewing(request: HttpRequest) -> dict[str, Any]:
    """The way back for who sees the house as somebody else."""
    viewing = getattr(request, "viewing", None)
    return {"viewing": viewing, "csrf_token": get_token(request)} if viewing else {}


def _other_names(request: HttpRequest, status: int, *, asked: bool) -> dict[str, Any]:
    """The organisations in whose name it may open, for who acts for another one meanwhile.

    What was written in a form is kept until then; not when it may come from elsewhere: `asked`.
    """
    actor = getattr(request, "actor", None)
    if status not in (403, 404) or actor is None or not actor.in_name_of:
        return {}
    held = asked and hold(request)
    read = held or request.method in ("GET", "HEAD")
    return {
        "speaks_for": actor.in_name_of,
        "held": held,
        "others": [one for one in actor.houses if one != actor.in_name_of],
        "speak_url": resolve_url("accounts:speak_for"),
        "next": request.get_full_path() if read else page_before(request, "/"),
        "csrf_token": get_token(request),
    }


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A rule said no: its sentence, alone for htmx, on a page otherwise."""
    sentence = refusal.reason.sentence
    if "HX-Request" in request.headers:
        body = render_to_string("web/refused.html", {"sentence": sentence})
        headers = {"HX-Retarget": "#messages", "HX-Reswap": "innerHTML"}
        return HttpResponse(body, status=422, headers=headers)
    status = 404 if isinstance(refusal.reason, Missing) else 422
    usual = ERRORS[status]
    return error_page(request, status, words=Words(usual.title, sentence, usual.then))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, DisallowedHost):
        return error_page(request, 400, words=WRONG_HOST, way_out=False)
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """To who is not signed in, among the public pages, with their menu, while these stand."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.signed_in:
        return error_page(request, 404)
    words = ERRORS[404]
    context = {"title": _(words.title), "happened": _(words.happened), "then": _(words.then)}
    try:
        return HttpResponse(render_to_string("web/lost.html", context, request), status=404)
    except Exception:
        return error_page(request, 404)


def wrong_way(request: HttpRequest, allowed: str) -> HttpResponse:
    """Opened where a form was waited for, or the other way round."""
    answer = error_page(request, 405, words=None if "POST" in allowed else ONLY_READ)
    answer.headers["Allow"] = allowed
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """Even when templates or static files are what broke, an answer leaves."""
    try:
        error = sys.exception()
        if without_room(error):
            return full(request)
        return busy(request) if _locked_out(error) else error_page(request, 500)
    except Exception:
        return HttpResponse(BARE, status=500)


def busy(request: HttpRequest) -> HttpResponse:
    """The database was locked for too long: nothing is wrong, one tries again."""
    response = error_page(request, 503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def full(request: HttpRequest) -> HttpResponse:
    """The disk of the base has no room left: nothing is lost, and the log names the disk."""
    log.error("le disque de %s est plein : faites de la place", settings.PHARES_HOME)
    return error_page(request, 507, way_out=False)


def _locked_out(error: BaseException | None) -> bool:
    """SQLite gave up waiting for another writer."""
    return isinstance(error, OperationalError) and "is locked" in str(error)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, 403, words=EXPIRED)
