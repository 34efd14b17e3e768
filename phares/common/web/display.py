"""How values are written on a page: money, dates, numbers, names. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from phares.kernel.dating import ENGLISH_MONTHS, MONTHS, Dated
from phares.kernel.money import Money
from phares.kernel.time import Month, Period
from phares.kernel.tongue import FRENCH, in_french, say

NARROW, WIDE, MINUS, DASH = "\u202f", "\u00a0", "\u2212", "\u2013"
DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
BARE = re.compile(r"[\W_]")
SMALL_WORDS = set("à au aux d de des du en et l la le les pour sur un une".split())


def number(value: Any) -> str:
    """1350 is « 1 350 », 2.5 is « 2,5 », -3 takes a true minus. In English “1,350”, “2.5”."""
    if value is None or value == "":
        return ""
    exact = Decimal(str(value))
    whole = f"{exact:,f}" if exact % 1 else f"{int(exact):,}"
    if "." in whole:
        whole = whole.rstrip("0")
    if not in_french():
        return whole.replace("-", MINUS)
    return whole.replace(",", NARROW).replace(".", ",").replace("-", MINUS)


def money(value: Any) -> str:
    """« 1 617,20 € », from a Money or a number of cents."""
    if value is None or value == "":
        return ""
    return str(value if isinstance(value, Money) else Money(int(value)))


def square_metres(value: Any) -> str:
    return f"{number(value)}{WIDE}m²" if value not in (None, "") else ""


def local_day(value: date | datetime) -> date:
    """The day in Paris of a moment; a day is itself."""
    if not isinstance(value, datetime):
        return value
    return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()


def french_date(value: date | datetime | None, *, weekday: bool = False) -> str:
    """« 1er décembre 2015 », « lundi 4 janvier 2016 »; “Monday 4 January 2016”."""
    if value is None:
        return ""
    day = local_day(value)
    if not in_french():
        said = f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
        return f"{ENGLISH_DAYS[day.weekday()]} {said}" if weekday else said
    first = "1er" if day.day == 1 else str(day.day)
    written = f"{first} {MONTHS[day.month - 1]} {day.year}"
    return f"{DAYS[day.weekday()]} {written}" if weekday else written


def hour(value: datetime | None) -> str:
    """« 9 h », « 10 h 30 »; “9:00”, “10:30”."""
    if value is None:
        return ""
    moment = timezone.localtime(value) if timezone.is_aware(value) else value
    if not in_french():
        return f"{moment.hour}:{moment:%M}"
    minutes = f"{WIDE}{moment:%M}" if moment.minute else ""
    return f"{moment.hour}{WIDE}h{minutes}"


def month(value: Month) -> str:
    names = MONTHS if in_french() else ENGLISH_MONTHS
    return f"{names[value.number - 1]} {value.year}"


def period(value: Period | None) -> str:
    """« du 1er mars 2013 au 31 décembre 2015 », « depuis le 1er mars 2013 »: both days included."""
    if value is None:
        return ""
    if value.last_day is None:
        return say("depuis le {day}", day=french_date(value.start))
    if value.last_day == value.start:
        return say("le {day}", day=french_date(value.start))
    first, last = french_date(value.start), french_date(value.last_day)
    return say("du {first} au {last}", first=first, last=last)


def dated(value: Dated | None) -> str:
    """<time> with what is known of the date."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.iso, str(value))


def since(value: Dated | None) -> str:
    """« depuis » and what is known of the date."""
    if value is None:
        return ""
    return format_html("{}{}", value.onwards.removesuffix(str(value)), dated(value))


def theirs(text: Any) -> Any:
    """A text people wrote, in French, inside a sentence or a heading of ours in English."""
    if in_french() or not text:
        return text
    return format_html('<span lang="{}">{}</span>', FRENCH, text)


def initials(name: str) -> str:
    """Two or three letters for a square or a round: « ME », « Ha », « F93 », « AD »."""
    bare = (BARE.sub("", word) for word in re.split(r"[\s'’]+", name))
    words = [word for word in bare if word]
    strong = [word for word in words if word.lower() not in SMALL_WORDS] or words or [name or "?"]
    first, *others = strong
    if first.isupper() and len(first) > 1:
        return first if len(first) == 3 else first[:2]
    if not others:
        return first[:2].capitalize()
    tail = others[0]
    return (first[0] + (tail[:2] if tail.isdigit() else tail[0])).upper()


def _as_is(text: SafeString) -> SafeString:
    return text


def _yes_or_no(value: bool) -> str:
    return say("oui") if value else say("non")


WRITERS: tuple[tuple[tuple[type, ...], Callable[[Any], str]], ...] = (
    ((SafeString,), _as_is),
    ((str, Money), str),
    ((bool,), _yes_or_no),
    ((int, float, Decimal), number),
    ((date,), french_date),
    ((Dated,), dated),
    ((Period,), period),
    ((Month,), month),
)


def shown(value: Any) -> str:
    """A plain value as a cell shows it; nothing known is an empty text."""
    if value is None:
        return ""
    write = next((write for types, write in WRITERS if isinstance(value, types)), str)
    return write(value)
