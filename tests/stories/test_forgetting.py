"""A person is shown, taken away, forgotten: nothing counted moves, nothing told names them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import F

from phares.activities.library.models import Quote
from phares.common.audit.models import Entry
from phares.common.notices.models import Preference
from phares.common.notices.rules.kinds import TRIAL
from phares.cooperative.governance.models import Mandate
from phares.cooperative.premises.actions import add_photo, withdraw_photo
from phares.cooperative.premises.models import Photo
from phares.cooperative.premises.tests.factories import place
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from phares.people.accounts.actions import reopen_account
from phares.people.accounts.models import Key, OneTimeLink, OpenSession
from phares.people.directory import actions as directory
from phares.people.directory.models import Alias, Consent, Function, Person
from phares.people.directory.rules.kinds import FunctionKind
from phares.steering.privacy import actions
from phares.steering.privacy.models import Retention
from phares.steering.privacy.queries import (
    forgotten_by_the_clock,
    of_account,
    of_person,
    register,
    terms_on,
    waiting,
)
from phares.steering.reporting import sources as figures
from phares.steering.reporting.models import Edition, Measure
from phares.steering.reporting.tests.factories import freeze
from phares.steering.reporting.withheld import told_today
from phares.steering.suitcases.models import Import, ImportLine
from tests.drawing import a_picture
from tests.letters import written
from tests.lives import (
    ADMINISTRATOR,
    NOW,
    SAID,
    TODAY,
    Life,
    a_life,
    as_maud,
)
from tests.parties import ANIMATOR

pytestmark = pytest.mark.django_db
MASK = "Personne effacée nº 1"
YEARS = range(2004, 2017)


@contextmanager
def refused(code: str) -> Iterator[None]:
    """No for this reason, and nothing was written anywhere."""
    before = everything()
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.reason.code == code
    assert everything() == before


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of ours."""
    tables = [one for one in apps.get_models() if one.__module__.startswith("phares.")]
    return {
        one._meta.label: sorted(map(tuple, one._base_manager.values_list()), key=repr)
        for one in tables
    }


def counted() -> dict[tuple[int, str], tuple[object, list[str]]]:
    """Every figure of every year, with the keys of its records."""
    return {
        (year, code): (one.value, [row.key for row in one.rows])
        for year in YEARS
        for source in figures.SOURCES
        for code, one in source.measure(year).items()
    }


def erase(life: Life, reason: str = "À sa demande") -> str:
    return actions.erase(life.somebody, reason=reason, by=ADMINISTRATOR, today=TODAY, now=NOW)


def whole_text() -> str:
    """All that the tables say, whoever reads them, archives apart."""
    rows = everything()
    return json.dumps(rows, ensure_ascii=False, default=str)


def test_figures_of_every_year_stay_what_they_were():
    life = a_life()
    before = counted()
    assert any("governance.mandate" in "".join(keys) for _value, keys in before.values())
    erase(life)
    assert counted() == before


def written_about(life: Life) -> None:
    """Letters to her, a kind she does without, her session, a link, a file that names her."""
    written("essai:maud", address="maud.roy@phares.test")
    Preference.objects.create(
        address="maud.roy@phares.test", kind=TRIAL.code, rhythm="none", at=NOW
    )
    OpenSession.objects.create(user=life.user, session_key="abc", opened_at=NOW, browser="Firefox")
    link = {"digest": "0" * 64, "made_at": NOW, "expires_at": NOW + timedelta(hours=1)}
    OneTimeLink.objects.create(
        user=life.user, purpose="password", address=life.user.email, made_by_name="Maud Roy", **link
    )
    batch = Import.objects.create(
        dataset="persons", file_name="equipe.csv", told="CSV", asked_by_name="Maud Roy", read_at=NOW
    )
    ImportLine.objects.create(batch=batch, number=2, cells=["Roy", "Halage", "Maud"])
    ImportLine.objects.create(batch=batch, number=3, cells=["Quelqu’un", "Halage"])


