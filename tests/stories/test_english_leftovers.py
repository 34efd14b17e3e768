"""Every page an administrator or a contact may open, in English: no French word of ours is left.

What people wrote is marked `lang="fr"` where it stands by itself. Quoted inside a sentence of ours,
or in an attribute, it is taken out first: whatever the tables of the demonstration hold as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils.functional import cached_property

from phares.people.accounts.models import User
from tests.stories.demo import Phares2015
from tests.stories.test_english import IN_FRENCH_ON_PURPOSE, walked
from tests.words.reading import Reading, plain

FRENCH = re.compile(
    r"\b(?:le|la|les|des|une|du|est|sont|était|pour|avec|dans|sur|aucun|aucune|ajouter|pas|sans"
    r"|qui|que|aux|ce|cette|ces|vous|votre|ou|et|par|chez|depuis|modifier|nouveau|nouvelle)\b"
    r"|\b[ldnsjc]’(?=[a-zéèêâîô])|\bqu’",
    re.IGNORECASE,
)
"""Frequent words that English does not write; « on », « plus », « son » are in both."""
NAMES = ("Le PHARES", "PHARE Hainaut-Cambrésis", "La Seine", "Villeneuve-la-Garenne")
PROPER = {
    "accounts.User.name", "assets.Asset.name", "directory.Alias.name",
    "directory.Organisation.short_name", "directory.Party.city", "directory.Party.name",
    "directory.Party.street", "directory.Pole.city", "directory.Pole.name", "directory.Pole.place",
    "directory.Territory.name", "premises.Building.name", "premises.Floor.name",
    "premises.Site.city", "premises.Site.name", "premises.Site.street", "premises.Space.code",
}  # fmt: skip
"""A proper name is of no language."""
KEPT_IN_FRENCH = ("audit:", "post:", "privacy:", "directory:organisation_history")
"""The journal, letters, and what is held on a person, as it is held."""
NAMED_ABOVE = (
    "funding:move", "governance:give", "premises:correct", "premises:end", "premises:finish_works",
    "premises:reopen_space", "projects:reword", "bookings:change_series", "bookings:cancel_series",
    "premises:renew",
)  # fmt: skip
"""Forms whose head is what they are about."""
COMPOSED = ("reporting:report", "portal:today")
"""A draft report mixes the words of both in one line, and says so on top; the horizon of the day
cuts a sentence of ours in two, of which one half may be a name."""
PARTS = re.compile(r"[.:;,\n]\s+")
"""A sentence of somebody's may be shown by its parts."""
SHORTEST = 3
FIELD = re.compile(r'<(?:input|select|textarea)[^>]* name="([^"]+)"')
SENDS = 'method="post"'


def what_people_wrote() -> Iterator[str]:
    """Each text of the tables, the journal left out: it quotes ours."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and not field.choices:
                for text in model._base_manager.values_list(field.name, flat=True).distinct():
                    said = plain(str(text or ""))
                    yield said
                    yield from (part.rstrip(" .") for part in PARTS.split(said))


def what_is_theirs() -> set[str]:
    """The sentences and the words of several words that people wrote, names of things apart."""
    found, names = set(), set()
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and not field.choices:
                texts = model._base_manager.values_list(field.name, flat=True).distinct()
                proper = f"{model._meta.label}.{field.name}" in PROPER
                (names if proper else found).update(
                    plain(str(one or "")).casefold() for one in texts
                )
    return {one for one in found - names if " " in one and FRENCH.search(one)}


class Leftovers:
    """What is ours and French in the texts of a page."""

    def __init__(self, wrote: Iterator[str]) -> None:
        known = {one.casefold() for one in (*wrote, *NAMES) if len(one) >= SHORTEST}
        french = [one for one in known if FRENCH.search(one)]
        ordered = sorted(french, key=len, reverse=True)
        self.whole = "\n".join(french)
        self.theirs = re.compile("|".join(re.escape(one) for one in ordered) or r"(?!)")

    def of(self, text: str) -> str:
        """Theirs may be cut short, or written over two lines of a plan.

        What is left once people's words are out, when some of it is French.
        """
        if not FRENCH.search(text) or text.strip(" :…").casefold() in self.whole:
            return ""
        ours = self.theirs.sub("…", text.casefold())
        return ours if FRENCH.search(ours) else ""


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ajouter une action", True),
        ("Add an action", False),
        ("Remove “Accueillir les gens”", False),
        ("Retirer “Accueillir les gens” du pôle", True),
        ("L’année 2015", True),
        ("On the son of a plus", False),
        (": Accueillir les …", False),
    ],
)
def test_a_french_word_of_ours_is_found(text, left):
    assert bool(Leftovers(iter(["Accueillir les gens"])).of(text)) == left


class NoFrenchLeft(Phares2015):
    @cached_property
    def leftovers(self) -> Leftovers:
        return Leftovers(what_people_wrote())

    @cached_property
    def theirs(self) -> set[str]:
        return what_is_theirs()

    def unmarked(self, name: str, told: list[str]) -> set[tuple[str, str]]:
        """Texts of people’s that stand by themselves and do not say that they are in French."""
        if name.startswith((*KEPT_IN_FRENCH, *NAMED_ABOVE, *COMPOSED)):
            return set()
        return {(name, one) for one in told if one.casefold().strip(" :,") in self.theirs}

    def left(self, role: str) -> tuple[set[tuple[str, str]], int]:
        client = Client(headers={"accept-language": "en-GB,en;q=0.8"})
        [email, *_] = [one.email for one in self.sign_ins if role in one.role_label]
        client.force_login(User.objects.get(email=email))
        found, seen = set(), 0
        for name, answer in walked(client, "/aujourdhui/"):
            seen += 1
            if name not in IN_FRENCH_ON_PURPOSE:
                page = Reading(answer.text)
                found |= {(name, one) for text in page.texts if (one := self.leftovers.of(text))}
                found |= self.unmarked(name, page.told)
        return found, seen

    def refused(self, client: Client, name: str, answer: HttpResponse) -> Iterator[HttpResponse]:
        """The pages that come back when its form is sent empty, then with a word in each field."""
        path = answer.request["PATH_INFO"]
        fields = FIELD.findall(answer.text.partition("<main")[2])
        for sent in ({}, dict.fromkeys(fields, "zz"), dict.fromkeys(fields, "-1")):
            with transaction.atomic():
                back = client.post(path, sent)
                transaction.set_rollback(True)
            if back.status_code == 422:
                yield back

    def test_a_form_that_is_refused_says_why_in_english(self):
        client = Client(headers={"accept-language": "en-GB,en;q=0.8"})
        [email] = [one.email for one in self.sign_ins if one.role_label == "Administration"]
        client.force_login(User.objects.get(email=email))
        pages = [one for one in walked(client, "/aujourdhui/") if SENDS in one[1].text]
        found, seen = set(), set()
        for name, answer in pages:
            for back in self.refused(client, name, answer):
                seen.add(name)
                page = Reading(back.text)
                found |= {(name, one) for text in page.texts if (one := self.leftovers.of(text))}
        assert (found, len(seen) > 40) == (set(), True), len(seen)

    def test_for_the_administration(self):
        found, seen = self.left("Administration")
        assert (found, seen > 100) == (set(), True)

    def test_for_a_contact(self):
        found, seen = self.left("Contact")
        assert (found, seen > 20) == (set(), True)
