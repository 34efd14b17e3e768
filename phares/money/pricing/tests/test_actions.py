from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from phares.common.audit.models import Entry
from phares.kernel.actor import Actor
from phares.kernel.dating import read_dated
from phares.kernel.money import Money
from phares.kernel.refusal import Refused
from phares.money.pricing.actions import (
    add_tariff,
    change_price,
    correct_tariff,
    end_tariff,
    set_tariff,
)
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


TODAY = date(2016, 1, 4)
ROOM: dict[str, Any] = {"label": "Salle de réunion", "unit": Unit.HALF_DAY}


def test_a_new_thing_gets_its_code_from_its_name():
    added = add_tariff(**ROOM, amount=Money(4000), since=read_dated("2016"), by=ANIMATOR)
    assert (added.code, added.label) == ("salle-de-reunion", "Salle de réunion")
    assert Entry.objects.filter(verb="pricing.tariff_set").count() == 1


@pytest.mark.parametrize(
    ("case", "label", "cents", "by", "code"),
    [
        ("known", "bureau privatif", 1700, ANIMATOR, "label-taken"),
        ("no name", " ", 1700, ANIMATOR, "no-label"),
        ("negative", "Salle", -1, ANIMATOR, "negative"),
        ("by the accountant", "Salle", 1700, ACCOUNTANT, "not-allowed"),
    ],
)
def test_a_refused_thing_is_not_written(case, label, cents, by, code):
    office(1600, "2015")
    lines, since = Entry.objects.count(), read_dated("2016")
    with pytest.raises(Refused) as no:
        add_tariff(label=label, unit=Unit.DAY, amount=Money(cents), since=since, by=by)
    assert no.value.reason.code == code, case
    assert (Tariff.objects.count(), Entry.objects.count()) == (1, lines)


def test_a_changed_price_keeps_the_thing_and_its_unit():
    before = office(1600, "2015")
    after = change_price(before, amount=Money(1700), since=read_dated("mars 2016"), by=ANIMATOR)
    before.refresh_from_db()
    assert str(before.ending) == "29 février 2016"
    assert (after.code, after.label, after.unit) == (before.code, before.label, before.unit)
    with pytest.raises(Refused):
        change_price(after, amount=Money(1800), since=read_dated("2017"), by=ACCOUNTANT)
    assert Tariff.objects.count() == 2


def test_a_tariff_ends_without_another():
    ended = end_tariff(office(1600, "2015"), until=read_dated("juin 2016"), by=ANIMATOR)
    assert str(ended.ending) == "juin 2016"
    assert tariff_on("bureau", date(2016, 7, 1)) is None
    assert Entry.objects.filter(verb="pricing.tariff_ended").count() == 1


@pytest.mark.parametrize(
    ("case", "until", "by", "code"),
    [
        ("before it began", "2014", ANIMATOR, "ends-before-start"),
        ("by the accountant", "2016", ACCOUNTANT, "not-allowed"),
    ],
)
def test_a_refused_end_changes_nothing(case, until, by, code):
    standing = office(1600, "2015")
    lines = Entry.objects.count()
    with pytest.raises(Refused) as no:
        end_tariff(standing, until=read_dated(until), by=by)
    assert no.value.reason.code == code, case
    standing.refresh_from_db()
    assert (standing.ends_on, Entry.objects.count()) == (None, lines)


def test_what_has_an_end_does_not_end_again():
    before = office(1500, "2013")
    office(1600, "2015")
    with pytest.raises(Refused) as no:
        end_tariff(before, until=read_dated("2013"), by=ANIMATOR)
    assert no.value.reason.code == "already-ended"
    before.refresh_from_db()
    assert str(before.ending) == "31 décembre 2014"


@pytest.mark.parametrize(
    ("since", "ending"),
    [
        ("mars 2016", "29 février 2016"),
        ("15/1/2016", "14 janvier 2016"),
        ("2017", "31 décembre 2016"),
    ],
)
def test_a_corrected_price_takes_the_end_of_the_one_before_with_it(since, ending):
    before, after = office(1600, "2015"), office(170000, "1/2/2016")
    kept = correct_tariff(
        after,
        label="Bureau fermé",
        amount=Money(1700),
        since=read_dated(since),
        until=None,
        by=ANIMATOR,
        today=TODAY,
    )
    before.refresh_from_db()
    kept.refresh_from_db()
    assert str(before.ending) == ending
    assert (kept.label, kept.amount, str(kept.beginning)) == (
        "Bureau fermé",
        Money(1700),
        str(read_dated(since)),
    )
    entry = Entry.objects.get(verb="pricing.tariff_corrected")
    assert entry.details["before"] == {
        "amount": "1\u202f700,00\u00a0€",
        "since": "1er février 2016",
        "until": None,
    }


@pytest.mark.parametrize(
    ("case", "change", "by", "today", "code"),
    [
        ("begun", {}, ANIMATOR, date(2016, 2, 2), "begun"),
        ("over the one before", {"since": read_dated("2015")}, ANIMATOR, TODAY, "overlap"),
        ("the name of another", {"label": "salle"}, ANIMATOR, TODAY, "label-taken"),
        ("negative", {"amount": Money(-1)}, ANIMATOR, TODAY, "negative"),
        ("backwards", {"until": read_dated("2015")}, ANIMATOR, TODAY, "ends-before-start"),
        ("by the accountant", {}, ACCOUNTANT, TODAY, "not-allowed"),
    ],
)
def test_a_refused_correction_changes_nothing(case, change, by, today, code):
    before, after = office(1600, "2015"), office(1700, "1/2/2016")
    add_tariff(label="Salle", unit=Unit.DAY, amount=Money(1), since=read_dated("2016"), by=ANIMATOR)
    lines = Entry.objects.count()
    told = {"label": "Bureau", "amount": Money(1), "since": read_dated("mars 2016"), "until": None}
    with pytest.raises(Refused) as no:
        correct_tariff(after, **told | change, by=by, today=today)
    assert no.value.reason.code == code, case
    before.refresh_from_db()
    after.refresh_from_db()
    assert (str(before.ending), str(after.beginning)) == ("31 janvier 2016", "1er février 2016")
    assert (after.label, after.amount) == ("Bureau privatif", Money(1700))
    assert Entry.objects.count() == lines
