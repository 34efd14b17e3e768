"""What is asked for on the forms of spaces, buildings and works."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import (
    FrenchDecimalField,
    RowField,
)
from phares.cooperative.premises.forms.fields import (
    FINE,
    LAST,
    NO_BUILDING,
    NO_FLOOR,
    NO_STRUCTURE,
    Day,
    OrganisationField,
    SpacesField,
    When,
)
from phares.cooperative.premises.models import Building, Floor, Space, Works
from phares.cooperative.premises.queries.leases import (
    ever_housed,
)
from phares.cooperative.premises.rules.kinds import SpaceKind, TenureKind
from phares.people.directory.queries.organisations import (
    members_first,
    pole_or_other,
)


class LookForm(forms.Form):
    """Which day to look at, and whose spaces to light."""

    jour = Day(label=_("Jour"), required=False)
    structure = OrganisationField(
        label=_("Structure à montrer"), required=False, empty_label=_("Aucune")
    )

    def __init__(self, *args: Any, today: date, latest: date | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.latest = latest
        field = self.fields["structure"]
        assert isinstance(field, RowField)
        field.offer(members_first(ever_housed(), today), pole_or_other)

    def clean_jour(self) -> date | None:
        """Days to come tell when agreements end: only to who reads them all."""
        asked: date | None = self.cleaned_data["jour"]
        if asked and self.latest and asked > self.latest:
            raise forms.ValidationError(
                _("Les jours à venir ne se montrent pas : choisissez aujourd’hui ou un jour passé.")
            )
        return asked


class CloseForm(forms.Form):
    start = When(label=_("À partir du"), help_text=FINE)
    end = When(label=_("Jusqu’au"), required=False, help_text=LAST)
    reason = forms.CharField(
        label=_("Raison"), max_length=160, help_text=_("Elle se lit sur la porte et sur le plan.")
    )


class ReopenForm(forms.Form):
    on_day = Day(label=_("Rouvert le"))


class ChangeForm(forms.Form):
    """What a space is from a day on."""

    start = When(label=_("À partir du"), help_text=FINE)
    kind = forms.ChoiceField(label=_("Nature"), choices=SpaceKind.choices())
    surface_m2 = FrenchDecimalField(
        label=_("Surface, en m²"), min_value=0, max_digits=7, decimal_places=2
    )
    capacity = forms.IntegerField(label=_("Places"), min_value=0, max_value=999, required=False)
    usable = forms.BooleanField(label=_("Utilisable"), required=False, initial=True)

    def clean_kind(self) -> SpaceKind:
        return SpaceKind(self.cleaned_data["kind"])


class SpaceForm(ChangeForm):
    """A new space, where it stands on its floor in decimetres."""

    FIRST: ClassVar = {"floor": NO_FLOOR}

    floor = RowField(Floor.objects.select_related("building"), label=_("Étage"))
    code = forms.CharField(
        label=_("Plaque"), max_length=20, help_text=_("Ce que dit la porte : 5.")
    )
    name = forms.CharField(label=_("Nom"), max_length=120)
    x = forms.IntegerField(label=_("Depuis la gauche, en dm"), min_value=0, required=False)
    y = forms.IntegerField(label=_("Depuis le haut, en dm"), min_value=0, required=False)
    width = forms.IntegerField(label=_("Largeur, en dm"), min_value=0, required=False)
    height = forms.IntegerField(label=_("Profondeur, en dm"), min_value=0, required=False)
    field_order = ("floor", "code", "name", "kind", "surface_m2", "capacity", "usable", "start")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        sides = [cleaned.pop(side, None) or 0 for side in ("x", "y", "width", "height")]
        return {**cleaned, "rect": tuple(sides)}


class DeskForm(forms.Form):
    code = forms.CharField(label=_("Plaque"), max_length=20)
    name = forms.CharField(label=_("Nom"), max_length=120)
    surface_m2 = FrenchDecimalField(
        label=_("Part de la surface de la salle, en m²"), min_value=0, max_digits=7,
        decimal_places=2, initial=0,
    )  # fmt: skip
    start = When(label=_("À partir du"), help_text=FINE)


class PlaceForm(forms.Form):
    """A first building, with its address."""

    name = forms.CharField(label=_("Nom du lieu"), max_length=120)
    street = forms.CharField(label=_("Voie"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Code postal"), max_length=12, required=False)
    city = forms.CharField(label=_("Commune"), max_length=120, required=False)
    building = forms.CharField(label=_("Nom du bâtiment"), max_length=120)


class FloorForm(forms.Form):
    FIRST: ClassVar = {"building": NO_BUILDING}

    building = RowField(Building.objects.all(), label=_("Bâtiment"))
    code = forms.CharField(label=_("Code"), max_length=10, help_text=_("RdC, R+1"))
    name = forms.CharField(label=_("Nom"), max_length=60)
    level = forms.IntegerField(label=_("Niveau"), min_value=-20, max_value=100,
                               help_text=_("0 pour le rez-de-chaussée"))  # fmt: skip
    width = forms.IntegerField(label=_("Largeur, en dm"), min_value=10, max_value=10_000)
    height = forms.IntegerField(label=_("Profondeur, en dm"), min_value=10, max_value=10_000)


class TenureForm(forms.Form):
    FIRST: ClassVar = {"building": NO_BUILDING, "organisation": NO_STRUCTURE}

    building = RowField(Building.objects.all(), label=_("Bâtiment"))
    organisation = OrganisationField(label=_("Structure"))
    kind = forms.ChoiceField(label=_("À titre de"), choices=TenureKind.choices())
    start = When(label=_("Depuis"), help_text=FINE)
    end = When(label=_("Jusqu’au"), required=False, help_text=LAST)

    def clean_kind(self) -> TenureKind:
        return TenureKind(self.cleaned_data["kind"])


class WorksForm(forms.Form):
    FIRST: ClassVar = {"building": NO_BUILDING}

    building = RowField(Building.objects.all(), label=_("Bâtiment"))
    name = forms.CharField(label=_("Travaux"), max_length=160)
    description = forms.CharField(label=_("Description"), max_length=300, required=False)
    start = When(label=_("Début"), help_text=FINE)
    end = When(label=_("Fin prévue"), required=False, help_text=LAST)
    spaces = SpacesField(label=_("Espaces concernés"), required=False)
    surface_gained_m2 = FrenchDecimalField(
        label=_("Surface à gagner, en m²"), min_value=0, max_digits=7, decimal_places=2,
        required=False,
    )  # fmt: skip
    funder = OrganisationField(
        label=_("Avec le soutien de"), required=False, empty_label=_("Personne")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["spaces"]
        assert isinstance(field, SpacesField)
        field.offer(Space.objects.all())


class OfWorksForm(forms.Form):
    """A form on some of the spaces of works."""

    def __init__(self, *args: Any, works: Works, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, SpacesField):
                field.offer(works.spaces.all())


class StartForm(OfWorksForm):
    closing = SpacesField(
        label=_("Espaces à fermer pendant les travaux"), required=False,
        help_text=_("Un espace occupé ne se ferme pas : mettez d’abord fin à sa convention."),
    )  # fmt: skip


class FinishForm(OfWorksForm):
    last_day = Day(label=_("Dernier jour des travaux"))
    made_usable = SpacesField(
        label=_("Espaces devenus utilisables"), required=False,
        help_text=_("Leur surface compte dans la surface gagnée."),
    )  # fmt: skip


def change_initial(space: Space) -> dict[str, Any]:
    """What a space is now, to start from."""
    state = space.states.order_by("-starts_on").first()
    fields = ("kind", "surface_m2", "capacity", "usable")
    return {name: getattr(state, name) for name in fields} if state else {}
