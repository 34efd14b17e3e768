"""The demonstration read in English, page after page, as everybody: no sentence of ours in French.

Data stay in French: names, texts that people wrote, frozen reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from phares.common.audit.models import Entry
from phares.common.notices.formats.message import message_of
from phares.common.notices.models import Notice
from phares.people.accounts.models import User
from tests.stories.demo import Phares2015
from tests.words import catalogue
from tests.words.reading import Reading, plain

FILES = (".pdf", ".docx", ".csv", ".xlsx", ".ods", ".json", "format=", "/sw.js")
IN_FRENCH_ON_PURPOSE = {"web:interface": "the board of components, for who builds pages"}
NAMES = {"Assistance technique"}
"""What a post of the demonstration is called, and what we call a role."""
STORED = {"audit:journal": "the journal keeps the titles of sections as they were"}
SHORT = 12
"""Below, a word may be the name of something: « Textile », « contact »."""


def french_sentences() -> dict[str, str]:
    """What we say, whose English is another text, long enough not to be somebody's data."""
    found = {}
    for message in catalogue.kept():
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        found |= {plain(one): other for one, other in zip(ids, said, strict=False) if one != other}
    return {
        one: other
        for one, other in found.items()
        if len(one) >= SHORT and " " in one and one not in NAMES
    }


def walked(client: Client, start: str) -> Iterator[tuple[str, HttpResponse]]:
    """One page of each kind that links lead to, with the name of its address."""
    waiting, seen = [start], set()
    while waiting:
        path = waiting.pop(0)
        try:
            name = resolve(urlsplit(path).path).view_name
        except Resolver404:
            continue
        if name in seen or any(mark in path for mark in FILES):
            continue
        seen.add(name)
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield name, answer
            links = Reading(answer.text).links
            waiting += [link for link in links if link.startswith("/")]


class EveryPageInEnglish(Phares2015):
    """As a visitor, an animator, a contact, a funder, the administration."""

    WHO = ("", "Animation", "Administration", "Contact", "Financeur", "Comptabilité")

    def readers(self) -> Iterator[tuple[str, Client]]:
        for role in self.WHO:
            client = Client(headers={"accept-language": "en-GB,en;q=0.8"})
            if role:
                [email, *_] = [one.email for one in self.sign_ins if role in one.role_label]
                client.force_login(User.objects.get(email=email))
            yield role, client

    def test_no_sentence_of_ours_is_left_in_french(self):
        ours, left, languages, seen = french_sentences(), set(), set(), set()
        for role, client in self.readers():
            for name, answer in walked(client, "/aujourdhui/" if role else "/"):
                seen.add(name)
                if name in IN_FRENCH_ON_PURPOSE:
                    continue
                reading = Reading(answer.text)
                languages.add(reading.language)
                left |= {
                    (name, text)
                    for text in reading.texts
                    if text.strip(" .:") in ours and name not in STORED
                }
        assert left == set()
        assert languages == {"en"}
        assert len(seen) > 90

    def test_numbers_amounts_and_dates_are_written_the_english_way(self):
        client = Client(headers={"accept-language": "en"})
        client.force_login(User.objects.get(name=self.animator))
        grants = plain(client.get(reverse("funding:grants")).text)
        assert "€195,000" in grants
        assert re.search(r"\d [Jj]anuary 201\d|December 2015", grants)
        assert not re.search(r"\d €|janvier|décembre|1er ", grants)
        tariffs = plain(client.get(reverse("pricing:tariffs")).text)
        assert "€16.00" in tariffs
        assert "16,00" not in tariffs

    @property
    def animator(self) -> str:
        return next(one.name for one in self.sign_ins if one.role_label == "Animation")


class TheLanguageChosen(Phares2015):
    def test_french_unless_asked_otherwise(self):
        for asked, language in (("", "fr"), ("de", "fr"), ("en-US", "en"), ("fr;q=0.3,en", "en")):
            answer = Client(headers={"accept-language": asked}).get("/")
            assert Reading(answer.text).language == language, asked
            assert answer["Content-Language"] == language

    def test_a_visitor_keeps_the_choice_in_a_cookie_and_comes_back(self):
        answer = self.client.post("/langue/", {"language": "en", "next": "/habitants/?q=a"})
        assert answer["Location"] == "/habitants/?q=a"
        assert answer.cookies["langue"].value == "en"
        assert Reading(self.client.get("/").text).language == "en"
        assert not Entry.objects.filter(verb="account.language_chosen").exists()

    def test_elsewhere_and_unknown_languages_lead_nowhere(self):
        answer = self.client.post("/langue/", {"language": "xx", "next": "https://ailleurs.test/"})
        assert answer["Location"] == "/"
        assert "langue" not in answer.cookies

    def test_an_account_keeps_it_and_it_goes_before_the_cookie(self):
        user = User.objects.get(email=self.sign_ins[0].email)
        self.client.force_login(user)
        self.client.post("/langue/", {"language": "en"})
        self.client.post("/langue/", {"language": "en"})
        user.refresh_from_db()
        assert user.language == "en"
        [line] = Entry.objects.filter(verb="account.language_chosen")
        assert (line.subject, line.details) == (user.name, {"language": "English"})
        self.client.cookies["langue"] = "fr"
        assert Reading(self.client.get("/").text).language == "en"

    def test_the_journal_and_a_frozen_name_stay_in_french(self):
        self.client.force_login(User.objects.get(email=self.sign_ins[0].email))
        with translation.override("en"):
            self.client.post("/langue/", {"language": "en"})
        said = {key for line in Entry.objects.all() for key in line.details}
        assert "language" in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "subject", "words", "foot"),
    [
        ("fr", "Choisir un nouveau mot de passe", "Il vaut 60 minutes", "a demandé un nouveau"),
        ("en", "Choose a new password", "It is valid for 60 minutes", "asked for a new password"),
    ],
)
def test_a_letter_is_in_the_language_of_who_reads_it(client, language, subject, words, foot):
    User.objects.create_user(
        "lou@quai.test", "une-phrase-assez-longue", name="Lou", language=language
    )
    other = {"fr": "en", "en": "fr"}[language]
    client.cookies["langue"] = other
    client.post(reverse("accounts:lost_password"), {"email": "lou@quai.test"})
    message = message_of([Notice.objects.get()])
    [html, _kind] = message.alternatives[0]
    assert message.subject == subject
    assert words in plain(str(message.body))
    assert foot in plain(str(message.body))
    assert f'<html lang="{language}">' in html
    assert words in plain(html)
    assert mail.outbox == []
