"""Reminding structures that did not declare."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from phares.common.audit.actions import record
from phares.common.notices.actions import write_notice
from phares.common.notices.models import Notice
from phares.common.notices.rules.kinds import MISSING_DECLARATION
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist
from phares.people.directory.models import Party
from phares.people.directory.queries.reminders import Contacts, Reminder, key_of, reminders
from phares.people.directory.rules import permissions
from phares.people.directory.rules.reminders import NOBODY, why_not_remind


@transaction.atomic
def remind_missing_declarations(
    *, year: int, organisations: Collection[int], contacts: Contacts, by: Actor, now: datetime
) -> list[Notice]:
    """A letter to each contact of these structures; all of them, or none and the reason why."""
    insist(permissions.why_not_keep(by))
    insist(None if organisations else NOBODY)
    today = timezone.localtime(now).date()
    list(Party.objects.select_for_update().filter(pk__in=organisations).order_by("pk"))
    found = {one.pk: one for one in reminders(year, contacts, today)}
    chosen = [found.get(pk) for pk in sorted(organisations)]
    for one in chosen:
        insist(
            why_not_remind(
                silent=one is not None,
                readers=len(one.readers) if one else 0,
                today=one is not None and one.last == today,
            )
        )
    return [notice for one in chosen if one for notice in _remind(one, year, by, now)]


def _remind(one: Reminder, year: int, by: Actor, now: datetime) -> list[Notice]:
    day = timezone.localtime(now).date()
    said = {"house": one.organisation.name, "year": year, "pk": one.pk, "by": by.name}
    written = [
        write_notice(
            MISSING_DECLARATION,
            key=key_of(year, one.pk, reader.address, day),
            to=reader,
            said=said,
            now=now,
        )
        for reader in one.readers
    ]
    names = [reader.name or reader.address for reader in one.readers]
    record("declaration.reminded", one.organisation, by=by, year=year, who=names)
    return [notice for notice in written if notice]
