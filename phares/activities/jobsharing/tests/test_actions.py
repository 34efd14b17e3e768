from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from phares.activities.jobsharing.actions import (
    assign,
    correct_assignment,
    create_post,
    end_assignment,
    reword_post,
)
from phares.activities.jobsharing.figures import measure, told_to
from phares.activities.jobsharing.models import Assignment, Post
from phares.activities.jobsharing.queries import assignments_on, staffed_posts
from phares.activities.jobsharing.rules.permissions import READERS
from phares.common.audit.models import Entry
from phares.kernel.actor import Role
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from phares.people.directory.models import Organisation, Pole
from tests.parties import (
    ACCOUNTANT,
    ANIMATOR,
    acting,
    carrier_of,
    home_pole,
    organisation,
    person,
)

pytestmark = pytest.mark.django_db


def post(pole: Pole, title: str = "Accueil", employer: Organisation | None = None) -> Post:
    return create_post(pole=pole, title=title, employer=employer or carrier_of(pole), by=ANIMATOR)


def given(where: Post, quota: str, since: str = "2013", **more: Any) -> Assignment:
    return assign(post=where, quota=Decimal(quota), since=read_dated(since), by=ANIMATOR, **more)


def test_a_post_comes_after_the_others_and_is_told_otherwise():
    pole, halage = home_pole(), organisation("Halage")
    post(pole)
    last = post(pole, "Compta")
    kept = reword_post(last, title="Appui", duties="colis", employer=halage, by=ANIMATOR)
    kept.refresh_from_db()
    assert (kept.rank, kept.title, kept.duties, kept.employer) == (1, "Appui", "colis", halage)
    entry = Entry.objects.get(verb="jobsharing.post_reworded")
    assert entry.details["before"]["title"] == "Compta"


@pytest.mark.parametrize(
    ("case", "title", "moves", "by", "code"),
    [
        ("no title", " ", False, ANIMATOR, "no-title"),
        ("another employer", "Accueil", True, ANIMATOR, "reemploy"),
        ("by the accountant", "Accueil", False, ACCOUNTANT, "not-allowed"),
    ],
)
def test_a_post_refused_stays_as_it_is(case, title, moves, by, code):
    pole = home_pole()
    desk = post(pole)
    given(desk, "0.5")
    employer, lines = organisation("Halage") if moves else desk.employer, Entry.objects.count()
    with pytest.raises(Refused) as no:
        reword_post(desk, title=title, duties="autre", employer=employer, by=by)
    assert no.value.reason.code == code, case
    if not moves:
        with pytest.raises(Refused):
            create_post(pole=pole, title=title, employer=employer, by=by)
    desk.refresh_from_db()
    assert (desk.title, desk.duties, desk.employer) == ("Accueil", "", pole.carrier)
    assert (Post.objects.count(), Entry.objects.count()) == (1, lines)


def test_the_employer_bears_the_cost_unless_said_otherwise():
    pole, halage = home_pole(), organisation("Halage")
    desk = post(pole, employer=halage)
    assert given(desk, "0.2").borne_by == halage
    assert given(desk, "0.2", borne_by=pole.carrier).borne_by == pole.carrier


@pytest.mark.parametrize(
    ("case", "quota", "until", "by", "code"),
    [
        ("above full time", "0.5", None, ANIMATOR, "above-full-time"),
        ("a bad quota", "1.5", None, ANIMATOR, "quota"),
        ("end before start", "0.1", "2011", ANIMATOR, "ends-before-start"),
        ("by the accountant", "0.1", None, ACCOUNTANT, "not-allowed"),
    ],
)
def test_a_refused_assignment_is_not_written(case, quota, until, by, code):
    desk, ines = post(home_pole()), person()
    given(desk, "0.6", person=ines)
    lines = Entry.objects.count()
    with pytest.raises(Refused) as no:
        assign(
            post=desk,
            quota=Decimal(quota),
            since=read_dated("2015"),
            until=read_dated(until) if until else None,
            person=ines,
            by=by,
        )
    assert no.value.reason.code == code, case
    assert (Assignment.objects.count(), Entry.objects.count()) == (1, lines)


def test_a_share_is_corrected_and_the_journal_says_what_it_was():
    pole, halage, ines = home_pole(), organisation("Halage"), person()
    kept = given(post(pole), "0.5", until=read_dated("2014"), person=ines, borne_by=halage)
    told: dict[str, Any] = {"since": read_dated("mars 2013"), "until": None, "borne_by": None}
    correct_assignment(kept, quota=Decimal("0.8"), person=ines, **told, by=ANIMATOR)
    kept.refresh_from_db()
    assert (kept.quota, str(kept.beginning), kept.ending) == (Decimal("0.8"), "mars 2013", None)
    assert kept.borne_by == pole.carrier
    entry = Entry.objects.get(verb="jobsharing.assignment_corrected")
    assert entry.details["before"] == {
        "quota": "0.500",
        "who": "Inès Kerboul",
        "since": "2013",
        "until": "2014",
    }


