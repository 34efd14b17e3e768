"""The pages of the post: who may see what, what it costs, what a link does without signing in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from phares.common.audit.models import Entry
from phares.common.notices.models import Notice, Preference
from phares.common.notices.queries import token_of
from phares.common.notices.rules.kinds import (
    BOOKING,
    KEY_REQUEST_ACCEPTED,
    MISSING_DECLARATION,
    PASSWORD_RESET,
    RIGHTS_ASKED,
)
from phares.common.notices.rules.sending import EXPIRED
from phares.common.parameters.models import Parameter
from phares.common.post.links import links_of
from tests.letters import written

MINE = "animator@phares.test"
KIND = MISSING_DECLARATION.code


def refusing(address: str = "ada@quai.test", kind: str = KIND) -> str:
    return f"/courriers/refuser/{token_of(address, kind)}/"


@pytest.fixture
def real(settings):
    """As in a real pole, whose mail server is named."""
    settings.DEMO, settings.MAIL_HOST = False, "smtp.quai.test"


def test_what_leaves_is_listed_with_what_did_not_go_through(
    client_of, real, django_assert_max_num_queries
):
    for number in range(5):
        written(str(number), kind=PASSWORD_RESET)
    Notice.objects.filter(key="0").update(state="given_up", last_error="Refusé : 550")
    client = client_of("administrator")
    with django_assert_max_num_queries(10):
        page = client.get("/courrier-sortant/").text
    assert "Refusé : 550" in page
    assert page.count("Réessayer") == 1
    assert "un-secret" not in page, "the link of a letter is for its reader alone"
    assert "Aucun serveur de courrier" not in page


def test_letters_that_nobody_received_are_told_on_the_first_page(client_of, real):
    """To who may try them again; neither those taken back, nor those whose link expired."""
    for number in range(5):
        written(str(number), kind=PASSWORD_RESET)
    today = timezone.now()
    lost = Notice.objects.filter(key__in="012")
    lost.update(state="given_up", last_error="Refusé : 550", due_at=today)
    Notice.objects.filter(key="2").update(due_at=today - timedelta(days=20))
    Notice.objects.filter(key="3").update(state="given_up", last_error="", due_at=today)
    Notice.objects.filter(key="4").update(state="given_up", last_error=EXPIRED, due_at=today)
    page = client_of("administrator").get("/a-faire/").text
    assert "Deux courriers n’ont pas pu partir" in page
    assert 'href="/courrier-sortant/?choix=abandonne"' in page
    assert "n’ont pas pu partir" not in client_of("animator").get("/a-faire/").text
    Notice.objects.filter(key="1").update(state="waiting")
    assert "Un courrier n’a pas pu partir" in client_of("administrator").get("/a-faire/").text


def test_without_a_mail_server_the_page_says_so(client_of, real, settings):
    settings.MAIL_HOST = ""
    page = client_of("administrator").get("/courrier-sortant/").text
    assert "Aucun serveur de courrier n’est réglé : rien ne part." in page
    assert "mail_host" in page


def test_in_a_demonstration_the_page_leads_to_the_mailbox(client_of):
    page = client_of("administrator").get("/courrier-sortant/").text
    assert "Rien ne part d’une démonstration." in page
    assert "/demonstration/courrier/" in page


def test_what_was_given_up_is_tried_again(client_of, real):
    notice = written()
    Notice.objects.update(state="given_up", attempts=8, last_error="x")
    response = client_of("administrator").post(f"/courrier-sortant/{notice.pk}/reessayer/")
    assert response["Location"] == "/courrier-sortant/"
    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.last_error) == ("waiting", 0, "")
    assert Entry.objects.get().verb == "notice.retried"


def test_what_left_is_not_tried_again(client_of, real):
    notice = written()
    response = client_of("administrator").post(f"/courrier-sortant/{notice.pk}/reessayer/")
    assert response.status_code == 422
    assert not Entry.objects.exists()


def test_a_trial_letter_is_written_to_oneself(client_of, real):
    client_of("administrator").post("/courrier-sortant/essai/")
    notice = Notice.objects.get()
    assert (notice.kind, notice.to_address) == ("post.trial", "administrator@phares.test")
    assert Entry.objects.get().verb == "notice.trial_written"


def test_one_refuses_without_signing_in_and_a_look_refuses_nothing(client, cast):
    written(kind=MISSING_DECLARATION)
    page = client.get(refusing())
    assert 'value="at_once" aria-pressed="false"' in page.text
    assert 'value="daily" aria-pressed="true"' in page.text
    assert not Preference.objects.exists()
    page = client.post(refusing(), {"rhythm": "none"})
    assert ", pas du tout." in page.text
    kept = Preference.objects.get()
    assert (kept.address, kept.rhythm) == ("ada@quai.test", "none")
    assert Notice.objects.get().state == "not_wanted"
    assert Entry.objects.get().verb == "notice.refused"
    client.post(refusing(), {"rhythm": "at_once"})
    assert Preference.objects.get().rhythm == "at_once"
    client.post(refusing(), {"rhythm": "daily"})
    assert not Preference.objects.exists(), "as the pole does by itself"
    assert client.post(refusing(), {"rhythm": "hourly"}).status_code == 404


def test_a_mail_program_refuses_by_itself(cast):
    bare = Client(enforce_csrf_checks=True)
    answer = bare.post(refusing(), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Preference.objects.count() == 1


@pytest.mark.parametrize(
    "path",
    [
        "/courriers/refuser/nimporte-quoi/",
        "refusing",
        "secret",
        "changed",
    ],
)
def test_a_link_that_we_did_not_sign_is_not_found(client, cast, path):
    paths = {
        "refusing": refusing()[:-2] + "x/",
        "secret": refusing(kind=PASSWORD_RESET.code),
        "changed": refusing().replace("/refuser/", "/refuser/x"),
    }
    assert client.post(paths.get(path, path)).status_code == 404
    assert not Preference.objects.exists()


def test_my_letters_and_when_i_want_them(client_of, django_assert_max_num_queries):
    written("a", MISSING_DECLARATION, address=MINE)
    written("b", PASSWORD_RESET, address=MINE)
    written("c", MISSING_DECLARATION, address="autre@phares.test")
    client = client_of("animator")
    with django_assert_max_num_queries(12):
        page = client.get("/mes-courriers/").text
    assert page.count("il manque celle de La Digue verte") == 1
    assert "Choisir un nouveau mot de passe" not in page
    told = client.post(f"/mes-courriers/{KIND}/", {"rhythm": "none"}, follow=True).text
    assert ", pas du tout." in told
    kept = Preference.objects.get()
    assert (kept.address, kept.rhythm) == (MINE, "none")
    assert Notice.objects.get(key="a").state == "not_wanted"
    link = client.get(refusing(MINE)).text
    assert 'value="none" aria-pressed="true"' in link, "the link of a letter says the same"
    client.post(f"/mes-courriers/{KIND}/", {"rhythm": "daily"})
    assert not Preference.objects.exists()


@pytest.mark.parametrize(
    ("role", "listed", "absent"),
    [
        ("animator", BOOKING, MISSING_DECLARATION),
        ("member_contact", MISSING_DECLARATION, RIGHTS_ASKED),
        ("administrator", RIGHTS_ASKED, KEY_REQUEST_ACCEPTED),
    ],
)
def test_the_kinds_that_concern_somebody_are_listed(client_of, role, listed, absent):
    page = client_of(role).get("/mes-courriers/").text
    assert f"/mes-courriers/{listed.code}/" in page
    assert f"/mes-courriers/{absent.code}/" not in page
    assert "Ce qui part toujours, aussitôt" in page
    assert f"/mes-courriers/{PASSWORD_RESET.code}/" not in page


@pytest.mark.parametrize(
    ("kind", "rhythm", "says"),
    [
        (PASSWORD_RESET, "none", "ne se refuse pas"),
        (PASSWORD_RESET, "daily", "n’attend pas le lendemain"),
        (RIGHTS_ASKED, "none", "RGPD, article 12.3"),
    ],
)
def test_what_protects_the_account_is_no_choice_and_says_why(client_of, kind, rhythm, says):
    answer = client_of("animator").post(f"/mes-courriers/{kind.code}/", {"rhythm": rhythm})
    assert answer.status_code == 422
    assert says in answer.text
    assert not Preference.objects.exists()
    assert not Entry.objects.exists()


def test_the_mailbox_shows_what_would_have_left(client, cast, django_assert_max_num_queries):
    notice = written(kind=PASSWORD_RESET)
    with django_assert_max_num_queries(10):
        assert notice.subject in client.get("/demonstration/courrier/").text
    page = client.get(f"/demonstration/courrier/{notice.pk}/")
    assert 'href="/invitation/un-secret/"' in page.text
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    inside = client.get(f"/demonstration/courrier/{notice.pk}/tel-quel/")
    assert "<h1" in inside.text
    policy = inside["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert inside["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("path", ["", "{pk}/", "{pk}/tel-quel/"])
def test_a_real_pole_has_no_mailbox(client_of, real, path):
    pk = written().pk
    address = f"/demonstration/courrier/{path.format(pk=pk)}"
    assert client_of("administrator").get(address).status_code == 404


def test_links_of_ours_are_followed_wherever_the_demonstration_is_served():
    text = "Ouvrir :\nhttps://q.test/a/\net https://ailleurs.test/b et https://q.test/a/"
    assert links_of(text, "https://q.test") == ["/a/"]
    served = "Ouvrir : http://localhost:8731/lien/x/"
    assert links_of(served, "http://localhost:8000") == ["/lien/x/"]


def test_a_delay_is_set_from_its_page(client_of, django_assert_max_num_queries):
    client = client_of("administrator")
    with django_assert_max_num_queries(8):
        assert "Essais avant d’abandonner un courrier" in client.get("/delais/").text
    page = client.get("/delais/mail.tries/")
    assert page.context["form"].initial["value"] == 8
    day = page.context["form"].initial["since"].isoformat()
    told = {"value": "4", "since": day, "source": "décision du bureau"}
    assert client.post("/delais/mail.tries/", told).status_code == 302
    assert "décision du bureau" in client.get("/delais/").text
    refused = client.post("/delais/mail.tries/", told | {"value": "99"})
    assert refused.status_code == 422
    assert "Choisissez entre 1 et 20" in refused.text
    assert Parameter.objects.get().value == 4
    assert client.get("/delais/autre/").status_code == 404
