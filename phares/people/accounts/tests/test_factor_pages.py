"""The pages of one’s own second step, and who is led to them."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone
from pyotp import TOTP, random_base32

from phares.common.audit.models import Entry
from phares.people.accounts.models import Factor, RecoveryCode, User
from phares.people.accounts.tests.second_step import ORIGIN, with_application, with_passkey
from phares.people.accounts.views import factors as views
from tests.cast import PASSWORD
from tests.passkeys import Device

MINE = "/mon-compte/deux-etapes/"
APPLICATION, PASSKEY, CODES = f"{MINE}application/", f"{MINE}cle-d-acces/", f"{MINE}codes/"
SHOWN = re.compile(r"<li><code>([A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4})</code>")
TODAY = "/aujourdhui/"


@pytest.fixture
def nour(cast):
    return cast.users["animator"]


@pytest.fixture
def real(settings):
    """A real pole, where a second step is asked."""
    settings.SECOND_STEP_ASKED = True


def secret_of(page) -> str:
    found = re.findall(r'<code class="secret">([A-Z2-7 ]+)</code>', page.text)
    return found[0].replace(" ", "")


def typed(secret: str, **more) -> dict[str, str]:
    code = TOTP(secret).now()
    return {"code": code, "name": "Mon téléphone", "current": PASSWORD} | more


def test_an_application_is_added_and_codes_are_shown_once(client_of, nour):
    client = client_of("animator")
    page = client.get(APPLICATION)
    secret = secret_of(page)
    assert re.search(r'<svg[^>]*class="qr"', page.text), "drawn here, by nobody else"
    assert "Cache-Control" in page.headers
    assert secret_of(client.get(APPLICATION)) == secret, "shown again, it is the same"
    assert secret not in str(dict(client.session))
    shown = client.post(APPLICATION, typed(secret))
    codes = SHOWN.findall(shown.text)
    assert (shown.status_code, len(codes)) == (200, 10)
    assert "no-store" in shown.headers["Cache-Control"]
    again = client.post(APPLICATION, typed(secret), follow=True)
    assert "Cette application est déjà ajoutée." in again.text, "pressed twice, told what to do"
    assert not any(code in client.get(MINE).text for code in codes)
    taken = client.post(f"{CODES}telecharger/", {"code": [*codes, "ABCD-EFGH-JKMN"]})
    assert taken["Content-Disposition"].startswith("attachment")
    assert [line for line in taken.text.splitlines() if line.count("-") == 2] == codes
    others = client_of("administrator").post(f"{CODES}telecharger/", {"code": codes})
    assert others.status_code == 404, "the codes of somebody else are not echoed"
    assert secret_of(client.get(APPLICATION)) != secret
    assert client.post(APPLICATION, typed(secret)).status_code == 422
    assert Factor.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": "abc"}, "Ce code ne va pas"),
        ({"code": ""}, "obligatoire"),
        ({"current": "faux"}, "Ce n’est pas votre mot de passe actuel"),
        ({"name": ""}, "obligatoire"),
    ],
)
def test_an_application_refused_writes_nothing(client_of, cast, change, said):
    client = client_of("animator")
    secret = secret_of(client.get(APPLICATION))
    response = client.post(APPLICATION, typed(secret) | change)
    assert response.status_code == 422
    assert said in response.text
    assert secret_of(response) == secret, "the drawing already aimed at stays good"
    assert (Factor.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_passkey_is_added(client_of, nour):
    client, device = client_of("animator"), Device()
    page = client.get(PASSKEY)
    asked = unescape(re.findall(r'data-question="([^"]+)"', page.text)[0])
    assert "accounts/js/passkey.js" in page.text
    answer = device.make(asked, origin=ORIGIN)
    given = {"answer": answer, "name": "Le bureau", "current": PASSWORD}
    wrong = client.post(PASSKEY, given | {"current": "faux"})
    assert wrong.status_code == 422
    assert not Factor.objects.exists()
    asked = unescape(re.findall(r'data-question="([^"]+)"', wrong.text)[0])
    shown = client.post(PASSKEY, given | {"answer": device.make(asked, origin=ORIGIN)})
    assert len(SHOWN.findall(shown.text)) == 10
    assert Factor.objects.get().name == "Le bureau"


def test_the_second_one_shows_no_codes(client_of, nour):
    with_application(nour)
    client = client_of("animator")
    shown = client.post(APPLICATION, typed(secret_of(client.get(APPLICATION))))
    assert SHOWN.findall(shown.text) == []
    assert "Vos codes de secours n’ont pas changé." in shown.text


def test_they_are_listed(client_of, nour, django_assert_max_num_queries):
    with_application(nour)
    with_passkey(nour, Device())
    RecoveryCode.objects.filter(pk=RecoveryCode.objects.earliest("pk").pk).update(
        used_at=timezone.now()
    )
    client = client_of("animator")
    with django_assert_max_num_queries(8):
        page = client.get(MINE)
    assert "Mon téléphone</strong>, Application de codes" in page.text
    assert "Ordinateur du bureau</strong>, Clé d’accès" in page.text
    assert "Il vous reste 9 codes" in page.text


def test_none_yet(client_of, cast):
    page = client_of("funder").get(MINE).text
    assert "Aucun pour l’instant" in page
    assert "Refaire les codes" not in page
    assert "À faire" not in page


def test_renamed_removed_and_codes_renewed(client_of, nour):
    old = with_application(nour)
    client, pk = client_of("animator"), Factor.objects.get().pk
    page = client.post(f"{MINE}{pk}/nom/", {"name": "L'ancien"}, follow=True)
    assert "L’ancien</strong>" in page.text
    assert client.post(CODES, {"current": "faux"}).status_code == 422
    new = SHOWN.findall(client.post(CODES, {"current": PASSWORD}).text)
    assert (len(new), set(new) & set(old)) == (10, set())
    assert client.post(f"{MINE}{pk}/retirer/", {"current": "faux"}).status_code == 422
    assert Factor.objects.exists()
    page = client.post(f"{MINE}{pk}/retirer/", {"current": PASSWORD}, follow=True)
    assert "Ce moyen est retiré." in page.text
    assert not Factor.objects.exists()
    assert client.post(CODES, {"current": PASSWORD}).status_code == 422


@pytest.mark.parametrize("path", ["nom/", "retirer/"])
def test_those_of_somebody_else_are_not_found(client_of, nour, path):
    with_application(nour)
    here = f"{MINE}{Factor.objects.get().pk}/{path}"
    client = client_of("administrator")
    assert client.get(here).status_code == 404
    assert client.post(here, {"name": "a", "current": PASSWORD}).status_code == 404
    assert Factor.objects.get().name == "Mon téléphone"


def test_the_administration_resets_it(client_of, nour):
    with_application(nour)
    client, here = client_of("administrator"), f"/comptes/{nour.pk}/"
    page = client.get(here).text
    mark = re.findall(r'name="page" value="(\w+)"', page)[0]
    assert page.count("<form") - page.partition("<main")[0].count("<form") > 4
    for _press in range(2):
        response = client.post(f"{here}deux-etapes/retirer/", {"page": mark})
        assert response["Location"] == here
    assert not Factor.objects.exists()
    assert Entry.objects.filter(verb="account.factors_reset").count() == 1
    assert "Remettre au seul mot de passe" not in client.get(here).text
    assert client.post(f"{here}deux-etapes/retirer/").status_code == 404


def test_the_list_of_accounts_says_who_has_one(client_of, nour, django_assert_max_num_queries):
    with_application(nour)
    with_application(nour, name="Le second", secret=random_base32())
    client = client_of("administrator")
    assert "12\u00a0comptes" in client.get("/comptes/").text
    with django_assert_max_num_queries(12):
        rows = client.get("/comptes/").text.split("<tr")
    (row,) = [one for one in rows if "Nour Benali" in one]
    assert ">oui<" in row
    alone = client.get("/comptes/?choix=seul").text
    assert "Nour Benali" not in alone
    assert "Paul Moreau" in alone


# Who must have one.


def due(user: User) -> object:
    return User.objects.get(pk=user.pk).factor_due_on


def test_a_demonstration_asks_nobody(client_of, nour):
    assert "deux étapes avant le" not in client_of("animator").get(TODAY).text
    assert due(nour) is None


@pytest.mark.parametrize(
    ("role", "asked"),
    [("animator", True), ("accountant", True), ("co_manager", True), ("member_contact", False)],
)
def test_who_is_asked_is_told_until_when(real, client_of, cast, role, asked):
    page = client_of(role).get(TODAY)
    assert page.status_code == 200
    assert ("deux étapes avant le" in page.text) is asked
    expected = timezone.localdate() + timedelta(days=30) if asked else None
    assert due(cast.users[role]) == expected
    assert Entry.objects.count() == int(asked)


def test_told_again_it_costs_nothing_more(real, client_of, nour, django_assert_num_queries):
    client = client_of("animator")
    client.get(MINE)
    with django_assert_num_queries(6):
        client.get(MINE)


@pytest.fixture
def late(real, nour, client_of):
    User.objects.filter(pk=nour.pk).update(factor_due_on=timezone.localdate())
    return client_of("animator")


@pytest.mark.parametrize("path", [TODAY, "/habitants/", "/mon-compte/", "/absent/", CODES])
def test_once_it_is_due_other_pages_lead_to_it(late, path):
    response = late.get(path)
    if path == "/absent/":
        assert response.status_code == 404
        return
    assert (response.status_code, response["Location"]) == (302, MINE)
    moved = late.get(path, headers={"HX-Request": "true"})
    assert moved.headers["HX-Redirect"] == MINE


def test_nothing_is_written_past_it(late):
    before = Entry.objects.count()
    sent = {"current": PASSWORD, "new": "une-phrase-toute-neuve", "again": "une-phrase-toute-neuve"}
    assert late.post("/mon-compte/", sent)["Location"] == MINE
    assert Entry.objects.count() == before


def test_public_pages_are_those_of_a_visitor(late):
    page = late.get("/")
    assert page.status_code == 200
    assert 'href="/connexion/"' in page.text
    assert "Nour Benali" not in page.text


def test_one_sets_it_up_and_goes_on(late, nour):
    page = late.get(MINE)
    assert "Ajoutez une seconde étape pour continuer" in page.text
    assert late.get(PASSKEY).status_code == 200
    assert late.post(APPLICATION, typed(secret_of(late.get(APPLICATION)))).status_code == 200
    assert late.get(TODAY).status_code == 200
    factor = Factor.objects.get()
    refused = late.post(f"{MINE}{factor.pk}/retirer/", {"current": PASSWORD})
    assert refused.status_code == 422
    assert "C’est votre dernier moyen" in refused.text


def test_one_may_leave(late):
    assert late.post("/deconnexion/")["Location"] == "/"
    assert "_auth_user_id" not in late.session


def test_who_loses_the_key_that_asked_is_asked_no_more(late, nour):
    nour.keys.update(ends_on=timezone.localdate())
    assert late.get("/mon-compte/").status_code == 200


def test_the_secret_that_waits_is_sealed(client_of, cast):
    client = client_of("animator")
    secret = secret_of(client.get(APPLICATION))
    assert secret not in client.session[views.SECRET]
