"""What is asked for on the forms of events."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from phares.activities.bookings.models import Offer
from phares.activities.events.actions.sessions import Where
from phares.activities.events.models import Event, Session
from phares.activities.events.rules.asking import Guest, Told
from phares.activities.events.rules.kinds import Comers, EventKind, PaidBy
from phares.activities.events.rules.planning import why_not_last, why_not_placed
from phares.common.facts import on
from phares.common.web.display import french_date
from phares.common.web.forms import MoneyField, RowField, heed
from phares.cooperative.governance.models import Body
from phares.cooperative.projects.models import Action
from phares.kernel.actor import MEMBERS, Actor
from phares.kernel.time import TimeSlot
from phares.kernel.words import on_the_clock
from phares.people.directory.models import Organisation
from phares.people.directory.queries.organisations import (
    members_first,
    pole_or_other,
    without_the_gone,
)


def structures(field: Any, day: date) -> None:
    """Members of the day first."""
    field.offer(without_the_gone(members_first(Organisation.objects.all(), day)), pole_or_other)


class EventForm(forms.Form):
    """What it is, for whom, what it costs to come."""

    title = forms.CharField(label=_("Intitulé"), max_length=160)
    kind = forms.TypedChoiceField(
        label=_("C’est"), choices=EventKind.choices, coerce=EventKind, initial=EventKind.MEAL.value
    )
    purpose = forms.CharField(
        label=_("Pour quoi"), required=False, max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    comers = forms.TypedChoiceField(
        label=_("Qui peut venir"), choices=Comers.choices, coerce=Comers,
        initial=Comers.MEMBERS.value, widget=forms.RadioSelect,
        help_text=_("« Tout le monde » ouvre une page publique, sans compte."),
    )  # fmt: skip
    organiser = RowField(
        Organisation.objects.none(), label=_("Structure qui organise"), required=False,
        help_text=_("Une salle du pôle est réservée en son nom."),
    )  # fmt: skip
    action = RowField(
        Action.objects.none(), label=_("Action du pôle"), required=False,
        empty_label=_("Aucune"),
    )  # fmt: skip
    body = RowField(
        Body.objects.none(), label=_("Instance"), required=False, empty_label=_("Aucune")
    )
    price = MoneyField(label=_("Prix"), required=False, help_text=_("En euros ; vide : gratuit."))
    price_note = forms.CharField(label=_("À savoir du prix"), max_length=120, required=False)
    payer = forms.TypedChoiceField(
        label=_("Qui paie"), choices=PaidBy.choices, coerce=PaidBy, initial=PaidBy.NOBODY.value
    )

    def __init__(self, data: Any, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        structures(self.fields["organiser"], today)
        action: Any = self.fields["action"]
        action.queryset = Action.objects.filter(axis__pole__is_home=True).order_by("-year", "title")
        body: Any = self.fields["body"]
        body.queryset = Body.objects.order_by("rank", "name")

    @property
    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            said["kind"],
            said["title"],
            said["purpose"],
            said["comers"],
            said["price"],
            said["price_note"],
            said["payer"],
        )

    @property
    def ties(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("organiser", "action", "body")}


def event_initial(event: Event) -> dict[str, Any]:
    """The event as it stands."""
    told = ("title", "kind", "purpose", "comers", "price", "price_note", "payer")
    ties = ("organiser", "action", "body")
    return {name: getattr(event, name) for name in told} | {
        name: getattr(event, f"{name}_id") for name in ties
    }


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__({"step": 900}, format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A day and an hour of the wall."""

    widget = MomentInput
    default_error_messages = {
        "invalid": _("Ce moment ne se lit pas. Écrivez-le comme 12/01/2016 14:30."),
    }

    def __init__(self, **options: Any) -> None:
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"]
        super().__init__(input_formats=formats, **options)


