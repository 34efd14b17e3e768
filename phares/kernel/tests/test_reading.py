"""One of a closed list, by its label, a usual word, or the beginning of a single label."""

from __future__ import annotations

import pytest

from phares.kernel.lifecycle import Labelled
from phares.kernel.reading import one_of
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
