"""In which language somebody is invited: chosen by whoever invites, kept by the account."""

from __future__ import annotations

import pytest
from django.urls import reverse

from phares.common.notices.models import Notice
from phares.kernel.tongue import speaking
from phares.people.accounts import actions
from phares.people.accounts.models import User
from phares.people.accounts.tests.test_links import inviting, refused


@pytest.mark.parametrize(
    ("language", "subject"),
    [("", "Votre compte au pôle"), ("fr", "Votre compte au pôle"), ("en", "Your account at")],
)
def test_the_invitation_is_in_the_language_chosen_for_its_reader(cast, language, subject):
    with speaking({"en": "fr"}.get(language, "en")):
        user = actions.invite(**inviting(cast, language=language))
    letter = Notice.objects.get()
    assert (user.language, letter.language) == (language, language or "fr")
    assert subject in letter.subject


def test_an_unknown_language_is_refused(cast):
    refused("language", actions.invite, **inviting(cast, language="xx"))


def test_the_form_asks_for_the_language(client_of):
    keeper = client_of("administrator")
    assert 'name="language"' in keeper.get(reverse("accounts:invite")).text
    said = {"name": "Maud Roy", "email": "maud@exemple.fr", "role": "animator", "language": "en"}
    keeper.post(reverse("accounts:invite"), said)
    assert User.objects.get(email="maud@exemple.fr").language == "en"
    assert Notice.objects.get().language == "en"
