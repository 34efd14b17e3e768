"""`phares init`: a new pole and its first administrator."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from pathlib import Path

from phares.config import preparing
from phares.config.failures import Failure
from phares.config.home import home, settings_of

MISSING = {
    "name": ("Nom du pôle", "--name"),
    "admin_email": ("Adresse électronique de la première personne", "--admin-email"),
}


def run(asked: Namespace) -> None:
    for key, (question, option) in MISSING.items():
        setattr(asked, key, getattr(asked, key) or _ask(question, option))
    password = _password(asked)
    if settings_of(home()).get("demo"):
        raise Failure(f"{home()} est une démonstration. Donnez au pôle son dossier (PHARES_HOME).")
    folder = preparing.make_home()
    preparing.wake_django(folder)
    preparing.migrate()
    _open_pole(asked, password)
    preparing.collect_static(folder)
    preparing.say(f"Le pôle « {asked.name} » est ouvert dans {folder}. Servez-le : phares serve.")


def _open_pole(asked: Namespace, password: str) -> None:
    """The pole and the first account, both or neither."""
    from django.db import transaction
    from django.utils import timezone

    from phares.common.audit.actions import record
    from phares.kernel.actor import THE_POLE, Role
    from phares.people.accounts.actions import open_account
    from phares.people.directory.models import Pole

    with transaction.atomic():
        if found := Pole.objects.filter(is_home=True).first():
            raise Failure(f"ce dossier contient déjà un pôle, « {found} ». Prenez-en un autre.")
        _insist_on_address(asked.admin_email)
        pole = Pole.objects.create(name=asked.name, place=asked.place or "", is_home=True)
        record("pole.opened", pole, by=THE_POLE)
        open_account(
            email=asked.admin_email,
            name=asked.admin_name or asked.admin_email.partition("@")[0],
            password=password,
            role=Role.ADMINISTRATOR,
            by=THE_POLE,
            now=timezone.now(),
        )


def _insist_on_address(email: str) -> None:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(email)
    except ValidationError:
        raise Failure(
            f"« {email} » n’est pas une adresse électronique (exemple : a.roy@pole.fr)."
        ) from None


def _ask(question: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise Failure(f"il manque {option}.")
    print(f"{question} : ", end="", file=sys.stderr, flush=True)
    if answer := sys.stdin.readline().strip():
        return answer
    raise Failure(f"il manque {option}.")


def _password(asked: Namespace) -> str:
    """From a file, from PHARES_PASSWORD, or asked twice; never from the command line."""
    if asked.password_file:
        return _first_line(Path(asked.password_file))
    if given := os.environ.get("PHARES_PASSWORD"):
        return given
    if not sys.stdin.isatty():
        raise Failure("il manque le mot de passe : --password-file, ou PHARES_PASSWORD.")
    password = getpass.getpass("Mot de passe (douze caractères au moins) : ")
    if getpass.getpass("Encore une fois : ") != password:
        raise Failure("les deux saisies diffèrent. Recommencez.")
    return password


def _first_line(path: Path) -> str:
    try:
        return (path.read_text(encoding="utf-8").splitlines() or [""])[0]
    except (OSError, UnicodeDecodeError):
        raise Failure(f"le fichier {path} ne peut pas être lu.") from None
