"""The rail and the bottom bar: what people do, in their words. A missing right removes the link."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from django.urls import resolve, reverse

from phares.common.web.audience import Audience
from phares.kernel.actor import Actor
from phares.kernel.tongue import each_french, french
from phares.portal.rules.landing import ONES_OWN, THE_DAY, first_page, has_own


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    current: bool = False
    icon: str = ""
    badge: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    links: list[Link]

    @property
    def folded(self) -> bool:
        """Settings are many and seldom opened: they unfold, so that a rail stands in a window."""
        return self.title == SETTINGS and len(self.links) > FEW

    @property
    def here(self) -> bool:
        return any(link.current for link in self.links)


SETTINGS, FEW = french("Réglages"), 3


RAIL = each_french(
    (
        (
            "",
            (
                (french("Mon espace"), ONES_OWN),
                (french("Aujourd’hui"), THE_DAY),
                ("Agenda", "agenda:agenda"),
            ),
        ),
        (
            french("Le lieu"),
            (
                (french("Salles"), "bookings:day"),
                (french("Rendez-vous"), "events:events"),
                (french("Bureaux et postes"), "premises:overview"),
                ("Conventions", "premises:leases"),
                ("Travaux", "premises:works"),
            ),
        ),
        (
            french("Les habitants"),
            (
                ("Structures", "directory:organisations"),
                ("Personnes", "directory:people"),
                (french("Déclarations"), "directory:declarations"),
            ),
        ),
        (french("L’argent"), (("Subventions", "funding:grants"), ("Tarifs", "pricing:tariffs"))),
        (
            french("La coopérative"),
            (
                (french("Associés"), "membership:associates"),
                ("Instances", "governance:bodies"),
                ("Actions", "projects:actions"),
                ("Postes", "jobsharing:posts"),
                ("Paroles", "library:quotes"),
            ),
        ),
        (
            "Rendre compte",
            (
                ("Bilan annuel", "reporting:reports"),
                ("Chiffres", "reporting:figures"),
                ("Publications", "library:publications"),
            ),
        ),
        (
            SETTINGS,
            (
                (french("Le pôle"), "directory:pole"),
                ("Comptes", "accounts:users"),
                (french("Importer et exporter"), "suitcases:home"),
                ("Courrier sortant", "post:outgoing"),
                (french("Délais"), "post:parameters"),
                ("Journal", "audit:journal"),
                (french("Données personnelles"), "privacy:register"),
                ("Horloge", "health:clock"),
            ),
        ),
    )
)
BOTTOM = each_french(
    (
        ("Jour", THE_DAY, "phare"),
        ("Salles", "bookings:day", "porte"),
        ("Habitants", "directory:organisations", "habitants"),
        ("Bilan", "reporting:reports", "bilan"),
        ("Tout", "portal:everything", "tout"),
    )
)
FIRST = {THE_DAY: BOTTOM[0], ONES_OWN: (french("Accueil"), ONES_OWN, "phare")}
"""The first destination on a phone, for whom this page is the first."""
YEARLY = {"directory:declarations", "reporting:figures"}
"""Pages of a year: the rail opens last year's, the one to report on."""


INSIDE = {
    THE_DAY: ("/a-faire/",),
    "bookings:day": ("/reservations/",),
    "directory:organisations": ("/categories/", "/listes/", "/doublons/"),
    "projects:actions": ("/partenaires/",),
    "reporting:reports": ("/bilan/",),
    "suitcases:home": ("/imports/",),
}
"""Pages that belong to a link of the rail without being under its address."""


@cache
def _audience(url: str) -> Audience:
    return resolve(url).func.audience  # type: ignore[attr-defined]


@lru_cache(maxsize=512)
def _address(name: str, year: int) -> str:
    return reverse(name, args=[year] if name in YEARLY else None)


def _link(label: str, name: str, *, path: str, year: int, icon: str = "") -> Link:
    url = _address(name, year)
    section = url.rsplit("/", 2)[0] + "/" if name in YEARLY else url
    current = any(_within(path, one) for one in (section, *INSIDE.get(name, ())))
    return Link(label, url, current=current, icon=icon)


def _within(path: str, section: str) -> bool:
    return path == section or (section != "/" and path.startswith(section))


def rail(actor: Actor, *, path: str, year: int) -> list[Group]:
    """The links this actor may follow, by what one does there."""
    groups = []
    for title, entries in RAIL:
        told = [entry for entry in entries if entry[1] != ONES_OWN or has_own(actor)]
        links = [_link(label, name, path=path, year=year) for label, name in told]
        allowed = [link for link in links if _audience(link.url).welcomes(actor)]
        if allowed:
            groups.append(Group(title, allowed))
    return groups


def bottom(actor: Actor, *, path: str, year: int) -> list[Link]:
    """Five destinations on a phone, each for its group of the rail; « Tout » for the others."""
    links = []
    for label, name, icon in (FIRST[first_page(actor)], *BOTTOM[1:]):
        link = _link(label, name, path=path, year=year, icon=icon)
        group = next((entries for _, entries in RAIL if any(name == one for _, one in entries)), ())
        here = any(_link(*entry, path=path, year=year).current for entry in group)
        links.append(replace(link, current=link.current or here))
    if not any(link.current for link in links) and _in_the_rail(path, year):
        links[-1] = replace(links[-1], current=True)
    return [link for link in links if _audience(link.url).welcomes(actor)]


def first_link(actor: Actor) -> Link:
    """The first page of this person, as the rail names it."""
    name = first_page(actor)
    return next(Link(label, reverse(name)) for label, one in RAIL[0][1] if one == name)


def _in_the_rail(path: str, year: int) -> bool:
    entries = (entry for _, group in RAIL for entry in group)
    return any(_link(*entry, path=path, year=year).current for entry in entries)


def public_links(actor: Actor, *, path: str, placed: bool, told: bool) -> list[Link]:
    """The header of the public pages, and the door to the members' space.

    `placed`: the pole says where it is, so there is something to read under « Venir ». `told`: a
    report is published, so there is one to read under « Bilan ».
    """
    # A place on a page is never the current page.
    coming = [Link(french("Venir"), f"{reverse('portal:home')}#venir")] if placed else []
    links = [
        Link(french("Les habitants"), reverse("directory:public_directory")),
        *coming,
        *([Link(french("Bilan"), reverse("reporting:reports"))] if told else []),
    ]
    inside = Link(french("Mon espace"), reverse(first_page(actor)))
    outside = Link(french("Espace habitants"), reverse("accounts:sign_in"))
    shown = [Link(one.label, one.url, _within(path, one.url)) for one in links]
    return [*shown, inside if actor.signed_in else outside]
