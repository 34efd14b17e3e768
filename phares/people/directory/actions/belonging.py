"""Entering and leaving the pole, moving in and out of the premises."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Unpack

from django.db import transaction
from django.db.models import Q

from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason, Refused, insist
from phares.people.directory.actions.columns import Card, Circumstances, Evidence
from phares.people.directory.actions.organisations import register_organisation
from phares.people.directory.models import (
    Belonging,
    Organisation,
    Party,
    Pole,
    Presence,
)
from phares.people.directory.queries.pole import home_pole
from phares.people.directory.rules import belonging as rules
from phares.people.directory.rules import permissions
from phares.people.directory.rules.belonging import Stay
from phares.people.directory.rules.kinds import HOUSED, BelongingRole

type Closing = Callable[[int, Dated, Actor], None]
"""Ends, on the day a party leaves, what runs in its name: by its key, until when, by whom."""

NO_POLE = Reason("no-pole", "Le pôle n’est pas encore décrit. Commencez par sa fiche.")


@transaction.atomic
def enter_pole(
    *,
    party: Party,
    role: BelongingRole,
    since: Dated,
    by: Actor,
    until: Dated | None = None,
    pole: Pole | None = None,
    present: bool = True,
    newcomer: bool = False,
    **known: Unpack[Circumstances],
) -> Belonging:
    """A party belongs to the pole from a date on; who lives here is in the premises as well.

    `present=False`: belongs without being in the premises, or its presence is noted apart.
    `newcomer`: its card was made in this very transaction, so that nothing stands of it yet.
    """
    belonging, presence = drafted_belonging(
        party=party, role=role, since=since, until=until, pole=pole, present=present,
        newcomer=newcomer, by=by, **known,
    )  # fmt: skip
    belonging.save(force_insert=True)
    if presence is not None:
        presence.save(force_insert=True)
    tell_entered(belonging, by)
    return belonging


def drafted_belonging(
    *,
    party: Party,
    role: BelongingRole,
    since: Dated,
    by: Actor,
    until: Dated | None = None,
    pole: Pole | None = None,
    present: bool = True,
    newcomer: bool = False,
    **known: Unpack[Circumstances],
) -> tuple[Belonging, Presence | None]:
    """What `enter_pole` writes, held to every rule and not written yet."""
    insist(permissions.why_not_keep(by))
    found = pole or home_pole()
    if found is None:
        raise Refused(NO_POLE)
    if not newcomer:
        Party.objects.select_for_update().get(pk=party.pk)
    for alike in rules.excluding(role):
        same = {"party_id": party.pk, "pole": found, "role": alike.value}
        standing = [] if newcomer else stays_of(Belonging.objects.filter(**same))
        insist(rules.why_not_enter(party.name, alike, Stay(since, until), standing))
    dates = spanning(since, until)
    belonging = Belonging(party=party, pole=found, role=role.value, **dates, **known)
    return belonging, _there(belonging, dates) if present and role in HOUSED else None


def _there(belonging: Belonging, dates: dict[str, object]) -> Presence:
    """In the premises as long as it belongs, according to the same source."""
    evidence = {"source": belonging.source, "illustrative": belonging.illustrative}
    return Presence(belonging=belonging, **dates, **evidence)


def tell_entered(belonging: Belonging, by: Actor) -> None:
    since, until = str(belonging.beginning), str(belonging.ending or "")
    record("belonging.entered", belonging, by=by, since=since, until=until)


@transaction.atomic
def welcome_organisation(
    *,
    name: str,
    role: BelongingRole,
    since: Dated,
    by: Actor,
    present: bool = True,
    homonym: bool = False,
    **card: Unpack[Card],
) -> Organisation:
    """A structure comes: its card and its belonging, both or neither."""
    organisation = register_organisation(name=name, by=by, homonym=homonym, **card)
    enter_pole(party=organisation, role=role, since=since, present=present, newcomer=True, by=by)
    return organisation


@transaction.atomic
def leave_pole(
    belonging: Belonging,
    *,
    until: Dated,
    by: Actor,
    reason: str = "",
    outcome: str = "",
    closing: Iterable[Closing] = (),
) -> Belonging:
    """It belongs no more, nor is it in the premises; why, and what became of it.

    `closing` ends on the same day what else runs in its name, all of it or nothing.
    """
    insist(permissions.why_not_keep(by))
    kept = _locked(belonging)
    insist(rules.why_not_leave(kept.party.name, stay_of(kept), until))
    kept.ends_on, kept.ends_precision = until.after, until.precision.value
    kept.exit_reason, kept.outcome = reason, outcome
    _clear_premises(kept, until)
    kept.save()
    record("belonging.left", kept, by=by, until=str(until), reason=reason, outcome=outcome)
    for close in closing:
        close(kept.party_id, until, by)
    return kept


@transaction.atomic
def correct_belonging(
    belonging: Belonging,
    *,
    since: Dated,
    until: Dated | None,
    by: Actor,
    **known: Unpack[Circumstances],
) -> Belonging:
    """Dates that were wrong; a presence that began or ended with it follows.

    An arrival that was invented is so no more once somebody has written another.
    """
    insist(permissions.why_not_keep(by))
    kept = _locked(belonging)
    others = Belonging.objects.filter(party_id=kept.party_id, pole_id=kept.pole_id)
    others, stay = others.exclude(pk=kept.pk), Stay(since, until)
    for alike in rules.excluding(BelongingRole(kept.role)):
        standing = stays_of(others.filter(role=alike.value))
        insist(rules.why_not_correct(kept.party.name, alike, stay, standing))
    moved = _moved_presences(kept, stay)
    kept.presences.all().delete()
    if kept.illustrative and since != kept.beginning:
        kept.illustrative, kept.source = False, ""
    for column, value in {**spanning(since, until), **known}.items():
        setattr(kept, column, value)
    kept.save()
    Presence.objects.bulk_create(moved)
    record("belonging.corrected", kept, by=by, since=str(since), until=str(until or ""))
    return kept


@transaction.atomic
def move_in(
    belonging: Belonging,
    *,
    since: Dated,
    by: Actor,
    until: Dated | None = None,
    **evidence: Unpack[Evidence],
) -> Presence:
    """A resident or a guest is physically in the premises from a date on."""
    insist(permissions.why_not_keep(by))
    kept = _locked(belonging)
    role, standing = BelongingRole(kept.role), stays_of(kept.presences.all())
    insist(
        rules.why_not_move_in(kept.party.name, role, stay_of(kept), Stay(since, until), standing)
    )
    presence = Presence.objects.create(belonging=kept, **spanning(since, until), **evidence)
    record("belonging.moved_in", kept, by=by, since=str(since))
    return presence


@transaction.atomic
def move_out(belonging: Belonging, *, until: Dated, by: Actor) -> Presence:
    """It leaves the premises and still belongs; an unknown day is « avant le 31/12/2015 »."""
    insist(permissions.why_not_keep(by))
    kept = _locked(belonging)
    standing = kept.presences.filter(ends_on=None).first()
    insist(rules.why_not_move_out(kept.party.name, stay_of(standing) if standing else None, until))
    assert standing is not None
    standing.ends_on, standing.ends_precision = until.after, until.precision.value
    standing.save()
    record("belonging.moved_out", kept, by=by, until=str(until))
    return standing


def stay_of(row: Belonging | Presence) -> Stay:
    return Stay(row.beginning, row.ending)


def stays_of(rows: object) -> list[Stay]:
    return [stay_of(row) for row in rows]  # type: ignore[attr-defined]


def _locked(belonging: Belonging) -> Belonging:
    """The party is locked, so that two acts on one belonging follow each other."""
    Party.objects.select_for_update().get(pk=belonging.party_id)
    return Belonging.objects.select_related("party").get(pk=belonging.pk)


def _clear_premises(belonging: Belonging, until: Dated) -> None:
    """What is open closes with it; what would begin later never happened."""
    belonging.presences.filter(starts_on__gte=until.after).delete()
    still_there = Q(ends_on=None) | Q(ends_on__gt=until.after)
    belonging.presences.filter(still_there).update(
        ends_on=until.after, ends_precision=until.precision.value
    )


def _moved_presences(belonging: Belonging, stay: Stay) -> list[Presence]:
    """A presence that began with the belonging begins with it still; likewise for its end.

    They are taken away and put back, the same rows, for neither may leave the other’s dates.
    """
    presences = list(belonging.presences.all())
    for presence in presences:
        moved = Stay(
            stay.since if presence.starts_on == belonging.starts_on else presence.beginning,
            stay.until if presence.ends_on == belonging.ends_on else presence.ending,
        )
        insist(rules.why_not_present_then(belonging.party.name, stay, moved))
        if presence.illustrative and moved.since != presence.beginning:
            presence.illustrative, presence.source = False, ""
        for column, value in spanning(moved.since, moved.until).items():
            setattr(presence, column, value)
    return presences
