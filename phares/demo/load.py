"""Fills an empty house with a demonstration pole, through the actions everybody uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from phares.common.clock.actions import travel_to
from phares.demo import place, rooms, together
from phares.demo.events import hold_events
from phares.demo.members import Members, enter_members
from phares.demo.reading import POLES, Book
from phares.demo.telling import prepare_report
from phares.kernel.actor import ROLE_LABELS, THE_POLE, Role
from phares.kernel.refusal import Reason, Refused
from phares.people.accounts.actions import ask_key, give_key, open_account
from phares.people.accounts.models import User
from phares.people.accounts.queries import actor_of, contacts_of
from phares.people.directory.actions import remind_missing_declarations
from phares.people.directory.models import Pole
from phares.people.directory.queries.reminders import reminders
from phares.people.directory.rules.names import normalise

PASSWORD = "phare-allume"  # said on the sign-in page of every demonstration


@dataclass(frozen=True, slots=True)
class SignIn:
    """One way in, for one role."""

    role_label: str
    name: str
    email: str
    password: str
    account: int
    """Its door opens it even once a visitor changed the address or the password."""


def is_loaded() -> bool:
    return Pole.objects.filter(is_home=True).exists()


def load_demo(name: str, say: Callable[[str], None] = lambda _: None) -> list[SignIn]:
    """Loads a pole into an empty house, all or nothing; says how far it is.

    A house that already has a pole keeps it. Returns one sign-in for each role.
    """
    if name not in POLES:
        sentence = f"Pas de pôle de démonstration « {name} ». Choisissez {' ou '.join(POLES)}."
        raise Refused(Reason("no-such-pole", sentence))
    book = Book(name)
    if not is_loaded():
        with transaction.atomic():
            _load(book, say)
    return sign_ins(book)


def _load(book: Book, say: Callable[[str], None]) -> None:
    travel_to(opening(book), by=THE_POLE)
    say("structures et personnes")
    members = enter_members(book)
    if book.building:
        say("bâtiment, conventions, travaux")
        place.raise_place(book, members.organisations)
        rooms.open_rooms(book, opening(book))
    say("coopérative, financements, actions")
    _settle(book, members)
    say("rendez-vous")
    hold_events(book, opening(book))
    say("bilan et comptes")
    prepare_report(book)
    _open_accounts(book, members)
    _ask_keys(book, members)
    _remind(book)


def _settle(book: Book, members: Members) -> None:
    organisations, people = members.organisations, members.people
    together.set_tariffs(book)
    together.seat_bodies(book, organisations, people)
    together.admit_associates(book, organisations, people)
    together.fill_posts(book, members.pole, organisations, people)
    together.record_grants(book, members.pole, organisations)
    together.tell_year(book, members.pole, organisations, people)


def opening(book: Book) -> datetime:
    """The moment the demonstration opens on."""
    return timezone.make_aware(datetime.fromisoformat(book.year["opens_on"]))


def address(name: str, book: Book) -> str:
    """« Inès Kerboul » is ines.kerboul@ the domain of the pole's own address."""
    return f"{normalise(name).replace(' ', '.')}@{book.pole['pole']['email'].partition('@')[2]}"


def _open_accounts(book: Book, members: Members) -> None:
    now = opening(book)
    for entry in book.people["account"]:
        role = Role(entry["role"])
        house = members.organisations.get(entry.get("organisation", ""))
        user = open_account(
            email=address(entry["name"], book),
            name=entry["name"],
            password=PASSWORD,
            role=role,
            organisation=house,
            person=members.people.get(entry["name"]),
            by=THE_POLE,
            now=now,
        )
        for other in entry.get("also", []):
            give_key(
                user, role=role, organisation=members.organisations[other], by=THE_POLE, now=now
            )


def _ask_keys(book: Book, members: Members) -> None:
    """Keys that wait for a yes or a no: invented colleagues, whose reason says so."""
    now = opening(book)
    for entry in book.people["key_request"]:
        user = User.objects.get(email=address(entry["by"], book))
        ask_key(
            user,
            organisation=members.organisations[entry["organisation"]],
            role=Role(entry["role"]),
            name=entry["name"],
            email=address(entry["name"], book),
            words=entry["words"],
            by=actor_of(user, now.date()),
            now=now,
        )


def _remind(book: Book) -> None:
    """One structure that did not declare last year has its letter; the others wait for a click."""
    now = opening(book)
    year, day = now.year - 1, now.date()
    ready = [one.pk for one in reminders(year, contacts_of, day) if one.due(day)]
    if ready:
        remind_missing_declarations(
            year=year, organisations=ready[:1], contacts=contacts_of, by=THE_POLE, now=now
        )


def sign_ins(book: Book) -> list[SignIn]:
    """One way in for each role, in the order of the roles: the accounts were opened in that one."""
    opened = User.objects.order_by("pk").values_list("pk", flat=True)
    return [
        SignIn(
            _label(Role(entry["role"]), entry),
            entry["name"],
            address(entry["name"], book),
            PASSWORD,
            account,
        )
        for entry, account in zip(book.people["account"], opened, strict=False)
    ]


def _label(role: Role, entry: dict[str, str]) -> str:
    house = entry.get("organisation")
    return f"{ROLE_LABELS[role]} ({house})" if house else ROLE_LABELS[role]
