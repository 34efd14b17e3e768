"""What leaves a pole, brought into an empty one, leaves it again just the same."""

from __future__ import annotations

import json
from functools import cache

import pytest
from django.db import transaction

from phares.demo.load import load_demo
from phares.kernel.actor import THE_POLE
from phares.people.directory.actions import add_pole
from phares.steering.suitcases.models import ImportLine
from phares.steering.suitcases.sources import INCOMING
from phares.steering.suitcases.tests.factories import brought_again, everything

pytestmark = pytest.mark.django_db


class _Back(Exception):
    """Leaves a house as it was before."""


@cache
def suitcases_of(pole: str) -> dict[str, dict[str, bytes]]:
    """Every set of a demonstration, in every format, from a house that is gone afterwards."""
    found = {}
    try:
        with transaction.atomic():
            load_demo(pole)
            found = {form: everything(form) for form in ("csv", "xlsx", "ods", "json")}
            raise _Back
    except _Back:
        return found


def told(files: dict[str, bytes]) -> dict[str, list[dict[str, object]]]:
    return {code: json.loads(content) for code, content in files.items()}


@pytest.mark.parametrize(
    ("pole", "form"),
    [("phares", "csv"), ("phares", "xlsx"), ("phares", "ods"), ("hainaut", "csv")],
)
def test_a_pole_moves_in_its_suitcases(pole, form):
    files = suitcases_of(pole)
    add_pole(name="Autre pôle", is_home=True, by=THE_POLE)
    assert brought_again(files[form], form) == {}
    before, after = told(files["json"]), told(everything("json"))
    for one in INCOMING:
        assert after[one.code] == before[one.code]
    assert len(before["organisations"]) > 10
    assert len(before["persons"]) > 5


def test_what_comes_in_again_is_all_there_already():
    load_demo("phares")
    assert brought_again(everything()) == {}
    assert set(ImportLine.objects.values_list("outcome", flat=True)) == {"known"}
