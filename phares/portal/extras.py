"""What other floors show on the pages of the directory, by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from phares.cooperative.membership.queries import associate_ids, associates, associates_on
from phares.cooperative.premises.actions import end_leases_of
from phares.cooperative.premises.queries.leases import of_the_departed, running_told
from phares.cooperative.premises.queries.organisation import organisation_spaces
from phares.cooperative.premises.queries.places import SpaceUse, spaces_of
from phares.cooperative.premises.rules.permissions import may_let, may_read_lease
from phares.cooperative.projects.queries import participations_of
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated
from phares.kernel.tongue import french
from phares.people.accounts.actions import settle_accounts
from phares.people.accounts.models import User
from phares.people.accounts.queries import accounts_of_both
from phares.people.accounts.rules.keys import KEEPERS
from phares.people.directory.extras import (
    ExtraChoice,
    ExtraColumn,
    Parting,
    PersonSection,
    Remaining,
    Rivals,
    Section,
    Step,
)
from phares.people.directory.models import Organisation, Person
from phares.steering.privacy.rules.permissions import may_answer

SOON = timedelta(days=100)
"""An agreement that ends this soon is to be looked at."""


@dataclass(frozen=True, slots=True)
class Plates:
    """What the doors say."""

    uses: tuple[SpaceUse, ...]

    def __str__(self) -> str:
        return ", ".join(f"{use.name} ({use.floor_code})" for use in self.uses)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Until when a structure has its spaces; nothing written means without end."""

    until: Dated | None
    soon: bool

    def __str__(self) -> str:
        return self.until.up_to if self.until else _("sans terme")


@dataclass(frozen=True, slots=True)
class Housed:
    """Where a structure is in the place on a day."""

    plates: Plates
    surface: Decimal
    agreement: Agreement | None


def _housed(ids: list[int], day: date, actor: Actor) -> dict[int, object]:
    """Where each of them is; its agreement only for who may read it."""
    return {
        pk: Housed(
            Plates(tuple(uses)),
            sum((use.surface_m2 for use in uses), Decimal(0)),
            _agreement(uses, day) if may_read_lease(actor, pk) else None,
        )
        for pk, uses in spaces_of(ids, day).items()
    }


def _agreement(uses: list[SpaceUse], day: date) -> Agreement:
    """The first of its agreements that ends."""
    ends = [use.kept_until for use in uses if use.kept_until is not None]
    first = min(ends, default=None)
    return Agreement(first, first is not None and first.day <= day + SOON)


def _associates(ids: list[int], day: date, actor: Actor) -> dict[int, object]:
    return dict.fromkeys(associate_ids(ids, day), _("associée"))


def _all_associates(day: date) -> QuerySet[Any]:
    return associates_on(day).values("party_id")


def _spaces_section(found: Organisation, day: date, actor: Actor) -> str:
    spaces = organisation_spaces(found.pk, day, actor)
    shown = spaces.uses or spaces.coming
    return render_to_string(spaces.template, {"spaces": spaces}) if shown else ""


def _shares_section(found: Organisation, day: date, actor: Actor) -> str:
    """When it became an associate, of which kind, and until when."""
    rows = list(associates().filter(party_id=found.pk))
    return render_to_string("portal/extras/shares.html", {"rows": rows}) if rows else ""


def _actions_section(found: Organisation, day: date, actor: Actor) -> str:
    rows = list(participations_of(found.pk)[:12])
    return render_to_string("portal/extras/actions.html", {"rows": rows}) if rows else ""


def _file_section(found: Person, _day: date, actor: Actor) -> str:
    """The way to all that is held on somebody, for who answers them."""
    if not may_answer(actor):
        return ""
    context = {"url": reverse("privacy:file", args=[found.pk]), "erased_on": found.erased_on}
    return render_to_string("portal/extras/file.html", context)


def _key_section(found: Person, _day: date, actor: Actor) -> str:
    """The account of somebody, or the way to invite her, for who gives keys."""
    if not actor.is_(*KEEPERS) or found.erased_on:
        return ""
    account = User.objects.filter(person=found).first()
    return render_to_string("portal/extras/key.html", {"found": found, "account": account})


def _to_sign(pk: int, arrival: Dated | None, actor: Actor) -> list[Step]:
    """Who is in the premises has an agreement, or will have one."""
    if not may_let(actor):
        return []
    what = _("Elle n’a ni convention ni espace")
    why = _("Elle est notée présente dans les locaux. Signez sa convention, ou notez-la ailleurs.")
    if arrival is not None:
        why = _("Elle vient %(since)s. Signez sa convention, ou notez-la ailleurs.")
        why %= {"since": arrival.to_come}
    return [Step(what, why, _("Signer"), f"{reverse('premises:sign')}?structure={pk}")]


def _to_end(pk: int, day: date, actor: Actor) -> list[Step]:
    """Who is gone has none that runs."""
    rows = of_the_departed(day).filter(occupant_id=pk).order_by("number") if may_let(actor) else ()
    return [
        Step(
            _("Sa convention %(number)s court encore") % {"number": lease.number},
            _("Elle est partie ; les espaces sont toujours à son nom."),
            _("Terminer"),
            reverse("premises:end", args=[lease.pk]),
        )
        for lease in rows
    ]


COLUMNS = (
    ExtraColumn("associee", french("Associée"), _associates, joins="lien"),
    ExtraColumn(
        "espaces",
        french("Espaces"),
        _housed,
        template="portal/extras/plates.html",
        pick=lambda housed: housed.plates,
    ),
    ExtraColumn(
        "surface",
        french("Surface"),
        _housed,
        template="portal/extras/surface.html",
        numeric=True,
        pick=lambda housed: housed.surface or None,
    ),
    ExtraColumn(
        "convention",
        french("Convention"),
        _housed,
        template="portal/extras/agreement.html",
        css="etat",
        pick=lambda housed: housed.agreement,
    ),
)
CHOICES = (ExtraChoice("associees", french("Associées"), _all_associates),)
SECTIONS = (
    Section("espaces", french("Espaces"), _spaces_section),
    Section("actions", french("Actions communes"), _actions_section),
    Section("associee", french("Coopérative"), _shares_section, wide=False),
)
OF_PERSON = (
    PersonSection("compte", french("Compte"), _key_section),
    PersonSection("donnees", french("Données personnelles"), _file_section),
)
REMAINING = (Remaining("espaces", here=_to_sign, gone=_to_end),)
PARTINGS = (Parting(running_told, end_leases_of),)
RIVALS = Rivals(french("Le compte à garder"), accounts_of_both, settle_accounts)