def test_nothing_names_the_person_any_more():
    life = a_life()
    Alias.objects.create(party=life.person, name="Maud Lebon")
    directory.edit_person(life.person, family_name="Roy-Lebon", by=THE_POLE, today=TODAY)
    written_about(life)
    assert erase(life, "Maud Roy-Lebon l’a demandé par maud@exemple.fr") == MASK
    told = whole_text()
    for name in ("Maud", "Roy", "maud@exemple.fr", "maud.roy@phares.test", "06 12 34 56 78"):
        assert name not in told, name
    assert MASK in told
    assert list(ImportLine.objects.values_list("cells", flat=True)) == [[], ["Quelqu’un", "Halage"]]


def test_a_photo_that_names_the_person_goes_with_its_files(
    settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    life, of = a_life(), place().meeting
    for at, said in enumerate(("Maud Roy à sa table.", "Maud Roy debout.", "Une table.")):
        content = a_picture("JPEG", (80 + at, 40))
        photo = add_photo(of, content=content, description=said, today=TODAY, by=ANIMATOR)
        if at == 1:
            withdraw_photo(photo, by=ANIMATOR)
    with django_capture_on_commit_callbacks(execute=True):
        erase(life)
    assert list(Photo.objects.values_list("description", flat=True)) == ["Une table."]
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_the_card_is_a_number_and_its_ties_stay():
    life = a_life()
    assert erase(life) == MASK
    card = Person.objects.get(pk=life.person.pk)
    assert (card.name, card.email, card.phone, card.erased_on) == (MASK, "", "", TODAY)
    assert card.search.strip().startswith("personne effacee")
    [function] = Function.objects.filter(person=card)
    assert (function.title, function.public, function.public_reach) == ("direction", False, False)
    assert function.ends_on == TODAY
    assert str(Mandate.objects.get(person=card)) == f"{MASK}, coprésidente"
    [consent] = Consent.objects.filter(person=card)
    assert (consent.about, consent.withdrawn_on) == ("effacé", TODAY)
    said = Quote.objects.get(pk=life.quote.pk)
    assert (said.author, said.withdrawn_on) == (None, TODAY)


def test_the_account_closes_for_good():
    life = a_life()
    erase(life)
    life.user.refresh_from_db()
    assert (life.user.name, life.user.is_active) == (MASK, False)
    assert life.user.email.endswith("@efface.invalid")
    assert not life.user.has_usable_password()
    assert not Key.objects.filter(user=life.user, ends_on=None).exists()
    with pytest.raises(Refused) as caught:
        reopen_account(life.user, by=ADMINISTRATOR)
    assert caught.value.reason.code == "erased"


def test_a_frozen_report_stays_frozen_and_tells_less():
    life = a_life()
    freeze()
    edition, measures = Edition.objects.get(), list(Measure.objects.values_list())
    content = edition.content
    assert SAID in json.dumps(told_today(edition), default=str, ensure_ascii=False)
    erase(life)
    edition.refresh_from_db()
    assert edition.content == content
    assert list(Measure.objects.values_list()) == measures
    told = told_today(edition)
    assert told.notice
    assert SAID not in json.dumps(told, default=str, ensure_ascii=False)
    assert "Maud" not in json.dumps(told, default=str, ensure_ascii=False)


def test_the_journal_keeps_every_line_and_says_which_lost_a_name():
    life = a_life()
    actions.open_file(life.somebody, by=as_maud(life), now=NOW)
    actions.export_file(life.somebody, form="JSON", by=as_maud(life))
    kept = ("pk", "at", "actor_id", "verb", "subject_key")
    before = list(Entry.objects.order_by("pk").values_list(*kept))
    erase(life)
    after = list(Entry.objects.order_by("pk").values_list(*kept))
    assert after[: len(before)] == before
    exported = Entry.objects.get(verb="privacy.exported")
    assert (exported.actor_name, exported.subject, exported.masked) == (MASK, MASK, 1)
    last = Entry.objects.order_by("-pk")[0]
    assert (last.verb, last.subject, last.masked) == ("privacy.erased", MASK, 0)


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({"actor_name": "Nobody"}, False),
        ({"actor_name": MASK, "masked": F("masked") + 1}, True),
        ({"actor_name": MASK, "masked": F("masked") + 2}, False),
        ({"verb": "x.y", "masked": F("masked") + 1}, False),
        ({"at": NOW, "masked": F("masked") + 1}, False),
        ({"actor_id": 7, "masked": F("masked") + 1}, False),
        ({"subject_key": "x:1", "masked": F("masked") + 1}, False),
    ],
)
def test_the_database_lets_a_name_leave_a_line_and_nothing_else(changes, allowed):
    a_life()
    first = Entry.objects.earliest("pk").pk
    if allowed:
        assert Entry.objects.filter(pk=first).update(**changes) == 1
        return
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=first).update(**changes)


