"""A pole and its structures made through the actions, and refusals that must leave no trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from phares.common.audit.models import Entry
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import Dated, read_dated
from phares.kernel.refusal import Reason, Refused
from phares.people.directory import actions
from phares.people.directory.models import Belonging, Organisation, Pole
from phares.people.directory.rules.kinds import BelongingRole, Declared

TODAY = date(2016, 1, 4)
RESIDENT, GUEST = BelongingRole.RESIDENT, BelongingRole.GUEST
ADHERENT, PARTNER, FUNDER = BelongingRole.ADHERENT, BelongingRole.PARTNER, BelongingRole.FUNDER


def when(text: str) -> Dated:
    """« mars 2013 », « avant le 31/12/2015 »."""
    return read_dated(text)


def a_pole(name: str = "Pôle des Phares") -> Pole:
    return actions.add_pole(name=name, is_home=True, by=THE_POLE)


def structure(name: str = "Halage", **card: Any) -> Organisation:
    return actions.register_organisation(name=name, by=THE_POLE, **card)


def member(
    name: str = "Halage",
    *,
    role: BelongingRole = RESIDENT,
    since: str = "mars 2013",
    left: str = "",
    gone: str = "",
    **more: Any,
) -> Belonging:
    """A structure that belongs; `gone`: out of the premises; `left`: out of the pole."""
    belonging = actions.enter_pole(
        party=structure(name), role=role, since=when(since), by=THE_POLE, **more
    )
    if gone:
        actions.move_out(belonging, until=when(gone), by=THE_POLE)
    if left:
        actions.leave_pole(belonging, until=when(left), by=THE_POLE)
    belonging.refresh_from_db()
    return belonging


def declared(organisation: Organisation, kind: Declared, value: int, year: int = 2015) -> None:
    actions.declare(
        organisation=organisation, year=year, kind=kind, value=value, by=THE_POLE, today=TODAY
    )


def written() -> dict[str, int]:
    """How many rows in every table of the directory, and in the journal."""
    tables: list[type[Model]] = [*apps.get_app_config("directory").get_models(), Entry]
    return {table.__name__: table._default_manager.count() for table in tables}


@contextmanager
def refused(code: str) -> Iterator[list[Reason]]:
    """The rules say no for this reason, and nothing at all was written."""
    said: list[Reason] = []
    before = written()
    with pytest.raises(Refused) as caught:
        yield said
    said.append(caught.value.reason)
    assert caught.value.reason.code == code
    assert written() == before
