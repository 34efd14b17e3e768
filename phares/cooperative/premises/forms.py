"""What is asked for on the forms of the place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from phares.common.web.display import square_metres
from phares.common.web.forms import (
    ChoicesInTwo,
    DatedField,
    DayField,
    FrenchDecimalField,
    NotTaken,
    RowField,
    RowsField,
)
from phares.common.web.lacking import First
from phares.cooperative.premises.models import Building, Floor, Lease, Space, Works
from phares.cooperative.premises.queries.ahead import with_terms
from phares.cooperative.premises.queries.leases import (
    NOTICES,
    ever_housed,
    holder_or_other,
    holders_first,
)
from phares.cooperative.premises.queries.letting import lines_on, whys_not_sign
from phares.cooperative.premises.queries.plan import SpaceOnDay, spaces_on
from phares.cooperative.premises.queries.space import tariffs_by_unit
from phares.cooperative.premises.rules.kinds import LET, SpaceKind, TenureKind
from phares.cooperative.premises.rules.plan import Tone
from phares.cooperative.premises.rules.prices import per_month
from phares.kernel.dating import Dated
from phares.kernel.money import Money
from phares.kernel.tongue import say
from phares.people.directory.models import Organisation
from phares.people.directory.queries.organisations import (
    members_first,
    pole_or_other,
    without_the_gone,
)

FINE = _("Comme vous la connaissez : 12/03/2015, mars 2015, été 2015.")
LAST = _("Dernier jour compris. Laissez vide s’il n’y a pas de fin.")

NO_BUILDING = First(
    _("Aucun bâtiment n’est encore décrit."), _("Décrivez-le d’abord."), "premises:open_place"
)
NO_FLOOR = First(
    _("Aucun étage n’est encore décrit."), _("Ajoutez-le d’abord."), "premises:add_floor"
)
NO_SPACE = First(
    _("Aucun espace à louer n’est encore décrit."),
    _("Ajoutez-en un d’abord."),
    "premises:add_space",
)
NO_STRUCTURE = First(
    _("Aucune structure n’est encore inscrite."), _("Inscrivez-la d’abord."), "directory:welcome"
)

YEARS = range(1800, 2200)


def in_our_times(value: Dated | date) -> None:
    """A year mistyped by a digit is said at once."""
    year = value.day.year if isinstance(value, Dated) else value.year
    if year not in YEARS:
        raise ValidationError(
            _("L’année %(year)s n’est sûrement pas la bonne."), params={"year": year}
        )


class When(DatedField):
    default_validators = [in_our_times]


class Day(DayField):
    default_validators = [in_our_times]


class OrganisationField(RowField):
    """An organisation, by its own number: that of its party may be any number at all."""

    def __init__(self, **options: Any) -> None:
        organisations = Organisation.objects.order_by("name")
        super().__init__(organisations, to_field_name="id", **options)


class SpacesField(RowsField):
    """Spaces to tick, floor by floor, each with what is known of it that day."""

    folded_label = _("Espaces occupés ou fermés")

    def __init__(self, **options: Any) -> None:
        options |= {"widget": forms.CheckboxSelectMultiple, "to_field_name": "id"}
        super().__init__(Space.objects.none(), bound_field_class=ChoicesInTwo, **options)
        self.told: dict[int, str] = {}
        self.folds: Collection[int] = ()

    def offer(
        self, spaces: Any, told: dict[int, str] | None = None, first: Collection[int] = ()
    ) -> None:
        """These spaces, some of them first and the others folded; plates as in the corridor."""
        self.told = told or {}
        self.folds = set(self.told) - set(first)
        before = [ExpressionWrapper(Q(pk__in=first), BooleanField()).desc()] if first else []
        self.queryset = spaces.select_related("floor").order_by(
            *before, "floor__level", Length("code"), "code"
        )

    def label_from_instance(self, obj: Any) -> str:
        label = f"{obj.name} ({obj.floor.code})"
        return f"{label}, {self.told[obj.pk]}" if obj.pk in self.told else label


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


class TermsForm(forms.Form):
    """Which spaces, from when to when, with which notice."""

    spaces = SpacesField(label=_("Espaces"))
    start = When(label=_("Depuis"), help_text=FINE)
    end = When(label=_("Jusqu’au"), required=False, help_text=LAST)
    notice_months = forms.IntegerField(
        label=_("Préavis, en mois"),
        min_value=min(NOTICES),
        max_value=max(NOTICES),
        initial=2,
        error_messages={
            "max_value": _("Douze mois au plus."),
            "min_value": _("Zéro mois au moins."),
            "invalid": _("Un nombre de mois, en chiffres : 2."),
        },
    )
    note = forms.CharField(label=_("Remarque"), max_length=300, required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        to_let = with_terms([one for one in spaces_on(today) if one.kind in LET], today)
        tariffs = tariffs_by_unit(today)
        told = {
            one.space.pk: _told(one, per_month(one.kind, one.surface_m2, tariffs)) for one in to_let
        }
        free = [one.space.pk for one in to_let if one.tone is Tone.FREE]
        field = self.fields["spaces"]
        assert isinstance(field, SpacesField)
        field.offer(Space.objects.filter(pk__in=told), told, first=free)


class LeaseForm(TermsForm):
    FIRST: ClassVar = {"occupant": NO_STRUCTURE, "lessor": NO_STRUCTURE, "spaces": NO_SPACE}

    occupant = OrganisationField(label=_("Pour quelle structure"))
    lessor = OrganisationField(label=_("Consentie par"))
    field_order = ("occupant", "spaces", "start", "end", "lessor")

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        occupant, lessor = self.fields["occupant"], self.fields["lessor"]
        assert isinstance(occupant, RowField)
        assert isinstance(lessor, RowField)
        near = without_the_gone(members_first(Organisation.objects.all(), today))
        occupant.offer(near, pole_or_other)
        lessor.offer(holders_first(today), holder_or_other)

    def clean(self) -> dict[str, Any]:
        """Dates and spaces that the rules refuse are said in the same round as the rest."""
        cleaned = super().clean() or self.cleaned_data
        spaces, start, end = (cleaned.get(name) for name in ("spaces", "start", "end"))
        if spaces and start:
            lines = lines_on(spaces.select_related("parent"), start.day)
            unread = start.day + timedelta(days=1) if "end" in self.errors else None
            for reason in whys_not_sign(lines, start.day, end.after if end else unread):
                self.add_error("end" if reason.code == "dates" else "spaces", NotTaken(reason))
        return cleaned


class CorrectLeaseForm(TermsForm):
    """What was noted wrong: dates; until it begins, spaces and notice."""

    def __init__(self, *args: Any, lease: Lease, today: date, **options: Any) -> None:
        initial = {
            "spaces": list(lease.lines.values_list("space_id", flat=True)),
            "start": lease.beginning,
            "end": lease.ending,
            "notice_months": lease.notice_months,
            "note": lease.note,
        }
        super().__init__(*args, initial=initial, today=today, **options)
        if lease.starts_on <= today:
            for name in ("spaces", "notice_months", "note"):
                del self.fields[name]


class StayForm(forms.Form):
    end = When(label=_("Jusqu’au"), required=False, help_text=LAST)


def _told(one: SpaceOnDay, price: Money | None) -> str:
    """« 22 m², 352,00 € par mois, occupé par Terragram jusqu’au 31 janvier 2016 »."""
    until = f" {one.until.up_to}" if one.until and one.tone is not Tone.FREE else ""
    costs = [say("{price} par mois", price=price)] if price else []
    return ", ".join([square_metres(one.surface_m2), *costs, f"{one.said}{until}"])


class EndForm(forms.Form):
    last_day = When(label=_("Dernier jour"), help_text=_("Les espaces sont libres le lendemain."))
    noticed_on = Day(
        label=_("Congé reçu le"), required=False, help_text=_("Laissez vide si nul ne le sait.")
    )
    agreed = forms.BooleanField(
        label=_("Les deux parties sont d’accord sur ce dernier jour"),
        required=False,
    )


class RenewForm(forms.Form):
    end = When(label=_("Jusqu’au"), required=False, help_text=LAST)


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
