"""Rows that the database should have refused are found, whichever guard was asleep."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from phares.common.notices.actions import write_notice
from phares.common.notices.models import Notice
from phares.common.notices.rules.kinds import TRIAL
from phares.common.notices.rules.readers import Reader
from phares.common.notices.soundness import findings as letters
from phares.common.parameters.models import Parameter
from phares.common.parameters.soundness import findings as delays
from phares.config.doctor.rows import findings
from phares.cooperative.assets.models import Asset, Occupation
from phares.people.accounts.models import User
from phares.people.directory.models import Alias, Belonging, Presence, Territory
from tests.breaking import behind_the_guards
from tests.parties import home_pole, organisation, resident

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 1, 4, 9, tzinfo=UTC)


def found() -> list[tuple[str, str]]:
    return [(one.code, one.where) for one in findings(NOW)]


@pytest.fixture
def house():
    pole = home_pole()
    housed = resident(pole, "Halage")
    organisation("Terragram", siret="", siren="")
    belonging = Belonging.objects.get(party=housed)
    Presence.objects.create(belonging=belonging, starts_on=date(2013, 3, 1))
    return belonging


def test_all_is_well(house):
    assert found() == []


def test_a_row_against_a_check(house):
    asset = Asset.objects.create(kind="space", name="Bureau")
    with behind_the_guards(
        f"UPDATE assets_asset SET parent_id = id WHERE id = {asset.pk}",
        dropping="assets_asset.asset_not_its_own_part",
    ):
        assert found() == [
            ("rows.constraint", f"assets.asset:{asset.pk}"),
            ("rows.loop", f"assets.asset:{asset.pk}"),
        ]


def test_two_at_one_time(house):
    asset = Asset.objects.create(kind="space", name="Bureau")
    kept = {"asset": asset, "taking": "booking", "key": "booking:1"}
    january, february, march = (datetime(2016, month, 1, 9, tzinfo=UTC) for month in (1, 2, 3))
    Occupation.objects.create(**kept, starts_at=february)
    with behind_the_guards(dropping="assets_occupation.occupation_one_at_a_time"):
        later = Occupation.objects.create(**kept, starts_at=march)
        Occupation.objects.create(**kept, starts_at=march, state="released")
        Occupation.objects.create(**kept, starts_at=january, ends_at=february)
        assert found() == [("rows.overlap", f"assets.occupation:{later.pk}")]


def test_two_days_at_one_time(house):
    with behind_the_guards(dropping="directory_presence.presence_once_at_a_time"):
        later = Presence.objects.create(belonging=house, starts_on=date(2014, 1, 1))
        assert found() == [("rows.overlap", f"directory.presence:{later.pk}")]


def test_a_row_that_is_never(house):
    with behind_the_guards("UPDATE directory_organisation SET siren = '123456789'"):
        assert [code for code, _where in found()] == ["rows.constraint"]
    with behind_the_guards("UPDATE directory_presence SET starts_on = '2000-01-01'"):
        there = house.presences.get()
        assert found() == [
            ("rows.constraint", f"directory.belonging:{house.pk}"),
            ("rows.constraint", f"directory.presence:{there.pk}"),
        ]


def test_a_record_that_is_not_there(house):
    with behind_the_guards(
        f"DELETE FROM directory_organisation WHERE party_ptr_id = {house.party_id}",
        f"DELETE FROM directory_party WHERE id = {house.party_id}",
    ):
        assert found() == [("rows.stranger", f"directory.belonging:{house.pk}")]


def test_twins(house):
    one, two = organisation("Un"), organisation("Deux")
    with behind_the_guards(
        "DROP INDEX organisation_siret_once",
        "UPDATE directory_organisation SET siret = '73282932000074' "
        f"WHERE party_ptr_id IN ({one.pk}, {two.pk})",
    ):
        assert found() == [("rows.constraint", f"directory.organisation:{one.pk}, {two.pk}")]


def test_a_code_that_is_not_of_the_list(house):
    with behind_the_guards("UPDATE directory_belonging SET role = 'tenant'"):
        assert found() == [("rows.code", f"directory.belonging:{house.pk}")]


def test_many_rows_are_one_finding(house):
    for number in range(7):
        Alias.objects.create(party_id=house.party_id, name=f"Nom {number}")
    with behind_the_guards("UPDATE directory_alias SET party_id = 999999"):
        (one,) = findings(NOW)
    assert one.sentence == "7\u00a0lignes de « autre nom » dont « party » n’existe pas."
    assert one.where.count(",") == 4
    assert one.where.endswith("…")


ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL refuses them")


@ON_SQLITE
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("belonging.starts_on", "'hier'"),
        ("belonging.starts_on", "'2015-02-30'"),
        ("belonging.starts_on", "20150101"),
        ("organisation.is_ess", "7"),
        ("party.latitude", "'nord'"),
        ("alias.party_id", "'un'"),
    ],
)
def test_a_value_that_is_not_of_its_column(house, column, value):
    Alias.objects.create(party_id=house.party_id, name="Autre")
    table, _dot, name = column.partition(".")
    with behind_the_guards(f"UPDATE directory_{table} SET {name} = {value}"):
        told = [one for one in list(_first(findings(NOW), 3)) if one.code == "rows.unreadable"]
    assert [one.where.partition(":")[0] for one in told] == [f"directory.{table}"]


def _first(found, most):
    """Those that come first: what follows may not be readable at all."""
    return itertools.islice(found, most)


def test_rows_that_contain_each_other(house):
    one = Territory.objects.create(name="Sedan", kind="commune")
    two = Territory.objects.create(name="Ardennes", kind="commune", parent=one)
    three = Territory.objects.create(name="Balan", kind="commune", parent=one)
    assert found() == []
    Territory.objects.filter(pk=one.pk).update(parent=two)
    assert found() == [("rows.loop", f"directory.territory:{one.pk}, {two.pk}")]
    assert three.parent == one, "who hangs below a loop is not in it"


def test_an_address_is_one_whatever_its_capitals(house):
    first = User.objects.create(email="ada@quai.test", name="Ada")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="ADA@quai.test", name="Jumelle")
    with behind_the_guards("DROP INDEX user_one_address"):
        twin = User.objects.create(email="ADA@quai.test", name="Jumelle")
        assert found() == [("rows.constraint", f"accounts.user:{first.pk}, {twin.pk}")]


def test_letters_and_delays_of_another_version(house):
    assert [*letters(NOW), *delays(NOW)] == []
    Parameter.objects.create(code="of.another", value=3, starts_on=NOW.date(), source="essai")
    write_notice(TRIAL, key="a", to=Reader("a@b.test"), said={}, now=NOW)
    Notice.objects.update(kind="of.another")
    assert [one.code for one in (*letters(NOW), *delays(NOW))] == [
        "notices.kind",
        "parameters.code",
    ]
