"""Two record the same thing at once: the second is told, and nothing else is kept silent."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.db import IntegrityError, transaction

from phares.common.audit.models import Entry
from phares.common.constraints import met_another
from phares.common.web.filling import MEANWHILE, accepted
from phares.people.directory.models import Belonging, Category, Consent
from phares.people.directory.rules import vocabulary
from tests.parties import person

pytestmark = pytest.mark.django_db
YEAR = {"starts_on": date(2015, 1, 1)}


def same_name(cast):
    Category.objects.create(name="Vélo")
    Category.objects.create(name="Vélo")


def same_time(cast):
    belongs = {"party": cast.houses["quai"], "pole": cast.pole, "role": "resident"}
    Belonging.objects.create(**belongs, **YEAR)
    Belonging.objects.create(**belongs, starts_on=date(2015, 6, 1))


def ends_before(cast):
    belongs = {"party": cast.houses["quai"], "pole": cast.pole, "role": "resident"}
    Belonging.objects.create(**belongs, **YEAR, ends_on=date(2014, 1, 1))


def frozen(cast):
    Entry.objects.create(actor_name="Inès", verb="x", subject="x", subject_key="x")
    Entry.objects.all().delete()


def no_name(cast):
    Category.objects.create(name=None)


def withdrawn_before_given(cast):
    Consent.objects.create(
        person=person(),
        about="x",
        scope="web",
        given_on=date(2015, 1, 2),
        withdrawn_on=date(2015, 1, 1),
    )


def trying(act, cast):
    form = forms.Form({})
    assert form.is_valid()

    def whole():
        with transaction.atomic():
            act(cast)

    return form, lambda: accepted(form, whole)


@pytest.mark.parametrize("act", [same_name, same_time])
def test_what_another_recorded_is_a_sentence(cast, act):
    form, attempt = trying(act, cast)
    assert attempt() is False
    assert form.non_field_errors() == [MEANWHILE.sentence]
    assert (Category.objects.count(), Belonging.objects.count()) == (0, 0)


@pytest.mark.parametrize("act", [ends_before, frozen, no_name, withdrawn_before_given])
def test_any_other_violation_is_a_bug_that_is_seen(cast, act):
    _form, attempt = trying(act, cast)
    with pytest.raises(IntegrityError) as caught:
        attempt()
    assert not met_another(caught.value)


def test_the_second_of_two_keeps_the_page(cast, client_of, monkeypatch):
    """Both looked before either wrote."""
    Category.objects.create(name="Vélo")
    monkeypatch.setattr(vocabulary, "why_not_name", lambda name, others: None)
    response = client_of("animator").post("/categories/ajouter/", {"name": "Vélo"})
    assert response.status_code == 422
    assert MEANWHILE.sentence in response.context["form"].non_field_errors()
    assert 'value="Vélo"' in response.text
    assert (Category.objects.count(), Entry.objects.count()) == (1, 0)
