"""In whose name somebody acts who holds keys of several organisations."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from phares.common.audit.models import Entry
from phares.common.audit.rules.details import told
from phares.kernel.actor import Actor, Named, Role
from phares.kernel.dating import Dated
from phares.people.accounts.models import Key
from phares.people.accounts.rules.speaking import may_choose, still_chosen, why_not_speak_for
from phares.people.directory.actions import enter_pole
from phares.people.directory.rules.kinds import BelongingRole

QUAI, DIGUE = Named(1, "Le Quai partagé"), Named(2, "La Digue verte")
SINCE = Dated(date(2012, 1, 1))
CHOOSE, TODAY, BAR = "/au-nom-de/", "/aujourdhui/", 'id="au-nom-de"'
BOTH = Actor(
    7,
    "Omar Vidal",
    frozenset({(Role.MEMBER_CONTACT, 1), (Role.MEMBER_STAFF, 2), (Role.ANIMATOR, None)}),
    (DIGUE, QUAI),
)


def test_who_speaks_for_one_has_the_keys_of_no_other():
    speaking = BOTH.speaking_for(DIGUE)
    assert speaking.keys == {(Role.MEMBER_STAFF, 2)}
    assert speaking.in_name_of == DIGUE
    assert speaking.houses == BOTH.houses, "one may choose again"
    assert not speaking.is_(Role.ANIMATOR)


@pytest.mark.parametrize(
    ("houses", "chosen", "kept"),
    [
        ((DIGUE, QUAI), QUAI, QUAI),
        ((DIGUE, QUAI), Named(1, "Le Quai, comme il s’appelait"), QUAI),
        ((DIGUE, QUAI), Named(3, "Ailleurs"), None),
        ((QUAI,), QUAI, None),
        ((), QUAI, None),
    ],
)
def test_a_choice_holds_while_there_is_one(houses, chosen, kept):
    actor = Actor(7, "Omar Vidal", BOTH.keys, houses)
    assert still_chosen(actor, chosen) == kept
    assert may_choose(actor) is (len(houses) > 1)
    assert (why_not_speak_for(actor, chosen.pk) is None) is (kept is not None)


def resident(cast, house) -> None:
    by = cast.actor("animator")
    enter_pole(party=house, role=BelongingRole.RESIDENT, since=SINCE, by=by)


def chosen(cast, client, house: str, **more):
    return client.post(CHOOSE, {"structure": cast.houses[house].pk, "next": TODAY} | more)


def test_only_who_has_several_is_asked(cast, client_of):
    for who, asked in (("both_contact", True), ("mixed_keys", True), ("member_contact", False)):
        client = client_of(who)
        assert (BAR in client.get(TODAY).text) is asked, who
        assert (BAR in client.get("/tout/").text) is asked, who
    assert BAR not in client_of("both_contact").get("/").text, "nobody acts on the public pages"
    assert client_of("member_contact").post(CHOOSE, {"structure": "1"}).status_code == 422


def test_my_space_and_declarations_are_those_of_the_house_chosen(cast, client_of):
    for house in cast.houses.values():
        resident(cast, house)
    client, quai, digue = client_of("both_contact"), cast.houses["quai"], cast.houses["digue"]
    year = timezone.localdate().year - 1
    both = client.get(TODAY).text
    assert f'/habitants/{quai.pk}/"' in both
    assert f'/habitants/{digue.pk}/"' in both
    answer = chosen(cast, client, "digue")
    assert (answer.status_code, answer["Location"]) == (302, TODAY)
    page = client.get(TODAY).text
    assert "Vous agissez au nom de La Digue verte." in page
    assert f'<option value="{digue.pk}" selected>' in page
    assert "Ma structure" in page
    assert "Le Quai partagé n’a pas déclaré" not in page
    rows = client.get(f"/declarations/{year}/").text
    assert "/declarer/" in rows
    assert f"/habitants/{quai.pk}/declarer/" not in rows


def test_the_journal_says_in_whose_name(cast, client_of):
    client, digue = client_of("both_contact"), cast.houses["digue"]
    resident(cast, digue)
    url = f"/habitants/{digue.pk}/declarer/{timezone.localdate().year - 1}/"
    client.post(url, {"permanent_jobs": "3"})
    assert "in_name_of" not in Entry.objects.latest("pk").details, "nobody was chosen"
    chosen(cast, client, "digue")
    assert client.post(url, {"permanent_jobs": "4"}).status_code == 302
    line = Entry.objects.latest("pk")
    assert (line.verb, line.actor_name) == ("declaration.made", "Omar Vidal")
    assert "au nom de : La Digue verte" in told(line.details)
    client.post("/mon-compte/sessions/fermer/")
    own = Entry.objects.latest("pk")
    assert (own.verb, own.details) == ("account.sessions_ended", {}), "for oneself"


def test_what_is_of_the_other_house_asks_to_change_with_one_button(cast, client_of):
    client, quai = client_of("both_contact"), cast.houses["quai"]
    chosen(cast, client, "digue")
    url = f"/habitants/{quai.pk}/modifier/"
    page = client.get(url)
    assert page.status_code == 403
    assert f'name="structure" value="{quai.pk}"' in page.text
    assert f'name="next" value="{url}"' in page.text
    assert client.post(url, {"name": "Volé"}).status_code == 403
    quai.refresh_from_db()
    assert quai.name == "Le Quai partagé"
    answer = client.post(CHOOSE, {"structure": quai.pk, "next": url})
    assert answer["Location"] == url
    assert client.get(url).status_code == 200
    assert 'name="structure"' not in client_of("member_contact").get("/comptes/").text


def test_all_the_keys_come_back(cast, client_of):
    client = client_of("mixed_keys")
    assert client.get("/subventions/").status_code == 200
    answer = chosen(cast, client, "quai", next="/subventions/")
    assert answer["Location"] == "/entrer/", "that page is closed to the keys of the Quai"
    assert client.get("/subventions/").status_code == 403
    assert client.post(CHOOSE, {"structure": ""}).status_code == 302
    assert client.get("/subventions/").status_code == 200


@pytest.mark.parametrize("structure", ["0", "-1", "999999999", "9" * 40, "quai", "²"])
def test_nobody_speaks_for_a_house_without_its_key(cast, client_of, structure):
    client = client_of("both_contact")
    answer = client.post(CHOOSE, {"structure": structure})
    assert answer.status_code == 422
    assert "Vous n’avez pas de clé pour cette structure." in answer.text
    region = client.post(CHOOSE, {"structure": cast.houses["region"].pk})
    assert region.status_code == 422
    assert "au_nom_de" not in client.session


def test_a_key_that_ended_meanwhile_is_told_and_the_others_stay(cast, client_of):
    client, user = client_of("mixed_keys"), cast.users["mixed_keys"]
    chosen(cast, client, "digue")
    yesterday = timezone.localdate() - timedelta(days=1)
    Key.objects.filter(user=user, organisation=cast.houses["digue"]).update(ends_on=yesterday)
    page = client.get(TODAY).text
    assert "Vous n’avez plus de clé pour « La Digue verte »" in page
    assert "au_nom_de" not in client.session
    assert "Vous n’avez plus de clé" not in client.get(TODAY).text, "told once"
    assert client.get("/subventions/").status_code == 200


def test_when_only_the_chosen_one_is_left_nothing_is_said(cast, client_of):
    client, user = client_of("both_contact"), cast.users["both_contact"]
    chosen(cast, client, "quai")
    Key.objects.filter(user=user, organisation=cast.houses["digue"]).delete()
    page = client.get(TODAY).text
    assert BAR not in page
    assert "Vous n’avez plus de clé" not in page
    assert "au_nom_de" not in client.session


def test_the_choice_ends_with_the_session(cast, client_of):
    client = client_of("both_contact")
    chosen(cast, client, "quai")
    client.post("/deconnexion/")
    client.force_login(cast.users["both_contact"])
    assert "au_nom_de" not in client.session


def test_the_choice_costs_no_query(cast, client_of, django_assert_num_queries):
    client = client_of("both_contact")
    client.get("/tout/")
    with django_assert_num_queries(4):
        client.get("/tout/")
    chosen(cast, client, "quai")
    client.get("/tout/")
    with django_assert_num_queries(4):
        client.get("/tout/")
