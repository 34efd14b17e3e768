from __future__ import annotations

import pytest

from phares.activities.library.actions import quote_somebody
from phares.activities.library.models import Publication, Quote
from phares.common.audit.models import Entry
from phares.cooperative.projects.actions import write_axis
from phares.people.directory.rules.kinds import ConsentScope
from tests.cast import ROLES
from tests.parties import ANIMATOR, person

pytestmark = pytest.mark.django_db
INSIDE = set(ROLES) - {"visitor", "funder"}
KEEPERS = {"administrator", "animator"}
NAME = "Maël Ferrand"


@pytest.fixture
def quote(cast) -> Quote:
    axis = write_axis(pole=cast.pole, number=1, name="Accueillir", by=ANIMATOR)
    return quote_somebody(
        axis=axis,
        year=2015,
        text="On s’échange des conseils.",
        author=person("Maël", "Ferrand"),
        scope=ConsentScope.REPORT,
        by=ANIMATOR,
    )


@pytest.mark.parametrize("role", ROLES)
def test_the_author_is_shown_inside_to_those_who_keep_quotes(quote, client_of, role):
    answer = client_of(role).get("/paroles/?annee=2015")
    assert answer.status_code == (302 if role == "visitor" else 200 if role in INSIDE else 403)
    assert (NAME in answer.content.decode()) == (role in KEEPERS)


def test_by_axis_and_year(quote, client_of, django_assert_max_num_queries):
    client = client_of("member_staff")
    with django_assert_max_num_queries(12):
        page = client.get("/paroles/").content.decode()
    assert "Paroles de 2015" in page
    assert "1. Accueillir" in page
    assert "dans le bilan, sans le nom" in page
    empty = client_of("member_staff").get("/paroles/?annee=2014").content.decode()
    assert "Aucune parole cette année" in empty


def test_a_quote_is_taken_back(quote, client_of):
    animator = client_of("animator")
    assert animator.post(f"/paroles/{quote.pk}/retirer/").status_code == 302
    assert "retirée le" in animator.get("/paroles/?annee=2015").content.decode()
    page = client_of("member_staff").get("/paroles/?annee=2015").content.decode()
    assert quote.text not in page


def test_twice_is_refused_with_a_sentence(quote, client_of):
    animator = client_of("animator")
    animator.post(f"/paroles/{quote.pk}/retirer/")
    again = animator.post(f"/paroles/{quote.pk}/retirer/")
    assert again.status_code == 422
    assert "a déjà été retirée" in again.content.decode()


# -- noted and corrected ----------------------------------------------------------------------

DRAWER = {"HX-Request": "true", "HX-Target": "tiroir-corps"}


def typed(quote: Quote, **more: object) -> dict[str, object]:
    return {"axis": quote.axis_id, "text": "On se sent attendus.", "scope": "report", **more}


def test_a_quote_is_noted_for_a_year_with_none_yet(quote, client_of):
    client, note = client_of("animator"), "/paroles/noter/?annee=2025"
    empty = client.get("/paroles/?annee=2025").content.decode()
    assert f'hx-get="{note}" hx-target="#tiroir-corps"' in empty
    form = client.get(note, headers=DRAWER).content.decode()
    assert "<html" not in form
    assert "L’administration et l’animation seules lisent ce nom" in form
    answer = client.post(note, typed(quote, scope="named", author=quote.author_id))
    noted = Quote.objects.get(year=2025)
    assert answer.url == f"/paroles/?annee=2025#parole-{noted.pk}"
    assert (noted.scope, noted.author) == ("named", quote.author)
    page = client.get("/paroles/?annee=2025").content.decode()
    assert f"{NAME} (nom imprimé dans le bilan)" in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"text": " "}, "text"), ({"scope": "named"}, "author"), ({"scope": "partout"}, "scope")],
)
@pytest.mark.parametrize("headers", [{}, DRAWER])
def test_a_wrong_quote_is_refused_and_nothing_is_lost(quote, client_of, wrong, field, headers):
    for address in ("/paroles/noter/?annee=2015", f"/paroles/{quote.pk}/corriger/"):
        sent = typed(quote) | wrong
        answer = client_of("animator").post(address, sent, headers=headers)
        assert answer.status_code == 422
        assert answer.context["form"].errors[field]
        assert ("On se sent attendus." in answer.content.decode()) == (field != "text")
    quote.refresh_from_db()
    assert (Quote.objects.count(), quote.text) == (1, "On s’échange des conseils.")


