"""What people of a structure read of the events they come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from phares.activities.events.models import Registration
from phares.activities.events.rules.kinds import EventState, RegistrationState
from phares.cooperative.assets.queries import midnight
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated
from phares.kernel.own import Line, Part, Step
from phares.kernel.words import on_the_clock

COMES = [RegistrationState.HELD.value, RegistrationState.WAITING.value]


def registrations(ids: Sequence[int], actor: Actor, today: date) -> Mapping[int, Part]:
    """One’s own, to come, under the structure they were made for."""
    if actor.user_id is None:
        return {}
    rows = Registration.objects.filter(
        user=actor.user_id,
        organisation__in=ids,
        state__in=COMES,
        session__ends_at__gte=midnight(today),
        session__event__state=EventState.ANNOUNCED.value,
    ).select_related("session__event", "session__booking__offer")
    told = defaultdict[int, list[Line]](list)
    for one in rows.order_by("session__starts_at", "pk"):
        told[one.organisation_id or 0].append(_line(one))
    step = Step(_("Tous les rendez-vous"), reverse("events:events"))
    return {
        pk: Part("rendez-vous", _("Mes rendez-vous"), tuple(lines), (step,))
        for pk, lines in told.items()
    }


def _line(one: Registration) -> Line:
    start = timezone.localtime(one.session.starts_at)
    hour = on_the_clock(start.hour * 60 + start.minute)
    return Line(
        one.session.event.title,
        reverse("events:event", args=[one.session.event_id]),
        said=RegistrationState(one.state).label,
        mark="cours" if one.state == RegistrationState.HELD.value else "projet",
        detail=f"{Dated(start.date())}, {hour}, {one.session.where}",
    )
