"""The pole itself: its card, the texts it stands by, its history, its surroundings."""

from __future__ import annotations

from typing import Unpack

from django.db import transaction
from django.db.models import Max

from phares.common.audit.actions import headings, record
from phares.common.facts import spanning
from phares.common.removals.actions import take_away
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, why_not_span
from phares.kernel.refusal import Reason, insist
from phares.people.directory.actions.columns import Evidence, PoleCard
from phares.people.directory.models import (
    ContextFigure,
    DatedFact,
    Organisation,
    Pole,
    Statement,
)
from phares.people.directory.queries.pole import home_pole
from phares.people.directory.rules import permissions
from phares.people.directory.rules.kinds import FactKind, StatementKey

OURS_KNOWN = Reason("home-pole", "Ce pôle est déjà décrit. Modifiez sa fiche.")
NOTHING_SAID = Reason("text", "Il manque le texte. Écrivez-le tel qu’il doit paraître.")


@transaction.atomic
def add_pole(*, name: str, by: Actor, is_home: bool = False, **card: Unpack[PoleCard]) -> Pole:
    """Our pole, once; or another that one of our organisations runs by contract."""
    insist(permissions.why_not_keep(by))
    insist(None if name.strip() else NOTHING_SAID)
    insist(OURS_KNOWN if is_home and home_pole() else None)
    pole = Pole.objects.create(name=name.strip(), is_home=is_home, **card)
    record("pole.added", pole, by=by, is_home=is_home)
    return pole


@transaction.atomic
def describe_pole(
    pole: Pole, *, by: Actor, name: str | None = None, **card: Unpack[PoleCard]
) -> Pole:
    """What the pole says of itself; what is not given stays."""
    insist(permissions.why_not_keep(by))
    insist(None if name is None or name.strip() else NOTHING_SAID)
    kept = Pole.objects.select_for_update().get(pk=pole.pk)
    kept.name = kept.name if name is None else name.strip()
    for column, value in card.items():
        setattr(kept, column, value)
    kept.save()
    record("pole.described", kept, by=by, fields=headings(kept, card))
    return kept


@transaction.atomic
def state_text(
    *,
    pole: Pole,
    key: StatementKey | str,
    text: str,
    since: Dated,
    by: Actor,
    until: Dated | None = None,
    rank: int | None = None,
    **evidence: Unpack[Evidence],
) -> Statement:
    """A mission, an aim, a shared value, in force from a date on; without a rank, after others."""
    insist(permissions.why_not_keep(by))
    insist(None if text.strip() else NOTHING_SAID)
    insist(why_not_span(since, until))
    statement = Statement.objects.create(
        pole=pole,
        key=StatementKey(key).value,
        text=text.strip(),
        rank=_last_rank(pole, StatementKey(key)) + 1 if rank is None else rank,
        **spanning(since, until),
        **evidence,
    )
    record("pole.text_stated", statement, by=by)
    return statement


def _last_rank(pole: Pole, key: StatementKey) -> int:
    found = pole.statements.filter(key=key.value).aggregate(last=Max("rank"))["last"]
    return int(found or 0)


@transaction.atomic
def correct_text(
    statement: Statement,
    *,
    key: StatementKey,
    text: str,
    since: Dated,
    until: Dated | None,
    by: Actor,
    **evidence: Unpack[Evidence],
) -> Statement:
    """What was written wrong, or until when the text held; an end not given is no end."""
    insist(permissions.why_not_keep(by))
    insist(None if text.strip() else NOTHING_SAID)
    insist(why_not_span(since, until))
    kept = Statement.objects.select_for_update().get(pk=statement.pk)
    before = {"text": kept.text, "since": str(kept.beginning), "until": str(kept.ending or "")}
    said = {"key": key.value, "text": text.strip(), **spanning(since, until), **evidence}
    for column, value in said.items():
        setattr(kept, column, value)
    kept.save()
    record("pole.text_corrected", kept, by=by, before=before)
    return kept


@transaction.atomic
def record_fact(
    *,
    pole: Pole,
    kind: FactKind,
    text: str,
    when: Dated,
    by: Actor,
    until: Dated | None = None,
    about: Organisation | None = None,
    given_by: str = "",
    **evidence: Unpack[Evidence],
) -> DatedFact:
    """Something that happened, with who says so. Two sources that differ are two facts."""
    insist(permissions.why_not_keep(by))
    insist(None if text.strip() else NOTHING_SAID)
    insist(why_not_span(when, until))
    fact = DatedFact.objects.create(
        pole=pole,
        kind=kind.value,
        text=text.strip(),
        about=about,
        given_by=given_by,
        **spanning(when, until),
        **evidence,
    )
    record("pole.fact_recorded", fact, by=by)
    return fact


@transaction.atomic
def strike_fact(fact: DatedFact, *, by: Actor) -> None:
    """A fact noted by mistake; the journal keeps that it was."""
    insist(permissions.why_not_keep(by))
    record("pole.fact_struck", fact, by=by)
    take_away(fact, by=by)


@transaction.atomic
def cite_context(
    *, label: str, value: str, area: str, year: int, by: Actor, **evidence: Unpack[Evidence]
) -> ContextFigure:
    """A figure on the territory, by somebody else: never mixed with the pole's own."""
    insist(permissions.why_not_keep(by))
    insist(None if label.strip() and value.strip() else NOTHING_SAID)
    figure = ContextFigure.objects.create(
        label=label, value=value, area=area, year=year, **evidence
    )
    record("pole.context_cited", figure, by=by)
    return figure


@transaction.atomic
def withdraw_context(figure: ContextFigure, *, by: Actor) -> None:
    """A figure cited by mistake, or that says nothing any more; the journal keeps that it was."""
    insist(permissions.why_not_keep(by))
    record("pole.context_withdrawn", figure, by=by, area=figure.area, year=figure.year)
    take_away(figure, by=by)
