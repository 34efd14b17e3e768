"""What everybody sees of the pole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from phares.common.web.display import number
from phares.cooperative.premises.models import Photo, Site
from phares.cooperative.premises.queries.photos import public_photos
from phares.kernel.actor import VISITOR
from phares.kernel.figures import DateRule, Indicator
from phares.kernel.tongue import say
from phares.kernel.words import listed
from phares.money.pricing.models import Tariff
from phares.money.pricing.queries import tariffs_on
from phares.people.directory import queries as directory
from phares.people.directory.models import Pole
from phares.portal.rules.maps import Drawing, Place, draw
from phares.steering.reporting.queries import frozen_before, published_reports
from phares.steering.reporting.queries.figures import FigureOfYear, figures_of, seen_by
from phares.steering.reporting.rules.outside import FROZEN, PUBLISHED, Outside

RIBBON = (
    "residents",
    "adherents",
    "permanent_jobs",
    "territory_jobs",
    "insertion_employees",
    "volunteers",
    "people_helped",
    "turnover_eur",
    "surface_m2",
)
"""What says most of a pole at a glance, those it counts, five at most."""
SHOWN = 5
PHOTOS = 8
"""Of the place, on the first page: a row or two."""
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    value: str
    unit: str
    label: str
    when: str
    """Of which day or year; « publié » where the pole’s own word stands for the count."""
    few: bool = False
    """Whether so few answered that the value is « au moins » that."""
    answers: str = ""
    """« 14 structures sur 16 », of a sum of what they declared."""


@dataclass(frozen=True, slots=True)
class Trade:
    name: str
    members: str


@dataclass(frozen=True, slots=True)
class Door:
    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to write to; `way` for a person who agreed that everybody may see it."""

    name: str
    title: str
    way: str


@dataclass(frozen=True, slots=True)
class PublicHome:
    figures: list[Figure]
    untold: str
    """The figures of the ribbon of which too little is known to tell them, and why."""
    trades: list[Trade]
    drawing: Drawing | None
    facts: list[Any]
    contacts: list[Contact]
    doors: list[Door]
    photos: Sequence[Photo] = ()
    address: str = ""
    answers: bool = False

    @property
    def comes(self) -> bool:
        """Whether anything says how to come."""
        return bool(self.address or self.drawing)


def public_home(pole: Pole | None, today: date) -> PublicHome:
    """The public page. Its figures are of the last whole year, or of the last that was settled."""
    if pole is None:
        return PublicHome([], "", [], None, [], [], [])
    contacts = _contacts(pole, today)
    ribbon = _ribbon(today.year - 1)
    return PublicHome(
        figures=_figures(ribbon, today.year - 1),
        untold=_untold(ribbon),
        trades=_trades(today),
        drawing=_drawing(pole, today),
        facts=list(directory.facts_until(pole, today)),
        contacts=contacts,
        doors=_doors(today),
        photos=public_photos(PHOTOS),
        address=address_of(pole),
        answers=bool(pole.email or pole.phone or contacts),
    )


def address_of(pole: Pole) -> str:
    """« 6 rue Arnold Géraux, 93450 L’Île-Saint-Denis », as much as is known; or the place alone."""
    town = f"{pole.postcode} {pole.city}".strip()
    return ", ".join(filter(None, (pole.street, town))) or pole.place


def _ribbon(year: int) -> list[FigureOfYear]:
    """The figures of the ribbon as anybody may know them."""
    known = {one.code: seen_by(one, VISITOR) for one in figures_of(year, key=True)}
    return [known[code] for code in RIBBON if code in known]


def _figures(ribbon: list[FigureOfYear], year: int) -> list[Figure]:
    before = frozen_before(year, set(RIBBON))
    outside = ((one, one.outside(before.get(one.code))) for one in ribbon)
    told = [(one, known) for one, known in outside if known and known.value]
    return [_figure(one, known) for one, known in told[:SHOWN]]


def _untold(ribbon: list[FigureOfYear]) -> str:
    """« Emplois permanents et bénévoles : non publié, moins de trois réponses. »

    What is not settled yet is left out without a word.
    """
    untold = [one for one in ribbon if one.frozen_withheld and not one.outside()]
    if not untold:
        return ""
    labels = listed([one.indicator.label for one in untold])
    said = _("%(what)s : non publié, %(why)s.") % {"what": labels, "why": untold[0].frozen_withheld}
    return f"{said[:1].upper()}{said[1:]}"


def _figure(figure: FigureOfYear, told: Outside) -> Figure:
    """A large sum is said in millions: the ribbon has little room."""
    indicator = figure.indicator
    value, unit = told.value, indicator.unit
    if unit == "€" and value >= MILLION:
        value, unit = (value / MILLION).quantize(Decimal("0.1")).normalize(), "M€"
    said = Figure(number(value), unit, indicator.label, _when(indicator, told))
    if (told.year, told.standing) != (figure.year, FROZEN):
        return said
    return replace(said, few=bool(figure.few_then), answers=figure.answers_then)


def _when(indicator: Indicator, told: Outside) -> str:
    if told.standing == PUBLISHED:
        return _("publié pour %(year)s") % {"year": told.year}
    if indicator.date_rule is DateRule.LAST_DAY:
        return _("au 31 décembre %(year)s") % {"year": told.year}
    return _("en %(year)s") % {"year": told.year}


def _trades(today: date) -> list[Trade]:
    return [
        Trade(category.short_name or category.name, f"{listed(names)}.")
        for category, names in directory.categories_with_members(today)
    ]


def _drawing(pole: Pole, today: date) -> Drawing | None:
    """The area, the pole's own sites as lanterns, and the members that have a place."""
    sites = [
        Place(site.name, float(site.latitude), float(site.longitude), "home")
        for site in Site.objects.all()
        if site.latitude is not None and site.longitude is not None
    ]
    members = [
        Place(one.short_name or one.name, float(one.latitude), float(one.longitude))
        for one in directory.public_organisations(today)
        if one.latitude is not None and one.longitude is not None
    ]
    return draw(pole.map, [*sites, *members])


def _contacts(pole: Pole, today: date) -> list[Contact]:
    return [
        Contact(one.person.name, one.title, (one.shown_reach or ("",))[-1])
        for one in directory.public_contacts(pole, today)
    ]


def _doors(today: date) -> list[Door]:
    doors = [
        Door(
            _("Voir qui est ici"),
            _("Les structures, par métier, et ce qu’elles font."),
            reverse("directory:public_directory"),
        )
    ]
    if prices := list(tariffs_on(today)):
        doors.append(
            Door(
                _("Installer votre structure"),
                _sentence(listed([_price(tariff) for tariff in prices])),
                f"{reverse('portal:home')}#venir",
            )
        )
    if last := published_reports().first():
        doors.append(
            Door(
                _("Lire le bilan %(year)s") % {"year": last.year},
                _("Les chiffres, et la façon dont nous les comptons."),
                reverse("reporting:report", args=[last.year]),
            )
        )
    return doors


def _price(tariff: Tariff) -> str:
    return say(
        "{lower} à {amount} {get_unit_display}",
        lower=tariff.label.lower(),
        amount=tariff.amount,
        get_unit_display=tariff.get_unit_display(),
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
