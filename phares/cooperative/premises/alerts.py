"""What is to be decided or known about the place: agreements that end, works, closures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from phares.common.facts import on
from phares.cooperative.premises.models import Closure, Lease, Works
from phares.cooperative.premises.queries.leases import (
    ending_soon,
    last_of_the_present,
    of_the_departed,
    visible_to,
)
from phares.cooperative.premises.queries.promises import Promise, promised_after
from phares.cooperative.premises.rules.kinds import LeaseState, WorksState
from phares.cooperative.premises.rules.lifecycle import months_after
from phares.cooperative.premises.rules.permissions import (
    SEES_THE_PLAN,
    WHO_ARRANGES,
    WHO_LETS,
    may_arrange,
    may_let,
    may_read_all_leases,
)
from phares.kernel.actor import TEAM, Actor, Role
from phares.kernel.alerts import Alert, Urgency
from phares.kernel.dating import Dated, Precision
from phares.kernel.tongue import say
from phares.kernel.words import listed, of


def for_actor(actor: Actor, *, today: date) -> list[Alert]:
    """Agreements for those who read them, works and closures for the team; nothing for others."""
    if not actor.is_(*SEES_THE_PLAN):
        return []
    departed = _of_the_departed(today) if may_let(actor) else {}
    left = [lease for leases in departed.values() for lease in leases]
    found = [_departed(leases) for leases in departed.values()]
    ending = [one for one in _leases_ending(actor, today) if one not in left]
    promises = promised_after(ending)
    found += [_ending(one, promises.get(one.pk, ()), actor, today) for one in ending]
    if may_let(actor):
        found += _without_agreement(today)
    if actor.is_(*TEAM, Role.CO_MANAGER):
        found += [*_works(actor, today), *_closures(today)]
    return found


def _leases_ending(actor: Actor, today: date) -> list[Lease]:
    soon = visible_to(actor).filter(ending_soon(today)).order_by("ends_on", "number")
    return list(soon.select_related("occupant").prefetch_related("lines__space"))


def _ending(lease: Lease, promises: Sequence[Promise], actor: Actor, today: date) -> Alert:
    """Nobody is asked to renew what goes to somebody else the day after."""
    noticed = lease.state == LeaseState.ENDED.value
    renewable = not noticed and not any(promise.at_once for promise in promises)
    begins = say("Congé reçu.") if noticed else _notice(lease, today)
    without = " " + say("Sans renouvellement,") if renewable else ""
    acts = renewable and may_let(actor)
    return Alert(
        urgency=Urgency.SURVEILLE,
        fact=say(
            "Convention {of_whom} : fin {ending}",
            of_whom=of(lease.occupant.name),
            ending=_on(lease.ending),
        ),
        consequence=f"{begins}{without} {_afterwards(lease, promises, actor)}",
        verb="Renouveler" if acts else "Voir",
        url=reverse("premises:renew" if acts else "premises:lease", args=[lease.pk]),
        due=lease.period.last_day,
        decide=acts,
        who=WHO_LETS if renewable and not acts else "",
    )


def _afterwards(lease: Lease, promises: Sequence[Promise], actor: Actor) -> str:
    """What is free then, and to whom goes what is not: its name to who reads all agreements."""
    assert lease.ends_on is not None
    gone = {promise.space for promise in promises if promise.at_once}
    free = [line.space.name for line in lease.lines.all() if line.space.name not in gone]
    when = {"spaces": listed(free), "dated": Dated(lease.ends_on)}
    said = [say("{spaces} : libre dès le {dated}.", **when)] if free else []
    named = may_read_all_leases(actor)
    said += [_goes(promise, promise.holder if named else "") for promise in promises]
    return " ".join(said)


def _goes(promise: Promise, holder: str) -> str:
    """« Bureau 5 va à Terragram dès le 1er février 2016. »"""
    when = {"space": promise.space, "since": promise.since.to_come}
    if holder:
        return say("{space} va à {holder} {since}.", holder=holder, **when)
    return say("{space} est promis à d’autres {since}.", **when)


def _of_the_departed(today: date) -> dict[int, list[Lease]]:
    """Agreements of who has left, by occupant."""
    rows = of_the_departed(today).select_related("occupant")
    found = defaultdict[int, list[Lease]](list)
    for lease in rows.prefetch_related("lines__space").order_by("number"):
        found[lease.occupant_id].append(lease)
    return found


def _departed(leases: list[Lease]) -> Alert:
    """A structure that left keeps its spaces as long as nobody ends its agreement: said first."""
    lease = leases[0]
    spaces = listed([line.space.name for one in leases for line in one.lines.all()])
    runs = "sa convention court" if len(leases) == 1 else "ses conventions courent"
    return Alert(
        urgency=Urgency.BLOQUE,
        fact=say("{occupant} est partie, {runs} encore", occupant=lease.occupant, runs=runs),
        consequence=say(
            "{spaces} : toujours à son nom. Mettez-y fin, ou corrigez le départ.", spaces=spaces
        ),
        verb="Terminer la convention",
        url=reverse("premises:end", args=[lease.pk]),
        due=lease.left_on,  # type: ignore[attr-defined]
    )


def _without_agreement(today: date) -> list[Alert]:
    """Its agreement is over, and it is still noted in the premises."""
    return [
        Alert(
            urgency=Urgency.SURVEILLE,
            fact=say("{occupant} est présente, sans convention ni espace", occupant=lease.occupant),
            consequence=say(
                "{number} a pris fin : {ending}. Signez-en une autre, ou notez la structure "
                "hors les murs.",
                number=lease.number,
                ending=lease.ending,
            ),
            verb="Signer",
            url=f"{reverse('premises:sign')}?structure={lease.occupant_id}",
        )
        for lease in last_of_the_present(today)
    ]


def _on(dated: Dated | None) -> str:
    """« le 31 janvier 2016 », « janvier 2016 »."""
    article = say("le ") if dated and dated.precision is Precision.DAY else ""
    return f"{article}{dated}"


def _notice(lease: Lease, today: date) -> str:
    """When the months of notice begin, counted back from the end."""
    assert lease.ends_on is not None
    begins = months_after(lease.ends_on, -lease.notice_months)
    tense = say("commence") if begins > today else say("court depuis")
    return say(
        "Le préavis de {notice_months} mois {tense} le {dated}.",
        notice_months=lease.notice_months,
        tense=tense,
        dated=Dated(begins),
    )


def _works(actor: Actor, today: date) -> list[Alert]:
    """Works under way; those past their expected end first."""
    rows = Works.objects.filter(state=WorksState.RUNNING.value, starts_on__lte=today)
    rows = rows.order_by("ends_on", "pk")
    return [_under_way(works, actor, today) for works in rows]


def _under_way(works: Works, actor: Actor, today: date) -> Alert:
    late = works.ends_on is not None and works.ends_on <= today
    acts = late and may_arrange(actor)
    if late:
        consequence = say("La fin était prévue : {ending}.", ending=works.ending)
        consequence += say(" Notez-la, ou repoussez-la.") if acts else ""
    elif works.ending:
        consequence = say("Fin prévue : {ending}.", ending=works.ending)
    else:
        consequence = say("Sans date de fin.")
    return Alert(
        urgency=Urgency.SURVEILLE if late else Urgency.COURS,
        fact=say("Travaux en retard : {name}", name=works.name)
        if late
        else say("Travaux en cours : {name}", name=works.name),
        consequence=consequence,
        verb="Clore" if acts else "Voir",
        url=reverse("premises:works_page", args=[works.pk]),
        due=works.period.last_day,
        decide=acts,
        who=WHO_ARRANGES if late and not acts else "",
    )


def _closures(today: date) -> list[Alert]:
    """Spaces closed today for another reason than works, which speak for themselves."""
    rows = Closure.objects.filter(on(today), works=None).select_related("space")
    return [
        Alert(
            urgency=Urgency.COURS,
            fact=f"Fermeture : {closure.space}",
            consequence=f"{closure.reason}, "
            + (
                say("jusqu’au {ending}.", ending=closure.ending)
                if closure.ending
                else say("sans date de réouverture.")
            ),
            verb="Voir",
            url=reverse("premises:space", args=[closure.space_id]),
            due=closure.period.last_day,
            decide=False,
        )
        for closure in rows.order_by("ends_on", "pk")
    ]
