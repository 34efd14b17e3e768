"""What people of a structure read of the hours offered to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from phares.kernel.actor import Actor
from phares.kernel.own import Line, Part
from phares.kernel.tongue import say
from phares.kernel.words import lasting
from phares.money.pricing.queries.hours import Left, left_to


def hours(ids: Sequence[int], _actor: Actor, today: date) -> Mapping[int, Part]:
    """What is left this month; a structure to which none are offered is told nothing."""
    told = defaultdict[int, list[Line]](list)
    for one in left_to(ids, today):
        told[one.allowance.organisation_id].append(_line(one))
    note = _("Ce qui reste à la fin du mois est perdu. Au-delà, le tarif s’applique.")
    return {
        pk: Part("heures", _("Heures offertes ce mois-ci"), tuple(lines), (), note, wide=False)
        for pk, lines in told.items()
    }


def _line(one: Left) -> Line:
    free, offered = lasting(one.free), lasting(one.allowance.minutes)
    said = say("il reste {free} sur {offered}", free=free, offered=offered)
    return Line(one.allowance.named, said=said)