class SessionForm(forms.Form):
    """When, where, for how many."""

    start = MomentField(label=_("Début"))
    end = MomentField(label=_("Fin"))
    offer = RowField(
        Offer.objects.none(), label=_("Salle du pôle"), required=False,
        empty_label=_("Ailleurs"), help_text=_("Elle est réservée en même temps."),
    )  # fmt: skip
    place = forms.CharField(label=_("Ou adresse"), max_length=160, required=False)
    capacity = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=9999, required=False,
        help_text=_("Vide : autant qu’il en vient."),
    )  # fmt: skip
    title = forms.CharField(
        label=_("Intitulé de la séance"), max_length=120, required=False,
        help_text=_("S’il y en a plusieurs : « Matin », « Tournoi de pétanque »."),
    )  # fmt: skip

    def __init__(self, data: Any, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        offer: Any = self.fields["offer"]
        offer.queryset = Offer.objects.filter(on(today)).order_by("kind", "name")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("start") and told.get("end"):
            heed(why_not_last(told["start"], told["end"]))
            heed(why_not_placed(told.get("offer") is not None, told.get("place") or ""))
        return told

    @property
    def asked(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "slot": TimeSlot(told["start"], told["end"]),
            "where": Where(told["offer"], told["place"]),
            "capacity": told["capacity"],
            "title": told["title"],
        }


def session_initial(session: Session) -> dict[str, Any]:
    return {
        "start": timezone.localtime(session.starts_at),
        "end": timezone.localtime(session.ends_at),
        "offer": session.booking.offer_id if session.booking else None,
        "place": session.place,
        "capacity": session.capacity,
        "title": session.title,
    }


class GuestForm(forms.Form):
    """Somebody whom the desk registers."""

    name = forms.CharField(label=_("Qui vient"), max_length=120)
    email = forms.EmailField(
        label=_("Courriel"), required=False, help_text=_("La confirmation et le rappel y partent.")
    )
    organisation = RowField(Organisation.objects.none(), label=_("Structure"), required=False)
    from_where = forms.CharField(label=_("Ou vient de"), max_length=120, required=False)

    def __init__(self, data: Any, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        structures(self.fields["organisation"], today)

    @property
    def guest(self) -> Guest:
        told = self.cleaned_data
        return Guest(told["name"], told["email"], told["from_where"])


class ComeForm(forms.Form):
    """I come: for which structure of mine."""

    organisation = RowField(
        Organisation.objects.none(), label=_("Pour quelle structure"), required=False,
        empty_label=_("En mon nom"),
    )  # fmt: skip

    def __init__(self, data: Any, *, actor: Actor, **options: Any) -> None:
        super().__init__(data, **options)
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=actor.parties_as(*MEMBERS)).order_by(
            "name"
        )


class SessionsField(RowField):
    """Sessions by their day, their hours and their place."""

    def label_from_instance(self, obj: Any) -> str:
        start, end = timezone.localtime(obj.starts_at), timezone.localtime(obj.ends_at)
        hours = [on_the_clock(one.hour * 60 + one.minute) for one in (start, end)]
        told = _("%(day)s, de %(since)s à %(until)s, %(where)s") % {
            "day": french_date(start, weekday=True), "since": hours[0], "until": hours[1],
            "where": obj.where,
        }  # fmt: skip
        return f"{obj.title} · {told}" if obj.title else told


class PublicForm(forms.Form):
    """What a stranger is asked: as little as it takes."""

    session = SessionsField(
        Session.objects.none(), label=_("Séance"), empty_label=None, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=_("Votre nom"), max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Votre courriel"), help_text=_("Un lien y part, qui prend la place."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )  # fmt: skip
    from_where = forms.CharField(
        label=_("Votre structure"), max_length=120, required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )  # fmt: skip
    consent = forms.BooleanField(
        label=_("J’accepte que le pôle garde ces renseignements pour ce rendez-vous"),
        error_messages={
            "required": _("Sans cet accord, le pôle ne peut pas vous garder une place.")
        },
    )  # fmt: skip

    def __init__(self, data: Any, *, sessions: Any, **options: Any) -> None:
        super().__init__(data, **options)
        field: Any = self.fields["session"]
        field.queryset = sessions


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Pourquoi"), max_length=200, widget=forms.Textarea({"rows": 2}),
        help_text=_("Les personnes inscrites le liront."),
    )  # fmt: skip


class HeadsForm(forms.Form):
    """People who came without being on the list."""

    organisation = RowField(
        Organisation.objects.none(), label=_("Structure"), required=False,
        empty_label=_("De passage"),
    )  # fmt: skip
    people = forms.IntegerField(
        label=_("Personnes"), min_value=0, max_value=9999,
        help_text=_("En plus de la liste ; 0 efface ce qui était compté."),
    )  # fmt: skip

    def __init__(self, data: Any, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        structures(self.fields["organisation"], today)


class CostForm(forms.Form):
    label = forms.CharField(label=_("Quoi"), max_length=120)
    amount = MoneyField(label=_("Montant"), help_text=_("En euros, toutes taxes comprises."))
    payer = forms.CharField(label=_("Payé par"), max_length=120, required=False)
