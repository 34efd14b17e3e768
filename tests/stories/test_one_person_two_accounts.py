"""Two cards of one person, each with an account: one says which stays, the other is closed."""

from __future__ import annotations

import pytest
from django.test import Client

from phares.common.audit.models import Entry
from phares.people.accounts.models import User
from phares.people.directory.models import Person
from tests.cast import PASSWORD
from tests.parties import person

pytestmark = pytest.mark.django_db
KEPT, OTHER = "animator@phares.test", "technician@phares.test"


@pytest.fixture
def both(cast) -> tuple[Person, Person]:
    """Two cards; the account of the animation on the first, of the technician on the second."""
    cards = person("Nour", "Benali"), person("Nour", "Benali-Roy")
    for card, email in zip(cards, (KEPT, OTHER), strict=True):
        User.objects.filter(email=email).update(person=card)
    return cards


def merging(both) -> str:
    return f"/doublons/{both[0].pk}/{both[1].pk}/"


def is_in(client: Client) -> bool:
    return client.get("/mon-compte/").status_code == 200


@pytest.mark.parametrize("card", [0, 1])
def test_one_account_stays_on_the_kept_card(client_of, both, card):
    """Whichever card stays: which account does is another question."""
    elsewhere, staying = Client(), Client()
    for client, email in ((elsewhere, OTHER), (staying, KEPT)):
        client.post("/connexion/", {"email": email, "password": PASSWORD})
    administrator = client_of("administrator")
    page = administrator.get(merging(both)).text
    assert "Le compte à garder" in page
    assert f"Nour Benali, {KEPT}, ouvert" in page
    kept = User.objects.get(email=KEPT)
    typed = {"kept": both[card].pk, "rival": kept.pk}
    assert administrator.post(merging(both), typed).status_code == 302
    told = User.objects.order_by("email").filter(email__in=[KEPT, OTHER])
    assert list(told.values_list("email", "is_active", "person")) == [
        (KEPT, True, both[card].pk),
        (OTHER, False, None),
    ]
    assert (is_in(staying), is_in(elsewhere)) == (True, False)
    entry = Entry.objects.get(verb="account.one_kept")
    assert (entry.subject, entry.details) == ("Nour Benali", {"before": OTHER, "after": KEPT})
    assert Entry.objects.filter(verb="account.closed").count() == 1
    assert "a gardé un seul compte à" in administrator.get("/journal/?choix=tout").text


@pytest.mark.parametrize(
    ("who", "rival", "sentence"),
    [
        ("administrator", "", "obligatoire"),
        ("administrator", "999999", "Sélectionnez"),
        ("animator", OTHER, "Seule l’administration du pôle"),
    ],
)
def test_what_cannot_be_chosen_writes_nothing(client_of, both, who, rival, sentence):
    client, before = client_of(who), Entry.objects.count()
    chosen = User.objects.get(email=rival).pk if "@" in rival else rival
    answer = client.post(merging(both), {"kept": both[0].pk, "rival": chosen})
    assert (answer.status_code, sentence in answer.text) == (422, True), answer.text
    assert Entry.objects.count() == before
    assert User.objects.filter(is_active=True, person__in=both).count() == 2


def test_one_s_own_account_is_not_closed_by_it(client_of, cast, both):
    User.objects.filter(email=OTHER).update(person=None)
    User.objects.filter(email="administrator@phares.test").update(person=both[1])
    answer = client_of("administrator").post(
        merging(both), {"kept": both[0].pk, "rival": User.objects.get(email=KEPT).pk}
    )
    assert (answer.status_code, "On ne ferme pas son propre compte" in answer.text) == (422, True)
    assert Person.objects.filter(pk__in=[one.pk for one in both]).count() == 2


def test_with_one_account_nothing_more_is_asked(client_of, both):
    User.objects.filter(email=OTHER).update(person=None)
    client = client_of("animator")
    assert "Le compte à garder" not in client.get(merging(both)).text
    assert client.post(merging(both), {"kept": both[1].pk}).status_code == 302
    assert User.objects.get(email=KEPT).person_id == both[1].pk
