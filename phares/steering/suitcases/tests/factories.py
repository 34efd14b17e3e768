"""Files as text, brought in; and what must be true of every import."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.apps import apps

from phares.common.sheets.writing import written_file
from phares.kernel.actor import THE_POLE, Actor
from phares.people.directory.actions import add_category, add_pole
from phares.steering.suitcases.actions import carry_out, receive_file
from phares.steering.suitcases.models import Import
from phares.steering.suitcases.queries import counts_of, exported
from phares.steering.suitcases.rules.lifecycle import Mode
from phares.steering.suitcases.sources import DATASETS, INCOMING, dataset

NOW = datetime(2016, 1, 4, 9, tzinfo=UTC)
CATEGORIES = ("Écologie", "Textile", "Insertion")


def a_pole(*categories: str) -> None:
    add_pole(name="Pôle des Phares", is_home=True, by=THE_POLE)
    for name in categories or CATEGORIES:
        add_category(name=name, by=THE_POLE)


def received(code: str, text: str, *, by: Actor = THE_POLE) -> Import:
    content = text.encode()
    return receive_file(into=dataset(code), name=f"{code}.csv", content=content, by=by, now=NOW)


def brought(code: str, text: str, mode: Mode = Mode.WHOLE, **more: Any) -> Import:
    batch = carry_out(received(code, text), mode, by=THE_POLE, now=NOW, **more)
    counts = counts_of(batch)
    parts = counts.made + counts.known + counts.refused + counts.example + counts.pending
    assert counts.read == parts == batch.lines.count()
    return batch


def sentences(batch: Import) -> dict[int, str]:
    """Each refused line with its sentence."""
    return dict(batch.lines.filter(outcome="refused").values_list("number", "sentence"))


def outcomes(batch: Import) -> list[str]:
    return list(batch.lines.order_by("number").values_list("outcome", flat=True))


def everything(form: str = "csv") -> dict[str, bytes]:
    """Every set as a file."""
    return {one.code: written_file(form, one.label, *exported(one)) for one in DATASETS}


def brought_again(files: dict[str, bytes], form: str = "csv") -> dict[str, dict[int, str]]:
    """All sets into this pole, in order; the refused lines of each, which should be none."""
    refused = {}
    for one in INCOMING:
        if files[one.code].count(b"\n") < 2 and form == "csv":
            continue
        batch = receive_file(
            into=one, name=f"x.{form}", content=files[one.code], by=THE_POLE, now=NOW
        )
        batch = carry_out(batch, Mode.WHOLE, by=THE_POLE, now=NOW)
        if found := sentences(batch):
            refused[one.code] = found
    return refused


def rows_written() -> dict[str, int]:
    """How many rows in each table but those of the imports themselves."""
    tables = [one for one in apps.get_models() if one._meta.app_label != "suitcases"]
    return {str(one): one._default_manager.count() for one in tables}