def test_a_quote_is_corrected_until_it_is_taken_back(quote, client_of):
    client, correct = client_of("animator"), f"/paroles/{quote.pk}/corriger/"
    assert correct in client.get("/paroles/?annee=2015").content.decode()
    assert quote.text in client.get(correct).content.decode()
    assert client.post(correct, typed(quote, scope="internal")).status_code == 302
    quote.refresh_from_db()
    assert (quote.text, quote.scope, quote.author) == ("On se sent attendus.", "internal", None)
    client.post(f"/paroles/{quote.pk}/retirer/")
    assert correct not in client.get("/paroles/?annee=2015").content.decode()
    late = client.post(correct, typed(quote, text="Trop tard"))
    assert late.status_code == 422
    assert "ne se corrige plus" in late.content.decode()
    quote.refresh_from_db()
    assert quote.text == "On se sent attendus."


def test_without_an_axis_one_is_told_to_write_it_first(cast, client_of):
    page = client_of("animator").get("/paroles/").content.decode()
    assert "Écrivez d’abord un axe" in page
    assert "Noter une parole" not in page


@pytest.mark.parametrize("role", sorted(set(ROLES) - KEEPERS))
def test_nobody_else_notes_or_corrects(quote, client_of, role):
    for address in ("/paroles/noter/", f"/paroles/{quote.pk}/corriger/"):
        answer = client_of(role).post(address, typed(quote))
        assert answer.status_code == (302 if role == "visitor" else 403)
    quote.refresh_from_db()
    assert (Quote.objects.count(), quote.text) == (1, "On s’échange des conseils.")


@pytest.mark.parametrize("role", sorted(set(ROLES) - KEEPERS))
def test_nobody_else_takes_it_back(quote, client_of, role):
    answer = client_of(role).post(f"/paroles/{quote.pk}/retirer/")
    assert answer.status_code == (302 if role == "visitor" else 403)
    quote.refresh_from_db()
    assert quote.withdrawn_on is None


def test_publications_are_filed_and_retitled(cast, client_of, django_assert_max_num_queries):
    animator = client_of("animator")
    assert "Aucune publication" in animator.get("/publications/").text
    sent = {"code": "002", "title": "Rapport 2015"}
    assert animator.post("/publications/classer/", sent).headers["Location"] == "/publications/"
    with django_assert_max_num_queries(10):
        page = animator.get("/publications/").text
    assert "Rapport 2015" in page
    assert "/publications/classer/?code=002" in page
    form = animator.get("/publications/classer/?code=002").text
    assert 'value="Rapport 2015"' in form
    animator.post("/publications/classer/?code=002", sent | {"title": "Bilan 2015 du PHARES"})
    assert [one.title for one in Publication.objects.all()] == ["Bilan 2015 du PHARES"]
    read = client_of("member_staff").get("/publications/?q=bilan").text
    assert "Bilan 2015 du PHARES" in read
    assert "classer" not in read


@pytest.mark.parametrize(
    ("wrong", "field"), [({"code": "Rapport 2"}, "code"), ({"title": " "}, "title")]
)
def test_a_wrong_publication_is_refused_and_what_was_typed_stays(cast, client_of, wrong, field):
    sent = {"code": "002", "title": "Rapport 2015"} | wrong
    answer = client_of("animator").post("/publications/classer/", sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert f'value="{sent["code"]}"' in answer.text
    assert (Publication.objects.count(), Entry.objects.filter(verb="library.filed").count()) == (
        0,
        0,
    )


def test_only_the_keepers_file(cast, client_of):
    sent = {"code": "002", "title": "Rapport 2015"}
    for role in ("member_contact", "co_manager", "funder"):
        assert client_of(role).post("/publications/classer/", sent).status_code == 403
    assert not Publication.objects.exists()
