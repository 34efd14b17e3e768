"""Letters made in one line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from phares.activities.bookings.rules.kinds import Rhythm
from phares.activities.bookings.rules.recurring import Recurrence
from phares.common.notices.actions import Reader, write_notice
from phares.common.notices.models import Notice
from phares.common.notices.rules.kinds import TRIAL, Kind

NOW = datetime(2016, 1, 4, 9, 30, tzinfo=UTC)


def written(key: str = "essai:1", kind: Kind = TRIAL, **more: Any) -> Notice:
    to = Reader(more.pop("address", "ada@quai.test"), "Ada Kervella")
    words: dict[str, Any] = {"said": SAID, "now": NOW} | more
    found = write_notice(kind, key=key, to=to, **words)
    assert found is not None
    return found


SAID = {
    "pole": "Le Quai",
    "house": "La Digue verte",
    "year": 2015,
    "pk": 1,
    "by": "Nour Benali",
    "path": "/invitation/un-secret/",
    "minutes": 60,
    "hours": 24,
    "until": date(2016, 1, 18),
    "news": "confirmed",
    "place": "Cordouan",
    "party": "La Digue verte",
    "start": NOW,
    "end": NOW,
    "rhythm": Recurrence(Rhythm.WEEKLY, date(2016, 1, 12), date(2016, 2, 9), (1,)),
    "count": 4,
    "gone": 1,
    "skipped": 1,
    "event": "Repas des habitants",
    "token": "un-secret",
}
