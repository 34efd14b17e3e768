"""What is asked for on the forms of the bodies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import DatedField, RowField
from phares.cooperative.governance.models import Body, Mandate
from phares.cooperative.governance.rules.kinds import BodyKind, SeatKind
from phares.cooperative.governance.rules.seats import PAIR
from phares.kernel.tongue import capital
from phares.people.directory.models import Organisation
from phares.people.directory.queries.erasing import persons_to_choose

UNKNOWN_DAY = _("Jour inconnu : écrivez « avant le 31/12/2015 ».")
KINDS = [(kind.value, capital(kind.french)) for kind in BodyKind]
SEATS = [(seat.value, capital(seat.french)) for seat in PAIR]


class BodyForm(forms.Form):
    """Where things are decided, by whom, how often, about what."""

    name = forms.CharField(label=_("Nom"), max_length=120)
    kind = forms.TypedChoiceField(label=_("Nature"), choices=KINDS, coerce=BodyKind)
    composition = forms.CharField(
        label=_("Qui"), max_length=200, required=False, help_text=_("« Une voix par structure ».")
    )
    frequency = forms.CharField(
        label=_("Rythme"), max_length=120, required=False, help_text=_("« Une fois par mois ».")
    )
    purpose = forms.CharField(label=_("Objet"), max_length=200, required=False)
    paired_seats = forms.BooleanField(
        label=_("Chaque structure y siège par un couple salarié-administrateur"), required=False
    )


def body_initial(found: Body) -> dict[str, Any]:
    """The body as it stands."""
    return {name: getattr(found, name) for name in BodyForm.base_fields}


class MandateForm(forms.Form):
    """Who sits, in whose name, as what; the seat where the body sits in pairs."""

    person = RowField(
        persons_to_choose(),
        label=_("Personne"),
        to_field_name="id",
        help_text=_("Absente de la liste ? On la présente d’abord sur la fiche de sa structure."),
    )
    organisation = RowField(
        Organisation.objects.order_by("name"),
        label=_("Structure"),
        to_field_name="id",
        help_text=_("Celle que la personne représente, ou qui siège elle-même."),
    )
    seat = forms.TypedChoiceField(
        label=_("Siège"), choices=SEATS, coerce=SeatKind, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("Titre"), max_length=80, help_text=_("« Cogérante », « membre ».")
    )
    legal_agent = forms.BooleanField(label=_("Mandataire du pôle"), required=False)
    since = DatedField(label=_("Depuis"))
    until = DatedField(label=_("Jusqu’à"), required=False, help_text=UNKNOWN_DAY)

    def __init__(self, *args: Any, paired: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("person", "organisation"):
            self.fields[name].required = paired
        if paired:
            self.fields["title"].required = False
            self.fields["title"].help_text = _("Laissez vide pour le nom du siège.")
            self.fields["organisation"].help_text = ""
        else:
            del self.fields["seat"]


def mandate_initial(found: Mandate) -> dict[str, Any]:
    """The mandate as it stands."""
    kept = {name: getattr(found, name) for name in ("title", "seat", "legal_agent")}
    who = {"person": found.person_id, "organisation": found.organisation_id}
    return {**kept, **who, "since": found.beginning, "until": found.ending}


class EndForm(forms.Form):
    until = DatedField(label=_("Dernier jour connu"), help_text=UNKNOWN_DAY)
