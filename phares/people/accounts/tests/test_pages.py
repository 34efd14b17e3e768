"""The door, one’s own account, and the accounts that the administration keeps."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from phares.common.audit.models import Entry
from phares.kernel.actor import Role
from phares.people.accounts.models import Key, User
from phares.people.accounts.rules.passwords import TRIES
from tests.cast import PASSWORD, ROLES

DOOR = "/connexion/"
FIRST_PAGE = "/entrer/"


def sign_in(client, email="animator@phares.test", password=PASSWORD, **more):
    return client.post(DOOR, {"email": email, "password": password} | more)


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_in_by_address_and_password(client, cast):
    before = client.session.session_key
    response = sign_in(client, email=" Animator@Phares.test ")
    assert (response.status_code, response["Location"]) == (302, FIRST_PAGE)
    assert signed_in(client)
    assert client.session.session_key != before, "the session is renewed"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("animator@phares.test", "un autre mot"),
        ("personne@phares.test", PASSWORD),
        ("animator@phares.test", PASSWORD.upper()),
    ],
)
def test_a_wrong_one_is_refused_without_saying_which(client, cast, email, password):
    response = sign_in(client, email, password)
    assert response.status_code == 422
    assert "Adresse ou mot de passe inconnus." in response.text
    assert email in response.text, "what was typed stays"
    assert password not in response.text
    assert not signed_in(client)


def test_a_closed_account_stays_outside(client, cast):
    User.objects.filter(email="animator@phares.test").update(is_active=False)
    assert sign_in(client).status_code == 422
    assert not signed_in(client)


def test_a_closed_account_is_out_at_the_next_page(cast, client_of):
    inside = client_of("animator")
    assert inside.get("/mon-compte/").status_code == 200
    User.objects.filter(email="animator@phares.test").update(is_active=False)
    assert inside.get("/mon-compte/").status_code == 302


def journal() -> list[tuple[str, str, str]]:
    return list(Entry.objects.order_by("pk").values_list("actor_name", "verb", "subject"))


def test_who_comes_in_is_told_in_the_journal(client, cast):
    sign_in(client, password="faux")
    assert journal() == []
    before = timezone.now()
    sign_in(client)
    assert journal() == [("Nour Benali", "account.signed_in", "Nour Benali")]
    assert Entry.objects.get().actor_id == cast.users["animator"].pk
    assert before <= Entry.objects.get().at <= timezone.now()


@pytest.mark.parametrize(
    ("email", "told"),
    [(" Animator@phares.test", "Nour Benali"), ("n.secret@ailleurs.test", "une adresse inconnue")],
)
def test_a_door_that_waits_is_told_once_and_keeps_what_was_typed(client, cast, email, told):
    for _try in range(TRIES + 2):
        sign_in(client, email=email, password="faux")
    assert journal() == [("visiteur", "account.locked_out", told)]
    assert Entry.objects.get().details == {}


def test_ten_wrong_ones_then_one_waits(client, cast):
    for _try in range(TRIES):
        assert sign_in(client, password="faux").status_code == 422
    assert sign_in(client).status_code == 429
    assert not signed_in(client)
    assert sign_in(client, email="funder@phares.test").status_code == 302, "others do not wait"


def test_behind_a_proxy_those_who_come_from_elsewhere_do_not_wait(client, cast, settings):
    settings.BEHIND_TLS = True

    def knock(place: str, password: str) -> int:
        typed = {"email": "animator@phares.test", "password": password}
        return client.post(DOOR, typed, headers={"X-Forwarded-For": place}).status_code

    for number in range(TRIES):
        knock(f"10.0.0.{number}, 203.0.113.9", "faux")
    assert knock("192.0.2.1, 203.0.113.9", PASSWORD) == 429
    assert knock("203.0.113.9, 192.0.2.1", PASSWORD) == 302
    settings.BEHIND_TLS = False
    assert knock("203.0.113.9", PASSWORD) == 302, "without a proxy nobody is believed"


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/habitants/?q=quai", "/habitants/?q=quai"),
        ("", FIRST_PAGE),
        ("https://ailleurs.test/", FIRST_PAGE),
        ("//ailleurs.test/", FIRST_PAGE),
        ("javascript:alert(1)", FIRST_PAGE),
    ],
)
def test_one_goes_on_to_our_own_pages_only(client, cast, wanted, reached):
    assert sign_in(client, next=wanted)["Location"] == reached


def test_whoever_is_outside_is_led_to_the_door_and_back(client, cast):
    response = client.get("/mon-compte/")
    assert response["Location"] == "/connexion/?next=/mon-compte/"
    assert 'name="next" value="/mon-compte/"' in client.get(response["Location"]).text


@pytest.mark.parametrize("wanted", ["/deconnexion/", "/comptes/3/fermer/", "/nulle-part/"])
def test_one_goes_on_to_pages_that_can_be_read_only(client, cast, wanted):
    assert sign_in(client, next=wanted)["Location"] == FIRST_PAGE


@pytest.mark.parametrize(
    ("headers", "back"),
    [
        ({"Referer": "http://testserver/comptes/3/?onglet=cles"}, "/comptes/3/%3Fonglet%3Dcles"),
        ({"Referer": "https://ailleurs.test/comptes/3/"}, FIRST_PAGE),
        ({}, FIRST_PAGE),
        ({"HX-Request": "true", "HX-Current-URL": "http://testserver/comptes/3/"}, "/comptes/3/"),
    ],
)
def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(client, cast, headers, back):
    response = client.post("/comptes/3/fermer/", headers=headers)
    assert response.headers.get("HX-Redirect", response.headers.get("Location")) == (
        f"/connexion/?next={back}"
    )


def test_out_by_a_form_only(client_of):
    client = client_of("animator")
    answer = client.get("/deconnexion/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Elle attend l’envoi d’un formulaire." in answer.text
    assert signed_in(client)
    assert client.post("/deconnexion/").status_code == 302
    assert not signed_in(client)


def test_the_demonstration_shows_its_keys(client, cast, settings):
    row = {"role": "Animation", "name": "Nour", "email": "n@demo.test", "password": "phare"}
    settings.DEMO_SIGN_INS = [row]
    page = client.get(DOOR).text
    assert "Entrer dans la démonstration" in page
    assert 'value="n@demo.test"' in page
    settings.DEMO_SIGN_INS = []
    assert "démonstration" not in client.get(DOOR).text.partition("<main")[2]


def test_the_door_of_the_demonstration_opens_whatever_a_visitor_changed(client, cast, settings):
    user = cast.users["animator"]
    user.email = "ailleurs@demo.test"
    user.set_password("une-autre-phrase-encore")
    user.save()
    row = {"role": "Animation", "name": "Nour", "email": "n@demo.test", "password": "phare"}
    settings.DEMO_SIGN_INS = [row | {"account": user.pk}]
    assert f'name="demo" value="{user.pk}"' in client.get(DOOR).text
    assert client.post(DOOR, {"demo": user.pk}).status_code == 302
    assert signed_in(client)


@pytest.mark.parametrize("why", ["a real pole", "not on the door", "closed", "no number"])
def test_nobody_else_comes_in_by_that_door(client, cast, settings, why):
    user = cast.users["animator"]
    settings.DEMO = why != "a real pole"
    shown = 0 if why == "not on the door" else user.pk
    settings.DEMO_SIGN_INS = [{"role": "Animation", "account": shown}]
    User.objects.filter(pk=user.pk).update(is_active=why != "closed")
    assert client.post(DOOR, {"demo": "x" if why == "no number" else user.pk}).status_code == 422
    assert not signed_in(client)


def test_ones_own_account(client_of):
    client = client_of("member_contact")
    page = client.get("/mon-compte/").text
    assert "Contact d’une structure" in page
    assert "Le Quai partagé" in page


def change(client, current=PASSWORD, new="une-phrase-toute-neuve", again=None):
    return client.post("/mon-compte/", {"current": current, "new": new, "again": again or new})


def test_ones_own_password_changes_and_one_stays_in(client_of, cast):
    client = client_of("animator")
    assert change(client).status_code == 302
    assert client.get("/mon-compte/").status_code == 200
    assert User.objects.get(pk=cast.users["animator"].pk).check_password("une-phrase-toute-neuve")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"current": "faux"}, "mot de passe actuel"),
        ({"new": "court"}, "trop court"),
        ({"new": "password1234"}, "trop courant"),
        ({"new": "926481537264"}, "Des chiffres seuls se devinent"),
        ({"new": "azertyuiop12"}, "Une suite de touches"),
        ({"new": "nour-benali-26"}, "ressemble à votre nom"),
        ({"again": "autre chose encore"}, "Les deux saisies diffèrent"),
    ],
)
def test_a_password_that_cannot_change_says_why(client_of, cast, words, sentence):
    response = change(client_of("animator"), **words)
    assert response.status_code == 422
    assert sentence in response.text
    assert User.objects.get(pk=cast.users["animator"].pk).check_password(PASSWORD)


def test_the_list_of_accounts_costs_few_queries(
    client_of, cast, django_assert_max_num_queries, settings
):
    client = client_of("administrator")
    with django_assert_max_num_queries(12):
        page = client.get("/comptes/").text
    assert "Omar Vidal" in page
    assert "Contact d’une structure (Le Quai partagé)" in page


@pytest.mark.parametrize("name", [role for role in ROLES if role != "administrator"])
def test_only_the_administration_sees_accounts(client_of, cast, name):
    client, key = client_of(name), cast.users["animator"].keys.get()
    refusal = 302 if name == "visitor" else 403
    pk = cast.users["animator"].pk
    assert client.get("/comptes/").status_code == refusal
    assert client.get(f"/comptes/{pk}/").status_code == refusal
    for act in (f"cles/{key.pk}/rendre", "fermer", "mot-de-passe", "cles"):
        assert client.post(f"/comptes/{pk}/{act}/").status_code == refusal
    assert Entry.objects.count() == 0


NEW = {
    "name": "Maud Roy",
    "email": "maud@exemple.fr",
    "password": "une-phrase-toute-neuve",
    "role": Role.MEMBER_CONTACT.value,
}


def test_the_administration_opens_an_account(client_of, cast):
    client, quai = client_of("administrator"), cast.houses["quai"]
    response = client.post("/comptes/ouvrir/", NEW | {"organisation": quai.pk}, follow=True)
    assert "Le compte de Maud Roy est ouvert." in response.text
    key = Key.objects.get(user__email="maud@exemple.fr")
    assert (key.role, key.organisation_id) == ("member_contact", quai.pk)
    assert Entry.objects.latest("pk").actor_name == "Ada Kervella"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({}, "choisissez la structure concernée"),
        ({"role": "animator", "email": "funder@phares.test"}, "existe déjà"),
        ({"role": "animator", "password": "court"}, "trop court"),
        ({"role": "roi"}, "roi"),
        ({"role": "animator", "email": "maud"}, "adresse"),
    ],
)
def test_an_account_that_cannot_open_says_why_and_keeps_what_was_typed(
    client_of, cast, words, sentence
):
    response = client_of("administrator").post("/comptes/ouvrir/", NEW | words)
    assert response.status_code == 422
    assert sentence in response.text
    assert 'value="Maud Roy"' in response.text
    assert not User.objects.filter(name="Maud Roy").exists()


def test_keys_are_given_and_taken_back_on_the_page(client_of, cast):
    client, user = client_of("administrator"), cast.users["animator"]
    here = f"/comptes/{user.pk}/"
    page = client.post(f"{here}cles/", {"role": "accountant"}, follow=True).text
    assert "La clé est donnée." in page
    assert "Comptabilité" in page
    held = client.post(f"{here}cles/", {"role": "accountant"})
    assert held.status_code == 422
    assert "a déjà la clé" in held.text
    key = user.keys.get(role="accountant")
    assert "La clé est rendue" in client.post(f"{here}cles/{key.pk}/rendre/", follow=True).text
    assert user.keys.filter(role="accountant").count() == 0


def test_a_key_is_taken_back_from_its_own_account_only(client_of, cast):
    key, other = cast.users["animator"].keys.get(), cast.users["funder"]
    response = client_of("administrator").post(f"/comptes/{other.pk}/cles/{key.pk}/rendre/")
    assert response.status_code == 404
    assert Entry.objects.count() == 0


def test_the_last_administrator_cannot_leave(client_of, cast):
    user = cast.users["administrator"]
    key, client = user.keys.get(), client_of("administrator")
    response = client.post(f"/comptes/{user.pk}/cles/{key.pk}/rendre/")
    assert response.status_code == 422
    assert "dernière clé d’administration" in response.text
    assert client.post(f"/comptes/{user.pk}/fermer/").status_code == 422
    assert Entry.objects.count() == 0


def test_closing_and_reopening(client_of, cast):
    client, user = client_of("administrator"), cast.users["animator"]
    inside = client_of("animator")
    assert "Compte fermé" in client.post(f"/comptes/{user.pk}/fermer/", follow=True).text
    assert inside.get("/mon-compte/").status_code == 302
    assert "est rouvert" in client.post(f"/comptes/{user.pk}/rouvrir/", follow=True).text


def test_a_lost_password_is_replaced_and_open_sessions_end(client_of, cast):
    client, user = client_of("administrator"), cast.users["animator"]
    inside = client_of("animator")
    word = {"password": "une-phrase-toute-neuve"}
    assert client.post(f"/comptes/{user.pk}/mot-de-passe/", word).status_code == 302
    assert inside.get("/mon-compte/").status_code == 302
    assert client.post(f"/comptes/{user.pk}/mot-de-passe/", {"password": "a"}).status_code == 422


@pytest.mark.parametrize("act", ["give", "take back", "password", "close"])
def test_a_button_pressed_twice_acts_once(client_of, cast, act):
    """The same showing of the page gives the first answer again; another one is asked anew."""
    client, user = client_of("administrator"), cast.users["animator"]
    here, key = f"/comptes/{user.pk}/", cast.users["animator"].keys.get()
    path, sent = {
        "give": ("cles/", {"role": "accountant"}),
        "take back": (f"cles/{key.pk}/rendre/", {}),
        "password": ("mot-de-passe/", {"password": "une-phrase-toute-neuve"}),
        "close": ("fermer/", {}),
    }[act]
    sent["page"] = re.findall(r'name="page" value="(\w+)"', client.get(here).text)[0]
    for _press in range(2):
        assert client.post(here + path, sent).headers["Location"] == here
    assert Entry.objects.count() == 1
    if act != "password":
        assert client.post(here + path, sent | {"page": "autre"}).status_code in (404, 422)
        assert Entry.objects.count() == 1


def test_every_form_of_an_account_has_its_mark(client_of, cast):
    page = client_of("administrator").get(f"/comptes/{cast.users['animator'].pk}/").text
    content = page.partition("<main")[2].partition("</main>")[0]
    assert content.count("<form") == content.count('name="page"') > 3