@pytest.mark.parametrize(
    ("case", "quota", "until", "by", "code"),
    [
        ("above full time with the others", "0.5", None, ANIMATOR, "above-full-time"),
        ("a bad quota", "0", None, ANIMATOR, "quota"),
        ("end before start", "0.1", "2011", ANIMATOR, "ends-before-start"),
        ("by the accountant", "0.1", None, ACCOUNTANT, "not-allowed"),
    ],
)
def test_a_refused_correction_is_not_written(case, quota, until, by, code):
    desk, ines = post(home_pole()), person()
    given(desk, "0.6", person=ines)
    kept = given(desk, "0.4", person=ines)
    lines = Entry.objects.count()
    told: dict[str, Any] = {"since": read_dated("2013"), "person": ines, "borne_by": None}
    end = read_dated(until) if until else None
    with pytest.raises(Refused) as no:
        correct_assignment(kept, quota=Decimal(quota), until=end, **told, by=by)
    assert no.value.reason.code == code, case
    kept.refresh_from_db()
    assert (kept.quota, kept.ends_on, Entry.objects.count()) == (Decimal("0.4"), None, lines)


def test_posts_are_told_with_what_is_given_of_them(django_assert_num_queries):
    pole = home_pole()
    desk, books = post(pole), post(pole, "Compta")
    for quota in ("0.1", "0.2"):
        given(desk, quota)
    over = given(books, "0.5", until=read_dated("2014"))
    with django_assert_num_queries(2):
        told = staffed_posts(date(2015, 6, 1))
    assert [(one.post, one.share) for one in told] == [(desk, Decimal("0.3")), (books, Decimal(0))]
    assert [one.elsewhen for one in told] == [[], [over]]


def test_a_share_nobody_is_sure_of_is_not_counted_and_says_why():
    desk = post(home_pole())
    given(desk, "0.2")
    late = given(desk, "0.1", since="été 2015")
    [one] = staffed_posts(date(2015, 7, 1))
    assert (one.share, one.elsewhen) == (Decimal("0.2"), [])
    assert one.unsure == [(late, "date de début incertaine : été 2015")]
    [one] = staffed_posts(date(2015, 9, 1))
    assert (one.share, one.unsure) == (Decimal("0.3"), [])


def test_decimals_are_kept_to_the_thousandth():
    assert Assignment.objects.get(pk=given(post(home_pole()), "0.125").pk).quota == Decimal("0.125")


def test_an_assignment_ends_once_and_frees_the_person():
    desk, ines = post(home_pole()), person()
    first = given(desk, "1", person=ines)
    end_assignment(first, until=read_dated("2014"), by=ANIMATOR)
    with pytest.raises(Refused):
        end_assignment(first, until=read_dated("2015"), by=ANIMATOR)
    again = given(desk, "1", since="2015", person=ines)
    assert list(assignments_on(date(2015, 6, 1))) == []
    assert list(assignments_on(date(2016, 6, 1))) == [again]


def test_the_number_and_the_story_come_from_the_same_assignments(django_assert_num_queries):
    """Six posts, 2.5 full-time equivalents, four of them part-time; each is a row."""
    pole = home_pole()
    halage = organisation("Halage")
    for number, quota in enumerate(("1", "0.6", "0.4", "0.2", "0.1", "0.2")):
        given(post(pole, f"Poste {number}", pole.carrier if number < 3 else halage), quota)
    with django_assert_num_queries(1):
        counted = measure(2015)
    dedicated = counted["dedicated_fte"]
    assert dedicated.value == Decimal("2.5")
    assert len(dedicated.rows) == 6
    assert sum(row.value for row in dedicated.rows) == dedicated.value
    assert [(part.label, part.value) for part in dedicated.parts] == [
        ("à la charge de La Cité PHARES", Decimal(2)),
        ("à la charge de Halage", Decimal("0.5")),
    ]
    assert counted["staff"].value == 3


def test_a_year_without_assignment_is_beside_the_point():
    given(post(home_pole()), "1", since="2015")
    assert measure(2014)["dedicated_fte"].value is None
    assert measure(2014)["staff"].value is None


def test_half_a_leap_year():
    given(post(home_pole()), "0.8", since="1/7/2016")
    value = measure(2016)["dedicated_fte"].value
    assert value
    assert round(value, 4) == Decimal("0.4022")


