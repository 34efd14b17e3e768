"""What is asked to note how a structure belongs to the pole."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import DatedField, RowField
from phares.people.directory.forms.fields import ROLES, UNKNOWN_DAY
from phares.people.directory.models import Belonging, Territory
from phares.people.directory.rules.kinds import BelongingRole


class EnterForm(forms.Form):
    role = forms.ChoiceField(label=_("Lien avec le pôle"), choices=ROLES)
    since = DatedField(label=_("Depuis"))
    until = DatedField(label=_("Jusqu’à"), required=False, help_text=UNKNOWN_DAY)
    present = forms.BooleanField(
        label=_("Présente dans les locaux"),
        required=False,
        initial=True,
        help_text=_("Ne compte que pour une habitante ou une hébergée."),
    )
    founder = forms.BooleanField(label=_("A fondé le pôle"), required=False)
    area = RowField(
        Territory.objects.filter(kind="area"), label=_("Partie du territoire"), required=False
    )

    def clean_role(self) -> BelongingRole:
        return BelongingRole(self.cleaned_data["role"])


class LeaveForm(forms.Form):
    until = DatedField(label=_("Dernier jour connu"), help_text=UNKNOWN_DAY)
    reason = forms.CharField(
        label=_("Pourquoi elle part"),
        max_length=200,
        required=False,
        help_text=_("« Locaux trop petits », « fin d’activité »."),
    )
    outcome = forms.CharField(
        label=_("Ce qu’elle devient"),
        max_length=200,
        required=False,
        help_text=_("« S’installe à Stains avec six salariés »."),
    )
    closes = forms.BooleanField(
        label=_("Terminer aussi, à cette date, ce qui court à son nom"), required=False
    )
    field_order = ["until", "closes", "reason", "outcome"]

    def __init__(self, *args: Any, running: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["closes"].help_text = running
        if not running:
            del self.fields["closes"]


class CorrectForm(forms.Form):
    """All that is known of a belonging; an end that is blank is no end."""

    since = DatedField(label=_("Depuis"))
    until = DatedField(label=_("Jusqu’à"), required=False, help_text=UNKNOWN_DAY)
    founder = forms.BooleanField(label=_("A fondé le pôle"), required=False)
    area = RowField(
        Territory.objects.filter(kind="area"), label=_("Partie du territoire"), required=False
    )
    exit_reason = forms.CharField(label=_("Raison du départ"), max_length=200, required=False)
    outcome = forms.CharField(label=_("Ce qu’elle est devenue"), max_length=200, required=False)


def belonging_initial(found: Belonging) -> dict[str, Any]:
    """The belonging as it stands."""
    kept = {name: getattr(found, name) for name in ("founder", "area", "exit_reason", "outcome")}
    return {"since": found.beginning, "until": found.ending, **kept}


class MoveOutForm(forms.Form):
    until = DatedField(label=_("Dernier jour dans les locaux"), help_text=UNKNOWN_DAY)


class MoveInForm(forms.Form):
    since = DatedField(label=_("Dans les locaux depuis"))
