"""Who could be reminded of a declaration that is missing, where, and when that was done last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from phares.common.facts import on
from phares.common.notices.models import Notice
from phares.common.notices.rules.kinds import MISSING_DECLARATION
from phares.common.notices.rules.readers import Reader
from phares.people.directory.models import Function, Organisation
from phares.people.directory.queries.declarations import silent_in
from phares.people.directory.rules.kinds import FunctionKind

type Contacts = Callable[[Iterable[int]], dict[int, list[Reader]]]
"""Who signs in for these structures: another floor knows."""

SPEAKS = (FunctionKind.CONTACT.value, FunctionKind.DIRECTION.value)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A structure that did not answer: whom to write to, and the day of the last reminder."""

    organisation: Organisation
    readers: list[Reader]
    last: date | None

    @property
    def pk(self) -> int:
        return self.organisation.pk

    def due(self, today: date) -> bool:
        """Somebody to write to, and not reminded today already."""
        return bool(self.readers) and self.last != today


def key_of(year: int, organisation_id: int, address: str, day: date) -> str:
    """One letter a day to one address for one structure."""
    return f"{MISSING_DECLARATION.code}:{year}:{organisation_id}:{day}:{address}"


def reminders(year: int, contacts: Contacts, day: date) -> list[Reminder]:
    """Every structure that did not answer: four queries and those of `contacts`."""
    silent = list(silent_in(year))
    ids = [one.pk for one in silent]
    signing, noted, last = contacts(ids), _noted(ids, day), _last(year, ids)
    return [
        Reminder(one, signing.get(one.pk) or noted.get(one.pk) or _own(one), last.get(one.pk))
        for one in silent
    ]


def _noted(ids: list[int], day: date) -> dict[int, list[Reader]]:
    """The contacts and the direction noted on the card, when their address is known."""
    rows = Function.objects.filter(on(day), organisation_id__in=ids, kind__in=SPEAKS)
    found = defaultdict[int, list[Reader]](list)
    for row in rows.exclude(person__email="").select_related("person"):
        person = row.person
        found[row.organisation_id].append(Reader(person.email, person.name, party_id=person.pk))
    return found


def _own(organisation: Organisation) -> list[Reader]:
    """The address of the structure itself."""
    address = organisation.email
    return [Reader(address, organisation.name, party_id=organisation.pk)] if address else []


def _last(year: int, ids: list[int]) -> dict[int, date]:
    """The day each was last written to about this year."""
    found: dict[int, date] = {}
    start = f"{MISSING_DECLARATION.code}:{year}:"
    rows = Notice.objects.filter(kind=MISSING_DECLARATION.code, key__startswith=start)
    for key, at in rows.values_list("key").annotate(at=Max("written_at")):
        house = int(key.removeprefix(start).partition(":")[0])
        day = timezone.localtime(at).date()
        found[house] = max(found.get(house, day), day)
    return {house: day for house, day in found.items() if house in set(ids)}
