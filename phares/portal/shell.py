"""What every page is framed by: the pole, the actor, the rail, the day of the demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from phares.common.web.display import french_date, hour
from phares.kernel.actor import ROLE_LABELS, VISITOR, Actor, Named, Role
from phares.people.accounts.rules.speaking import may_choose
from phares.people.directory.models import Pole
from phares.people.directory.queries import home_pole
from phares.portal import navigation
from phares.steering.reporting.queries import published_reports


@dataclass(frozen=True, slots=True)
class DemoDay:
    today: date
    label: str
    travel_url: str
    mail_url: str


def _demo_day(now: datetime) -> DemoDay:
    said = _("Démonstration : nous sommes le %(day)s, %(hour)s.") % {
        "day": french_date(now.date(), weekday=True),
        "hour": hour(now),
    }
    return DemoDay(now.date(), said, reverse("portal:travel"), reverse("post:mailbox"))


def _role_label(actor: Actor) -> str:
    return ", ".join(str(ROLE_LABELS[role]) for role in Role if role in actor.roles)


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of every page. A page without our middleware (an early error) gets little."""
    now: datetime | None = getattr(request, "now", None)
    if now is None:
        return {"actor": VISITOR}
    actor: Actor = getattr(request, "actor", VISITOR)
    path, year = request.path, now.year - 1
    pole: Any = SimpleLazyObject(lambda: home_pole() or Pole(name="Phares"))
    return {
        "actor": actor,
        "pole": pole,
        "nav": SimpleLazyObject(lambda: _rail(actor, path, year)),
        "bottom_nav": SimpleLazyObject(lambda: _bottom(actor, path, year)),
        "public_nav": SimpleLazyObject(lambda: _public(actor, path, pole)),
        "role_label": SimpleLazyObject(lambda: _role_label(actor)),
        "demo_day": _demo_day(now) if settings.DEMO else None,
        "palette_url": reverse("portal:find"),
        "account_url": reverse("accounts:mine"),
        "second_step_due": getattr(request, "second_step_due", None),
        "second_step_url": reverse("accounts:second_step"),
        "viewing": getattr(request, "viewing", None),
        "houses": SimpleLazyObject(lambda: _houses(actor)),
        "speak_url": reverse("accounts:speak_for"),
        "own_data_url": reverse("privacy:mine"),
        "language_url": reverse("accounts:language"),
        "sign_out_url": reverse("accounts:sign_out"),
    }


def _houses(actor: Actor) -> tuple[Named, ...]:
    """In whose name one may act, for who has the choice and does not only look."""
    return actor.houses if may_choose(actor) and not actor.viewer else ()


def _rail(actor: Actor, path: str, year: int) -> list[navigation.Group]:
    return navigation.rail(actor, path=path, year=year) if actor.signed_in else []


def _public(actor: Actor, path: str, pole: Pole) -> list[navigation.Link]:
    placed = any((pole.street, pole.city, pole.place))
    return navigation.public_links(
        actor, path=path, placed=placed, told=published_reports().exists()
    )


def _bottom(actor: Actor, path: str, year: int) -> list[navigation.Link]:
    return navigation.bottom(actor, path=path, year=year) if actor.signed_in else []
