"""The one way forms look, and the inputs that the French desk needs.

Settings say FORM_RENDERER = "phares.common.web.forms.PharesRenderer"; then `{{ form }}` gives the
error summary and every field, and `{{ form.name.as_field_group }}` gives one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy as _

from phares.kernel.dating import Dated, read_dated
from phares.kernel.money import Money
from phares.kernel.reading import YEARS, is_no_day, read_typed, with_accents
from phares.kernel.refusal import Reason, Refused
from phares.kernel.tongue import in_french

APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


class PharesRenderer(DjangoTemplates):
    """Fields as `.champ`, errors under them, a summary above."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"


class ChoicesInTwo(forms.BoundField):
    """Choices of which some come first; the others are folded, those that are ticked excepted."""

    @property
    def offered(self) -> list[forms.boundfield.BoundWidget]:
        return [option for option in self.subwidgets if not self._folds(option)]

    @property
    def folded(self) -> list[forms.boundfield.BoundWidget]:
        return [option for option in self.subwidgets if self._folds(option)]

    def _folds(self, option: forms.boundfield.BoundWidget) -> bool:
        folds: Collection[int] = getattr(self.field, "folds", ())
        return not option.data["selected"] and getattr(option.data["value"], "value", 0) in folds


def first_input(field: forms.BoundField) -> str:
    """The id an error summary links to: the input, or the first of a group."""
    if field.id_for_label and not field.use_fieldset:
        return field.id_for_label
    return field.subwidgets[0].id_for_label if field.subwidgets else field.auto_id


class NotTaken(ValidationError):
    """A no of the rules as an error of a form, that leads to what is already there."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.sentence, code=reason.code)
        self.reason = reason


def heed(reason: Reason | None) -> None:
    """A no of the rules, said in the same round as what a form cannot read."""
    if reason is not None:
        raise NotTaken(reason)


def show_refusal(
    form: forms.BaseForm, refusal: Refused, fields: Mapping[str, str] | None = None
) -> None:
    """Puts the sentence of a refusal on the form; `fields` says which code belongs to which field.

    What was typed stays. The view then answers with status 422.
    """
    form.add_error((fields or {}).get(refusal.reason.code), NotTaken(refusal.reason))


def set_apostrophes(form: forms.BaseForm) -> None:
    """« L'Île » as it was typed is kept « L’Île »: names and texts, not addresses nor passwords."""
    for name, field in form.fields.items():
        typed = form.cleaned_data.get(name)
        plain = type(field) is forms.CharField and not isinstance(field.widget, forms.PasswordInput)
        if plain and isinstance(typed, str):
            form.cleaned_data[name] = APOSTROPHE.sub("’", typed)


class MistakeForm(forms.Form):
    """Why something is taken away that was recorded in error."""

    reason = forms.CharField(
        label=_("En quoi c’était une erreur"),
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("« Noté deux fois », « mauvaise structure ». Le journal garde cette raison."),
    )


class GroupedRows(ModelChoiceIterator):
    """The rows under headings, when the field has some; they come in the order of the headings."""

    def __iter__(self) -> Iterator[Any]:
        field: Any = self.field
        if field.heading_of is None:
            yield from super().__iter__()
            return
        if field.empty_label is not None:
            yield ("", field.empty_label)
        for heading, rows in groupby(self.queryset, key=field.heading_of):
            yield (heading, [self.choice(row) for row in rows])


class RowField(forms.ModelChoiceField):
    """One of the rows of a table. A number that no table can hold is no choice."""

    iterator = GroupedRows
    heading_of: Callable[[Any], str] | None = None

    def offer(self, rows: Any, heading_of: Callable[[Any], str]) -> None:
        """These rows, each under its heading."""
        self.heading_of, self.queryset = heading_of, rows

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (OverflowError, ValueError):
            raise _no_choice(self, value) from None


class RowsField(forms.ModelMultipleChoiceField):
    """Several of the rows of a table; likewise."""

    theirs = True
    """Its choices are words people wrote."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except (OverflowError, ValueError):
            raise _no_choice(self, max(map(str, value), key=len)) from None


def _no_choice(field: forms.Field, value: Any) -> ValidationError:
    sentence = field.error_messages["invalid_choice"]
    return ValidationError(sentence, code="invalid_choice", params={"value": str(value)[:40]})


NO_SUCH_DAY = _("Ce jour n’existe pas : relisez le mois et le jour.")


def _unread(field: forms.Field, typed: Any) -> ValidationError:
    """A date that cannot be read, or a day that no month has: « 31/02/2015 »."""
    if is_no_day(str(typed)):
        return ValidationError(NO_SUCH_DAY, code="no-day")
    return ValidationError(field.error_messages["invalid"], code="invalid")


class DayInput(forms.DateInput):
    """The browser's own calendar; the value travels as 2015-12-31."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


def _within_reach(day: date | None) -> date | None:
    if day is not None and day.year not in YEARS:
        sentence = _("L’année %(year)s est hors de portée : relisez la date.")
        raise ValidationError(sentence, code="year", params={"year": day.year})
    return day


class DayField(forms.DateField):
    """A day, from the calendar or typed 31/12/2015."""

    widget = DayInput
    default_error_messages = {
        "invalid": _("Cette date ne se lit pas. Écrivez-la comme 31/12/2015."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"], **kwargs)

    def to_python(self, value: Any) -> date | None:
        try:
            return _within_reach(super().to_python(value))
        except ValidationError as error:
            raise _unread(self, value) if error.code == "invalid" else error from None


class FrenchDecimalField(forms.DecimalField):
    """A number with a comma or a point, spaces allowed: « 1 350,5 »."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {
        "invalid": _("Ce nombre ne se lit pas. Écrivez-le comme 12,5."),
    }

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values:
            return None
        try:
            return read_typed(value)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return with_point(f"{value.normalize():f}")
        return value


def with_point(digits: str) -> str:
    """The decimal sign of the reader: a comma in French."""
    return digits.replace(".", ",") if in_french() else digits


class MoneyInput(forms.TextInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", **(attrs or {})})


class MoneyField(forms.Field):
    """An amount in euros, to the cent: « 1 617,20 »."""

    widget = MoneyInput
    default_error_messages = {
        "invalid": _("Ce montant ne se lit pas. Écrivez-le en euros, comme 1617,20."),
    }

    def to_python(self, value: Any) -> Money | None:
        if value in self.empty_values or isinstance(value, Money):
            return value or None
        try:
            return Money.euros(str(read_typed(value)))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Money):
            return with_point(f"{Decimal(value.cents) / 100:.2f}")
        return value


class DatedInput(forms.TextInput):
    """One line, written as one says it; works alike with and without script."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})


class DatedField(forms.Field):
    """A date as exactly as it is known, from « 12/03/2015 » to « années 1990 »: a kernel Dated."""

    widget = DatedInput
    default_help_text = _(
        "Comme vous la connaissez : 12/03/2015, mars 2015, été 2015, 2015, années 1990, "
        "avant le 31/12/2015."
    )
    default_error_messages = {
        "invalid": _(
            "Cette date ne se lit pas. Écrivez 12/03/2015, mars 2015, été 2015, 2015 ou "
            "avant le 31/12/2015."
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", self.default_help_text)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Dated | None:
        if value in self.empty_values or isinstance(value, Dated):
            return value or None
        try:
            found = read_dated(with_accents(str(value)))
        except ValueError:
            raise _unread(self, value) from None
        _within_reach(found.day)
        return found

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Dated) else value
