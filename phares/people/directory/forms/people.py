"""What is asked of a person: names, functions, agreements."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import DatedField, DayField, NotTaken, RowField
from phares.people.directory.forms.fields import UNKNOWN_DAY, PhoneField
from phares.people.directory.models import Function, Organisation
from phares.people.directory.queries.organisations import members_first, pole_or_other
from phares.people.directory.rules.kinds import ConsentScope, FunctionKind, Namesake
from phares.people.directory.rules.typed import why_ask_about_beginning


class PersonForm(forms.Form):
    given_name = forms.CharField(label=_("Prénom"), max_length=80)
    family_name = forms.CharField(label=_("Nom de famille"), max_length=120)
    email = forms.EmailField(label=_("Courriel"), required=False)
    phone = PhoneField(label=_("Téléphone"))


class FunctionForm(forms.Form):
    """What a person does in a structure, and what the person agrees to show of it."""

    title = forms.CharField(
        label=_("Fonction"), max_length=120, help_text=_("« Directrice », « comptable ».")
    )
    kind = forms.TypedChoiceField(
        label=_("Dans"), choices=FunctionKind.choices, coerce=FunctionKind
    )
    since = DatedField(label=_("Depuis"))
    ahead = forms.BooleanField(
        label=_("Oui, dans plus d’un an"), required=False, widget=forms.HiddenInput
    )
    """Asked after a refusal only."""
    public = forms.BooleanField(
        label=_("Montrer son nom et sa fonction au public"),
        required=False,
        help_text=_("Dans l’annuaire ; au bilan aussi, pour la structure qui porte le pôle."),
    )
    public_reach = forms.BooleanField(
        label=_("Montrer aussi son courriel et son téléphone"),
        required=False,
        help_text=_(
            "Avec son accord. Ils ne se lisent que pour la structure qui porte le pôle ; aux "
            "autres, le pôle transmet."
        ),
        widget=forms.CheckboxInput({"data-avec": "public"}),
    )

    def __init__(self, *args: Any, today: date | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A beginning far ahead is asked about once."""
        cleaned = super().clean() or self.cleaned_data
        sure, since = cleaned.pop("ahead", False), cleaned.get("since")
        if self.today and since and not sure:
            reason = why_ask_about_beginning(since, self.today)
            if reason:
                self.fields["ahead"].widget = forms.CheckboxInput()
                self.add_error("since", NotTaken(reason))
        return cleaned

    def clean_public_reach(self) -> bool:
        """What is hidden hides with it what is shown beside it: one gesture is enough."""
        return bool(self.cleaned_data["public_reach"] and self.cleaned_data.get("public"))


class IntroduceForm(FunctionForm, PersonForm):
    """The person, then the function; whether it is somebody known is asked after a refusal only."""

    namesake = forms.ChoiceField(
        label=_("La même personne ?"),
        choices=Namesake.choices(),
        required=False,
        widget=forms.HiddenInput,
    )

    def clean_namesake(self) -> Namesake | None:
        told = self.cleaned_data["namesake"]
        return Namesake(told) if told else None

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        if field == "namesake":
            self.fields["namesake"].widget = forms.RadioSelect(choices=Namesake.choices())
            self.fields["namesake"].required = True


class CorrectFunctionForm(FunctionForm):
    until = DatedField(label=_("Jusqu’à"), required=False, help_text=UNKNOWN_DAY)
    field_order = ["title", "kind", "since", "ahead", "until", "public", "public_reach"]


def function_initial(found: Function) -> dict[str, Any]:
    """The function as it stands."""
    kept = {name: getattr(found, name) for name in ("title", "kind", "public", "public_reach")}
    return {"since": found.beginning, "until": found.ending, **kept}


class ChangeFunctionForm(FunctionForm):
    """What the person does instead, and from when."""

    field_order = ["since", "ahead", "title", "kind", "public", "public_reach"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["since"].label = _("À partir du")
        self.fields["title"].label = _("Nouvelle fonction")


class OneMoreFunctionForm(FunctionForm):
    """One more thing somebody known does, in a structure one may write for."""

    organisation = RowField(Organisation.objects.none(), label=_("Structure"))
    field_order = ["organisation", "title", "kind", "since", "ahead", "public", "public_reach"]

    def __init__(self, *args: Any, organisations: Any, today: date, **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        field: Any = self.fields["organisation"]
        field.offer(members_first(organisations, today), pole_or_other)


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
