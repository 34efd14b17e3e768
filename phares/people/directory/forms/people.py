"""What is asked of a person: names, functions, agreements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import DatedField, DayField
from phares.people.directory.forms.fields import UNKNOWN_DAY
from phares.people.directory.models import Organisation
from phares.people.directory.rules.kinds import ConsentScope, FunctionKind


class PersonForm(forms.Form):
    given_name = forms.CharField(label=_("Prénom"), max_length=80)
    family_name = forms.CharField(label=_("Nom de famille"), max_length=120)
    email = forms.EmailField(label=_("Courriel"), required=False)
    phone = forms.CharField(label=_("Téléphone"), max_length=40, required=False)


class IntroduceForm(PersonForm):
    title = forms.CharField(
        label=_("Fonction"), max_length=120, help_text=_("« Directrice », « comptable ».")
    )
    kind = forms.ChoiceField(label=_("Dans"), choices=FunctionKind.choices())
    since = DatedField(label=_("Depuis"))
    public = forms.BooleanField(
        label=_("Montrer son nom et sa fonction dans l’annuaire public"), required=False
    )

    def clean_kind(self) -> FunctionKind:
        return FunctionKind(self.cleaned_data["kind"])


class FunctionForm(forms.Form):
    """One more thing somebody known does, in a structure one may write for."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Structure"))
    title = forms.CharField(
        label=_("Fonction"), max_length=120, help_text=_("« Directrice », « comptable ».")
    )
    kind = forms.TypedChoiceField(
        label=_("Dans"), choices=FunctionKind.choices, coerce=FunctionKind
    )
    since = DatedField(label=_("Depuis"))
    public = forms.BooleanField(
        label=_("Montrer son nom et sa fonction dans l’annuaire public"), required=False
    )

    def __init__(self, *args: Any, organisations: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["organisation"]
        field.queryset = organisations


class EndFunctionForm(forms.Form):
    until = DatedField(label=_("Dernier jour connu"), help_text=UNKNOWN_DAY)


class ConsentForm(forms.Form):
    """What a person agrees to, and how far it goes."""

    about = forms.CharField(
        label=_("À propos de"), max_length=120, help_text=_("« Photo du 12 juin », « entretien ».")
    )
    scope = forms.TypedChoiceField(
        label=_("Jusqu’où"),
        choices=ConsentScope.choices,
        coerce=ConsentScope,
        widget=forms.RadioSelect,
        initial=ConsentScope.INTERNAL.value,
        help_text=_("Ce que la personne a accepté, pas plus."),
    )
    on = DayField(label=_("Donné le"))


class WithdrawForm(forms.Form):
    on = DayField(label=_("Retiré le"))
