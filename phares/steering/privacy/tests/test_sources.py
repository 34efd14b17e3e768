"""The register forgets no table."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from phares.people.accounts.models import User
from phares.people.directory.models import Party, Person
from phares.steering.privacy import sources

NOT_OF_A_PERSON = {
    "directory.organisation": "a structure is no natural person",
    "directory.pole": "the pole’s own address",
    "directory.alias": "listed",
    "numbering.series": "numbers",
}
SIGNATURES = ("_by", "actor_name", "made_by_name", "given_by", "said")


def columns_on_persons() -> Iterator[str]:
    """Columns that point to a person, an account or a party, or that copy who did something."""
    for model in apps.get_models():
        label = model._meta.label_lower
        if not model.__module__.startswith("phares.") or label in NOT_OF_A_PERSON:
            continue
        for field in model._meta.local_concrete_fields:
            points = field.related_model in (Person, Party, User) and not field.primary_key
            text = isinstance(field, models.CharField | models.TextField)
            if points or isinstance(field, models.EmailField):
                yield label
            elif text and field.name.endswith(SIGNATURES):
                yield f"{label}.{field.name}"


def declared() -> set[str]:
    return {table for one in sources.holdings() for table in one.tables}


def test_every_column_that_holds_somebody_is_in_the_register() -> None:
    assert sorted(set(columns_on_persons()) - declared()) == []


def test_what_the_register_names_is_in_the_tables() -> None:
    for table in declared():
        label, _dot, column = table.partition(".")[2].partition(".")
        model = apps.get_model(table.partition(".")[0], label)
        assert not column or model._meta.get_field(column)


def test_each_holding_has_one_code_and_says_everything() -> None:
    told = sources.holdings()
    assert len({one.code for one in told}) == len(told)
    for one in told:
        assert all((one.label, one.purpose, one.persons, one.data, one.recipients, one.erased))
        assert all((one.keeping.since, one.keeping.why, one.keeping.source))


def test_each_purge_has_a_duration_in_months() -> None:
    keepings = sources.keepings()
    assert [one.what for one in sources.purges() if not keepings[one.keeping].months] == []
