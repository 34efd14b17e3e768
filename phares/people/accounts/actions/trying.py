"""Wrong passwords, counted for an address and the place they came from.

In the table, so that all server processes count together and a restart forgets nothing.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from phares.people.accounts.models import Attempts
from phares.people.accounts.queries import fingerprint_of
from phares.people.accounts.rules.passwords import WAIT


@transaction.atomic
def count_failure(email: str, place: str, *, now: datetime) -> int:
    """One more; several at once are all counted. The wait begins again with each."""
    mark = fingerprint_of(email, place)
    Attempts.objects.filter(fingerprint=mark, until__lte=now).delete()
    Attempts.objects.get_or_create(fingerprint=mark, defaults={"until": now + WAIT})
    rows = Attempts.objects.filter(fingerprint=mark)
    rows.update(count=F("count") + 1, until=now + WAIT)
    return rows.values_list("count", flat=True).get()


def forget_failures(email: str, place: str) -> None:
    Attempts.objects.filter(fingerprint=fingerprint_of(email, place)).delete()
