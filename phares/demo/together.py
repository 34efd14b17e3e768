"""What a demonstration pole decides, funds, employs, does and says."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from phares.activities.jobsharing.actions import assign, create_post
from phares.activities.library.actions import quote_somebody
from phares.cooperative.funding.actions import record_grant
from phares.cooperative.funding.rules.kinds import FunderLevel, GrantState, SupportKind
from phares.cooperative.governance.actions import create_body, give_mandate
from phares.cooperative.governance.rules.kinds import BodyKind, SeatKind
from phares.cooperative.membership.actions import admit_associate, found_category, found_college
from phares.cooperative.membership.models import AssociateCategory
from phares.cooperative.projects.actions import partner_with, take_part, tell_action, write_axis
from phares.cooperative.projects.models import Axis
from phares.demo.reading import Book, dated, known
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.kernel.money import Money
from phares.money.pricing.actions import set_tariff
from phares.money.pricing.rules.units import Unit
from phares.people.directory.models import Organisation, Person, Pole

Organisations = Mapping[str, Organisation]
People = Mapping[str, Person]
INVENTED = "illustratif"


def set_tariffs(book: Book) -> None:
    for entry in book.pole.get("tariff", []):
        set_tariff(
            code=entry["code"],
            label=entry["label"],
            unit=Unit(entry["unit"]),
            amount=Money.euros(entry["amount"]),
            since=known(entry),
            source=entry["source"],
            by=THE_POLE,
        )


def seat_bodies(book: Book, organisations: Organisations, people: People) -> None:
    """Bodies and mandates; which person sits is invented."""
    bodies = {}
    for rank, entry in enumerate(book.people["body"]):
        fields = {key: entry[key] for key in ("composition", "frequency", "purpose", "source")}
        bodies[entry["name"]] = create_body(
            name=entry["name"],
            kind=BodyKind(entry["kind"]),
            paired_seats=entry.get("paired_seats", False),
            rank=rank,
            by=THE_POLE,
            **fields,
        )
    for entry in book.people["mandate"]:
        give_mandate(
            body=bodies[entry["body"]],
            title=entry["title"],
            since=known(entry),
            person=people[entry["person"]],
            organisation=organisations[entry["organisation"]],
            seat=SeatKind(entry.get("seat", "any")),
            legal_agent=entry.get("legal_agent", False),
            source=INVENTED,
            illustrative=True,
            by=THE_POLE,
        )


def admit_associates(book: Book, organisations: Organisations, people: People) -> None:
    """Which residents were associates is invented: the report lost its underlines."""
    if not book.people.get("associate_category"):
        return
    categories = _categories(book, organisations[book.pole["pole"]["carrier"]])
    parties: list[tuple[Organisation | Person, str]] = [
        (organisations[entry["name"]], "Bénéficiaires")
        for entry in book.organisations["resident"]
        if entry.get("associate")
    ]
    parties += [
        (people[entry["name"]], entry["associate"])
        for entry in book.people["person"]
        if entry.get("associate")
    ]
    for party, category in parties:
        admit_associate(
            party=party,
            category=categories[category],
            since=read_dated("décembre 2014"),
            source="002:86, 002:237 : les soulignés du rapport sont perdus",
            illustrative=True,
            by=THE_POLE,
        )


def _categories(book: Book, cooperative: Organisation) -> dict[str, AssociateCategory]:
    """The kinds of associates, and the colleges that gather them."""
    shared: dict[str, Any] = {"cooperative": cooperative, "by": THE_POLE}
    found = {
        entry["name"]: found_category(
            name=entry["name"], since=known(entry), source=entry["source"], **shared
        )
        for entry in book.people["associate_category"]
    }
    for entry in book.people["college"]:
        found_college(
            name=entry["name"],
            categories=[found[name] for name in entry["categories"]],
            since=known(entry),
            source=entry["source"],
            **shared,
        )
    return found


def fill_posts(book: Book, pole: Pole, organisations: Organisations, people: People) -> None:
    for rank, entry in enumerate(book.people["post"]):
        employer = organisations[entry["employer"]]
        post = create_post(
            pole=pole,
            title=entry["title"],
            duties=entry["duties"],
            employer=employer,
            rank=rank,
            source=entry["source"],
            by=THE_POLE,
        )
        for share in entry["assignment"]:
            assign(
                post=post,
                quota=Decimal(share["quota"]),
                since=known(share),
                person=people[share["person"]],
                borne_by=employer,
                source=INVENTED,
                illustrative=True,
                by=THE_POLE,
            )


def record_grants(book: Book, pole: Pole, organisations: Organisations) -> None:
    """Amounts are invented; who funds, for what and until when is read in the sources."""
    for entry in book.year["grant"]:
        record_grant(
            pole=pole,
            funder=organisations[entry["funder"]],
            level=FunderLevel(entry["level"]),
            kind=SupportKind(entry["kind"]),
            purpose=entry["purpose"],
            since=known(entry),
            until=dated(entry, "until"),
            scheme=entry.get("scheme", ""),
            amount=Money.euros(entry["amount"]) if "amount" in entry else None,
            state=GrantState(entry["state"]),
            source=entry.get("source", INVENTED),
            illustrative="amount" in entry,
            by=THE_POLE,
        )


def tell_year(book: Book, pole: Pole, organisations: Organisations, people: People) -> None:
    """Axes, actions with their parts, participants, partners and quotes."""
    axes = {
        entry["number"]: write_axis(
            pole=pole,
            number=entry["number"],
            name=entry["name"],
            long_name=entry["long"],
            statement=entry["statement"],
            by=THE_POLE,
        )
        for entry in book.year["axis"]
    }
    for rank, entry in enumerate(book.year["action"]):
        _tell(entry, rank, axes[entry["axis"]], book.year["year"], organisations)
    for rank, entry in enumerate(book.year["quote"]):
        author = people[entry["author"]] if "author" in entry else None
        quote_somebody(
            axis=axes[entry["axis"]],
            year=book.year["year"],
            text=entry["text"],
            author=author,
            rank=rank,
            source=entry["source"],
            illustrative=author is not None,
            by=THE_POLE,
        )
    _partners(book, organisations)


def _tell(
    entry: Mapping[str, Any], rank: int, axis: Axis, year: int, organisations: Organisations
) -> None:
    shared: dict[str, Any] = {"axis": axis, "year": year, "source": entry["source"], "by": THE_POLE}
    action = tell_action(title=entry["title"], text=entry["text"], rank=rank, **shared)
    for number, part in enumerate(entry.get("parts", [])):
        tell_action(title=part, rank=number, parent=action, **shared)
    for name in entry.get("with", []):
        take_part(action=action, organisation=organisations[name], by=THE_POLE)


def _partners(book: Book, organisations: Organisations) -> None:
    for entry in book.organisations.get("partner", []):
        holder = organisations[entry["with"]] if "with" in entry else None
        partner_with(
            partner=organisations[entry["name"]],
            since=read_dated(str(book.year["year"])),
            holder=holder,
            purpose=entry["purpose"],
            circle=entry["circle"],
            source=entry["source"],
            illustrative=entry.get("with_illustrative", False),
            by=THE_POLE,
        )
