"""The eighteen contradictions and holes of the documents: held, never forced."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse

from phares.activities.library.models import Quote
from phares.common.facts import on
from phares.cooperative.funding.models import Grant
from phares.cooperative.membership.models import AssociateCategory
from phares.cooperative.membership.queries import associates_on, colleges_on
from phares.cooperative.premises.models import SpaceState, Tenure, Works
from phares.kernel.dating import Precision
from phares.kernel.words import about
from phares.people.directory.models import (
    Belonging,
    Claim,
    ContextFigure,
    DatedFact,
    Declaration,
    Organisation,
    Pole,
    Presence,
)
from phares.people.directory.queries import residents_present_on
from tests.stories.demo import NEW_YEAR, NEW_YEARS_EVE, Hainaut2021, Phares2015


def day(text: str) -> date:
    return date.fromisoformat(text)


class HeldByLePhares(Phares2015):
    def test_01_eighteen_habitants_against_the_list(self) -> None:
        """20 listed, 16 on both ends of the year, 17 at most at mid-month, 16.25 on average."""
        assert self.value("residents_during_year") == 20
        assert residents_present_on(NEW_YEAR).count() == 16
        assert residents_present_on(NEW_YEARS_EVE).count() == 16
        middles = [residents_present_on(date(2015, month, 15)).count() for month in range(1, 13)]
        assert max(middles) == 17
        assert Decimal(sum(middles)) / 12 == Decimal("16.25")

    def test_02_how_many_structures_depends_on_the_day_and_the_rounding(self) -> None:
        """14 in February 2015 by one source, 18 by another: one rule gives each day its number."""
        claims = {
            one.value for one in self.figures()["residents"].claims
        }  # declared for another day
        assert Decimal(14) in claims
        assert residents_present_on(day("2015-02-01")).count() == 16
        assert about(residents_present_on(NEW_YEARS_EVE).count()) == "plus d’une quinzaine"

    def test_03_a_pole_since_three_different_acts(self) -> None:
        acts = DatedFact.objects.filter(kind__in=["label", "recognition", "award"])
        assert [(str(one.beginning), one.kind) for one in acts] == [
            ("2011", "label"),
            ("2013", "recognition"),
            ("10 janvier 2014", "award"),
        ]

    def test_04_the_cooperative_was_constituted_then_registered(self) -> None:
        facts = DatedFact.objects.filter(about__name="La Cité PHARES")
        told = {one.kind: (str(one.beginning), one.source) for one in facts}
        assert told == {
            "constitution": ("décembre 2014", "001:20"),
            "registration": ("janvier 2015", "000:27"),
        }

    def test_05_categories_are_not_colleges(self) -> None:
        """Two categories and no college in 2015; three categories in one college by 2022."""
        assert AssociateCategory.objects.filter(on(NEW_YEARS_EVE)).count() == 2
        assert not colleges_on(NEW_YEARS_EVE).exists()
        [college] = colleges_on(day("2022-02-15"))
        assert college.categories.count() == 3

    def test_06_names_and_addresses_have_several_spellings(self) -> None:
        client = self.signed_in_as("Inès Kerboul")
        for typed, found in (
            ("genoux", "La Cité PHARES"),
            ("etudes et chantiers ile de france", "Études et Chantiers Île-de-France"),
            ("metropop", "Métropop’ !"),
            ("ERRC", "European Roma Rights Centre"),
            ("l'unarec", "UNAREC"),
        ):
            page = client.get(reverse("directory:organisations"), {"q": typed})
            self.assertContains(page, found)

    def test_07_six_posts_make_two_and_a_half(self) -> None:
        fte = self.figures()["dedicated_fte"]
        assert len(fte.counted.rows) == 6
        assert fte.value == Decimal("2.5")

    def test_08_three_workshops_two_named(self) -> None:
        workshops = self.figures()["workshops"]
        assert workshops.value == 3
        assert "deux usages nommés" in workshops.declared.gap_note

    def test_09_surface_is_total_or_usable_and_dated(self) -> None:
        def surface(on_day: date, **only: bool) -> Decimal:
            states = SpaceState.objects.filter(on(on_day), **only).exclude(kind="desk")
            return sum((state.surface_m2 for state in states), Decimal(0))

        assert surface(NEW_YEAR) == surface(NEW_YEARS_EVE) == 1350
        gained = surface(NEW_YEARS_EVE, usable=True) - surface(NEW_YEAR, usable=True)
        [works] = Works.objects.all()
        assert gained == works.surface_gained_m2 == 50
        assert works.ends_on > NEW_YEARS_EVE

    def test_10_the_owner_is_a_member_and_occupies(self) -> None:
        held = {one.kind: one.organisation.name for one in Tenure.objects.filter(on(NEW_YEARS_EVE))}
        assert held == {"owner": "Halage", "manager": "La Cité PHARES"}
        halage = Organisation.objects.get(name="Halage")
        assert halage.leases.filter(on(NEW_YEARS_EVE)).exists()
        page = self.signed_in_as("Inès Kerboul").get(reverse("premises:overview"))
        self.assertContains(page, "Conflits d’intérêts")

    def test_13_a_members_own_figures_are_claims(self) -> None:
        claims = Claim.objects.filter(organisation__name="Chantier école Île-de-France")
        assert {one.value for one in claims} == {"plus de 88", "73", "plus de 189", "2 800"}
        assert all(one.source == "002:119" and str(one.dated) == "2015" for one in claims)
        assert self.value("permanent_jobs") == 71  # not a single one of them is summed

    def test_14_three_grants_end_the_same_day(self) -> None:
        ending = Grant.objects.filter(ends_on=day("2017-01-01"), kind="operating")
        assert ending.count() == 3
        page = self.signed_in_as("Inès Kerboul").get(reverse("portal:to_do"))
        self.assertContains(page, "31 décembre 2016")

    def test_15_one_organisation_runs_two_poles(self) -> None:
        carried = Organisation.objects.get(name="La Cité PHARES").carried_poles.all()
        assert {pole.name for pole in carried} == {"Le PHARES", "Pôle ESS de Plaine Commune"}
        assert Pole.objects.filter(is_home=True).count() == 1
        assert not Belonging.objects.exclude(pole__is_home=True).exists()

    def test_16_an_exit_date_may_be_unknown(self) -> None:
        presence = Presence.objects.get(belonging__party__name="Novaedia")
        assert str(presence.ending) == "avant le 31 décembre 2015"
        assert Belonging.objects.get(party__name="Novaedia").ends_on is None

    def test_17_dates_are_known_to_the_month_the_season_or_less(self) -> None:
        spans = [*Belonging.objects.all(), *DatedFact.objects.all(), *Works.objects.all()]
        known = {one.starts_precision for one in spans}
        assert {"month", "season", "early", "decade", "year", "day"} <= known
        said = {str(one.beginning) for one in DatedFact.objects.all()}
        assert {"années 1990", "été 2015", "début 2014"} <= said
        femasif = Belonging.objects.get(party__name="Femasif")
        assert (str(femasif.beginning), str(femasif.ending)) == ("janvier 2015", "août 2015")
        assert Precision(femasif.ends_precision) is Precision.MONTH
        assert femasif.ends_on == day("2015-09-01")

    def test_18_the_author_of_a_quote_is_known_inside_and_hidden_outside(self) -> None:
        quote = Quote.objects.get(author__isnull=False)
        assert quote.author.name == "Lucas Vidal"
        client = self.signed_in_as("Inès Kerboul")
        report = client.get(reverse("reporting:report", args=[2015]))
        self.assertContains(report, "Les liens informels sont formateurs")
        self.assertNotContains(report, "Lucas Vidal")

    def test_context_figures_are_never_ours(self) -> None:
        assert ContextFigure.objects.filter(source="003:25").count() == 2

    def test_which_residents_were_associates_is_said_to_be_invented(self) -> None:
        found = associates_on(NEW_YEARS_EVE)
        assert found.count() == 10
        assert all(one.illustrative for one in found)


class HeldByHainaut(Hainaut2021):
    def test_02_seventeen_or_about_fifteen(self) -> None:
        assert self.value("adherents") == 17
        assert about(15) == "une quinzaine"

    def test_06_dotted_acronyms_are_one_name(self) -> None:
        client = self.signed_in_as("Aurélie Wattiez")
        for typed in ("ACIAE", "a.c.i.a.e", "A.C.I.A.E"):
            page = client.get(reverse("directory:organisations"), {"q": typed})
            self.assertContains(page, "A.C.I.A.E")
            self.assertNotContains(page, "Poinfor")

    def test_11_the_label_belongs_to_the_pole(self) -> None:
        [label] = DatedFact.objects.filter(kind="label")
        assert label.pole.is_home
        assert label.about is None

    def test_12_declared_sums_never_meet_the_poles_own_figures(self) -> None:
        figures = self.figures()
        staff = {row.key.split(":")[0] for row in figures["staff"].counted.rows}
        declared = {row.key.split(":")[0] for row in figures["territory_jobs"].counted.rows}
        assert staff.isdisjoint(declared)
        assert (figures["staff"].value, figures["territory_jobs"].value) == (3, 1200)
        assert Declaration.objects.count() == 17 * 3

    def test_14_support_of_two_years_ends_on_a_known_day(self) -> None:
        grant = Grant.objects.get(scheme__contains="PTCE émergent")
        assert grant.ends_on - timedelta(days=1) == day("2023-11-30")