@pytest.mark.parametrize(
    ("case", "since", "until", "sure", "unsure", "staff", "why"),
    [
        ("an end known to the year", "2013", "2015", 0, 365, 0, ["date de fin incertaine : 2015"]),
        ("an end known to the season", "2013", "automne 2015", 243, 91, 0,
         ["date de fin incertaine : automne 2015"]),
        ("an end known from above", "2013", "avant le 1/6/2016", 0, 365, 0,
         ["date de fin incertaine : avant le 1er juin 2016"]),
        ("a start known to the season", "automne 2015", None, 32, 90, 1,
         ["date de début incertaine : automne 2015"]),
        ("both", "début 2015", "automne 2015", 154, 180, 0,
         ["date de début incertaine : début 2015 ; date de fin incertaine : automne 2015"]),
        ("sure", "mars 2015", "mai 2015", 92, 0, 0, []),
    ],
)  # fmt: skip
def test_only_the_days_that_are_sure_count_and_the_others_stand_aside(
    case, since, until, sure, unsure, staff, why
):
    more = {"until": read_dated(until)} if until else {}
    given(post(home_pole()), "1", since=since, **more)
    found = measure(2015)
    counted = found["dedicated_fte"]
    days = Decimal(365)
    assert counted.value is not None
    assert round(counted.value * days, 6) == sure, case
    assert sum(row.value for row in counted.rows) == counted.value
    assert sum(part.value for part in counted.parts) == counted.value
    assert round(sum(row.value for row in counted.aside) * days, 6) == unsure, case
    assert [row.detail.partition(" ; ")[2] for row in counted.aside] == why, case
    assert found["staff"].value == staff, case


@pytest.mark.parametrize("code", ["dedicated_fte", "staff"])
def test_what_stands_aside_names_nobody_to_those_who_do_not_read_the_posts(code):
    given(post(home_pole(), "Accueil"), "0.6", until=read_dated("2015"))
    counted = measure(2015)[code]
    assert [row.label for row in counted.aside] == ["Accueil"]
    [row] = told_to(acting(Role.FUNDER, 1), code, counted).aside
    assert (row.label, row.detail, row.url, row.value) == ("Affectation 1", "", "", Decimal(1))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("code", ["dedicated_fte", "staff"])
def test_posts_and_quotas_behind_a_figure_are_for_those_who_read_the_posts(role, code):
    pole = home_pole()
    for title, quota in (("Accueil", "0.6"), ("Comptable", "0.2")):
        given(post(pole, title), quota)
    counted = measure(2015)[code]
    told = told_to(acting(role, 1), code, counted)
    assert (told.value, len(told.rows)) == (counted.value, 2)
    if role in READERS:
        assert told == counted
        return
    assert [row.label for row in told.rows] == ["Affectation 1", "Affectation 2"]
    assert {(row.detail, row.url, row.value) for row in told.rows} == {("", "", Decimal(1))}
    assert told.parts == ()


@pytest.mark.parametrize(
    ("case", "quota", "since", "until", "fits"),
    [
        ("full time to the thousandth", "0.2", "2014-01-01", None, True),
        ("above it from the first day", "0.201", "2014-01-01", None, False),
        ("above it later on", "0.5", "2010-01-01", None, False),
        ("before the others", "1", "2010-01-01", "2013-01-01", True),
        ("between two days", "0.4", "2013-02-01", "2013-03-01", False),
        ("after the second one ended", "0.9", "2015-01-01", None, True),
    ],
)
def test_the_database_keeps_a_person_within_full_time(case, quota, since, until, fits):
    pole, who = home_pole(), person()
    where = post(pole)
    given(where, "0.1", person=who)
    ended = given(where, "0.7", person=who)
    if since == "2015-01-01":
        end_assignment(ended, until=read_dated("2014"), by=ANIMATOR)
    columns = {"post": where, "quota": Decimal(quota), "borne_by": where.employer}
    span = {"starts_on": date.fromisoformat(since), "ends_on": until and date.fromisoformat(until)}
    direct = Assignment(**columns, **span)
    direct.save()
    if fits:
        Assignment.objects.filter(pk=direct.pk).update(person=who)
        direct.delete()
        Assignment.objects.create(**columns, **span, person=who)
        return
    for act in (
        lambda: Assignment.objects.filter(pk=direct.pk).update(person=who),
        lambda: Assignment.objects.create(**columns, **span, person=who),
    ):
        with pytest.raises(IntegrityError, match="person_above_full_time"), transaction.atomic():
            act()
    assert Assignment.objects.filter(person=who).count() == 2
