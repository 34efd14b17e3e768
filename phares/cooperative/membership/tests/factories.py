"""Categories and associates, made through the actions."""

from __future__ import annotations

from phares.cooperative.membership.actions import admit_associate, found_category
from phares.cooperative.membership.models import Associate, AssociateCategory
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.people.directory.models import Party, Pole


def category(pole: Pole, name: str = "bénéficiaires", since: str = "2015-01") -> AssociateCategory:
    assert pole.carrier is not None
    return found_category(cooperative=pole.carrier, name=name, since=read_dated(since), by=THE_POLE)


def associate(
    party: Party, kind: AssociateCategory, since: str = "2015-01", until: str = ""
) -> Associate:
    end = read_dated(until) if until else None
    return admit_associate(
        party=party, category=kind, since=read_dated(since), until=end, by=THE_POLE
    )
