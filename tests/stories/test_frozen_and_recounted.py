"""A year is frozen, then a published figure is corrected: whoever asks sees both."""

from __future__ import annotations

from decimal import Decimal

import pytest

from phares.config.commands.figures import as_text
from phares.people.directory.models import Belonging, Presence
from phares.portal.public import public_home
from phares.steering.reporting import actions
from phares.steering.reporting.exports import figures_listed
from phares.steering.reporting.tests.factories import JANUARY, YEAR, small_pole
from tests.parties import ANIMATOR

pytestmark = pytest.mark.django_db


def declare(value: str, note: str) -> None:
    actions.declare_figure(
        code="residents", year=YEAR, value=Decimal(value), gap_note=note, by=ANIMATOR, now=JANUARY
    )


def freeze() -> None:
    report = actions.open_year(YEAR, by=ANIMATOR, now=JANUARY)
    actions.mark_reviewed(report, missing_note="Parties.", by=ANIMATOR, now=JANUARY)
    actions.freeze_year(report, by=ANIMATOR, now=JANUARY)


def test_the_command_says_both() -> None:
    small_pole()
    declare("18", "Sans date.")
    assert "Figé" not in as_text(figures_listed(YEAR, now=JANUARY))
    freeze()
    declare("25", "Une autre source.")
    [listed] = [one for one in figures_listed(YEAR, now=JANUARY) if one["code"] == "residents"]
    told = " ".join(as_text([listed]).split())
    assert "Figé : 3, publié 18, 3 enregistrements, définition version 2." in told
    assert "Chiffre publié : 18 alors, 25 aujourd’hui." in told
    assert "Raison d’alors : Sans date." in told
    assert f"Définition d’alors : {listed['frozen']['definition']}" in told


def test_the_public_home_keeps_to_what_was_published() -> None:
    """Inside, the recount stands beside; outside, a frozen year has one value."""
    pole = small_pole()
    freeze()
    Presence.objects.filter(belonging__party__name="Mael").delete()
    figures = {one.label: one.value for one in public_home(pole, JANUARY.date()).figures}
    assert figures["habitants"] == "3"
    Presence.objects.all().delete()
    Belonging.objects.all().delete()
    figures = {one.label: one.value for one in public_home(pole, JANUARY.date()).figures}
    assert figures["habitants"] == "3"


def test_the_public_home_of_a_year_in_preparation_counts() -> None:
    pole = small_pole()
    Presence.objects.filter(belonging__party__name="Mael").delete()
    figures = {one.label: one.value for one in public_home(pole, JANUARY.date()).figures}
    assert figures["habitants"] == "2"
