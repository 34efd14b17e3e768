"""One of a closed list, by its label, a usual word, or the beginning of a single label."""

from __future__ import annotations

from datetime import time

import pytest

from phares.kernel.lifecycle import Labelled
from phares.kernel.reading import hour, one_of
from phares.kernel.refusal import Refused


class Room(Labelled):
    OFFICE = "office", "bureau privatif"
    SHARED = "shared", "bureau partagé"
    MEETING = "meeting", "salle de réunion ou de formation"


READ = one_of(Room, usual={"Réunions": Room.MEETING})


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Bureau privatif", Room.OFFICE),
        ("shared", Room.SHARED),
        ("salle de réunion", Room.MEETING),
        ("reunions", Room.MEETING),
        ("bureau", None),
        ("bureau priv", None),
        ("sal", None),
        ("de réunion", None),
        ("…", None),
    ],
)
def test_a_word_that_says_one_thing_is_understood(cell, kind):
    if kind is not None:
        assert READ(cell) is kind
        return
    with pytest.raises(Refused, match="n’est pas connu ici"):
        READ(cell)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("14:30", time(14, 30)),
        ("14:30:00", time(14, 30)),
        ("14 h 30", time(14, 30)),
        ("9h", time(9)),
        ("9 H 05", time(9, 5)),
        ("0:00", time(0)),
        ("12", time(12)),
    ],
)
def test_an_hour_as_people_and_sheets_write_it(cell, told):
    assert hour(cell) == told


@pytest.mark.parametrize("cell", ["24:00", "12:60", "123", "midi", "14:30 demain", ""])
def test_what_is_no_hour_says_how_to_write_it(cell):
    with pytest.raises(Refused, match="n’est pas une heure"):
        hour(cell)
