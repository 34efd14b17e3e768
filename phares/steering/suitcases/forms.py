from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.sheets.sheet import MOST_ROWS, column_name
from phares.kernel.datasets import DataSet
from phares.steering.suitcases.shown import Unknown

BLANK = "-"
"""What stands for no meaning at all; a name of ours is longer."""
ACCEPTED = ".csv,.txt,.tsv,.xlsx,.xlsm,.ods"


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Fichier"),
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ACCEPTED}),
        help_text=_("CSV, XLSX ou ODS, 20 Mo au plus. Rien n’est importé avant un essai."),
    )

    titles_at = forms.IntegerField(
        label=_("Ligne des titres"),
        required=False,
        min_value=1,
        max_value=MOST_ROWS,
        help_text=_("Vide : Phares la trouve, même sous un grand titre."),
    )


class MeaningsForm(forms.Form):
    """For each word that no list of ours holds, which one it stands for."""

    def __init__(self, *args: Any, words: Sequence[Unknown], **options: Any) -> None:
        super().__init__(*args, **options)
        self.words = {one.field: one for one in words}
        for name, one in self.words.items():
            none = [] if one.column.required else [(BLANK, _("Rien : la case compte pour vide"))]
            known = [(said, said) for said in one.known]
            self.fields[name] = forms.ChoiceField(
                label=f"{one.column.label} : « {one.word} »",
                choices=[("", _("Pas encore dit")), *known, *none],
                required=False,
                help_text=one.told,
            )

    @property
    def said(self) -> dict[tuple[str, str], str]:
        return {
            (one.column.key, one.word): "" if meaning == BLANK else meaning
            for name, one in self.words.items()
            if (meaning := self.cleaned_data.get(name))
        }


class ColumnsForm(forms.Form):
    """For each of our columns, the one of the file; blank when the file has none."""

    def __init__(self, *args: Any, into: DataSet, titles: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(at), f"{column_name(at)} · {one}") for at, one in enumerate(titles) if one]
        choices = [("", _("Pas dans ce fichier")), *named]
        for column in into.columns:
            if not column.told:
                self.fields[column.key] = forms.ChoiceField(
                    label=column.label,
                    choices=choices,
                    required=column.required,
                    help_text=column.hint,
                )

    @property
    def mapping(self) -> dict[str, int]:
        return {key: int(place) for key, place in self.cleaned_data.items() if place}
