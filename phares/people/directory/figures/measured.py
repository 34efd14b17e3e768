"""Every figure of the directory with the records it was made of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.urls import get_script_prefix, reverse

from phares.kernel.dating import Dated, doubts
from phares.kernel.figures import Counted, Part, Row, count_of, sum_of
from phares.kernel.tongue import say
from phares.kernel.words import thousands
from phares.people.directory.figures.indicators import DECLARED
from phares.people.directory.figures.words import (
    DOUBTED,
    ELSEWHERE,
    GONE,
    SAID,
    SILENT,
    warning,
)
from phares.people.directory.queries.counting import Held, Said, held_during, said_until
from phares.people.directory.rules.declarations import Answers, answers
from phares.people.directory.rules.kinds import (
    FEMININE,
    HOUSED,
    BelongingRole,
    Declared,
    PartyKind,
)
from phares.people.directory.rules.presence import Presence, present, why_not_present


def measure(year: int) -> dict[str, Counted]:
    """Every figure of the directory for a year with its rows, in three queries.

    Also says what the silent ones last declared, in years past.
    """
    held = held_during(year)
    return {**_housed(held, year), **_adherents(held, year), **_said(held, year)}


@lru_cache(maxsize=4)
def _first_page(prefix: str) -> str:
    """The address of the card number 0: looked up once for thousands of rows."""
    return reverse("directory:organisation", args=[0])


def _page_of(pk: int) -> str:
    return _first_page(get_script_prefix()).replace("/0/", f"/{pk}/")


def _row(one: Held, detail: str = "") -> Row:
    return Row(
        key=f"directory.belonging:{one.pk}",
        label=one.party_name,
        detail=detail or _span(one),
        url=_page_of(one.party_id) if one.party_kind == PartyKind.ORGANISATION else "",
        illustrative=one.illustrative,
    )


def _span(one: Held) -> str:
    """« habitante, depuis mars 2013 », « hébergée, juin 2015 – août 2015 »."""
    role, until = FEMININE[BelongingRole(one.role)], one.until
    return f"{role}, {one.since} – {until}" if until else f"{role}, {one.since.onwards}"


def _housed(held: list[Held], year: int) -> dict[str, Counted]:
    """A structure counts once, whatever the stays it had in the year."""
    stays: dict[int, list[Held]] = defaultdict(list)
    adherents: dict[int, Held] = {}
    for one in held:
        if one.role in HOUSED:
            stays[one.party_id].append(one)
        elif one.holds(date(year, 12, 31)):
            adherents[one.party_id] = one
    if not stays:
        return {"residents": Counted(None), "residents_during_year": Counted(None)}
    last_day = date(year, 12, 31)
    counted, aside = [], []
    for pk, found in stays.items():
        row = _stay_row(found)
        if any(_there(one, last_day) is Presence.YES for one in found):
            counted.append(row)
        else:
            aside.append(replace(row, detail=_absent(found[-1], last_day, adherents.get(pk))))
    return {
        "residents": count_of(counted, aside=tuple(aside)),
        "residents_during_year": _during(stays.values(), year),
    }


def _during(stays: Iterable[list[Held]], year: int) -> Counted:
    """Those who lived here some day of the year for sure; the others aside, with the reason."""
    rows, aside = [], []
    for found in stays:
        row = _stay_row(found)
        if any(one.held_in(year) for one in found):
            rows.append(row)
        else:
            aside.append(replace(row, detail=f"{row.detail} ; {_doubt_in(found, year)}"))
    return count_of(rows, aside=tuple(aside))


def _doubt_in(found: list[Held], year: int) -> str:
    """Said of the first and of the last day of the year, whichever date is not known exactly."""
    days = (date(year, 1, 1), date(year, 12, 31))
    said = (doubt for one in found for day in days for doubt in doubts(one.since, one.until, day))
    return " ; ".join(dict.fromkeys(said))


def residents_on(year: int, days: Collection[date]) -> dict[date, Decimal]:
    """« Habitants » by the same rule on other days of the year: two queries, however many days."""
    housed = [one for one in held_during(year) if one.role in HOUSED]
    there = {
        day: {one.party_id for one in housed if _there(one, day) is Presence.YES} for day in days
    }
    return {day: Decimal(len(parties)) for day, parties in there.items()}


def _stay_row(found: list[Held]) -> Row:
    """All its stays of the year; invented when one of them is."""
    row = _row(found[-1], " ; ".join(_span(one) for one in found))
    return replace(row, illustrative=any(one.illustrative for one in found))


def _there(one: Held, day: date) -> Presence:
    """Whether a housed member belongs and is in the premises that day."""
    return present(one.presences, day) if one.holds(day) else Presence.NO


def _absent(one: Held, day: date, adherent: Held | None) -> str:
    """Who goes on belonging as an adherent did not leave: it lives here no more."""
    why = why_not_present(one.until, one.presences, day)
    if adherent is not None and not one.holds(day):
        why = say("n’habite plus le pôle : {until} ; {span}", until=one.until, span=_span(adherent))
    return f"{why} ; {one.outcome}" if one.outcome else why


def _adherents(held: list[Held], year: int) -> dict[str, Counted]:
    last_day = date(year, 12, 31)
    adherents = [one for one in held if one.role == BelongingRole.ADHERENT]
    found = [one for one in adherents if one.held_on(last_day)]
    aside = tuple(_unsure(one, last_day) for one in adherents if one.held_on(last_day) is None)
    if not found:
        return {"adherents": Counted(None, aside=aside)}
    areas = Counter(one.area or ELSEWHERE for one in found)
    parts = tuple(Part(name, Decimal(number)) for name, number in areas.most_common())
    rows = [_row(one, f"{one.area or ELSEWHERE}, {_span(one)}") for one in found]
    shared = parts if len(parts) > 1 else ()
    return {"adherents": count_of(rows, parts=shared, aside=aside)}


def _unsure(one: Held, day: date) -> Row:
    return _row(one, " ; ".join([one.area or ELSEWHERE, *doubts(one.since, one.until, day)]))


def _said(held: list[Held], year: int) -> dict[str, Counted]:
    """Sums of what members declared; the silent ones aside, with the last they said."""
    asked, doubted = _asked(held, year)
    said: dict[str, list[Said]] = defaultdict(list)
    for one in said_until(year):
        said[one.kind].append(one)
    return {
        indicator.code: _sum(kind, answers(year, asked, said[kind.value]), asked, doubted)
        for indicator, kind in zip(DECLARED, Declared, strict=True)
    }


def _asked(held: list[Held], year: int) -> tuple[dict[int, str], dict[int, Held]]:
    """Organisations that belong as members on the last day for sure; those that perhaps do."""
    last_day = date(year, 12, 31)
    houses = [one for one in held if one.party_kind == PartyKind.ORGANISATION]
    asked = {one.party_id: one.party_name for one in houses if one.held_on(last_day)}
    unsure = (one for one in houses if one.party_id not in asked)
    return asked, {one.party_id: one for one in unsure if one.held_on(last_day) is None}


def _sum(
    kind: Declared, told: Answers[Said], asked: dict[int, str], doubted: dict[int, Held]
) -> Counted:
    """« Sans objet » when nobody gave such a figure that year; aside, what was last known of it."""
    if not (told.given or told.others or told.last_known):
        return Counted(None)
    spoke = {one.organisation_id for one in told.given}
    last = {one.organisation_id: one for one in told.last_known}
    silent = [_silent_row(pk, name, last.get(pk)) for pk, name in asked.items() if pk not in spoke]
    if not (told.given or told.others):
        return Counted(None, aside=tuple(silent))
    outside = [_said_row(one, _why_outside(doubted.get(one.organisation_id), one.year))
               for one in told.others]  # fmt: skip
    summed = sum_of(
        [_said_row(one) for one in told.given],
        aside=(*silent, *outside),
        answered=told.answered,
        asked=len(asked),
        warning=warning(kind, len(silent), len(asked)),
    )
    return summed if told.given else replace(summed, value=None)


def _why_outside(perhaps: Held | None, year: int) -> str:
    """Why what a structure said is not in the sum: gone, or nobody knows whether it was."""
    if perhaps is None:
        return GONE
    doubt = " ; ".join(doubts(perhaps.since, perhaps.until, date(year, 12, 31)))
    return f"{DOUBTED}{doubt} ; "


def _said_row(one: Said, before: str = "") -> Row:
    told = (
        say("déclaré le {dated}", dated=Dated(one.declared_on))
        if one.declared_on
        else say("déclaré")
    )
    return Row(
        key=f"{SAID}{one.pk}",
        label=one.name,
        detail=f"{before}{told}",
        value=Decimal(one.value),
        url=_page_of(one.organisation_id),
        illustrative=one.illustrative,
    )


def _silent_row(pk: int, name: str, last: Said | None) -> Row:
    known = (
        say(
            "dernière valeur connue : {value} en {year}",
            value=thousands(last.value),
            year=last.year,
        )
        if last
        else ""
    )
    return Row(
        key=f"directory.organisation:{pk}",
        label=name,
        detail=f"{SILENT} ; {known or say('rien de connu')}",
        value=Decimal(last.value) if last else Decimal(0),
        url=_page_of(pk),
    )
