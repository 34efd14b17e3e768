"""Invented assets and holders."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from phares.cooperative.assets.models import Asset
from phares.cooperative.assets.rules.kinds import AssetKind
from phares.people.directory.models import Organisation
from phares.people.directory.rules.kinds import PartyKind

PARIS = ZoneInfo("Europe/Paris")


def moment(month: int, day: int = 1, hour: int = 0, *, year: int = 2015) -> datetime:
    return datetime(year, month, day, hour, tzinfo=PARIS)


def asset(name: str = "Bureau 5", parent: Asset | None = None) -> Asset:
    return Asset.objects.create(kind=AssetKind.SPACE.value, name=name, parent=parent)


def holder(name: str = "Terragram") -> Organisation:
    return Organisation.objects.create(kind=PartyKind.ORGANISATION.value, name=name)
