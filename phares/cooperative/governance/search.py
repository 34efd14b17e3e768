"""Bodies by name."""

from __future__ import annotations

from functools import partial

from django.urls import reverse

from phares.cooperative.governance.models import Body
from phares.cooperative.governance.rules.kinds import BodyKind
from phares.cooperative.governance.rules.permissions import READERS
from phares.kernel.search import Hit, Sought, nearest
from phares.people.directory.rules.names import normalise


def find(sought: Sought) -> list[Hit]:
    if not sought.actor.is_(*READERS):
        return []
    page = reverse("governance:bodies")
    rows = Body.objects.values_list("pk", "name", "kind")
    return nearest(
        sought.words,
        (
            (normalise(name), partial(Hit, name, BodyKind(kind).label, f"{page}#instance-{pk}"))
            for pk, name, kind in rows
        ),
    )
