"""Structures and persons by any of their names, an identifier or a place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Case, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from phares.common.facts import during
from phares.kernel.actor import Actor
from phares.kernel.search import EACH, Hit, Sought
from phares.kernel.time import Period
from phares.people.directory.models import Function, Organisation, Party
from phares.people.directory.rules.kinds import PartyKind
from phares.people.directory.rules.names import near
from phares.people.directory.rules.permissions import may_read

BEGUN, COMPARED = 3, 200
"""Letters that a name nearly typed right begins by, and how many names are compared."""
PAGES = {
    PartyKind.ORGANISATION.value: "directory:organisation",
    PartyKind.PERSON.value: "directory:person",
}


def find(sought: Sought) -> list[Hit]:
    """Two or three queries: who is found, then what a line says of each."""
    if not may_read(sought.actor):
        return []
    rows = list(_found(sought).values_list("pk", "kind", "name")[:EACH])
    return list(_hits(rows, sought.today).values())


def _hits(rows: list[tuple[int, str, str]], today: date) -> dict[int, Hit]:
    """In the same order, each with what a line says of it."""
    details = _structures(rows) | _persons(rows, today)
    return {
        pk: Hit(name, details.get(pk, _("personne")), reverse(PAGES[kind], args=[pk]))
        for pk, kind, name in rows
        if kind in PAGES
    }


def parties(keys: Collection[int], actor: Actor, today: date) -> dict[int, Hit]:
    """Structures and persons by their numbers."""
    rows = list(Party.objects.filter(pk__in=keys).values_list("pk", "kind", "name"))
    return _hits(rows, today) if may_read(actor) else {}


def _found(sought: Sought) -> QuerySet[Party]:
    """Every word somewhere; structures first, and first of all what begins so.

    The rank is one value, for SQLite: ordered by `kind`, it would walk the index of the names and
    fetch each row apart, three times as long as reading the table. It takes the conditions as they
    are written: the words come before what is told at the end of a row.
    """
    rows = Party._base_manager.all()
    for word in sought.words:
        rows = rows.filter(search__contains=word)
    house = Q(kind=PartyKind.ORGANISATION.value)
    begins = Q(search__startswith=f" {sought.words[0]}")
    asked = [house & begins, house, begins]
    if len(sought.words) > 1:  # « ar-men » is two words, and the name of one lighthouse
        asked.insert(0, house & Q(search__startswith=f" {' '.join(sought.words)} "))
    ranks = [When(one, then=Value(n)) for n, one in enumerate(asked)]
    return rows.filter(merged_into=None).order_by(Case(*ranks, default=Value(4)), "search")


def nearly(sought: Sought) -> list[Hit]:
    """Those whose name begins as what was typed, and a slip of the finger keeps from being found.

    Few names are compared, whatever the pole holds.
    """
    typed = " ".join(sought.words)
    if not may_read(sought.actor):
        return []
    rows = Party._base_manager.filter(merged_into=None, search__startswith=f" {typed[:BEGUN]}")
    known = list(rows.order_by("search").values_list("pk", "kind", "name")[:COMPARED])
    close = near(typed, (name for _pk, _kind, name in known))
    return list(_hits([row for row in known if row[2] in close][:EACH], sought.today).values())


def _structures(rows: list[tuple[int, str, str]]) -> dict[int, str]:
    keys = [pk for pk, kind, _name in rows if kind == PartyKind.ORGANISATION.value]
    said = Organisation.objects.filter(pk__in=keys).values_list("pk", "tagline", "city")
    return {pk: tagline or city or _("structure") for pk, tagline, city in said} if keys else {}


def _persons(rows: list[tuple[int, str, str]], today: date) -> dict[int, str]:
    keys = [pk for pk, kind, _name in rows if kind == PartyKind.PERSON.value]
    held = Function.objects.filter(during(Period(today)), person_id__in=keys)
    said = held.order_by("-starts_on", "-pk").values_list(
        "person_id", "title", "organisation__name"
    )
    return {pk: f"{title}, {house}" for pk, title, house in said} if keys else {}
