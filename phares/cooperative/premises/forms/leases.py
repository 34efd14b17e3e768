"""What is asked for on the forms of agreements."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.web.display import square_metres
from phares.common.web.forms import (
    NotTaken,
    RowField,
)
from phares.cooperative.premises.forms.fields import (
    FINE,
    LAST,
    NO_SPACE,
    NO_STRUCTURE,
    Day,
    OrganisationField,
    SpacesField,
    When,
)
from phares.cooperative.premises.models import Lease, Space
from phares.cooperative.premises.queries.ahead import with_terms
from phares.cooperative.premises.queries.leases import (
    NOTICES,
    arrival_after,
    holder_or_other,
    holders_first,
)
from phares.cooperative.premises.queries.letting import (
    Lines,
    lines_of,
    lines_on,
    lines_once_corrected,
    whys_not_correct,
    whys_not_sign,
)
from phares.cooperative.premises.queries.plan import SpaceOnDay, spaces_on
from phares.cooperative.premises.queries.space import tariffs_by_unit
from phares.cooperative.premises.rules.kinds import LET
from phares.cooperative.premises.rules.letting import Correction
from phares.cooperative.premises.rules.plan import Tone
from phares.cooperative.premises.rules.prices import per_month
from phares.kernel.dating import Dated
from phares.kernel.money import Money
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.people.directory.models import Organisation
from phares.people.directory.queries.organisations import (
    members_first,
    pole_or_other,
    without_the_gone,
)


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
        self.otherwise = today
        """The day its spaces are judged on while the beginning cannot be read."""
        to_let = with_terms([one for one in spaces_on(today) if one.kind in LET], today)
        tariffs = tariffs_by_unit(today)
        told = {
            one.space.pk: _told(one, per_month(one.kind, one.surface_m2, tariffs)) for one in to_let
        }
        free = [one.space.pk for one in to_let if one.tone is Tone.FREE]
        field = self.fields["spaces"]
        assert isinstance(field, SpacesField)
        field.offer(Space.objects.filter(pk__in=told), told, first=free)

    def clean(self) -> dict[str, Any]:
        """What the rules refuse of its dates and spaces is said in the same round as the rest."""
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        day = start.day if start else self.otherwise
        until = end.after if end else None
        if not {"start", "end"}.isdisjoint(self.errors):
            until = day + timedelta(days=1)
        for reason in self.whys_not(day, until):
            self.add_error(self._about(reason), NotTaken(reason))
        return cleaned

    def whys_not(self, start: date, end: date | None) -> list[Reason]:
        """All that is in the way, of what could be read; `end` is the first day outside."""
        raise NotImplementedError

    def _about(self, reason: Reason) -> str:
        if reason.code in ("dates", "keeps-end"):
            return "end"
        return "spaces" if "spaces" in self.fields else "start"


class LeaseForm(TermsForm):
    FIRST: ClassVar = {"occupant": NO_STRUCTURE, "lessor": NO_STRUCTURE, "spaces": NO_SPACE}

    occupant = OrganisationField(label=_("Pour quelle structure"))
    start = When(
        label=_("Depuis"),
        required=False,
        help_text=_(
            "Vide : le jour où la structure vient, ou aujourd’hui si elle est déjà là. Sinon, "
            "comme vous la connaissez : 12/03/2015, mars 2015, été 2015."
        ),
    )
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
        """A beginning left empty is that of the structure that was chosen."""
        occupant, start = self.cleaned_data.get("occupant"), self.cleaned_data.get("start")
        if occupant and not start and "start" not in self.errors:
            arrival = arrival_after(occupant.party_ptr_id, self.otherwise)
            self.cleaned_data["start"] = arrival or Dated(self.otherwise)
        return super().clean()

    def whys_not(self, start: date, end: date | None) -> list[Reason]:
        spaces = self.cleaned_data.get("spaces")
        if spaces is None:
            return []
        return whys_not_sign(lines_on(spaces.select_related("parent"), start), start, end)


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
        self.lease, self.begun, self.otherwise = lease, lease.starts_on <= today, lease.starts_on
        if self.begun:
            for name in ("spaces", "notice_months", "note"):
                del self.fields[name]

    def whys_not(self, start: date, end: date | None) -> list[Reason]:
        """Its own spaces, as they stand, once it has begun."""
        spaces = self.cleaned_data.get("spaces")
        if self.begun:
            lines: Lines = lines_of(self.lease)
        elif spaces is None:
            return []
        else:
            lines = lines_once_corrected(self.lease, spaces.select_related("parent"), start)
        asked = Correction(self.begun, end is not None, terms=not self.begun)
        return whys_not_correct(self.lease, asked, lines, start, end)


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
