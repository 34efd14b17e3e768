"""Forms keep what was typed and say what to do; the French desk’s inputs are read as written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.test import Client

from phares.common.web.forms import (
    DatedField,
    DayField,
    FrenchDecimalField,
    MoneyField,
    set_apostrophes,
    show_refusal,
)
from phares.common.web.samples import SampleForm
from phares.kernel.dating import Dated, Precision
from phares.kernel.money import Money
from phares.kernel.refusal import Reason, Refused


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1617,20", Money(161720)),
        ("1 617,20 €", Money(161720)),
        ("1\u202f617.2", Money(161720)),
        ("−12", Money(-1200)),
        ("seize", None),
        ("1e5", None),
        ("12,345", None),
        ("9" * 5000, None),
        ("nan", None),
    ],
)
def test_money(typed: str, amount: Money | None) -> None:
    if amount is None:
        with pytest.raises(forms.ValidationError, match="Écrivez-le en euros"):
            MoneyField().clean(typed)
    else:
        assert MoneyField().clean(typed) == amount


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("12/03/2015", Dated(date(2015, 3, 12))),
        ("2015-03-12", Dated(date(2015, 3, 12))),
        ("1er mars 2015", Dated(date(2015, 3, 1))),
        ("Mars 2015", Dated(date(2015, 3, 1), Precision.MONTH)),
        ("fevrier 2015", Dated(date(2015, 2, 1), Precision.MONTH)),
        ("été 2015", Dated(date(2015, 6, 1), Precision.SEASON)),
        ("2015", Dated(date(2015, 1, 1), Precision.YEAR)),
        ("années 1990", Dated(date(1990, 1, 1), Precision.DECADE)),
        ("avant le 31/12/2015", Dated(date(2015, 12, 31), Precision.BEFORE)),
        ("31/02/2015", None),
        ("vers la fin", None),
        ("0000", None),
    ],
)
def test_a_date_as_it_is_known(typed: str, known: Dated | None) -> None:
    if known is None:
        with pytest.raises(
            forms.ValidationError, match="Cette date ne se lit pas|Ce jour n’existe pas"
        ):
            DatedField().clean(typed)
    else:
        assert DatedField().clean(typed) == known
        assert DatedField().clean(DatedField().prepare_value(known)) == known


def test_other_inputs() -> None:
    assert FrenchDecimalField().clean("1 350,5") == Decimal("1350.5")
    assert FrenchDecimalField().prepare_value(Decimal("1350.50")) == "1350,5"
    assert DayField().clean("31/12/2015") == DayField().clean("2015-12-31") == date(2015, 12, 31)
    with pytest.raises(forms.ValidationError, match="31/12/2015"):
        DayField().clean("31 déc")


def test_errors_keep_the_input_and_lead_to_the_field(client: Client) -> None:
    typed = {"name": "Mode <Estime>", "kind": "member", "rent": "seize euros", "floor": "1"}
    answer = client.post("/formulaire/", typed)
    page = answer.text
    assert answer.status_code == 422
    assert 'value="Mode &lt;Estime&gt;"' in page
    assert 'value="seize euros"' in page
    assert '<a href="#id_rent">' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_rent_error"' in page
    assert 'id="id_rent_error"' in page
    assert "autofocus" in page


def test_a_group_has_a_legend_and_its_error_leads_to_the_first_choice(client: Client) -> None:
    page = client.post("/formulaire/", {"name": "A", "floor": "1"}).text
    assert "<legend>Lien avec le pôle" in page
    assert '<fieldset class="champ" aria-describedby="id_kind_error">' in page
    assert '<a href="#id_kind_0">' in page


def test_a_refusal_becomes_an_error_of_its_field() -> None:
    form = SampleForm({"name": "A", "kind": "member", "floor": "1"})
    show_refusal(form, Refused(Reason("taken", "Ce nom est pris.")), {"taken": "name"})
    show_refusal(form, Refused(Reason("closed", "L’année est close.")))
    assert form.errors["name"] == ["Ce nom est pris."]
    assert form.non_field_errors() == ["L’année est close."]


class Names(forms.Form):
    name = forms.CharField()
    email = forms.EmailField()
    password = forms.CharField(widget=forms.PasswordInput)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("L'Île d'Yeu", "L’Île d’Yeu"),
        ("L’Île", "L’Île"),
        ("Métropop' !", "Métropop' !"),
        ("5' de pause", "5' de pause"),
    ],
)
def test_a_straight_apostrophe_is_set_in_names_and_nowhere_else(typed: str, kept: str) -> None:
    form = Names({"name": typed, "email": "o'neil@phares.test", "password": "l'eau"})
    assert form.is_valid()
    set_apostrophes(form)
    assert form.cleaned_data == {
        "name": kept, "email": "o'neil@phares.test", "password": "l'eau"
    }  # fmt: skip
