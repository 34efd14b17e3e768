from __future__ import annotations

from datetime import date

import pytest

from phares.common.audit.models import Entry
from phares.kernel.actor import Actor
from phares.kernel.dating import read_dated
from phares.kernel.money import Money
from phares.kernel.refusal import Refused
from phares.money.pricing.actions import set_tariff
from phares.money.pricing.models import Tariff
from phares.money.pricing.queries import tariff_on, tariffs_on
from phares.money.pricing.rules.units import Unit
from tests.parties import ACCOUNTANT, ANIMATOR

pytestmark = pytest.mark.django_db


def office(cents: int, since: str, by: Actor = ANIMATOR) -> Tariff:
    return set_tariff(
        code="bureau",
        label="Bureau privatif",
        unit=Unit.SQUARE_METRE_MONTH,
        amount=Money(cents),
        since=read_dated(since),
        by=by,
    )


def test_a_new_price_ends_the_former_one():
    office(1500, "2013")
    office(1600, "1/3/2015")
    before, after = (
        tariff_on("bureau", date(2015, 2, 28)),
        tariff_on("bureau", date(2015, 3, 1)),
    )
    assert before
    assert after
    assert (before.amount, str(before.ending)) == (Money(1500), "28 février 2015")
    assert (after.amount, after.ending) == (Money(1600), None)
    assert str(after).replace("\u00a0", " ") == "Bureau privatif, 16,00 € par m² et par mois"
    assert tariff_on("bureau", date(2012, 1, 1)) is None
    assert list(tariffs_on(date(2016, 1, 4))) == [after]


@pytest.mark.parametrize(
    ("case", "cents", "since", "by", "code"),
    [
        ("the same day", 1700, "2015", ANIMATOR, "overlap"),
        ("before", 1700, "2014", ANIMATOR, "overlap"),
        ("negative", -1, "2016", ANIMATOR, "negative"),
        ("by the accountant", 1700, "2016", ACCOUNTANT, "not-allowed"),
    ],
)
def test_a_refused_price_changes_nothing(case, cents, since, by, code):
    standing = office(1600, "2015")
    lines = Entry.objects.count()
    with pytest.raises(Refused) as no:
        office(cents, since, by)
    assert no.value.reason.code == code, case
    standing.refresh_from_db()
    assert (Tariff.objects.count(), standing.ends_on) == (1, None)
    assert Entry.objects.count() == lines
