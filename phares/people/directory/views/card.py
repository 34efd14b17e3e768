"""What the page of a structure shows, from its card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from phares.kernel.actor import Actor
from phares.kernel.dating import Dated
from phares.kernel.time import year_period
from phares.people.directory.models import Function
from phares.people.directory.queries.card import Belongs, Card, Facet
from phares.people.directory.rules.kinds import MEMBER_ROLES, SOCIAL_ECONOMY, Declared
from phares.people.directory.rules.permissions import (
    may_edit,
    may_keep,
    may_read_declarations,
    may_read_history,
    may_see_address,
)
from phares.people.directory.rules.presence import Presence
from phares.people.directory.views.remaining import Others, remaining

YEARS = 5
"""How many years of declarations stand side by side."""
MARKS = {Presence.YES: "regle", Presence.NO: "projet", Presence.UNKNOWN: "surveille"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the history."""

    date: Dated
    what: str
    source: str = ""
    illustrative: bool = False
    state: str = ""

    @property
    def when(self) -> str:
        return str(self.date)

    @property
    def iso(self) -> str:
        return self.date.iso


@dataclass(frozen=True, slots=True)
class Standing:
    """A belonging as it is on a day, with what may be done about it."""

    belongs: Belongs
    presence: Presence | None
    lasts: bool

    @property
    def mark(self) -> str:
        return MARKS[self.presence] if self.presence else "projet"


def card_context(card: Card, today: date, actor: Actor, others: Others) -> dict[str, Any]:
    """Everything but the sections of other floors; `others` say what they still ask."""
    pk = card.organisation.pk
    reads = may_read_declarations(actor, pk)
    declared = _declared(card, today) if reads else {}
    missing = today.year - 1 if declared.get("missing") else None
    return {
        "organisation": card.organisation,
        "card": card,
        "facets": card.facets,
        "numbers": _numbers(card),
        "social_economy": SOCIAL_ECONOMY[card.organisation.is_ess],
        "standing": [_standing(one, today) for one in card.belongings],
        "history": history(card, today),
        "people": [(one, _title(one, today)) for one in (*card.functions, *card.coming)],
        "listed_outside": card.organisation.in_public_directory and _belongs(card, today),
        "listed_from": card.organisation.in_public_directory and _joins(card, today),
        "reads_declarations": reads,
        "edits": may_edit(actor, pk),
        "keeps": may_keep(actor),
        "reads_history": may_read_history(actor),
        "reachable": may_see_address(actor, frozenset({pk})),
        "today": today,
        "remaining": remaining(card, today, actor, others, missing=missing),
        **declared,
    }


def _standing(belongs: Belongs, today: date) -> Standing:
    shown = belongs.housed and belongs.holds(today)
    return Standing(belongs, belongs.there(today) if shown else None, belongs.open)


def _belongs(card: Card, day: date) -> bool:
    """Whether it is a member that day."""
    return any(one.role in MEMBER_ROLES and one.holds(day) for one in card.belongings)


def _joins(card: Card, day: date) -> str:
    """« dès mars 2016 » when it becomes a member after that day; else nothing."""
    coming = [one.row for one in card.belongings if one.role in MEMBER_ROLES]
    later = [row.beginning for row in coming if row.starts_on > day]
    return min(later).to_come if later else ""


def _title(held: Function, day: date) -> str:
    """« contact », « contact, dès mars 2016 » when it has not begun that day."""
    return held.title if held.holds(day) else f"{held.title}, {held.beginning.to_come}"


def _belonged(card: Card, year: int) -> bool:
    """Whether it was a member at some moment of the year."""
    period = year_period(year)
    return any(
        one.role in MEMBER_ROLES and one.row.period.overlaps(period) for one in card.belongings
    )


def _numbers(card: Card) -> list[tuple[str, str]]:
    found = card.organisation
    told = (
        ("SIRET", found.siret),
        ("SIREN", "" if found.siret else found.siren),
        ("RNA", found.rna),
        (_("TVA"), found.vat_number),
    )
    return [(label, value) for label, value in told if value]


def _declared(card: Card, today: date) -> dict[str, Any]:
    """Years by kinds ever answered; whether last year is missing."""
    told, last = card.declarations, today.year - 1
    shown = told[:YEARS]
    kinds = [kind for kind in Declared if any(kind.value in one.figures for one in shown)]
    asked = _belongs(card, date(last, 12, 31))
    answered = any(one.year == last for one in told)
    return {
        "declared": [one.year for one in shown],
        "by_kind": [(kind, [one.figures.get(kind.value) for one in shown]) for kind in kinds],
        "declared_illustrative": any(one.illustrative for one in card.facets["declaration"]),
        "last_year": last,
        "answered_last": answered,
        "missing": asked and not answered,
        "declares": answered or _belonged(card, last),
    }


def history(card: Card, today: date) -> list[Moment]:
    """From the first day to the last; the lamp stands on the latest one that has come."""
    moments = sorted(_moments(card), key=lambda one: one.date.day)
    past = [one for one in moments if one.date.day <= today]
    return [_lit(one, past[-1] if past else None, today) for one in moments]


def _lit(one: Moment, latest: Moment | None, today: date) -> Moment:
    state = "avenir" if one.date.day > today else ("ici" if one is latest else "")
    return Moment(one.date, one.what, one.source, one.illustrative, state)


def _moments(card: Card) -> Iterator[Moment]:
    if founded := card.organisation.founded:
        yield Moment(founded, _("Création de la structure"))
    for belongs in card.belongings:
        yield from _of_belonging(belongs)
    for fact in card.facets["fact"]:
        yield _of_fact(fact)


def _of_belonging(belongs: Belongs) -> Iterator[Moment]:
    """What is invented of a belonging is its arrival."""
    row = belongs.row
    source, invented = row.source, row.illustrative
    since, until = row.beginning, row.ending
    yield Moment(since, _arrival(belongs), source, invented)
    known = "" if invented else source
    for stay in belongs.presences:
        if stay.since != since:
            yield Moment(stay.since, _("Dans les locaux"), known)
        if stay.until is not None and stay.until != until:
            yield Moment(stay.until, _("Hors les murs"), known)
    if until is not None:
        told = [_("Fin de l’appartenance"), row.exit_reason, row.outcome]
        yield Moment(until, ". ".join(filter(None, told)), known)


def _arrival(belongs: Belongs) -> str:
    said = _("Arrive au pôle : %(role)s") if belongs.housed else _("Rejoint le pôle : %(role)s")
    told = said % {"role": belongs.label}
    return _("%(told)s, et le fonde") % {"told": told} if belongs.row.founder else told


def _of_fact(fact: Facet) -> Moment:
    assert fact.dated is not None
    return Moment(fact.dated, fact.label, fact.source, fact.illustrative)
