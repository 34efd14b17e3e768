"""What is asked for on the forms of the register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import DatedField, RowField, RowsField
from phares.cooperative.membership.models import Associate, AssociateCategory
from phares.cooperative.membership.queries import categories
from phares.people.directory.models import Party
from phares.people.directory.rules.kinds import PartyKind

UNKNOWN_DAY = _("Jour inconnu : écrivez « avant le 31/12/2015 ».")
NO_END = _("Laissez vide s’il n’y a pas de fin.")
PARTIES = ((PartyKind.ORGANISATION, _("Structures")), (PartyKind.PERSON, _("Personnes")))


class CategoryField(RowField):
    """A kind of associate; one that serves no more says until when it did."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.ending})" if obj.ending else obj.name


class OfRegisterForm(forms.Form):
    """A form that offers the categories of the register."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields.get("category") or self.fields["categories"]
        field.queryset = categories()


class CorrectForm(OfRegisterForm):
    """All that is known of an associate; an end that is blank is no end."""

    category = CategoryField(AssociateCategory.objects.none(), label=_("Catégorie"))
    since = DatedField(label=_("Depuis"))
    until = DatedField(label=_("Jusqu’à"), required=False, help_text=UNKNOWN_DAY)


class AdmitForm(OfRegisterForm):
    """Who enters, as what, since when."""

    party = RowField(
        Party.objects.all(),
        label=_("Structure ou personne"),
        help_text=_("Elle a d’abord sa fiche parmi les structures ou les personnes."),
    )
    category = CategoryField(AssociateCategory.objects.none(), label=_("Catégorie"))
    since = DatedField(label=_("Depuis"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["party"]
        field.choices = [("", field.empty_label), *_by_kind()]


def _by_kind() -> list[tuple[Any, list[tuple[int, str]]]]:
    """Structures first, then persons, each by name."""
    known = list(Party.objects.order_by("name").values_list("kind", "pk", "name"))
    return [
        (label, [(pk, name) for kind, pk, name in known if kind == wanted.value])
        for wanted, label in PARTIES
    ]


class LeaveForm(forms.Form):
    until = DatedField(label=_("Dernier jour connu"), help_text=UNKNOWN_DAY)


class CategoryForm(forms.Form):
    """A kind of associate, as the statutes name it."""

    name = forms.CharField(
        label=_("Nom"), max_length=80, help_text=_("Celui des statuts : « bénéficiaires ».")
    )
    since = DatedField(label=_("Depuis"))
    until = DatedField(label=_("Jusqu’à"), required=False, help_text=NO_END)


class RewordCategoryForm(forms.Form):
    name = CategoryForm.base_fields["name"]


class RewordCollegeForm(OfRegisterForm):
    """Which categories vote together."""

    name = forms.CharField(label=_("Nom"), max_length=80, help_text=_("Celui des statuts."))
    categories = RowsField(
        AssociateCategory.objects.none(),
        label=_("Catégories qui votent ensemble"),
        widget=forms.CheckboxSelectMultiple,
    )


class CollegeForm(RewordCollegeForm):
    since = DatedField(label=_("Depuis"))
    until = DatedField(label=_("Jusqu’à"), required=False, help_text=NO_END)


def association_initial(found: Associate) -> dict[str, Any]:
    """The associate as it stands."""
    return {"category": found.category_id, "since": found.beginning, "until": found.ending}
