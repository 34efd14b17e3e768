"""What is asked for on the forms of the posts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.activities.jobsharing.models import Assignment, Post
from phares.common.web.forms import DatedField, FrenchDecimalField, RowField
from phares.people.directory.models import Organisation
from phares.people.directory.queries.erasing import persons_to_choose

UNKNOWN_DAY = _("Jour inconnu : écrivez « avant le 31/12/2015 ».")


class PostForm(forms.Form):
    """A job, what it does, who employs."""

    title = forms.CharField(label=_("Intitulé"), max_length=120, help_text=_("« Accueil »."))
    duties = forms.CharField(
        label=_("Missions"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    employer = RowField(
        Organisation.objects.order_by("name"), label=_("Employeur"), to_field_name="id"
    )

    def __init__(self, *args: Any, settled: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if settled:
            del self.fields["employer"]


def post_initial(found: Post) -> dict[str, Any]:
    """The post as it stands."""
    return {"title": found.title, "duties": found.duties, "employer": found.employer_id}


class AssignmentForm(forms.Form):
    """The share of a post that is given to the pole."""

    quota = FrenchDecimalField(
        label=_("Quotité"),
        help_text=_("Part d’un temps plein : 1 pour un temps plein, 0,5 pour un mi-temps."),
    )
    person = RowField(
        persons_to_choose(),
        label=_("Qui"),
        required=False,
        to_field_name="id",
        empty_label=_("Personne n’est encore nommé"),
        help_text=_("Absente de la liste ? On la présente d’abord sur la fiche de sa structure."),
    )
    borne_by = RowField(
        Organisation.objects.order_by("name"),
        label=_("Coût porté par"),
        required=False,
        to_field_name="id",
        empty_label=_("L’employeur"),
    )
    since = DatedField(label=_("Depuis"))
    until = DatedField(label=_("Jusqu’à"), required=False, help_text=UNKNOWN_DAY)


def assignment_initial(found: Assignment) -> dict[str, Any]:
    """The share as it stands."""
    who = {"person": found.person_id, "borne_by": found.borne_by_id}
    return {**who, "quota": found.quota, "since": found.beginning, "until": found.ending}


class EndForm(forms.Form):
    until = DatedField(label=_("Dernier jour connu"), help_text=UNKNOWN_DAY)
