"""What is asked for on the forms of photos."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.cooperative.premises.forms.fields import Day
from phares.cooperative.premises.models import Photo
from phares.cooperative.premises.rules.photos import why_not_date, why_not_publish

WORDS = ("description", "credit", "taken_on", "people", "consent", "public")
AGAIN = _("Choisissez de nouveau la photo : le navigateur ne la garde pas. Vos mots sont là.")


class PhotoWordsForm(forms.Form):
    """What is said of a photo."""

    description = forms.CharField(
        label=_("Description"),
        max_length=300,
        help_text=_("Ce que montre la photo, pour qui ne la voit pas : « Une table ovale »."),
    )
    credit = forms.CharField(
        label=_("Crédit"), max_length=120, required=False, help_text=_("Qui l’a prise.")
    )
    taken_on = Day(label=_("Prise le"), required=False)
    people = forms.BooleanField(label=_("Des personnes s’y reconnaissent"), required=False)
    consent = forms.CharField(
        label=_("Accord des personnes"),
        max_length=200,
        required=False,
        help_text=_("Qui l’a donné, quand, et où il est gardé. Seule l’équipe le lit."),
    )
    public = forms.BooleanField(
        label=_("La montrer au public"),
        required=False,
        help_text=_("Sinon, seuls la voient ceux qui ont une clé du pôle et voient ses plans."),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        shown = {key: given.get(key) or False for key in ("public", "people")}
        reasons = {
            "taken_on": why_not_date(given.get("taken_on"), self.today),
            "consent": why_not_publish(**shown, consent=given.get("consent") or ""),
        }
        for field, reason in reasons.items():
            if reason is not None:
                self.add_error(field, reason.sentence)
        return given


class PhotoForm(PhotoWordsForm):
    """A photo, chosen or taken with the telephone, and what is said of it."""

    file = forms.FileField(
        label=_("Photo"),
        allow_empty_file=True,
        widget=forms.FileInput({"accept": "image/*"}),
        help_text=_("PNG ou JPEG, 8 Mo au plus. Redessinée : le lieu, l’appareil s’effacent."),
    )
    field_order = ("file", *WORDS)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.errors and "file" not in self.errors:
            self.add_error("file", str(AGAIN))
        return given


def words_initial(photo: Photo) -> dict[str, Any]:
    return {name: getattr(photo, name) for name in WORDS}
