"""Founding bodies, giving and ending mandates."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max

from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.common.removals.actions import take_away
from phares.cooperative.governance.models import Body, Mandate
from phares.cooperative.governance.queries import sittings
from phares.cooperative.governance.rules.bodies import why_not_name
from phares.cooperative.governance.rules.kinds import BodyKind, SeatKind
from phares.cooperative.governance.rules.permissions import why_not_govern
from phares.cooperative.governance.rules.seats import (
    Sitting,
    title_of,
    why_not_end,
    why_not_seat,
    why_not_sit,
    why_not_title,
)
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, span, why_not_span
from phares.kernel.mistakes import why_not_erase
from phares.kernel.refusal import insist
from phares.kernel.time import Period
from phares.people.directory.models import Organisation, Person


@transaction.atomic
def create_body(
    *,
    name: str,
    kind: BodyKind,
    composition: str = "",
    frequency: str = "",
    purpose: str = "",
    paired_seats: bool = False,
    rank: int | None = None,
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> Body:
    """A place where things are decided: who sits, how often, about what; after the others."""
    insist(why_not_govern(by))
    insist(why_not_name(name, Body.objects.values_list("name", flat=True)))
    body = Body.objects.create(
        name=name.strip(),
        kind=kind.value,
        composition=composition,
        frequency=frequency,
        purpose=purpose,
        paired_seats=paired_seats,
        rank=_last_rank() + 1 if rank is None else rank,
        source=source,
        illustrative=illustrative,
    )
    record("governance.body_created", body, by=by, kind=kind)
    return body


@transaction.atomic
def reword_body(
    body: Body,
    *,
    name: str,
    kind: BodyKind,
    composition: str,
    frequency: str,
    purpose: str,
    paired_seats: bool,
    by: Actor,
) -> Body:
    """The same body, told otherwise; who sits in it stays."""
    insist(why_not_govern(by))
    kept = Body.objects.select_for_update().get(pk=body.pk)
    others = Body.objects.exclude(pk=kept.pk).values_list("name", flat=True)
    insist(why_not_name(name, others))
    before = kept.name
    kept.name, kept.kind, kept.paired_seats = name.strip(), kind.value, paired_seats
    kept.composition, kept.frequency, kept.purpose = composition, frequency, purpose
    kept.save()
    record("governance.body_reworded", kept, by=by, before=before)
    return kept


@transaction.atomic
def give_mandate(
    *,
    body: Body,
    title: str,
    since: Dated,
    until: Dated | None = None,
    person: Person | None = None,
    organisation: Organisation | None = None,
    seat: SeatKind = SeatKind.ANY,
    legal_agent: bool = False,
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> Mandate:
    """Somebody sits in a body, in the name of a structure or their own."""
    insist(why_not_govern(by))
    insist(why_not_span(since, until))
    kept = Body.objects.select_for_update().get(pk=body.pk)
    wanted = _sitting(seat, span(since, until), person, organisation)
    insist(why_not_title(called := title_of(title, seat)))
    insist(why_not_seat(kept.paired_seats, wanted))
    insist(why_not_sit(wanted, sittings(kept)))
    who = {"person": person, "organisation": organisation, "legal_agent": legal_agent}
    said = {"title": called, "source": source, "illustrative": illustrative}
    mandate = Mandate.objects.create(
        body=kept, seat=seat.value, **who, **said, **spanning(since, until)
    )
    record("governance.mandate_given", mandate, by=by, body=kept.name, since=str(since))
    return mandate


@transaction.atomic
def end_mandate(mandate: Mandate, *, until: Dated, by: Actor) -> Mandate:
    """Somebody sits no more; `until` is the last thing known of it (« juin 2015 »)."""
    insist(why_not_govern(by))
    kept = Mandate.objects.select_for_update().get(pk=mandate.pk)
    insist(why_not_end(kept.holder, kept.ending))
    insist(why_not_span(kept.beginning, until))
    kept.ends_on, kept.ends_precision = until.after, until.precision.value
    kept.save(update_fields=["ends_on", "ends_precision"])
    record("governance.mandate_ended", kept, by=by, until=str(until))
    return kept


@transaction.atomic
def correct_mandate(
    mandate: Mandate,
    *,
    title: str,
    since: Dated,
    until: Dated | None,
    person: Person | None,
    organisation: Organisation | None,
    seat: SeatKind,
    legal_agent: bool,
    by: Actor,
) -> Mandate:
    """What was written wrong of a mandate; no end means that it lasts."""
    insist(why_not_govern(by))
    insist(why_not_span(since, until))
    body = Body.objects.select_for_update().get(pk=mandate.body_id)
    kept = Mandate.objects.get(pk=mandate.pk)
    wanted = _sitting(seat, span(since, until), person, organisation)
    insist(why_not_title(called := title_of(title, seat)))
    insist(why_not_seat(body.paired_seats, wanted))
    insist(why_not_sit(wanted, sittings(body, but=kept)))
    before = _written(kept)
    kept.person, kept.organisation, kept.legal_agent = person, organisation, legal_agent
    for column, value in {"title": called, "seat": seat.value, **spanning(since, until)}.items():
        setattr(kept, column, value)
    kept.save()
    record("governance.mandate_corrected", kept, by=by, **_written(kept), before=before)
    return kept


@transaction.atomic
def remove_mandate(mandate: Mandate, *, reason: str, frozen: Collection[int], by: Actor) -> None:
    """Noted in error; the journal keeps that it was, and why it went. `frozen`: which years."""
    insist(why_not_govern(by))
    kept = Mandate.objects.select_for_update().get(pk=mandate.pk)
    insist(why_not_erase(kept.holder, reason, kept.period, frozen))
    record("governance.mandate_removed", kept, by=by, **_written(kept), reason=reason)
    take_away(kept, by=by)


def _written(mandate: Mandate) -> dict[str, str]:
    """What is written of a mandate, for the journal."""
    since, until = str(mandate.beginning), str(mandate.ending or "")
    return {"who": mandate.holder, "title": mandate.title, "since": since, "until": until}


def _last_rank() -> int:
    """The rank of the last body, minus one where there is none."""
    found: int | None = Body.objects.aggregate(last=Max("rank"))["last"]
    return -1 if found is None else found


def _sitting(
    seat: SeatKind, period: Period, person: Person | None, organisation: Organisation | None
) -> Sitting:
    who = person.pk if person else None
    return Sitting(seat, period, who, organisation.pk if organisation else None)