def test_a_namesake_keeps_their_lines():
    life = a_life()
    other = directory.register_person(given_name="Maud", family_name="Roy", by=THE_POLE)
    erase(life)
    line = Entry.objects.get(verb="person.registered", subject_key=f"directory.person:{other.pk}")
    assert (line.subject, line.masked) == ("Maud Roy", 0)
    assert Person.objects.get(pk=other.pk).name == "Maud Roy"


@pytest.mark.parametrize(
    ("until", "code"), [("2010", None), ("2011", "mandate-kept"), ("2014", "mandate-kept")]
)
def test_the_law_keeps_a_mandate_five_years(until, code):
    life = a_life(until=until)
    if code is None:
        assert erase(life) == MASK
        return
    with refused(code):
        erase(life)


def test_a_running_mandate_is_refused_with_its_sentence():
    life = a_life()
    body = Mandate.objects.get(person=life.person).body
    Mandate.objects.create(
        body=body, person=life.person, title="coprésidente", starts_on=date(2015, 1, 1)
    )
    with refused("mandate-runs"):
        erase(life)


def test_only_the_administration_answers():
    life = a_life()
    for act in (
        lambda: actions.erase(life.somebody, reason="x", by=ANIMATOR, today=TODAY, now=NOW),
        lambda: actions.open_file(life.somebody, by=ANIMATOR, now=NOW),
        lambda: actions.export_file(life.somebody, form="JSON", by=ANIMATOR),
        lambda: actions.purge(by=ANIMATOR, today=TODAY, now=NOW),
        lambda: actions.set_retention(
            "directory.persons", months=1, since=TODAY, source="x", by=ANIMATOR
        ),
    ):
        with refused("forbidden"):
            act()


def test_nobody_is_erased_twice_and_the_last_administrator_stays():
    life = a_life()
    erase(life)
    with refused("erased"):
        erase(life)
    last = of_account(Key.objects.get(role="administrator").user_id)
    with refused("last-keeper"):
        actions.erase(last, reason="x", by=ADMINISTRATOR, today=TODAY, now=NOW)


def test_all_that_is_held_is_told_and_the_reading_is_noted_once_a_day():
    life = a_life()
    who, told = actions.open_file(life.somebody, by=ADMINISTRATOR, now=NOW)
    titles = {holding.code: [item.title for item in items] for holding, items in told}
    assert titles["directory.function"] == ["Directrice"]
    assert titles["governance.mandate"] == ["coprésidente"]
    assert titles["jobsharing.assignment"] == ["Animation"]
    assert titles["library.quote"] == [f"« {SAID} »"]
    assert titles["directory.consent"] == ["Photo de Maud Roy"]
    assert titles["accounts.account"][0] == "Compte"
    assert any("Maud Roy" in line for line in titles["audit.entry"])
    assert who.account == life.user.pk
    actions.open_file(life.somebody, by=ADMINISTRATOR, now=NOW)
    assert Entry.objects.filter(verb="privacy.opened").count() == 1


