"""What was typed is not lost because the session was over, or in another organisation’s name."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from phares.common.audit.models import Entry
from phares.common.web import drafts
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
TYPED = {"name": "Le Quai partagé", "legal_form": "association", "phone": "06 12", "city": "Lens"}
WAITS = "Votre session était finie."
AGAIN = "Voici ce que vous aviez écrit"


def text_of(response) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def form_of(cast, client_of):
    """The address of the card of the Quai, and the form as its contact was shown it."""

    def opened(who: str = "member_contact") -> tuple[Client, str, dict[str, str]]:
        client, url = client_of(who), f"/habitants/{cast.houses['quai'].pk}/modifier/"
        page = text_of(client.get(url)).partition('name="page" value="')[2].partition('"')[0]
        return client, url, TYPED | {"page": page}

    return opened


def enter(client: Client, who: str, onward: str):
    sent = {"email": f"{who}@phares.test", "password": PASSWORD, "next": onward}
    return client.post("/connexion/", sent, follow=True)


def test_the_form_opens_again_with_what_was_typed(form_of):
    client, url, typed = form_of()
    client.logout()
    kept = Entry.objects.count()
    door = client.post(url, typed, follow=True)
    assert door.redirect_chain[-1][0].endswith(f"?next={url}")
    assert WAITS in text_of(door)
    back = enter(client, "member_contact", url)
    assert back.redirect_chain[-1][0] == url
    assert AGAIN in text_of(back)
    assert 'value="06 12"' in text_of(back)
    assert 'value="Lens"' in text_of(back)
    assert Entry.objects.filter(verb="organisation.edited").count() == 0
    assert Entry.objects.count() == kept + 1, "the sign-in, and nothing else"
    assert AGAIN not in text_of(client.get(url)), "offered once"


def test_from_a_drawer_it_is_the_whole_page(form_of):
    client, url, typed = form_of()
    client.logout()
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/habitants/"}
    answer = client.post(url, typed, headers=headers)
    assert answer.headers["HX-Redirect"].endswith(f"?next={url}")


def test_nobody_else_reads_it(form_of):
    client, url, typed = form_of()
    client.logout()
    client.post(url, typed)
    other = enter(client, "animator", url)
    assert other.redirect_chain[-1][0] == url
    assert AGAIN not in text_of(other)
    assert "06 12" not in text_of(other)
    assert drafts.HELD not in client.session


@pytest.mark.parametrize(
    "more",
    [
        {"password": "un secret"},
        {"current": "un secret"},
        {"page": "sans-sceau"},
        {"city": "x" * 70_000},
    ],
)
def test_what_is_not_kept(form_of, more):
    client, url, typed = form_of()
    client.logout()
    client.post(url, typed | more)
    assert drafts.HELD not in client.session


def test_it_does_not_wait_for_long(form_of):
    client, url, typed = form_of()
    client.logout()
    client.post(url, typed)
    session = client.session
    left = session[drafts.HELD]["until"] - timezone.now().timestamp()
    assert 0 < left <= drafts.SECONDS
    session[drafts.HELD] = session[drafts.HELD] | {"until": session[drafts.HELD]["until"] - left}
    session.save()
    assert AGAIN not in text_of(enter(client, "member_contact", url))


def test_in_another_name_it_waits_until_one_changes(cast, form_of):
    """A second tab chose the Digue while the form of the Quai was open."""
    client, url, typed = form_of("both_contact")
    client.post("/au-nom-de/", {"structure": cast.houses["digue"].pk})
    refused = client.post(url, typed)
    assert refused.status_code == 403
    assert "Ce que vous aviez écrit est gardé" in text_of(refused)
    assert f'name="next" value="{url}"' in text_of(refused)
    back = client.post(
        "/au-nom-de/", {"structure": cast.houses["quai"].pk, "next": url}, follow=True
    )
    assert AGAIN in text_of(back)
    assert 'value="06 12"' in text_of(back)


def test_a_form_that_may_come_from_elsewhere_is_not_kept(cast, form_of):
    client, url, typed = form_of("both_contact")
    client.post("/au-nom-de/", {"structure": cast.houses["digue"].pk})
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(url, typed).status_code == 403
    assert drafts.HELD not in client.session
