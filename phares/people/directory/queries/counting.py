"""The records a year is counted on, as light rows: a pole may have thousands of them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from phares.common.facts import during
from phares.kernel.dating import Dated, Precision, held_in, held_on
from phares.kernel.time import year_period
from phares.people.directory.models import Belonging, Declaration, Presence
from phares.people.directory.rules.belonging import Stay
from phares.people.directory.rules.kinds import HOUSED, MEMBER_ROLES

_MEMBERS = [role.value for role in MEMBER_ROLES]
_HOUSED = [role.value for role in HOUSED]


class Held(NamedTuple):
    """A belonging of the year, with its stretches in the premises."""

    pk: int
    role: str
    starts_on: date
    starts_precision: str
    ends_on: date | None
    ends_precision: str
    outcome: str
    illustrative: bool
    party_id: int
    party_name: str
    party_kind: str
    area: str | None
    presences: tuple[Stay, ...] = ()

    @property
    def since(self) -> Dated:
        return Dated(self.starts_on, Precision(self.starts_precision))

    @property
    def until(self) -> Dated | None:
        if self.ends_on is None:
            return None
        return Dated.ending_at(self.ends_on, Precision(self.ends_precision))

    def holds(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def held_on(self, day: date) -> bool | None:
        """Whether it holds that day without a doubt; None: nobody knows."""
        return held_on(self.since, self.until, day)

    def held_in(self, year: int) -> bool | None:
        """Whether it holds some day of the year without a doubt; None: nobody knows."""
        return held_in(self.since, self.until, year_period(year))


class Said(NamedTuple):
    """A figure a structure gave for a year."""

    pk: int
    organisation_id: int
    name: str
    year: int
    kind: str
    value: int
    declared_on: date | None
    illustrative: bool


def held_during(year: int) -> list[Held]:
    """Members of our pole at some moment of the year, by name: two queries."""
    rows = Belonging.objects.filter(
        during(year_period(year)), pole__is_home=True, role__in=_MEMBERS
    ).order_by("party__name", "starts_on", "pk")
    stays = _stays(year)
    return [
        Held(*row, presences=tuple(stays.get(row[0], ())))
        for row in rows.values_list(
            "pk", "role", "starts_on", "starts_precision", "ends_on", "ends_precision", "outcome",
            "illustrative", "party_id", "party__name", "party__kind", "area__name",
        )
    ]  # fmt: skip


def _stays(year: int) -> dict[int, list[Stay]]:
    """The stretches in the premises of who lived here that year, by belonging."""
    housed = Q(belonging__pole__is_home=True, belonging__role__in=_HOUSED)
    begun = Q(starts_on__lt=date(year + 1, 1, 1))
    found: dict[int, list[Stay]] = defaultdict(list)
    rows = Presence.objects.filter(housed & begun).order_by("starts_on")
    for belonging, start, start_precision, end, end_precision in rows.values_list(
        "belonging_id", "starts_on", "starts_precision", "ends_on", "ends_precision"
    ):
        until = Dated.ending_at(end, Precision(end_precision)) if end else None
        found[belonging].append(Stay(Dated(start, Precision(start_precision)), until))
    return found


def said_until(year: int) -> list[Said]:
    """Figures given for the year and for those before it, oldest first."""
    rows = Declaration.objects.filter(year__lte=year).order_by("year", "organisation__name", "pk")
    columns = ("pk", "organisation_id", "organisation__name", "year", "kind", "value")
    return [Said(*row) for row in rows.values_list(*columns, "declared_on", "illustrative")]
