"""Files come in, are tried, carried out and undone; everything leaves in the same shape."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phares.common.sheets.sheet import UNREAD, why_not_size
from phares.common.sheets.writing import FORMATS, MEDIA, written_file
from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, filled, pressed, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.kernel.actor import KEEPERS
from phares.kernel.datasets import DataSet
from phares.kernel.refusal import Refused, insist
from phares.steering.suitcases import actions, queries
from phares.steering.suitcases.forms import ColumnsForm, FileForm, MeaningsForm
from phares.steering.suitcases.models import Import
from phares.steering.suitcases.rules.lifecycle import Mode
from phares.steering.suitcases.rules.permissions import why_not_come_in
from phares.steering.suitcases.shown import SMALL, initial, shown, unknown
from phares.steering.suitcases.sources import CHAPTERS, dataset

LATEST = 20
PLACES = {**{code: ["file"] for code in UNREAD}, "no-title-line": ["titles_at"]}
keepers = for_roles(*KEEPERS)


@keepers
def home(request: Request) -> HttpResponse:
    """Every set, with what comes in and goes out; the latest imports."""
    latest = [(one, _set(one.dataset).label) for one in queries.imports()[:LATEST]]
    context = {"chapters": CHAPTERS, "formats": FORMATS, "latest": latest}
    return page(request, "suitcases/home.html", context)


@keepers
def receive(request: Request, code: str) -> HttpResponse:
    """A file is read, then tried: at once when it is small."""
    into = _incoming(code)
    title = _("Importer : %(set)s") % {"set": str(into.label).lower()}
    task = Task(title, _("Lire et essayer"), _("Importer et exporter"), reverse("suitcases:home"))

    def act(given: dict[str, Any]) -> tuple[str, str]:
        batch = _received(request, into, given["file"], given["titles_at"])
        _try(request, batch)
        return "", _page_of(batch)

    form = FileForm(sent(request), request.FILES if request.method == "POST" else None)
    return filled(request, form, task, act, PLACES)


def _received(request: Request, into: DataSet, file: UploadedFile, titles_at: int | None) -> Import:
    insist(why_not_size(file.size or 0))
    content, name = file.read(), file.name or into.label
    return actions.receive_file(
        into=into,
        name=name,
        content=content,
        titles_at=titles_at,
        by=request.actor,
        now=request.now,
    )


def _try(request: Request, batch: Import) -> None:
    """Once its columns are known; a large file is tried by the clock."""
    if shown(batch).unready is None:
        _carry(request, batch, Mode.TRIAL)


def _carry(request: Request, batch: Import, mode: Mode) -> Import:
    if batch.lines.count() > SMALL:
        return actions.ask_for(batch, mode, by=request.actor)
    return actions.carry_out(batch, mode, by=request.actor, now=request.now)


@keepers
def show(request: Request, pk: int) -> HttpResponse:
    """Where an import stands, and what may be done next."""
    found, wanted = get_object_or_404(Import, pk=pk), request.GET.get("lignes", "")
    it = shown(found, int(wanted) if wanted.isdecimal() else 0)
    return page(request, "suitcases/import.html", {"it": it}, part="etat")


@keepers
def columns(request: Request, pk: int) -> HttpResponse:
    """Which column is which, kept for the next file; then it is tried again."""
    batch = get_object_or_404(Import, pk=pk)
    into = _set(batch.dataset)
    form = ColumnsForm(sent(request), into=into, titles=batch.titles, initial=initial(batch))
    task = Task(_("Choisir les colonnes"), _("Essayer ainsi"), batch.file_name, _page_of(batch))

    def act(given: dict[str, Any]) -> tuple[str, str]:
        _try(request, actions.choose_columns(batch, mapping=form.mapping, by=request.actor))
        return "", _page_of(batch)

    return filled(request, form, task, act)


@keepers
def meanings(request: Request, pk: int) -> HttpResponse:
    """What each word that is not in our lists means, kept for the next file; then tried again."""
    batch = get_object_or_404(Import, pk=pk)
    form = MeaningsForm(sent(request), words=unknown(batch))
    lead = _("Une fois pour toutes les lignes, et pour les prochains fichiers.")
    task = Task(_("Dire ce que ces mots veulent dire"), _("Essayer ainsi"), batch.file_name,
                _page_of(batch), lead)  # fmt: skip

    def act(given: dict[str, Any]) -> tuple[str, str]:
        _try(request, actions.say_meanings(batch, said=form.said, by=request.actor))
        return "", _page_of(batch)

    return filled(request, form, task, act)


@keepers
@require_POST
def carry(request: Request, pk: int) -> HttpResponse:
    """All of it or nothing, or its good lines."""
    batch = get_object_or_404(Import, pk=pk)
    mode = {"good": Mode.GOOD, "trial": Mode.TRIAL}.get(request.POST.get("mode", ""), Mode.WHOLE)

    def act() -> tuple[str, str]:
        _carry(request, batch, mode)
        return "", _page_of(batch)

    return pressed(request, act)


@keepers
def undo(request: Request, pk: int) -> HttpResponse:
    """What an import made goes away, while nothing rests on it."""
    batch = get_object_or_404(Import, pk=pk)
    lead = _("Ce que ce fichier a fait entrer est retiré, si rien d’autre n’en dépend.")
    task = Task(_("Défaire cet import"), _("Défaire"), batch.file_name, _page_of(batch), lead)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        actions.undo_import(batch, by=request.actor, now=request.now)
        return _("L’import est défait."), _page_of(batch)

    return filled(request, forms.Form(sent(request)), task, act)


@keepers
@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """A file that brought nothing in is forgotten."""
    batch = get_object_or_404(Import, pk=pk)

    def act() -> tuple[str, str]:
        actions.drop_file(batch, by=request.actor)
        return _("Le fichier est oublié."), reverse("suitcases:home")

    return pressed(request, act)


@keepers
def refused(request: Request, pk: int, suffix: str) -> HttpResponse:
    """The refused lines as they came, with why: to mend and to bring in again."""
    batch = get_object_or_404(Import, pk=pk)
    titles, rows = queries.refused_table(batch)
    made = partial(written_file, suffix, batch.dataset, titles, rows)
    return _file(f"{batch.dataset}-refusees", suffix, made)


@keepers
def model(request: Request, code: str, suffix: str) -> HttpResponse:
    """An empty file to fill, with two examples."""
    into = _incoming(code)
    titles, rows = queries.template(into)
    made = partial(written_file, suffix, into.label, titles, rows)
    return _file(f"{code}-modele", suffix, made)


@keepers
def take(request: Request, code: str, suffix: str) -> HttpResponse:
    """Everything of a set."""
    outof = _set(code)
    return _file(code, suffix, partial(actions.export, outof, suffix, by=request.actor))


def _incoming(code: str) -> DataSet:
    """A set that only leaves says why, and asks for no file."""
    into = _set(code)
    insist(why_not_come_in(into.only_leaves))
    return into


def _set(code: str) -> DataSet:
    try:
        return dataset(code)
    except Refused:
        raise Http404 from None


def _page_of(batch: Import) -> str:
    return reverse("suitcases:show", args=[batch.pk])


def _file(name: str, suffix: str, content: Callable[[], bytes]) -> HttpResponse:
    if suffix not in FORMATS:
        raise Http404
    response = HttpResponse(content(), content_type=MEDIA[suffix])
    response["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    response["Cache-Control"] = "private, no-store"
    return response
