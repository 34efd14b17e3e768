"""What was taken away by mistake comes back as it was, for thirty days."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from phares.common.audit.models import Entry
from phares.common.removals import actions
from phares.common.removals.jobs import forget_removals
from phares.common.removals.models import Removal
from phares.cooperative.governance.actions import give_mandate, remove_mandate
from phares.cooperative.governance.models import Mandate
from phares.cooperative.projects.actions import remove_action, take_part, tell_action
from phares.cooperative.projects.actions.axes import remove_axis, write_axis
from phares.cooperative.projects.actions.taking_part import withdraw_part
from phares.cooperative.projects.models import Action, Axis, Participation
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from phares.people.directory.actions import merge_cards
from phares.people.directory.models import Organisation
from phares.steering.privacy import actions as privacy
from tests.lives import ADMINISTRATOR, NOW, TODAY, a_life
from tests.parties import ACCOUNTANT, ANIMATOR, home_pole, organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    axis = write_axis(pole=home_pole(), number=1, name="Emploi", by=THE_POLE)
    told = tell_action(axis=axis, year=2015, title="Atelier vélo", by=THE_POLE)
    for name in ("Halage", "Terragram"):
        take_part(action=told, organisation=organisation(name), by=THE_POLE)
    return told


def test_a_record_comes_back_with_what_was_its_own(action):
    before = list(Action.objects.values_list()), list(Participation.objects.values_list())
    remove_action(action, by=ANIMATOR)
    assert not Action.objects.exists()
    assert not Participation.objects.exists()
    removal = Removal.objects.get()
    assert (removal.label, removal.kind, removal.by_name) == (
        "Atelier vélo",
        "action",
        ANIMATOR.name,
    )
    actions.put_back(removal, by=ANIMATOR)
    after = list(Action.objects.values_list()), list(Participation.objects.values_list())
    assert after == before
    assert not Removal.objects.exists()
    undone = Entry.objects.get(verb="removal.undone")
    assert undone.subject_key == f"projects.action:{before[0][0][0]}"


def refused(code, removal, by=ANIMATOR):
    before = Action.objects.count(), Mandate.objects.count(), Entry.objects.count()
    with pytest.raises(Refused) as caught:
        actions.put_back(removal, by=by)
    assert caught.value.reason.code == code
    assert (Action.objects.count(), Mandate.objects.count(), Entry.objects.count()) == before
    assert Removal.objects.filter(pk=removal.pk).exists()


def test_only_those_who_keep_the_records_put_back(action):
    remove_action(action, by=ANIMATOR)
    refused("forbidden", Removal.objects.get(), by=ACCOUNTANT)


def test_what_hung_from_something_gone_waits_for_it(action):
    axis = Axis.objects.get()
    remove_action(action, by=ANIMATOR)
    remove_axis(axis, reason="Écrit deux fois", by=ANIMATOR)
    of_axis, of_action = Removal.objects.all()
    refused("orphan", of_action)
    actions.put_back(of_axis, by=ANIMATOR)
    actions.put_back(of_action, by=ANIMATOR)
    assert Participation.objects.count() == 2
    assert Organisation.objects.filter(participations__isnull=False).count() == 2


def test_it_comes_back_on_the_card_that_its_own_was_merged_into(action):
    [old, new] = Organisation.objects.filter(name__in=["Halage", "Terragram"]).order_by("name")
    withdraw_part(Participation.objects.get(organisation=old), by=ANIMATOR)
    Participation.objects.filter(organisation=new).delete()
    merge_cards(new.pk, old.pk, by=ANIMATOR)
    actions.put_back(Removal.objects.get(), by=ANIMATOR)
    assert Participation.objects.get().organisation_id == new.pk


def test_a_place_taken_since_is_refused():
    life = a_life()
    mandate = Mandate.objects.get(person=life.person)
    remove_mandate(mandate, reason="Noté deux fois", frozen=(), by=ANIMATOR)
    give_mandate(
        body=mandate.body,
        title="trésorière",
        since=read_dated("2005"),
        until=read_dated("2007"),
        person=life.person,
        by=THE_POLE,
    )
    refused("taken", Removal.objects.get())


def test_after_thirty_days_nothing_comes_back(action):
    remove_action(action, by=ANIMATOR)
    now = timezone.now()
    assert forget_removals(now + timedelta(days=29)) == 0
    Removal.objects.update(at=F("at") - timedelta(days=31))
    assert forget_removals(now) == 1


def test_what_names_somebody_who_is_forgotten_does_not_come_back():
    life = a_life()
    mandate = Mandate.objects.get(person=life.person)
    remove_mandate(mandate, reason="Noté deux fois", frozen=(), by=ANIMATOR)
    privacy.erase(life.somebody, reason="x", by=ADMINISTRATOR, today=TODAY, now=NOW)
    assert not Removal.objects.exists()


def test_the_page_says_what_waits_and_puts_it_back(cast, client_of, django_assert_max_num_queries):
    client, url = client_of("animator"), reverse("audit:removed")
    assert "Rien n’a été retiré" in client.get(url).content.decode()
    axis = write_axis(pole=cast.pole, number=1, name="Emploi", by=THE_POLE)
    remove_axis(axis, reason="Écrit deux fois", by=THE_POLE)
    back = reverse("audit:put_back", args=[Removal.objects.get().pk])
    with django_assert_max_num_queries(10):
        page = client.get(url).content.decode()
    assert "Emploi" in page
    assert re.search(rf'<a class="btn dense" href="{back}"[^>]*>Remettre<', page)
    assert "comme avant le retrait" in client.get(back).content.decode()
    assert client.post(back)["Location"] == url
    assert Axis.objects.get().name == "Emploi"
    assert client.get(back).status_code == 404