def test_one_reads_ones_own_file_without_a_line_and_takes_it_away_with_one():
    life = a_life()
    actions.open_file(life.somebody, by=as_maud(life), now=NOW)
    assert not Entry.objects.filter(verb="privacy.opened").exists()
    actions.export_file(life.somebody, form="PDF", by=as_maud(life))
    assert Entry.objects.filter(verb="privacy.exported").count() == 1


def test_a_duration_is_dated_and_the_clock_follows_it():
    a_life()
    assert terms_on(TODAY)["directory.persons"].months == 36
    first = date(2015, 1, 1)
    actions.set_retention(
        "directory.persons", months=12, since=first, source="Décision", by=ADMINISTRATOR
    )
    actions.set_retention(
        "directory.persons", months=24, since=TODAY, source="Décision", by=ADMINISTRATOR
    )
    assert terms_on(date(2014, 12, 31))["directory.persons"].months == 36
    assert terms_on(date(2015, 6, 1))["directory.persons"].months == 12
    assert terms_on(TODAY)["directory.persons"].months == 24
    with refused("overlap"):
        actions.set_retention(
            "directory.persons", months=1, since=TODAY, source="x", by=ADMINISTRATOR
        )
    with refused("no-number"):
        actions.set_retention("audit.journal", months=1, since=TODAY, source="x", by=ADMINISTRATOR)
    assert Retention.objects.count() == 2


def test_the_clock_forgets_who_has_had_nothing_to_do_with_the_pole_for_three_years():
    life = a_life()
    gone = directory.register_person(given_name="Léo", family_name="Loin", by=THE_POLE)
    directory.give_function(
        person=gone,
        organisation=life.house,
        title="Bénévole",
        kind=FunctionKind.VOLUNTEER,
        since=read_dated("2010"),
        until=read_dated("2011"),
        by=THE_POLE,
    )
    directory.register_person(given_name="Zoé", family_name="Neuve", by=THE_POLE)
    assert [one.person for one in forgotten_by_the_clock(TODAY)] == [gone.pk]
    [persons, *_others] = waiting(TODAY)
    assert [item.title for item in persons.items] == ["Léo Loin"]
    assert actions.purge(by=THE_POLE, today=TODAY, now=NOW) == 1
    assert Person.objects.get(pk=gone.pk).name == MASK
    assert Person.objects.get(pk=life.person.pk).erased_on is None
    purged = Entry.objects.get(verb="privacy.purged")
    assert purged.details == {"persons": 1, "lines": 0}
    assert "Léo" not in whole_text()
    assert actions.purge(by=THE_POLE, today=TODAY, now=NOW) == 0


def test_the_clock_forgets_agreements_and_authors_long_taken_back():
    life = a_life()
    Consent.objects.update(given_on=date(2008, 1, 1), withdrawn_on=date(2010, 1, 1))
    Quote.objects.update(withdrawn_on=date(2014, 1, 1))
    told = {one.what: one.items for one in waiting(TODAY)}
    assert [len(told[one]) for one in ("Accords retirés", "Auteurs de paroles retirées")] == [1, 1]
    assert actions.purge(by=THE_POLE, today=TODAY, now=NOW) == 2
    assert not Consent.objects.exists()
    assert Quote.objects.get(pk=life.quote.pk).author is None
    assert Entry.objects.get(verb="privacy.purged").details == {"persons": 0, "lines": 2}


def test_a_file_costs_a_bounded_number_of_queries(django_assert_max_num_queries):
    life = a_life()
    with django_assert_max_num_queries(60):
        actions.open_file(of_person(life.person.pk), by=ADMINISTRATOR, now=NOW)
    with django_assert_max_num_queries(1):
        register(TODAY)
