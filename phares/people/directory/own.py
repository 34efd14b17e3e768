"""What people read of their own structure: how it belongs, what it declares, who is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from phares.common.web.display import theirs
from phares.kernel.actor import Actor
from phares.kernel.own import Line, Part, Step
from phares.kernel.tongue import capital
from phares.kernel.words import thousands
from phares.people.directory.models import Function
from phares.people.directory.queries.own import Answered, answered_by, people_of, ties_of
from phares.people.directory.rules.declarations import answers_given
from phares.people.directory.rules.kinds import FEMININE, BelongingRole, Declared
from phares.people.directory.rules.permissions import may_edit, may_read_declarations


def belonging(ids: Sequence[int], actor: Actor, today: date) -> Mapping[int, Part]:
    """How each belongs to the pole, and its card."""
    lines = defaultdict[int, list[Line]](list)
    for tie in ties_of(ids, today):
        label = str(capital(FEMININE[BelongingRole(tie.role)]))
        lines[tie.party_id].append(Line(label, said=tie.beginning.onwards))
    return {pk: _belonging(pk, tuple(lines[pk]), actor) for pk in ids}


def _belonging(pk: int, lines: tuple[Line, ...], actor: Actor) -> Part:
    steps = [Step(_("Voir la fiche"), reverse("directory:organisation", args=[pk]))]
    if may_edit(actor, pk):
        steps.append(
            Step(_("Modifier la fiche"), reverse("directory:edit_organisation", args=[pk]))
        )
        steps.append(Step(_("Choisir un logo"), reverse("directory:choose_logo", args=[pk])))
    note = "" if lines else _("Elle n’a pas de lien en cours avec le pôle.")
    return Part("fiche", _("Au pôle"), lines, tuple(steps), note, wide=False)


def declarations(ids: Sequence[int], actor: Actor, today: date) -> Mapping[int, Part]:
    """What is asked for last year, and what was answered."""
    read = [pk for pk in ids if may_read_declarations(actor, pk)]
    told = answered_by(read, today.year - 1)
    return {pk: _declarations(told[pk], actor) for pk in read}


def _declarations(told: Answered, actor: Actor) -> Part:
    edits = may_edit(actor, told.organisation_id)
    steps = (*(_answers(told) if edits else ()), _all_answers(told.year))
    note = _said_of(told, edits=edits)
    return Part("declarations", _("Déclarations"), _answered(told), steps, note)


def _answered(told: Answered) -> tuple[Line, ...]:
    """How the year stands, then each figure."""
    if told.missing:
        return (Line(str(told.year), said=_("à faire"), mark="surveille"),)
    given = [kind for kind in Declared if kind in told.figures]
    if not given:
        return ()
    mark = "surveille" if told.waits else "regle"
    count = Line(str(told.year), said=answers_given(len(given)), mark=mark)
    figures = (Line(str(capital(one.label)), said=thousands(told.figures[one])) for one in given)
    return count, *figures


def _answers(told: Answered) -> list[Step]:
    """One answers, or corrects what was answered."""
    label = _("Corriger ou compléter") if told.figures else _("Déclarer %s") % told.year
    url = reverse("directory:declare", args=[told.organisation_id, told.year])
    return [Step(label, url, main=told.waits)] if told.asked or told.figures else []


def _all_answers(year: int) -> Step:
    return Step(_("Les autres années"), reverse("directory:declarations", args=[year]))


def _said_of(told: Answered, *, edits: bool) -> str:
    """What is still without an answer, or why nothing is asked."""
    if told.missing:
        asks = _("Emplois, insertion, services civiques, bénévoles : deux minutes suffisent.")
        return asks if edits else _("Le contact de votre structure peut y répondre.")
    if not told.figures:
        said = _("Rien n’est demandé pour %s : elle n’était pas membre à la fin de l’année.")
        return said % told.year
    silent = [kind.label for kind in Declared if kind not in told.figures]
    return _("Sans réponse : %s.") % " ; ".join(silent) if silent else ""


def people(ids: Sequence[int], actor: Actor, today: date) -> Mapping[int, Part]:
    """Who does what there today."""
    found = defaultdict[int, list[Function]](list)
    for one in people_of(ids, today):
        found[one.organisation_id].append(one)
    return {pk: _people(pk, found[pk], actor) for pk in ids}


def _people(pk: int, held: list[Function], actor: Actor) -> Part:
    add = Step(_("Présenter une personne"), reverse("directory:introduce", args=[pk]))
    lines = (
        Line(
            one.person.name,
            reverse("directory:person", args=[one.person_id]),
            detail=theirs(one.title),
        )
        for one in held
    )
    steps = (add,) if may_edit(actor, pk) else ()
    note = "" if held else _("Son équipe n’est pas encore présentée.")
    return Part("personnes", _("Personnes"), tuple(lines), steps, note, wide=False)
