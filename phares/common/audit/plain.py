"""Particulars on their way into the journal: a person reads it, so no code goes in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from phares.kernel.dating import Dated
from phares.kernel.lifecycle import Labelled
from phares.kernel.money import Money


def plain(value: Any) -> Any:
    """A particular as the journal keeps it: labels, dates and amounts as one says them."""
    match value:
        case Labelled():
            return value.label
        case Money() | Dated():
            return str(value)
        case datetime():
            return _moment(value)
        case date():
            return str(Dated(value))
        case Decimal():
            return f"{value.normalize():f}".replace(".", ",")
        case Mapping():
            return {key: plain(each) for key, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
    return value


def _moment(value: datetime) -> str:
    """« 1er juin 2015 » where the day begins, « 1er juin 2015, 14:30 » later in it."""
    local = timezone.localtime(value)
    day = str(Dated(local.date()))
    return day if local.time() == time.min else f"{day}, {local:%H:%M}"
