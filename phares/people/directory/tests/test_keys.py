"""The database and the library refuse the same SIREN and SIRET, one digit wrong or the whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DataError, IntegrityError, transaction

from phares.kernel.identifiers import Identifier, read_siren, read_siret
from phares.kernel.refusal import Refused
from phares.people.directory.models import Organisation
from phares.people.directory.tests.factories import structure

pytestmark = pytest.mark.django_db
POSTE = "356000000"


def written(column: str, value: str) -> bool:
    """Whether the database takes it, whoever writes it."""
    rows = Organisation.objects.filter(pk=structure(value or "Vide").pk)
    try:
        with transaction.atomic():
            rows.update(**{column: value})
    except DataError:
        return False  # PostgreSQL takes no more digits than the column has
    except IntegrityError as error:
        assert f"organisation_{column}_wrong" in str(error)  # noqa: PT017
        return False
    return rows.filter(**{column: value}).exists()


def right(read: Callable[[str], Identifier], value: str) -> bool:
    try:
        return read(value).value == value
    except Refused:
        return False


SIRENS = [f"73282932{key}" for key in range(10)] + [
    "", POSTE, "000000000", "73282932", "7328293200", "73282932A", "732 829 3", "é32829320",
]  # fmt: skip


@pytest.mark.parametrize("value", SIRENS)
def test_a_siren_has_its_key(value: str) -> None:
    assert written("siren", value) is (value == "" or right(read_siren, value))


SIRETS = [f"7328293200007{key}" for key in range(10)] + [
    f"{POSTE}0004{key}" for key in range(10)
] + [
    "", "00000000000000", "73282932100072", "73282932100080", "35600000000048", "35600000000049",
     "7328293200007", "732829320000744", "7328293200007A",
]  # fmt: skip


@pytest.mark.parametrize("value", SIRETS)
def test_a_siret_has_its_key_la_poste_excepted(value: str) -> None:
    """An establishment of La Poste: the plain sum of its digits, a multiple of five."""
    assert written("siret", value) is (value == "" or right(read_siret, value))


def test_some_of_each_are_right() -> None:
    """So that the two tables above cannot be all no."""
    assert sum(right(read_siren, value) for value in SIRENS) == 2
    assert sum(right(read_siret, value) for value in SIRETS) >= 3
