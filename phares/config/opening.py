"""What a pole is opened with, looked at before anything is made; then all of it or nothing."""

from __future__ import annotations

import shutil
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from phares.config.asking import Question, WhyNot, answer, password
from phares.kernel.tongue import french, say

if TYPE_CHECKING:
    from django.db.models import Model

NO_NAME = french("le pôle a besoin d’un nom : celui qu’on lui donne tous les jours.")
NO_ADDRESS = french("« {said} » n’est pas une adresse électronique (exemple : a.roy@pole.fr).")


@dataclass(frozen=True, slots=True)
class Opening:
    """What the pole and its first account are made of."""

    name: str
    place: str
    email: str
    person: str
    password: str


def opening_asked(asked: Namespace) -> Opening:
    """Every answer, or the sentence of the first that cannot be taken."""
    name = answer(Question(say("Nom du pôle"), "--name", _why_not_name), asked.name)
    place = answer(Question(say("Lieu du pôle"), "--place", _why_not_place, ""), asked.place)
    first = say("Adresse électronique de la première personne")
    email = answer(Question(first, "--admin-email", _why_not_address), asked.admin_email)
    usual = email.partition("@")[0]
    whom = Question(say("Son prénom et son nom"), "--admin-name", _why_not_person, usual)
    person = answer(whom, asked.admin_name)
    weak = _why_not_password(email, person)
    return Opening(name, place, email, person, password(asked.password_file, weak))


@contextmanager
def all_or_nothing(folder: Path) -> Iterator[None]:
    """What was made in the home goes away when the opening does not reach its end."""
    stood = set(folder.iterdir()) if folder.is_dir() else None
    try:
        yield
    except BaseException:
        take_back(folder, stood)
        raise


def take_back(folder: Path, stood: set[Path] | None) -> None:
    """What was not there before goes away, the folder too when it was not."""
    from django.db import connections

    connections.close_all()
    made = [folder] if stood is None else [path for path in folder.iterdir() if path not in stood]
    for path in made:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def open_pole(opening: Opening) -> None:
    """The pole and the first account, both or neither."""
    from django.db import transaction
    from django.utils import timezone

    from phares.common.audit.actions import record
    from phares.kernel.actor import THE_POLE, Role
    from phares.people.accounts.actions import open_account
    from phares.people.directory.models import Pole

    with transaction.atomic():
        pole = Pole.objects.create(name=opening.name, place=opening.place, is_home=True)
        record("pole.opened", pole, by=THE_POLE)
        open_account(
            email=opening.email,
            name=opening.person,
            password=opening.password,
            role=Role.ADMINISTRATOR,
            by=THE_POLE,
            now=timezone.now(),
        )


def _why_not_name(said: str) -> str:
    from phares.people.directory.models import Pole

    return _wrong(Pole(name=said), "name") if said else NO_NAME


def _why_not_place(said: str) -> str:
    from phares.people.directory.models import Pole

    return _wrong(Pole(place=said), "place")


def _why_not_address(said: str) -> str:
    from phares.people.accounts.models import User

    return say(NO_ADDRESS, said=said) if _wrong(User(email=said), "email") else ""


def _why_not_person(said: str) -> str:
    from phares.people.accounts.models import User

    return _wrong(User(name=said), "name")


def _why_not_password(email: str, person: str) -> WhyNot:
    from django.contrib.auth.password_validation import validate_password

    from phares.people.accounts.models import User

    return lambda said: _sentence(lambda: validate_password(said, User(email=email, name=person)))


def _wrong(record: Model, field: str) -> str:
    """What its table has against one field of a record."""
    others = {one.name for one in record._meta.fields} - {field}
    return _sentence(lambda: record.clean_fields(exclude=others))


def _sentence(check: Callable[[], object]) -> str:
    """What a check of Django's says against it."""
    from django.core.exceptions import ValidationError

    try:
        check()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
