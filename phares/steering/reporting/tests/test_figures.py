"""The figures of a year: counted on records, beside what was declared and frozen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from phares.kernel.actor import VISITOR, Role
from phares.people.directory.models import Belonging, Declaration, Organisation
from phares.people.directory.queries import residents_present_on
from phares.people.directory.rules.kinds import Declared
from phares.steering.reporting.exports import figures_listed
from phares.steering.reporting.models import DeclaredFigure
from phares.steering.reporting.queries import (
    catalogue,
    claims_of,
    figure_of,
    figures_of,
    first_year,
    seen_by,
    years_with_records,
)
from phares.steering.reporting.queries.figures import MOVED
from phares.steering.reporting.rules.outside import Outside
from phares.steering.reporting.sources import SOURCES
from phares.steering.reporting.tests.factories import (
    JANUARY,
    YEAR,
    declared,
    freeze,
    housed,
    small_pole,
)
from tests.parties import ANIMATOR, acting, home_pole

pytestmark = pytest.mark.django_db


def published(code: str, value: str, **more: object) -> DeclaredFigure:
    return DeclaredFigure.objects.create(code=code, year=YEAR, value=Decimal(value), **more)


def test_the_figures_of_a_small_pole() -> None:
    small_pole()
    counted = {one.code: one.value for one in figures_of(YEAR) if one.applicable}
    assert counted == {"residents": 3, "residents_during_year": 5, "permanent_jobs": 27}


def test_an_empty_house_counts_nothing_and_breaks_nothing() -> None:
    assert [one for one in figures_of(YEAR) if one.applicable] == []
    assert first_year() is None


def test_declared_and_counted_stand_side_by_side() -> None:
    small_pole()
    published("residents", "4", gap_note="Compte Novaedia.", gap_note_for=3, source="rapport")
    figure = figure_of(YEAR, "residents")
    assert figure is not None
    assert figure.gap is not None
    assert (figure.value_text, figure.declared_text) == ("3", "4")
    assert figure.gap.difference == 1
    assert not figure.unexplained
    assert {row.label for row in figure.counted.rows} == {"Halage", "Terragram", "Mael"}
    assert {row.label for row in figure.counted.aside} == {"Novaedia", "Marchambul"}


def test_a_claim_of_another_day_is_counted_again_at_that_day() -> None:
    small_pole()
    published("residents", "4")
    published("residents", "3", as_of=date(YEAR, 7, 1), source="une revue")
    figure = figure_of(YEAR, "residents")
    assert figure is not None
    [claim] = claims_of(figure)
    assert (claim.value_text, claim.counted_text) == ("3", "3")
    assert claim.gap is None


def test_many_dated_claims_cost_no_more_than_one(django_assert_num_queries) -> None:
    small_pole()
    published("residents", "4")
    days = [date(YEAR, month, 15) for month in range(1, 13)]
    for day in days:
        published("residents", "3", as_of=day, source="une revue")
    figure = figure_of(YEAR, "residents")
    assert figure is not None
    with django_assert_num_queries(2):
        claims = claims_of(figure)
    alone = [residents_present_on(day).values("party_id").distinct().count() for day in days]
    assert [claim.counted for claim in claims] == alone
    assert len(set(alone)) > 1


def test_a_figure_that_nobody_counts_shows_what_was_declared() -> None:
    small_pole()
    published("surface_m2", "1350")
    figure = figure_of(YEAR, "surface_m2")
    assert figure is not None
    assert (figure.value, figure.shown_text) == (None, "1\u202f350")
    assert figure.applicable


def test_a_published_figure_is_a_key_one() -> None:
    small_pole()
    published("staff", "3")
    assert "staff" in {one.code for one in figures_of(YEAR, key=True)}
    assert "staff" not in {one.code for one in figures_of(YEAR, key=False)}


def test_an_invented_row_does_not_make_a_sound_sum_invented() -> None:
    small_pole()
    Belonging.objects.update(illustrative=True)
    assert all(one.illustrative for one in figures_of(YEAR) if one.code == "residents")
    published("residents", "3", source="rapport")
    [figure] = [one for one in figures_of(YEAR) if one.code == "residents"]
    assert not figure.illustrative
    assert figure.partly_illustrative


def test_what_a_structure_declared_is_not_for_its_neighbours() -> None:
    small_pole()
    figure = figure_of(YEAR, "permanent_jobs")
    assert figure is not None
    assert [row.value for row in seen_by(figure, ANIMATOR).counted.rows] == [24, 3]
    hidden = seen_by(figure, acting(Role.MEMBER_CONTACT, 1)).counted
    assert {row.detail for row in hidden.rows} == {"a répondu"}
    assert {row.value for row in hidden.rows} == {1}
    assert seen_by(figure, ANIMATOR).counted.value == 27


def test_a_count_of_few_answers_is_told_by_nothing_beside_it() -> None:
    """Neither the gap to what was published, nor its note, nor what was frozen."""
    small_pole()
    published("permanent_jobs", "30", gap_note="Trois de plus, dit Halage.", gap_note_for=27)
    freeze()
    figure = figure_of(YEAR, "permanent_jobs")
    assert figure is not None
    assert (figure.gap is not None, figure.frozen is not None) == (True, True)
    told = seen_by(figure, acting(Role.MEMBER_CONTACT, 1))
    assert (told.withheld, told.value, told.shown_text) == ("moins de trois réponses", None, "30")
    assert (told.gap, told.explained, told.frozen, told.changed) == (None, "", None, False)
    assert told.applicable


def test_what_was_frozen_of_enough_answers_stays_told() -> None:
    small_pole()
    mael = Organisation.objects.get(name="Mael")
    declared(mael, Declared.PERMANENT_JOBS, 5)
    freeze()
    Declaration.objects.filter(organisation=mael).delete()
    figure = figure_of(YEAR, "permanent_jobs")
    assert figure is not None
    told = seen_by(figure, acting(Role.MEMBER_CONTACT, 1))
    assert (told.withheld, told.frozen_text) == ("moins de trois réponses", "32")
    assert (figure.changed, told.changed) == (True, False)
    assert told.outside() == Outside(Decimal(32), YEAR, "figé")


def test_a_sum_beside_the_frozen_one_would_tell_what_one_house_declared() -> None:
    small_pole()
    declared(Organisation.objects.get(name="Mael"), Declared.PERMANENT_JOBS, 5)
    freeze()
    pole = Belonging.objects.all()[0].pole
    errc = housed(pole, "ERRC", "2014").party
    declared(Organisation.objects.get(pk=errc.pk), Declared.PERMANENT_JOBS, 9)
    figure = figure_of(YEAR, "permanent_jobs")
    [brief] = [one for one in figures_of(YEAR, key=True) if one.code == "permanent_jobs"]
    assert figure is not None
    for one in (figure, brief):
        told = seen_by(one, acting(Role.MEMBER_STAFF, 1))
        assert (told.value, told.withheld, told.changes) == (None, MOVED, [])
        assert (told.frozen_text, told.outside()) == ("32", Outside(Decimal(32), YEAR, "figé"))
        assert seen_by(one, ANIMATOR).changes == ["Recompté aujourd’hui\u00a0: 41."]


def test_what_was_frozen_untold_stays_untold_outside() -> None:
    """A third answer that came later is in no report; the public page agrees with the report."""
    small_pole()
    freeze()
    declared(Organisation.objects.get(name="Mael"), Declared.PERMANENT_JOBS, 5)
    [brief] = [one for one in figures_of(YEAR, key=True) if one.code == "permanent_jobs"]
    told = seen_by(brief, VISITOR)
    assert (told.value_text, told.frozen, told.changes) == ("32", None, [])
    assert (told.outside(), told.frozen_withheld) == (None, "moins de trois réponses")
    assert seen_by(brief, ANIMATOR).outside() == Outside(Decimal(27), YEAR, "figé")


def test_years_with_records() -> None:
    small_pole()
    assert years_with_records(date(2003, 5, 1)) == [2003, 2002, 2001]


def test_a_year_that_nobody_lived_is_not_offered() -> None:
    """Neither those between two stays, nor one that only a published figure names."""
    pole = home_pole()
    housed(pole, "Halage", "2001", "2002")
    told = housed(pole, "Mael", "2012", "mars 2014")
    declared(told.party, Declared.VOLUNTEERS, 4, year=2009)
    DeclaredFigure.objects.create(code="residents", year=1801, value=5)
    assert first_year() == 2001
    assert years_with_records(date(2016, 1, 4)) == [2014, 2013, 2012, 2009, 2002, 2001]


def test_the_brief_answer_has_the_values_of_the_whole_one() -> None:
    small_pole()
    Belonging.objects.filter(party__name="Halage").update(illustrative=True)
    whole = {one.code: one for one in figures_of(YEAR) if one.key}
    for brief in figures_of(YEAR, key=True):
        one = whole[brief.code]
        assert (brief.value, brief.illustrative) == (one.value, one.illustrative)
        assert brief.partly_illustrative == one.partly_illustrative
        assert brief.counted.warning == one.counted.warning
        assert brief.counted.answered == one.counted.answered


def test_the_key_figures_take_few_queries(django_assert_max_num_queries) -> None:
    small_pole()
    with django_assert_max_num_queries(7):
        figures_of(YEAR, key=True)


def test_figures_as_plain_values() -> None:
    small_pole()
    published("residents", "4", gap_note="Compte Novaedia.", gap_note_for=3)
    listed = {one["code"]: one for one in figures_listed(YEAR, now=JANUARY)}
    assert listed["residents"]["value"] == 3
    assert listed["residents"]["declared"] == 4
    assert listed["residents"]["rows"] == 3
    assert listed["residents"]["gap_note"].endswith("Compte Novaedia.")
    assert (listed["permanent_jobs"]["answered"], listed["permanent_jobs"]["asked"]) == (2, 4)
    assert "surface_m2" not in listed


def test_every_indicator_says_its_rule_and_has_one_source() -> None:
    codes = [one.code for source in SOURCES for one in source.indicators]
    assert len(codes) == len(set(codes)) == len(catalogue())
    incomplete = [one.code for one in catalogue() if not (one.label and one.definition)]
    assert incomplete == []
    assert [one.code for one in catalogue() if not (one.population and one.source)] == []
