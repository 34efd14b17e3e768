"""Whether every row is as the tables say: what the database should have refused, asked again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from phares.common.constraints import NoOverlap
from phares.common.constraints.standing import loops, rows_against, strangers, twice
from phares.config.doctor.shapes import unreadable
from phares.config.doctor.tables import Model, models_kept
from phares.kernel.soundness import Finding
from phares.kernel.tongue import french, say, translated
from phares.kernel.words import plural

TOLD = 5
MEND = french("Corrigez-la depuis les pages ; sinon, remettez une sauvegarde.")


def findings(now: datetime) -> Iterator[Finding]:
    for model in models_kept():
        for field in model._meta.local_concrete_fields:
            name = translated(str(field.verbose_name))
            told = say("dont « {name} » ne se lit pas", name=name)
            yield from _told(model, "unreadable", told, unreadable(model, field))
    for model in models_kept():
        for one in model._meta.constraints:
            kind = "overlap" if isinstance(one, NoOverlap) else "constraint"
            yield from _told(
                model, kind, say("contre « {name} »", name=one.name), rows_against(model, one)
            )
        for field in model._meta.local_concrete_fields:
            yield from _of_a_column(model, field)


def _of_a_column(model: Model, field: models.Field[Any, Any]) -> Iterator[Finding]:
    name = translated(str(field.verbose_name))
    if isinstance(field, models.ForeignKey):
        lost = say("dont « {name} » n’existe pas", name=name)
        yield from _told(model, "stranger", lost, strangers(model, field))
        if field.related_model is model:
            turning = say("qui se contiennent en rond (« {name} »)", name=name)
            yield from _told(model, "loop", turning, loops(model, field))
    if field.unique and not field.primary_key:
        yield from _told(
            model,
            "twice",
            say("en double par « {name} »", name=name),
            twice(model, (field.name,), Q()),
        )
    if field.choices:
        codes = [code for code, _label in field.flatchoices]
        wrong = model._base_manager.exclude(**{f"{field.name}__in": codes})
        known = Q(**{f"{field.name}__isnull": False}) & (
            ~Q(**{field.name: ""}) if field.blank else Q()
        )
        keys = list(wrong.filter(known).order_by("pk").values_list("pk", flat=True))
        yield from _told(
            model, "code", say("dont « {name} » n’est pas de la liste", name=name), keys
        )


def _told(model: Model, kind: str, how: str, keys: Sequence[Any]) -> Iterator[Finding]:
    """One finding for all rows of a table that break the same rule."""
    if keys:
        label = model._meta.label_lower
        shown = ", ".join(str(key) for key in keys[:TOLD]) + ("…" if len(keys) > TOLD else "")
        sentence = say(
            "{rows} de « {table} » {how}.",
            rows=plural(len(keys), "ligne"),
            table=translated(str(model._meta.verbose_name)),
            how=how,
        )
        yield Finding(f"rows.{kind}", sentence, MEND, f"{label}:{shown}")
