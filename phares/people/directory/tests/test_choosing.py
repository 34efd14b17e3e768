"""In which order, and under which headings, a structure is chosen."""

from __future__ import annotations

import pytest

from phares.people.directory.models import Organisation
from phares.people.directory.queries.organisations import (
    members_first,
    pole_or_other,
    without_the_gone,
)
from phares.people.directory.tests.factories import (
    FUNDER,
    GUEST,
    PARTNER,
    TODAY,
    a_pole,
    member,
    structure,
)

pytestmark = pytest.mark.django_db


def test_members_come_first_and_the_gone_last() -> None:
    """A partner that was a member is a partner; one that comes back is to come."""
    a_pole()
    member("Zéphyr")
    member("Arrive", since="mars 2016")
    member("Partie", left="2014")
    member("Mairie", role=PARTNER)
    member("Région", role=FUNDER)
    member("Ancien financeur", role=FUNDER, since="2010", left="2012")
    member("Hébergée", role=GUEST)
    structure("Abri")
    rows = members_first(Organisation.objects.all(), TODAY)
    told = [(pole_or_other(row), row.name) for row in rows]
    assert told == [
        ("Au pôle", "Hébergée"),
        ("Au pôle", "Zéphyr"),
        ("Bientôt au pôle", "Arrive"),
        ("Partenaires et financeurs", "Mairie"),
        ("Partenaires et financeurs", "Région"),
        ("Autres", "Abri"),
        ("Autres", "Ancien financeur"),
        ("Plus au pôle", "Partie"),
    ]
    assert "Partie" not in [row.name for row in without_the_gone(rows)]
    assert len(without_the_gone(rows)) == len(told) - 1
