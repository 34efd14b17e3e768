"""A value from a day on, told in the journal; a refusal writes nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from phares.common.audit.models import Entry
from phares.common.parameters.actions import set_parameter
from phares.common.parameters.models import Parameter
from phares.common.parameters.queries import in_force, value_of
from phares.common.parameters.rules.catalogue import CATALOGUE
from phares.kernel.refusal import Refused

pytestmark = pytest.mark.django_db
TODAY = date(2016, 1, 4)
LATER = date(2016, 2, 1)
TRIES = CATALOGUE["mail.tries"]


def test_a_value_holds_from_its_day_on(cast):
    administrator = cast.actor("administrator")
    assert value_of("mail.tries", TODAY) == TRIES.usual
    set_parameter(TRIES, value=4, since=LATER, source="décision", by=administrator, today=TODAY)
    days = (TODAY, LATER - timedelta(days=1), LATER, date(2020, 1, 1))
    assert [value_of("mail.tries", day) for day in days] == [8, 8, 4, 4]
    assert in_force(TODAY)[0].next == Parameter.objects.get()
    assert (in_force(LATER)[0].value, in_force(LATER)[0].since) == (4, LATER)
    entry = Entry.objects.get()
    assert (entry.verb, entry.subject) == ("parameter.set", TRIES.label)
    assert entry.details["value"] == "4 essais"


def test_said_again_for_the_same_day_it_replaces(cast):
    for value in (4, 6):
        set_parameter(
            TRIES, value=value, since=TODAY, source="x", by=cast.actor("administrator"), today=TODAY
        )
    assert list(Parameter.objects.values_list("code", "value")) == [("mail.tries", 6)]


@pytest.mark.parametrize(
    ("who", "value", "code"), [("animator", 4, "forbidden"), ("administrator", 99, "bounds")]
)
def test_a_refusal_writes_nothing(cast, who, value, code):
    with pytest.raises(Refused) as caught:
        set_parameter(TRIES, value=value, since=TODAY, source="x", by=cast.actor(who), today=TODAY)
    assert caught.value.reason.code == code
    assert not Parameter.objects.exists()
    assert not Entry.objects.exists()
