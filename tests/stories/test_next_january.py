"""Next January: the animator tells the year from the pages alone, and the report says it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from phares.cooperative.projects.models import Action, Axis
from phares.people.directory.models import Organisation

pytestmark = pytest.mark.django_db
LAST, YEAR = 2024, 2025


def text_of(response):
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


@pytest.fixture
def animator(cast, client_of):
    client = client_of("animator")

    def send(page: str, /, *args: int, year: int = YEAR, **typed: object) -> None:
        address = f"{reverse(page, args=args)}?annee={year}"
        answer = client.post(address, typed)
        assert answer.status_code == 302, text_of(answer)

    client.send = send
    return client


def test_the_year_is_told_from_the_pages_alone(cast, animator):
    send, quai = animator.send, cast.houses["quai"]
    send("directory:welcome", name="CNAM", role="partner", since=str(LAST), legal_form="public")
    cnam = Organisation.objects.get(name="CNAM")

    send("projects:add_axis", number=1, name="Accueillir")
    axis = Axis.objects.get().pk
    send("projects:tell", year=LAST, axis=axis, title="Repas mensuels", in_report="on")
    meals = Action.objects.get()
    send("projects:carry_on", origins=[meals.pk])
    again = Action.objects.get(led_from=meals)
    send("projects:reword", again.pk, title="Repas", text="Le premier mardi.", in_report="on")
    send("projects:take_part", again.pk, organisation=quai.pk, role="accueil")
    send("projects:tell", axis=axis, title="Étude", text="Avec le CNAM.", in_report="on")
    send("projects:move_up", Action.objects.get(title="Étude").pk)
    send("projects:tell", axis=axis, title="Par erreur", text="Jamais.", in_report="on")
    send("projects:remove", Action.objects.get(title="Par erreur").pk)
    send("projects:note_partnership", partner=cnam.pk, since=str(YEAR), circle="recherche")
    send("library:note", axis=axis, text="On se sent attendus", scope="report")
    send(
        "funding:new", funder=cnam.pk, level="state", kind="operating", purpose="animation",
        since=str(YEAR), until=str(YEAR), state="granted",
    )  # fmt: skip
    send("directory:state_text", key="mission", text="Coopérer", since=str(LAST))

    report = text_of(animator.get(reverse("reporting:report", args=[YEAR])))
    for said in ("Le premier mardi.", "Avec le CNAM.", "On se sent attendus", "Coopérer", "CNAM"):
        assert said in report
    assert report.index("Avec le CNAM.") < report.index("Le premier mardi.")
    assert "Jamais." not in report
