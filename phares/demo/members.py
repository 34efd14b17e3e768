"""The pole itself, its structures, its people, what they declare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from phares.demo.reading import Book, dated, known
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import Dated, Precision, read_dated
from phares.people.directory import actions
from phares.people.directory.models import (
    Category,
    Organisation,
    Person,
    Pole,
    Public,
    Territory,
)
from phares.people.directory.rules.kinds import (
    BelongingRole,
    Declared,
    FactKind,
    FunctionKind,
    LegalForm,
    LinkKind,
    TerritoryKind,
)

INVENTED = "illustratif"
ESS = {"oui": True, "non": False, "inconnu": None}
YEARLY = {
    "jobs": Declared.PERMANENT_JOBS,
    "insertion": Declared.INSERTION,
    "civic": Declared.CIVIC_SERVICE,
    "volunteers": Declared.VOLUNTEERS,
}
ASKED_AREA = {
    "territory_jobs": Declared.JOBS,
    "turnover_eur": Declared.TURNOVER,
    "people_helped": Declared.PEOPLE_HELPED,
}


@dataclass
class Members:
    """What later chapters look names up in."""

    pole: Pole
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    territories: dict[str, Territory] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    publics: dict[str, Public] = field(default_factory=dict)


def enter_members(book: Book) -> Members:
    """Everything of pole.toml, organisations.toml and the persons of people.toml."""
    pole = actions.add_pole(name=book.pole["pole"]["name"], is_home=True, by=THE_POLE)
    members = Members(pole)
    _lists(book, members)
    _structures(book, members)
    _persons(book, members)
    _describe(book, members)
    return members


def _lists(book: Book, members: Members) -> None:
    for entry in book.pole["territory"]:
        members.territories[entry["name"]] = actions.add_territory(
            name=entry["name"],
            kind=TerritoryKind(entry["kind"]),
            code=entry.get("code", ""),
            parent=members.territories.get(entry.get("parent", "")),
            by=THE_POLE,
        )
    for entry in book.pole["category"]:
        members.categories[entry["name"]] = actions.add_category(
            name=entry["name"], short_name=entry["short"], by=THE_POLE
        )
    for entry in book.pole["public"]:
        members.publics[entry["code"]] = actions.add_public(
            code=entry["code"], name=entry["name"], by=THE_POLE
        )


def _structures(book: Book, members: Members) -> None:
    """Carrier first, then those who live here or adhere, then funders and partners."""
    for entry in book.organisations["carrier"]:
        _register(entry, members)
    actions.describe_pole(
        members.pole, carrier=members.organisations[book.pole["pole"]["carrier"]], by=THE_POLE
    )
    for entry in book.organisations.get("resident", []):
        _resident(entry, members, book.year["year"])
    for entry in book.organisations.get("adherent", []):
        _adherent(entry, members, book.year["year"])
    for key, role in (("funder", BelongingRole.FUNDER), ("partner", BelongingRole.PARTNER)):
        for entry in book.organisations.get(key, []):
            _outside(entry, members, role, book.year["year"])
    for entry in book.organisations.get("resident", []):
        for head in entry.get("heads", []):
            actions.link_organisations(
                kind=LinkKind.NETWORK_HEAD,
                subject=members.organisations[entry["name"]],
                target=members.organisations[head],
                source=entry["source"],
                by=THE_POLE,
            )


PLAIN = "short_name tagline description country street postcode city illustrative".split()
"""What a card takes as it is written."""


def _register(entry: Mapping[str, Any], members: Members) -> Organisation:
    card: dict[str, Any] = {key: entry[key] for key in PLAIN if key in entry}
    if "latitude" in entry:
        card |= {key: Decimal(entry[key]) for key in ("latitude", "longitude")}
    if founded := dated(entry, "founded"):
        card["founded"] = founded
    if "category" in entry:
        main = members.categories[entry["category"]]
        card["main_category"] = main
        others = [members.categories[name] for name in entry.get("other_categories", [])]
        card["categories"] = [main, *others]
    organisation = actions.register_organisation(
        name=entry["name"],
        aliases=entry.get("aliases", []),
        legal_form=LegalForm(entry.get("legal_form", "association")),
        is_ess=ESS[entry["is_ess"]] if "is_ess" in entry else _is_ess(entry),
        territories=[members.territories[name] for name in entry.get("territories", [])],
        publics=[members.publics[code] for code in entry.get("publics", [])],
        in_public_directory="category" in entry,
        source=entry["source"],
        by=THE_POLE,
        **card,
    )
    members.organisations[entry["name"]] = organisation
    return organisation


def _is_ess(entry: Mapping[str, Any]) -> bool | None:
    """An association, a cooperative or a mutual is; of the others the sources say nothing."""
    form = entry.get("legal_form", "association")
    return True if form in ("association", "scic", "mutual") else None


def _arrival(entry: Mapping[str, Any]) -> tuple[Dated, dict[str, Any]]:
    """When it came. An arrival that no source gives is invented, and says so."""
    if "arrival_source" in entry:
        return known(entry, "arrival"), {"source": entry["arrival_source"]}
    invented = f"{entry['source']} ; arrivée : {INVENTED}"
    return known(entry, "arrival"), {"source": invented, "illustrative": True}


def _resident(entry: Mapping[str, Any], members: Members, year: int) -> None:
    organisation = _register(entry, members)
    since, evidence = _arrival(entry)
    role = BelongingRole(entry.get("role", "resident"))
    left, gone = dated(entry, "left"), dated(entry, "gone")
    belonging = actions.enter_pole(
        party=organisation, role=role, since=since, present=True, by=THE_POLE, **evidence
    )
    if gone:
        actions.move_out(belonging, until=gone, by=THE_POLE)
    if left:
        actions.leave_pole(
            belonging,
            until=left,
            reason=entry["reason"],
            outcome=entry.get("outcome", ""),
            by=THE_POLE,
        )
    _claims(entry, organisation, year)
    if not entry.get("silent") and not left:
        for key, kind in YEARLY.items():
            _declare(organisation, year, kind, entry.get(key, 0))
    if "jobs_2014" in entry:
        _declare(organisation, 2014, Declared.PERMANENT_JOBS, entry["jobs_2014"])


def _adherent(entry: Mapping[str, Any], members: Members, year: int) -> None:
    organisation = _register(entry, members)
    since, evidence = _arrival(entry)
    actions.enter_pole(
        party=organisation,
        role=BelongingRole.ADHERENT,
        since=since,
        present=False,
        founder=entry.get("founder", False),
        area=members.territories[entry["area"]],
        by=THE_POLE,
        **evidence,
    )
    for key, kind in ASKED_AREA.items():
        _declare(organisation, year, kind, entry[key])


def _outside(entry: Mapping[str, Any], members: Members, role: BelongingRole, year: int) -> None:
    actions.enter_pole(
        party=_register(entry, members),
        role=role,
        since=Dated(date(year, 1, 1), Precision.YEAR),
        present=False,
        source=entry["source"],
        by=THE_POLE,
    )


def _claims(entry: Mapping[str, Any], organisation: Organisation, year: int) -> None:
    for claim in entry.get("claim", []):
        actions.cite_claim(
            organisation=organisation,
            label=claim["label"],
            value=claim["value"],
            as_of=Dated(date(year, 1, 1), Precision.YEAR),
            source=claim["source"],
            by=THE_POLE,
        )


def _declare(organisation: Organisation, year: int, kind: Declared, value: int) -> None:
    """Who declared how much is invented; the sum is the published one."""
    actions.declare(
        organisation=organisation,
        year=year,
        kind=kind,
        value=value,
        today=date(year, 12, 31),
        source=INVENTED,
        illustrative=True,
        sure=True,
        by=THE_POLE,
    )


def _persons(book: Book, members: Members) -> None:
    for entry in book.people["person"]:
        given, _, family = entry["name"].partition(" ")
        person = actions.register_person(
            given_name=given,
            family_name=family,
            email=entry.get("email", ""),
            phone=entry.get("phone", ""),
            source="personne inventée",
            illustrative=True,
            by=THE_POLE,
        )
        actions.give_function(
            person=person,
            organisation=members.organisations[entry["organisation"]],
            title=entry["title"],
            kind=FunctionKind(entry["kind"]),
            since=read_dated(str(book.year["year"] - 1)),
            public=entry.get("public", False),
            public_reach=entry.get("public_reach", False),
            source="personne inventée",
            illustrative=True,
            by=THE_POLE,
        )
        members.people[entry["name"]] = person


def _describe(book: Book, members: Members) -> None:
    told = book.pole["pole"].items()
    card = {key: value for key, value in told if key not in ("name", "carrier")}
    card["area"] = members.territories[card["area"]]
    actions.describe_pole(members.pole, map=book.map, by=THE_POLE, **card)
    _texts_and_facts(book, members)
    for entry in book.pole.get("context_figure", []):
        actions.cite_context(by=THE_POLE, **entry)
    for entry in book.pole.get("other_pole", []):
        actions.add_pole(
            name=entry["name"],
            place=entry["place"],
            carrier=members.organisations[entry["carrier"]],
            source=entry["source"],
            by=THE_POLE,
        )


def _texts_and_facts(book: Book, members: Members) -> None:
    shared: dict[str, Any] = {"pole": members.pole, "by": THE_POLE}
    for rank, entry in enumerate(book.pole["statement"]):
        told = {key: entry[key] for key in ("key", "text", "source")}
        actions.state_text(since=known(entry), rank=rank, **told, **shared)
    for entry in book.pole["fact"]:
        actions.record_fact(
            kind=FactKind(entry["kind"]),
            text=entry["text"],
            when=known(entry, "when"),
            about=members.organisations.get(entry.get("about", "")),
            given_by=entry.get("given_by", ""),
            source=entry["source"],
            **shared,
        )
