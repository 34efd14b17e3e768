"""What is asked for to tell an action, an axis, a partnership."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import DatedField, RowField, RowsField
from phares.cooperative.projects import queries
from phares.cooperative.projects.models import Action, Axis, Partnership
from phares.people.directory.models import Organisation

TAKING_PART = 3
"""How many structures one names at once; the others are added to the action afterwards."""
UNKNOWN_DAY = _("Jour inconnu : écrivez « avant le 31/12/2015 ».")


class ActionField(RowField):
    """An action among those of several years."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.year} : {obj.title}"


def organisations() -> Any:
    return Organisation.objects.order_by("name")


class WordingForm(forms.Form):
    """How an action is told in the report."""

    title = forms.CharField(label=_("Intitulé"), max_length=200)
    text = forms.CharField(
        label=_("Récit"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Une ou deux phrases, comme dans le bilan."),
    )
    in_report = forms.BooleanField(
        label=_("Porter cette action au bilan"), required=False, initial=True
    )


class PlaceForm(forms.Form):
    """Under which axis, in which programme, led from what."""

    axis = RowField(Axis.objects.none(), label=_("Axe"), empty_label=None)
    parent = RowField(
        Action.objects.none(),
        label=_("Dans le programme"),
        required=False,
        empty_label=_("Aucun : elle compte seule"),
        help_text=_("Un programme et ses parties comptent pour une action."),
    )
    led_from = ActionField(
        Action.objects.none(),
        label=_("Issue de"),
        required=False,
        empty_label=_("D’aucune autre action"),
    )

    def __init__(self, *args: Any, year: int, action: Action | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        mine = action.pk if action else 0
        fields: dict[str, Any] = self.fields
        fields["axis"].queryset = queries.axes()
        fields["parent"].queryset = queries.programmes_of(year).exclude(pk=mine)
        fields["led_from"].queryset = queries.origins_until(year).exclude(pk=mine)


def place_initial(action: Action) -> dict[str, Any]:
    """Where the action stands."""
    return {"axis": action.axis_id, "parent": action.parent_id, "led_from": action.led_from_id}


class TellForm(WordingForm, PlaceForm):
    """An action with all that is known of it, and the first structures that took part."""

    field_order = ["title", "text", "axis", "parent", "led_from"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, TAKING_PART + 1):
            self.fields[f"with_{number}"] = RowField(
                organisations(),
                label=_now("Structure %(number)s") % {"number": number},
                required=False,
                empty_label=_now("Aucune"),
            )
            self.fields[f"role_{number}"] = forms.CharField(
                label=_now("Rôle de la structure %(number)s") % {"number": number},
                max_length=80,
                required=False,
            )
        self.fields["with_1"].help_text = _now("D’autres s’ajoutent après.")
        self.fields["role_1"].help_text = _now("« Accueil », « appui », « animation ».")
        self.order_fields([*self.field_order, *self._taking_part, "in_report"])

    @property
    def _taking_part(self) -> list[str]:
        return [name for name in self.fields if name.startswith(("with_", "role_"))]

    def clean(self) -> dict[str, Any]:
        """The pairs as one list, « participants »."""
        cleaned = super().clean() or {}
        pairs = []
        for number in range(1, TAKING_PART + 1):
            house, role = cleaned.pop(f"with_{number}", None), cleaned.pop(f"role_{number}", "")
            if role and house is None:
                self.add_error(f"with_{number}", _("Dites de quelle structure c’est le rôle."))
            if house is not None:
                pairs.append((house, role))
        return {**cleaned, "participants": pairs}


class TakePartForm(forms.Form):
    organisation = RowField(Organisation.objects.none(), label=_("Structure"))
    role = forms.CharField(
        label=_("Rôle"),
        max_length=80,
        required=False,
        help_text=_("« Accueil », « appui », « animation »."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["organisation"]
        field.queryset = organisations()


class CarryOnForm(forms.Form):
    """Which actions of the year before go on."""

    origins = RowsField(
        Action.objects.none(),
        label=_("Actions qui continuent"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins une action à reprendre.")},
    )

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["origins"]
        field.queryset = queries.going_on_into(year)


class AxisForm(forms.Form):
    number = forms.IntegerField(
        label=_("Numéro"),
        min_value=1,
        max_value=99,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    name = forms.CharField(label=_("Nom"), max_length=120)
    long_name = forms.CharField(
        label=_("Intitulé"),
        max_length=300,
        required=False,
        help_text=_("La ligne sous le nom, dans le bilan."),
    )
    statement = forms.CharField(
        label=_("Ce que nous cherchons"), required=False, widget=forms.Textarea({"rows": 4})
    )


def axis_initial(axis: Axis) -> dict[str, Any]:
    """The axis as it stands."""
    return {name: getattr(axis, name) for name in AxisForm.base_fields}


class PartnershipForm(forms.Form):
    """With whom, for what, since when; an end that is blank is no end."""

    partner = RowField(
        Organisation.objects.none(),
        label=_("Partenaire"),
        help_text=_("Absente de la liste ? Accueillez-la d’abord comme partenaire."),
    )
    holder = RowField(
        Organisation.objects.none(),
        label=_("Avec la structure"),
        required=False,
        empty_label=_("Le pôle tout entier"),
    )
    action = ActionField(
        Action.objects.none(),
        label=_("Sur l’action"),
        required=False,
        empty_label=_("Aucune en particulier"),
    )
    purpose = forms.CharField(label=_("Objet"), max_length=200, required=False)
    circle = forms.CharField(label=_("Cercle"), max_length=80, required=False)
    thanks_to_pole = forms.BooleanField(label=_("Né grâce au pôle"), required=False)
    since = DatedField(label=_("Depuis"))
    until = DatedField(
        label=_("Jusqu’à"), required=False, help_text=_("Laissez vide tant qu’il dure.")
    )

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["partner"].queryset = fields["holder"].queryset = organisations()
        fields["action"].queryset = queries.origins_until(year)
        known = ", ".join(f"« {circle} »" for circle in queries.circles())
        help_text = _now("Sous quel titre il paraît au bilan.")
        if known:
            help_text += " " + _now("Déjà là : %(known)s.") % {"known": known}
        fields["circle"].help_text = help_text


def partnership_initial(row: Partnership) -> dict[str, Any]:
    """The partnership as it stands."""
    kept = {name: getattr(row, name) for name in ("purpose", "circle", "thanks_to_pole")}
    sides = {"partner": row.partner_id, "holder": row.holder_id, "action": row.action_id}
    return {**sides, **kept, "since": row.beginning, "until": row.ending}


class EndPartnershipForm(forms.Form):
    until = DatedField(label=_("Dernier jour connu"), help_text=UNKNOWN_DAY)
