from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import DatedField, MoneyField, RowField
from phares.common.web.lacking import First
from phares.cooperative.funding.models import Grant
from phares.cooperative.funding.rules.kinds import FunderLevel, GrantState, SupportKind
from phares.cooperative.funding.rules.lifecycle import MOVES
from phares.people.directory.models import Organisation
from phares.people.directory.rules.kinds import BelongingRole, LegalForm

NO_FUNDER = First(
    _(
        "Aucun financeur n’est encore inscrit : une structure publique, une fondation, "
        "ou une structure dont le lien avec le pôle est de le financer."
    ),
    _("Inscrivez-le d’abord."),
    "directory:welcome",
)


class TermsForm(forms.Form):
    """What is known of a grant and may be corrected."""

    level = forms.TypedChoiceField(
        label=_("Échelon"), choices=FunderLevel.choices, coerce=FunderLevel
    )
    kind = forms.TypedChoiceField(
        label=_("Nature"), choices=SupportKind.choices, coerce=SupportKind
    )
    purpose = forms.CharField(label=_("Objet"), max_length=200)
    scheme = forms.CharField(label=_("Au titre de"), max_length=200, required=False)
    amount = MoneyField(
        label=_("Montant"),
        required=False,
        help_text=_("En euros. Laissez vide s’il n’est pas connu : il ne comptera pas pour zéro."),
    )
    since = DatedField(label=_("Depuis"))
    until = DatedField(
        label=_("Jusqu’à"), required=False, help_text=_("Laissez vide si le terme n’est pas connu.")
    )


def terms_of(grant: Grant) -> dict[str, Any]:
    """The grant as it stands."""
    kept = {name: getattr(grant, name) for name in ("level", "kind", "purpose", "scheme", "amount")}
    return {**kept, "since": grant.beginning, "until": grant.ending}


class GrantForm(TermsForm):
    """A grant, from whom, and how far it is."""

    FIRST: ClassVar = {"funder": NO_FUNDER}

    funder = RowField(Organisation.objects.none(), label=_("Financeur"))
    state = forms.TypedChoiceField(
        label=_("État"),
        choices=GrantState.choices,
        coerce=GrantState,
        initial=GrantState.ENVISAGED.value,
    )
    field_order = ["funder"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Q(belongings__role=BelongingRole.FUNDER.value) | Q(grants_given__isnull=False)
        bodies = known | Q(legal_form__in=[LegalForm.PUBLIC.value, LegalForm.FOUNDATION.value])
        field: Any = self.fields["funder"]
        field.queryset = Organisation.objects.filter(bodies).distinct().order_by("name")


class MoveForm(forms.Form):
    """What becomes of a request."""

    to = forms.TypedChoiceField(
        label=_("La subvention est"), coerce=GrantState, widget=forms.RadioSelect
    )
    amount = MoneyField(
        label=_("Montant répondu"),
        required=False,
        help_text=_("En euros, s’il n’est pas celui qui est noté."),
    )

    def __init__(self, *args: Any, now: GrantState, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.choices = [(state.value, state.label) for state in GrantState if state in MOVES[now]]
