"""What several forms of the place ask for, and what each needs first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import (
    ChoicesInTwo,
    DatedField,
    DayField,
    RowField,
    RowsField,
)
from phares.common.web.lacking import First
from phares.cooperative.premises.models import Space
from phares.kernel.dating import Dated
from phares.people.directory.models import Organisation

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
