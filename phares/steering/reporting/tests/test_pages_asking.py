"""What a report asks once more before it goes on."""

from __future__ import annotations

from html import unescape

import pytest

from phares.common.audit.models import Entry
from phares.common.clock.actions import travel_to
from phares.kernel.actor import THE_POLE
from phares.steering.reporting import actions
from phares.steering.reporting.models import DeclaredFigure, Edition, ReportYear
from phares.steering.reporting.rules.lifecycle import YearState
from phares.steering.reporting.tests.factories import JANUARY, YEAR, housed
from tests.parties import ANIMATOR


@pytest.fixture(autouse=True)
def january(cast) -> None:
    travel_to(JANUARY, by=THE_POLE)


def test_a_thin_report_is_frozen_only_by_who_says_so(cast, client_of) -> None:
    housed(cast.pole, "Halage", "2001")
    report = actions.open_year(YEAR, by=ANIMATOR, now=JANUARY)
    client, path = client_of("animator"), f"/bilan/{YEAR}/figer/"
    assert "aucun n’est écrit" in client.get(f"/bilan/{YEAR}/preparer/").text
    actions.mark_reviewed(report, missing_note="Absente.", by=ANIMATOR, now=JANUARY)
    asked = unescape(client.get(path).text)
    assert (
        "Ce bilan est mince : aucun texte n’y est écrit et aucune structure n’a répondu." in asked
    )
    before = Entry.objects.count()
    refused = client.post(path)
    assert refused.status_code == 422
    assert "Cochez la case pour le figer ainsi" in unescape(refused.text)
    assert (ReportYear.objects.get().state, Entry.objects.count()) == (YearState.REVIEWED, before)
    assert client.post(path, {"sure": "on"}).status_code == 302
    assert Edition.objects.count() == 1


def test_a_reason_for_another_gap_is_not_kept_as_it_was(cast, client_of) -> None:
    housed(cast.pole, "Halage", "2001")
    housed(cast.pole, "Mael", "2001")
    client, path = client_of("animator"), f"/chiffres/{YEAR}/residents/ecart/"
    client.post(f"/chiffres/{YEAR}/residents/declarer/", {"value": "3", "gap_note": "Arrondi."})
    assert list(client.get(path).context["form"].fields) == ["gap_note"]
    housed(cast.pole, "Terragram", "2013")
    housed(cast.pole, "Solibio", "2013")
    before = DeclaredFigure.objects.values().get()
    refused = client.post(path, {"gap_note": "Arrondi."})
    assert refused.status_code == 422
    assert "La phrase n’a pas changé" in unescape(refused.text)
    assert DeclaredFigure.objects.values().get() == before
    assert client.post(path, {"gap_note": "Arrondi.", "sure": "on"}).status_code == 302
    assert DeclaredFigure.objects.get().gap_note_for == 4


def test_a_leaving_day_that_nobody_knows_is_drawn_dashed(cast, client_of) -> None:
    housed(cast.pole, "Halage", "2001")
    housed(cast.pole, "Novaedia", "2012", out_since="avant le 2015-12-31")
    page = client_of("animator").get(f"/bilan/{YEAR}/").text
    bars = page.partition("De janvier à décembre")[2].partition("</table>")[0]
    assert bars.count('class="peut-etre"') == 1
    assert 'class="plein"' not in bars


def test_a_reason_does_not_follow_a_value_that_changes(cast, client_of) -> None:
    housed(cast.pole, "Halage", "2001")
    client, path = client_of("animator"), f"/chiffres/{YEAR}/residents/declarer/"
    client.post(path, {"value": "3", "gap_note": "Arrondi."})
    assert DeclaredFigure.objects.get().gap_note_for == 1
    client.post(path, {"value": "4", "gap_note": "Arrondi."})
    assert DeclaredFigure.objects.get().gap_note_for is None
    why = client.post(f"/chiffres/{YEAR}/residents/ecart/", {"gap_note": "Arrondi."})
    assert why.status_code == 422
    housed(cast.pole, "Mael", "2001")
    client.post(path, {"value": "4", "gap_note": "Deux sont parties."})
    housed(cast.pole, "Terragram", "2001")
    client.post(path, {"value": "4", "gap_note": "Deux sont parties."})
    assert DeclaredFigure.objects.get().gap_note_for == 2
