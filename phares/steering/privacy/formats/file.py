"""The file of somebody as values, as JSON and as PDF."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from phares.common.documents.formats.typst import typeset
from phares.kernel.dating import Dated
from phares.kernel.personal import Holding, Item

TEMPLATE = Path(__file__).parent / "typst" / "file.typ"
type Told = Sequence[tuple[Holding, list[Item]]]


def values(name: str, told: Told, words: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """What is held, holding by holding, with why and for how long."""
    return {
        "personne": name,
        "jour": timezone.localdate(now).isoformat(),
        "fait_le": str(Dated(timezone.localdate(now))),
        "donnees": [_holding(one, items, words) for one, items in told],
    }


def _holding(one: Holding, items: list[Item], words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "intitule": one.label,
        "finalite": one.purpose,
        "base_legale": one.basis.label,
        "destinataires": one.recipients,
        "duree": words[one.keeping.code],
        "elements": [{"titre": item.title, "details": dict(item.facts)} for item in items],
    }


def as_json(given: Mapping[str, Any]) -> bytes:
    return json.dumps(given, ensure_ascii=False, indent=2).encode()


def as_pdf(given: Mapping[str, Any]) -> bytes:
    """To read and print; holdings that hold nothing are named together at the end."""
    held = [one for one in given["donnees"] if one["elements"]]
    told = [one | {"elements": [_lines(each) for each in one["elements"]]} for one in held]
    empty = [one["intitule"] for one in given["donnees"] if not one["elements"]]
    day = date.fromisoformat(given["jour"])
    dated = {"jour": [day.year, day.month, day.day]}
    return typeset(TEMPLATE, {**given, **dated, "donnees": told, "rien": empty})


def _lines(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"titre": item["titre"], "details": [list(pair) for pair in item["details"].items()]}
