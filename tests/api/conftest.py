from __future__ import annotations

import pytest

from phares.activities.bookings.tests.factories import NOW, Rooms, rooms
from phares.common.clock.actions import travel_to
from phares.kernel.actor import THE_POLE


@pytest.fixture
def house(db) -> Rooms:
    """The rooms, on Monday 11 January 2016, nine o’clock."""
    found = rooms()
    travel_to(NOW, by=THE_POLE)
    return found
