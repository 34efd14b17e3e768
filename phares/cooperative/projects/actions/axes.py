"""The strands of the pole's strategy."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ProtectedError

from phares.common.audit.actions import record
from phares.common.removals.actions import take_away
from phares.cooperative.projects.models import Axis
from phares.cooperative.projects.rules.permissions import why_not_tell
from phares.cooperative.projects.rules.telling import axis_in_use, why_not_axis, why_not_number
from phares.kernel.actor import Actor
from phares.kernel.mistakes import why_not_erase
from phares.kernel.refusal import Refused, insist
from phares.people.directory.models import Pole


@transaction.atomic
def write_axis(
    *, pole: Pole, number: int, name: str, long_name: str = "", statement: str = "", by: Actor
) -> Axis:
    """A new strand of the strategy, under a number of its own."""
    insist(why_not_tell(by))
    insist(why_not_axis(number, name))
    Pole.objects.select_for_update().get(pk=pole.pk)
    insist(why_not_number(number, _held_by(pole.pk, number)))
    texts = {"name": name, "long_name": long_name, "statement": statement}
    axis = Axis.objects.create(pole=pole, number=number, **texts)
    record("projects.axis_written", axis, by=by)
    return axis


@transaction.atomic
def reword_axis(
    axis: Axis, *, number: int, name: str, long_name: str, statement: str, by: Actor
) -> Axis:
    """The same strand in other words, or under another number; its actions stay with it."""
    insist(why_not_tell(by))
    insist(why_not_axis(number, name))
    Pole.objects.select_for_update().get(pk=axis.pole_id)
    kept = Axis.objects.get(pk=axis.pk)
    insist(why_not_number(number, _held_by(kept.pole_id, number, but=kept.pk)))
    before = str(kept)
    kept.number, kept.name, kept.long_name, kept.statement = number, name, long_name, statement
    kept.save()
    record("projects.axis_reworded", kept, by=by, before=before)
    return kept


@transaction.atomic
def remove_axis(axis: Axis, *, reason: str, by: Actor) -> None:
    """Written in error; one that actions or quotes hang from stays, and so does a frozen year."""
    insist(why_not_tell(by))
    insist(why_not_erase(axis.name, reason, None, ()))
    Pole.objects.select_for_update().get(pk=axis.pole_id)
    kept = Axis.objects.get(pk=axis.pk)
    record("projects.axis_removed", kept, by=by, reason=reason)
    try:
        take_away(kept, by=by)
    except ProtectedError as error:
        kinds = [one._meta for one in error.protected_objects]
        words = [(str(kind.verbose_name), str(kind.verbose_name_plural)) for kind in kinds]
        raise Refused(axis_in_use(kept.name, words)) from None


def _held_by(pole_id: int, number: int, but: int = 0) -> str:
    """The name of the axis that has this number, or nothing."""
    found = Axis.objects.filter(pole_id=pole_id, number=number).exclude(pk=but).first()
    return found.name if found else ""
