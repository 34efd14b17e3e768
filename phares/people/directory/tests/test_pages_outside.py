"""What everybody may read of the structures of the pole."""

from __future__ import annotations

import pytest

from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.people.directory import actions
from phares.people.directory.models import Belonging, Function, Organisation, Pole
from phares.people.directory.rules.kinds import FunctionKind
from phares.people.directory.tests.test_pages_organisations import text_of, welcomed

pytestmark = pytest.mark.django_db


def test_the_lines_of_a_document_are_for_the_house(cast, client_of):
    found = welcomed("Mode Estime")
    Organisation.objects.filter(pk=found.pk).update(source="002:40")
    assert "002:40" not in text_of(client_of("visitor").get(f"/annuaire/{found.pk}/"))
    assert "002:40" in text_of(client_of("animator").get(f"/habitants/{found.pk}/"))


def test_the_pole_passes_on_what_is_written_to_a_structure(cast, client_of):
    path = f"/annuaire/{welcomed('Mode Estime').pk}/"
    assert "Par le pôle, qui lui transmet" not in text_of(client_of("visitor").get(path))
    Pole.objects.update(email="bonjour@pole.test")
    assert "mailto:bonjour@pole.test" in text_of(client_of("visitor").get(path))


def test_outside_too_who_is_not_in_the_premises_is_told_apart(cast, client_of):
    """The home counts those who are there, the directory lists whoever belongs."""
    estime, away = welcomed("Mode Estime"), welcomed("Novaedia")
    belongs = Belonging.objects.get(party=away)
    actions.move_out(belongs, until=read_dated("avant le 31/12/2015"), by=THE_POLE)
    outside = client_of("visitor")
    listed = text_of(outside.get("/annuaire/"))
    assert listed.count("hors les murs") == 1
    assert "hors les murs" in listed.partition("Novaedia")[2]
    pages = {one: text_of(outside.get(f"/annuaire/{one.pk}/")) for one in (away, estime)}
    assert ["pas comptée parmi les habitants" in page for page in pages.values()] == [True, False]


SAYS = [
    ("a member, not in the directory", {}, False, True,
     "Son nom et sa fonction se liront dans l’annuaire public quand sa structure y sera. "
     "Son courriel et son téléphone n’y sont pas : le pôle transmet."),
    ("a member, its name alone", {"in_public_directory": True}, False, False,
     "Son nom et sa fonction se lisent dans l’annuaire public. <"),
    ("a member, more agreed", {"in_public_directory": True}, False, True,
     "Son nom et sa fonction se lisent dans l’annuaire public. "
     "Son courriel et son téléphone n’y sont pas : le pôle transmet."),
    ("who carries the pole", {"in_public_directory": True}, True, True,
     "Son nom, sa fonction, son courriel et son téléphone se lisent sur les pages publiques"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "shown", "carries", "reach", "said"), SAYS)
def test_a_card_says_what_the_public_page_shows(cast, client_of, case, shown, carries, reach, said):
    house = welcomed("Mode Estime")
    Organisation.objects.filter(pk=house.pk).update(**{"in_public_directory": False, **shown})
    Pole.objects.update(email="bonjour@pole.test")
    if carries:
        Pole.objects.update(carrier=house)
    function = actions.introduce_person(
        organisation=house, given_name="Jean", family_name="Vasseur", title="comptable",
        kind=FunctionKind.EMPLOYEE, since=read_dated("2014"), email="jean@perso.test",
        phone="06 99 00 12 34", public=True, public_reach=reach, by=THE_POLE,
    )  # fmt: skip
    card = f"/personnes/{Function.objects.get().person_id}/"
    assert said in text_of(client_of("animator").get(card)), function
    if not shown:
        return
    page = text_of(client_of("visitor").get(f"/annuaire/{house.pk}/"))
    assert "Jean Vasseur" in page
    assert ("jean@perso.test" in page, "06 99 00 12 34" in page) == (carries, carries)
    assert ("Par le pôle, qui lui transmet" in page) is not carries
