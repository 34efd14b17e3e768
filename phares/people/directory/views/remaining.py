"""What remains to be done for a structure, until it is done: on its card, for who may do it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from phares.kernel.actor import Actor
from phares.kernel.dating import Dated
from phares.people.directory.extras import Remaining, Step
from phares.people.directory.queries.card import Belongs, Card
from phares.people.directory.rules.kinds import MEMBER_ROLES
from phares.people.directory.rules.permissions import may_edit, may_keep


@dataclass(frozen=True, slots=True)
class Others:
    """What other floors ask, beside the sections they show."""

    all: tuple[Remaining, ...] = ()
    shown: tuple[str, ...] = ()

    @property
    def having(self) -> list[Remaining]:
        return [one for one in self.all if one.section in self.shown]

    @property
    def lacking(self) -> list[Remaining]:
        return [one for one in self.all if one.section not in self.shown]


def remaining(
    card: Card, today: date, actor: Actor, others: Others, *, missing: int | None
) -> list[Step]:
    """`missing`: the year that it belonged to and has not declared."""
    ties = [one for one in card.belongings if one.role in MEMBER_ROLES]
    if not ties or not may_edit(actor, card.organisation.pk):
        return []
    lasting = [one for one in ties if not one.row.over_by(today)]
    told = _of_a_member(card, lasting, today, actor, others) if lasting else []
    if not lasting:
        told = _of_the_gone(card, today, actor, others)
    return [*told, *_declaration(card, missing)]


def _of_a_member(
    card: Card, ties: list[Belongs], today: date, actor: Actor, others: Others
) -> list[Step]:
    pk, found = card.organisation.pk, []
    if not (card.functions or card.coming):
        what = _("Personne n’y est encore présenté")
        why = _("Une direction, un contact : à qui écrire, qui appeler.")
        found.append(Step(what, why, _("Présenter"), reverse("directory:introduce", args=[pk])))
    inside = next((one for one in ties if one.inside), None)
    if inside is None:
        return found
    asked = [step for one in others.lacking for step in one.here(pk, _coming(card, today), actor)]
    if may_keep(actor):
        out = reverse("directory:move_out", args=[inside.row.pk])
        asked = [replace(step, other=_("Noter hors les murs"), other_url=out) for step in asked]
    return [*found, *asked]


def _coming(card: Card, today: date) -> Dated | None:
    """When a structure that is to come does."""
    rows = [one.row for one in card.belongings]
    if any(row.holds(today) for row in rows):
        return None
    return min((row.beginning for row in rows if row.starts_on > today), default=None)


def _of_the_gone(card: Card, today: date, actor: Actor, others: Others) -> list[Step]:
    pk = card.organisation.pk
    asked = [step for one in others.having for step in one.gone(pk, today, actor)]
    return [*asked, *_functions(card)]


def _functions(card: Card) -> Iterator[Step]:
    """Nobody does anything in a structure that is gone, unless it lives on elsewhere."""
    for one in card.functions:
        names = {"who": one.person.name, "title": one.title}
        what = _("%(who)s y est encore « %(title)s »") % names
        why = _("La structure est partie. Terminez la fonction si elle a pris fin.")
        yield Step(what, why, _("Terminer"), reverse("directory:end_function", args=[one.pk]))


def _declaration(card: Card, missing: int | None) -> Iterator[Step]:
    if missing is None:
        return
    url = reverse("directory:declare", args=[card.organisation.pk, missing])
    what = _("%(year)s n’est pas déclarée") % {"year": missing}
    yield Step(what, _("Emplois, insertion, bénévoles : deux minutes."), _("Déclarer"), url)
